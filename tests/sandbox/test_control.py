"""Requests of tests to the sandbox itself: what each answers and changes, and what it refuses."""

from __future__ import annotations

import json
import time
from dataclasses import asdict

import pytest

from tests.support.bodies import offline_event
from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.control import control
from tiktok_tui.sandbox.faults import Fault
from tiktok_tui.sandbox.request import Request
from tiktok_tui.sandbox.state import Settings, State
from tiktok_tui.sandbox.trouble import Trouble


class Waiting(State):
    """Says for how many requests it was to wait, and for how long."""

    def wait_for_requests(self, count: int, seconds: float) -> bool:
        self.waited = (count, seconds)
        return False


@pytest.fixture
def state() -> State:
    return State(Settings(), Trouble())


def get(state: State, name: str, **query: str) -> object:
    return control(state, Request("GET", f"/_sandbox/{name}", query, {}, b""))


def post(state: State, name: str, body: object) -> object:
    return control(state, Request("POST", f"/_sandbox/{name}", {}, {}, json.dumps(body).encode()))


def test_a_source_that_is_made_known_may_be_uploaded_to_beside_the_usual_ones(state: State) -> None:
    wish = {"kind": "offline", "advertiser_id": "7111", "id": "7222", "name": "Tills"}
    assert post(state, "sources", wish) == {}
    accounts, token = state.accounts, state.accounts.tokens[known.TOKEN]
    assert accounts.uploadable(token, "offline", "7222").name == "Tills"
    assert asdict(accounts.advertiser(token, "7111")) == asdict(accounts.advertisers[known.ADVERTISER]) | {"id": "7111"}
    assert accounts.uploadable(token, "offline", known.EVENT_SET).name == "Store sales"
    assert post(state, "sources", wish | {"name": "Another"}) == {}
    assert accounts.sources["7222"].name == "Tills"
    assert post(state, "sources", {"kind": "web", "advertiser_id": known.ADVERTISER, "id": "C4X", "name": ""}) == {}
    assert accounts.uploadable(token, "web", "C4X").name == "Tried out"
    assert token.advertisers == (known.ADVERTISER, known.SECOND_ADVERTISER, "7111")
    assert accounts.advertisers[known.ADVERTISER].name == "Sandbox Store"
    with pytest.raises(KeyError):
        post(state, "sources", {"kind": "web"})


def test_the_numbers_of_the_statistics_are_those_of_the_state(state: State) -> None:
    entries = [state.begin("GET", "/user/info/", known.TOKEN, 0) for _ in range(5)]
    for entry in entries[:3]:
        state.end(entry, 200, 40100)
    store = state.store
    store.arrived, store.accepted, store.repeats, store.counted_again, store.without_id = 11, 12, 13, 14, 15
    store.too_old, store.ahead, store.test_events, state.refused_events = 16, 17, 18, 19
    store.by_source["7"], store.by_event["Purchase"] = 20, 21
    state.accounts.tokens[known.TOKEN].used = 22
    state.grants.refresh_uses["refresh-1"] = 23
    assert get(state, "stats") == {
        "requests": 5,
        "in_flight": 2,
        "in_flight_max": 5,
        "by_path": {"/user/info/": 5},
        "by_code": {"40100": 3},
        "arrived": 11,
        "accepted": 12,
        "repeats": 13,
        "counted_again": 14,
        "without_id": 15,
        "too_old": 16,
        "ahead": 17,
        "test_events": 18,
        "refused_events": 19,
        "by_source": {"7": 20},
        "by_event": {"Purchase": 21},
        "tokens": {known.TOKEN: 22},
        "refresh_tokens": {"refresh-1": 23},
    }


def test_events_and_requests_are_those_after_a_number(state: State) -> None:
    events = [offline_event(f"ord-{number}") for number in range(3)]
    state.store.take(events, "offline", "7", "TEST1", 5, 1.8e9)
    kept = {
        "request": 5,
        "event_source": "offline",
        "event_source_id": "7",
        "test_event_code": "TEST1",
        "repeat": False,
    }
    assert get(state, "events", since="1") == {
        "events": [kept | {"number": number, "body": events[number - 1]} for number in (2, 3)]
    }
    for path in ("/a/", "/b/", "/c/"):
        state.begin("POST", path, "token-1", 9)
    for name, key in (("events", "number"), ("requests", "number")):
        found = get(state, name)
        assert isinstance(found, dict)
        assert [entry[key] for entry in found[name]] == [1, 2, 3]
    found = get(state, "requests", since="2")
    assert isinstance(found, dict)
    [entry] = found["requests"]
    assert {key: entry[key] for key in ("number", "method", "path", "token", "in_flight", "body_bytes")} == {
        **{"number": 3, "method": "POST", "path": "/c/", "token": "token-1"},
        **{"in_flight": 3, "body_bytes": 9},
    }
    assert (entry["ended"], entry["status"], entry["code"], entry["events"]) == (None, 0, None, 0)


def test_a_test_waits_for_requests_ten_seconds_unless_it_says_otherwise() -> None:
    state = Waiting(Settings(), Trouble())
    assert get(state, "wait", requests="3") == {"arrived": False}
    assert state.waited == (3, 10.0)
    get(state, "wait", requests="4", seconds="0.5")
    assert state.waited == (4, 0.5)
    assert get(State(Settings(), Trouble()), "wait", requests="0") == {"arrived": True}


def test_the_clock_is_set_and_moved(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    assert post(state, "clock", {}) == {"now": 1000.0}
    assert post(state, "clock", {"advance": 60}) == {"now": 1060.0}
    assert post(state, "clock", {"advance": 0.5}) == {"now": 1060.5}
    assert post(state, "clock", {"now": 5000}) == {"now": 5000.0}
    assert post(state, "clock", {"now": 5000, "advance": 1}) == {"now": 5001.0}
    post(state, "reset", {})
    assert post(state, "clock", {}) == {"now": 1000.0}


def test_tokens_are_made_as_they_are_wished(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    usual = state.accounts.tokens[known.TOKEN]
    wishes = {"role": "ADMIN", "advertisers": [7], "scopes": ["5", 6], "seconds": 60, "value": "token-made"}
    assert post(state, "tokens", {"make": wishes}) == {"access_token": "token-made"}
    made = state.accounts.tokens["token-made"]
    assert (made.role, made.advertisers, made.scopes, made.expires_at) == ("ADMIN", ("7",), frozenset((5, 6)), 1060.0)
    answer = post(state, "tokens", {"make": {}})
    assert isinstance(answer, dict)
    plain = state.accounts.tokens[answer["access_token"]]
    assert plain.value.startswith("sandbox-made-")
    assert len(plain.value) == len("sandbox-made-") + 24
    assert (plain.role, plain.advertisers, plain.scopes, plain.expires_at) == (
        *(usual.role, usual.advertisers, usual.scopes, None),
    )
    answer = post(state, "tokens", {"make_refresh": {}})
    assert isinstance(answer, dict)
    refresh = state.grants.refresh_tokens[answer["refresh_token"]]
    assert (refresh.app_id, refresh.expires_at, refresh.used) == (known.APP_ID, 1000.0 + 365 * 86400, False)


def test_tokens_are_ended_now(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    post(state, "clock", {"advance": 7})
    assert post(state, "tokens", {"expire": known.TOKEN}) == {}
    assert post(state, "tokens", {"revoke": known.OTHER_TOKEN}) == {}
    ended, revoked = state.accounts.tokens[known.TOKEN], state.accounts.tokens[known.OTHER_TOKEN]
    assert (ended.expires_at, ended.revoked) == (1007.0, False)
    assert (revoked.expires_at, revoked.revoked) == (None, True)


def codes(state: State) -> list[bool]:
    """Which of the next requests a fault strikes."""
    return [state.trouble.strike("/user/info/").instead is not None for _ in range(40)]


def test_a_seed_holds_until_another_is_given() -> None:
    state = State(Settings(seed=5), Trouble())
    faults = {"faults": ["50000:0.5"]}
    assert post(state, "faults", faults) == {}
    first = codes(state)
    assert post(state, "faults", faults) == {}
    assert codes(state) == first
    post(state, "faults", {**faults, "seed": 6})
    assert codes(state) != first
    post(state, "reset", faults)
    assert codes(state) == first
    post(state, "reset", {**faults, "seed": 6})
    other = codes(state)
    assert other != first
    post(state, "faults", faults)
    assert codes(state) == other
    post(state, "faults", {})
    assert codes(state) == [False] * 40


def test_a_reset_sets_what_it_names_and_the_rest_as_it_was_started() -> None:
    started = Settings(fast=True, max_body=9, seed=5)
    state = State(started, Trouble([Fault("hold")]))
    changes = {"fast": False, "keep_bodies": True, "max_body": 8, "seed": 6, "token_seconds": 7}
    assert post(state, "reset", {**changes, "faults": ["refuse-silent"]}) == {}
    assert state.settings == Settings(False, True, 8, 6, 7)
    assert (state.store.keep_all, state.trouble.style) == (True, "refuse-silent")
    state.requests = 5
    assert control(state, Request("POST", "/_sandbox/reset", {}, {}, b"")) == {}
    assert (state.settings, state.requests, state.store.keep_all) == (started, 0, False)
    assert not state.trouble.strike("/user/info/").hold


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("faults", [], "the body must be an object"),
        ("faults", {"faults": "hold"}, "faults must be a list of strings"),
        ("faults", {"faults": [5]}, "faults must be a list of strings"),
        ("faults", {"faults": ["nonsense"]}, "fault 'nonsense' is none of"),
        ("tokens", {}, "make, make_refresh, revoke or expire"),
        ("tokens", {"revoke": "unknown"}, "no such token"),
        ("tokens", {"expire": "unknown"}, "no such token"),
        ("tokens", {"make": 5}, "make takes role, advertisers, scopes, seconds and value"),
        ("tokens", {"make": {"colour": 5}}, "make takes role, advertisers, scopes, seconds and value"),
        *(("reset", {key: "x"}, f"no such setting: {key}") for key in ("fast", "keep_bodies", "max_body", "seed")),
        ("reset", {"fast": 1}, "no such setting: fast"),
        ("reset", {"keep_bodies": 1}, "no such setting: keep_bodies"),
        ("reset", {"token_seconds": 1.5}, "no such setting: token_seconds"),
        ("reset", {"speed": 1}, "no such setting: speed"),
        ("stats", {}, "no control POST /_sandbox/stats"),
        ("nothing", {}, "no control POST /_sandbox/nothing"),
        ("clock", {"now": "soon"}, "could not convert"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(state: State, name: str, body: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        post(state, name, body)


def test_what_is_posted_cannot_be_got(state: State) -> None:
    for name in ("faults", "tokens", "sources", "clock", "reset"):
        with pytest.raises(ValueError, match=f"no control GET /_sandbox/{name}"):
            get(state, name)
