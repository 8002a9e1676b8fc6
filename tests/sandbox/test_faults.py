"""Every fault of `--fault`, over a real socket."""

from __future__ import annotations

import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.bodies import offline_event, upload
from tests.support.sandbox import Reply, Sandbox
from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.faults import WORDS, Fault, FaultError, parse_fault

TRACK = "/event/track/"


def _send(sandbox: Sandbox, *ids: str) -> Reply:
    return sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event(name) for name in ids or ("ord-1",)]))


def _send_wrong_at(sandbox: Sandbox, index: int, events: int) -> str:
    body = [offline_event(f"ord-{number}") for number in range(events)]
    body[index]["user"] = {"email": "bob@example.com"}
    reply = sandbox.post(TRACK, upload(known.EVENT_SET, body))
    assert reply.code == 40002
    return str(reply.json()["message"])


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        ("40100:0.1", Fault("CODE", code=40100, chance=0.1)),
        ("50000", Fault("CODE", code=50000)),
        ("40105#1@/user/info/", Fault("CODE", code=40105, count=1, path="/user/info/")),
        ("20001:0.5", Fault("20001", code=20001, chance=0.5)),
        ("html-502#3", Fault("html-502", count=3)),
        ("slow:0.25:0.5", Fault("slow", number=0.25, chance=0.5)),
        ("drop-after:0.2@/event/track/", Fault("drop-after", chance=0.2, path=TRACK)),
        ("refuse-events:0.01", Fault("refuse-events", number=0.01)),
        ("expire-token-after:5", Fault("expire-token-after", number=5)),
        ("qps:10", Fault("qps", number=10)),
        ("storm:60001:2.5", Fault("storm", code=60001, number=2.5)),
        ("redirect:https://elsewhere.example:8443/x", Fault("redirect", url="https://elsewhere.example:8443/x")),
        ("hold@/event/track/", Fault("hold", path=TRACK)),
        ("20002", Fault("CODE", code=20002)),
        ("99999", Fault("CODE", code=99999)),
        (" 50000:1#12 ", Fault("CODE", code=50000, count=12)),
        ("slow:0", Fault("slow")),
        ("refuse-events:1:1", Fault("refuse-events", number=1)),
        ("redirect:http://x/y:1#3@/user/info/", Fault("redirect", count=3, path="/user/info/", url="http://x/y:1")),
    ],
)
def test_a_fault_is_read(spec: str, fault: Fault) -> None:
    assert parse_fault(spec) == fault


NONE = f"is none of: {', '.join(WORDS)}"


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        *((spec, NONE) for spec in "x 1 CODE CODE:1 20000 100000 999999 ٤٠١٠٠ 40100#x hold#".split()),
        *(
            (spec, NONE)
            for spec in "slow qps refuse-events expire-token-after storm storm:40100 storm:x:1 redirect".split()
        ),
        *(
            (f"40100:{chance}", f"{chance!r} is not a number from 0 to 1")
            for chance in ("2", "1.01", "-1", "a", "nan", "")
        ),
        ("refuse-events:1.5", "'1.5' is not a number from 0 to 1"),
        ("refuse-events:-0.1", "'-0.1' is not a number from 0 to 1"),
        ("slow:x", "'x' is not a number from 0 to 1e+09"),
        ("slow:-1", "'-1' is not a number from 0 to 1e+09"),
        ("qps:1e10", "'1e10' is not a number from 0 to 1e+09"),
        ("storm:40100:x", "'x' is not a number from 0 to 1e+09"),
        ("storm:40100:1:1", NONE),
        ("40100:0.1:0.1", "has too many parts"),
        ("slow:1:0.5:0.5", "has too many parts"),
        *((f"{word}:0.5", f": {word} takes no chance and no count") for word in ("hold", "maintenance", "refuse-echo")),
        *((f"{word}#2", f": {word} takes no chance and no count") for word in ("hold", "maintenance", "refuse-path")),
        *(
            (f"{word}:1{tail}", f": {word} takes no chance and no count")
            for word in ("refuse-events", "expire-token-after", "qps")
            for tail in (":0.5", "#2")
        ),
        ("storm:40100:1#2", ": storm takes no chance and no count"),
        *((spec, "a fault must not be empty") for spec in ("", " ")),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_in_words(spec: str, says: str) -> None:
    with pytest.raises(FaultError) as caught:
        parse_fault(spec)
    assert str(caught.value).endswith(says)
    assert spec.strip() in str(caught.value)


def test_a_test_that_sets_a_wrong_fault_hears_of_it(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="fault 'x' is none of"):
        sandbox.set_faults("x")


@pytest.mark.parametrize("code", [40000, 40100, 40102, 40132, 50000, 51010, 61000, 49999])
def test_a_code_is_answered_and_nothing_done(sandbox: Sandbox, code: int) -> None:
    sandbox.set_faults(str(code))
    reply = _send(sandbox)
    assert (reply.status, reply.code, sandbox.stats().accepted) == (200, code, 0)
    assert reply.json()["message"]


def test_a_counted_fault_strikes_exactly_so_often(sandbox: Sandbox) -> None:
    sandbox.set_faults("40100#2", "50000#1")
    assert [_send(sandbox).code for _ in range(5)] == [40100, 40100, 50000, 0, 0]


def test_a_fault_keeps_to_its_path(sandbox: Sandbox) -> None:
    sandbox.set_faults("50000@/event/track/")
    assert (sandbox.get("/user/info/").code, _send(sandbox).code) == (0, 50000)


def test_a_seed_makes_chances_repeatable(sandbox: Sandbox) -> None:
    def codes(seed: int) -> list[object]:
        sandbox.set_faults("40100:0.5", seed=seed)
        return [sandbox.get("/user/info/").code for _ in range(40)]

    assert codes(1) == codes(1)
    assert codes(1) != codes(2)
    assert 5 < codes(3).count(40100) < 35


@pytest.mark.parametrize(("fault", "status"), [("html-502", 502), ("http-429", 429), ("http-500", 500)])
def test_a_gateway_in_trouble_does_nothing(sandbox: Sandbox, fault: str, status: int) -> None:
    sandbox.set_faults(f"{fault}#1")
    reply = _send(sandbox)
    assert (reply.status, sandbox.stats().accepted) == (status, 0)
    assert reply.body.startswith(b"<html>") == fault.startswith("html")
    assert _send(sandbox).code == 0


def test_a_gateway_that_gives_up_waiting_leaves_the_request_done(sandbox: Sandbox) -> None:
    sandbox.set_faults("html-504")
    reply = _send(sandbox)
    assert (reply.status, reply.body[:6], sandbox.stats().accepted) == (504, b"<html>", 1)


@pytest.mark.parametrize(("fault", "accepted"), [("drop-before#1", 0), ("drop-after#1", 1)])
def test_a_connection_is_reset(sandbox: Sandbox, fault: str, accepted: int) -> None:
    sandbox.set_faults(fault)
    with pytest.raises(ConnectionResetError):
        _send(sandbox)
    assert sandbox.stats().accepted == accepted
    assert sandbox.requests()[0].status == 0
    assert _send(sandbox).code == 0
    assert sandbox.stats().accepted == 1


def test_an_empty_answer(sandbox: Sandbox) -> None:
    sandbox.set_faults("empty-200")
    reply = _send(sandbox)
    assert (reply.status, reply.body, sandbox.stats().accepted) == (200, b"", 1)


def test_an_answer_that_breaks_off(sandbox: Sandbox) -> None:
    sandbox.set_faults("truncated-json")
    reply = _send(sandbox)
    assert (reply.status, sandbox.stats().accepted) == (200, 1)
    with pytest.raises(json.JSONDecodeError):
        reply.json()


def test_data_may_be_null_or_absent(sandbox: Sandbox) -> None:
    sandbox.set_faults("data-null#1")
    assert _send(sandbox).json()["data"] is None
    sandbox.set_faults("data-absent#1")
    assert "data" not in _send(sandbox).json()


def test_event_sets_may_be_nested(sandbox: Sandbox) -> None:
    sandbox.set_faults("nested-lists")
    sets = sandbox.get(f"/offline/get/?advertiser_id={known.ADVERTISER}").data["event_set_list"]
    assert isinstance(sets, list)
    assert isinstance(sets[0], list)
    assert len(sets[0]) == 2


def test_partially_successful(sandbox: Sandbox) -> None:
    sandbox.set_faults("20001#1")
    assert (_send(sandbox).code, sandbox.stats().accepted) == (20001, 1)


def test_slow_waits_first(sandbox: Sandbox) -> None:
    sandbox.set_faults("slow:0.2#1")
    began = time.monotonic()
    assert _send(sandbox).code == 0
    assert time.monotonic() - began >= 0.2


def test_changing_the_faults_ends_a_wait(sandbox: Sandbox) -> None:
    sandbox.set_faults("slow:100")
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(_send, sandbox)
        sandbox.wait_for_requests(1)
        sandbox.set_faults()
        assert answer.result(timeout=60).code == 0


def test_a_reset_drops_what_was_held(sandbox: Sandbox) -> None:
    sandbox.set_faults("hold")
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(_send, sandbox)
        sandbox.wait_for_requests(1)
        sandbox.reset()
        with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
            answer.result(timeout=60)
    stats = sandbox.stats()
    assert (stats.requests, stats.accepted, stats.in_flight) == (0, 0, 0)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("refuse-path", "data.3.user.email: Not a valid SHA-256 hash."),
        ("refuse-index", "data[3] is invalid."),
        ("refuse-silent", "Invalid parameter."),
        ("refuse-echo", "data.3.user.email: 'bob@example.com': Not a valid SHA-256 hash."),
        ("refuse-wrong-index", "data.2.user.email: Not a valid SHA-256 hash."),
    ],
)
def test_refusals_have_a_style(sandbox: Sandbox, fault: str, message: str) -> None:
    sandbox.set_faults(fault)
    assert _send_wrong_at(sandbox, 3, 5) == message


def test_a_wrong_index_is_never_the_right_one(sandbox: Sandbox) -> None:
    sandbox.set_faults("refuse-wrong-index")
    assert _send_wrong_at(sandbox, 0, 5).startswith("data.4.")
    assert _send_wrong_at(sandbox, 0, 1).startswith("data.1.")


def test_a_share_of_events_is_always_the_same(sandbox: Sandbox) -> None:
    def refused() -> list[int]:
        return [number for number in range(200) if _send(sandbox, f"ord-{number}").code == 40002]

    sandbox.set_faults("refuse-events:0.1")
    first = refused()
    assert 5 <= len(first) <= 40
    assert refused() == first
    good = [f"ord-{number}" for number in range(200) if number not in first]
    assert _send(sandbox, *good).code == 0
    assert _send(sandbox, *good, f"ord-{first[0]}").code == 40002
    assert sandbox.stats().accepted == len(good)


def test_a_token_expires_after_so_many_requests(sandbox: Sandbox) -> None:
    sandbox.set_faults("expire-token-after:2")
    assert [_send(sandbox).code for _ in range(4)] == [0, 0, 40102, 40102]
    fresh = sandbox.make_token()
    assert sandbox.get("/user/info/", fresh).code == 0


def test_too_many_requests_in_a_second(sandbox: Sandbox) -> None:
    sandbox.set_faults("qps:3")
    codes = [sandbox.get("/user/info/").code for _ in range(6)]
    assert codes[:4] == [0, 0, 0, 40100]


def test_maintenance_holds_until_it_is_over(sandbox: Sandbox) -> None:
    sandbox.set_faults("maintenance")
    assert [_send(sandbox).code, sandbox.get("/user/info/").code] == [60001, 60001]
    sandbox.set_faults()
    assert _send(sandbox).code == 0


def test_a_storm_passes(sandbox: Sandbox) -> None:
    sandbox.set_faults("storm:40100:0.3")
    assert _send(sandbox).code == 40100
    deadline = time.monotonic() + 10
    while _send(sandbox).code == 40100:
        assert time.monotonic() < deadline
    assert sandbox.stats().accepted == 1


def test_a_redirect(sandbox: Sandbox) -> None:
    sandbox.set_faults("redirect:https://elsewhere.example/x")
    reply = _send(sandbox)
    assert (reply.status, reply.headers["location"]) == (302, "https://elsewhere.example/x")
    assert sandbox.stats().accepted == 0


def test_every_word_of_the_help_is_understood() -> None:
    examples = {
        "CODE": "40100",
        "slow": "slow:1",
        "refuse-events": "refuse-events:0.5",
        "expire-token-after": "expire-token-after:1",
        "qps": "qps:1",
        "storm": "storm:40100:1",
        "redirect": "redirect:http://x/",
    }
    for word in WORDS:
        assert parse_fault(examples.get(word, word)).word == word


def test_the_words_of_the_help(snapshot: SnapshotAssertion) -> None:
    assert snapshot == WORDS
