"""The state of a running sandbox counts what is under way, and the most that ever was."""

from __future__ import annotations

import threading
import time

import pytest

from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.faults import Fault
from tiktok_tui.sandbox.state import Settings, State
from tiktok_tui.sandbox.trouble import Struck, Trouble


def test_the_most_requests_in_flight_are_kept() -> None:
    state = State(Settings(), Trouble())
    entries = [state.begin("GET", "/user/info/", "", 0) for _ in range(3)]
    for entry in entries:
        state.end(entry, 200, 0)
    last = state.begin("GET", "/user/info/", "", 0)
    assert (state.in_flight, state.in_flight_max, last.number, last.in_flight) == (1, 3, 4, 1)
    assert (state.by_code[0], state.is_stale(entries[0]), state.is_stale(last)) == (3, True, False)


def test_the_settings_by_default() -> None:
    assert Settings() == Settings(False, False, 2_000_000, None, 86400)


def test_a_request_is_logged_from_its_arrival_to_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    state = State(Settings(), Trouble())
    now[0] = 101.5
    first = state.begin("GET", "/user/info/", "token-1", 0)
    second = state.begin("POST", "/event/track/", "token-2", 7)
    assert (first.number, first.method, first.path, first.token, first.body_bytes) == (
        1,
        "GET",
        "/user/info/",
        "token-1",
        0,
    )
    assert (second.number, second.method, second.path, second.token, second.body_bytes) == (
        *(2, "POST", "/event/track/", "token-2", 7),
    )
    assert [(entry.started, entry.in_flight) for entry in state.log] == [(1.5, 1), (1.5, 2)]
    assert (first.ended, first.status, first.code, first.events) == (None, 0, None, 0)
    now[0] = 103.0
    state.end(first, 200, 40100)
    state.end(second, 502, None)
    assert [(entry.ended, entry.status, entry.code) for entry in state.log] == [(3.0, 200, 40100), (3.0, 502, None)]
    state.end(first, 500, 50000)
    assert (first.status, dict(state.by_code)) == (200, {40100: 1})
    assert dict(state.by_path) == {"/user/info/": 1, "/event/track/": 1}


def test_the_newest_ten_thousand_requests_are_logged() -> None:
    state = State(Settings(), Trouble())
    for _ in range(10_001):
        state.end(state.begin("GET", "/user/info/", "", 0), 200, 0)
    assert (len(state.log), state.log[0].number, state.log[-1].number) == (10_000, 2, 10_001)
    assert (state.requests, state.by_code[0]) == (10_001, 10_001)


def test_a_reset_forgets_everything() -> None:
    state = State(Settings(), Trouble([Fault("hold")]))
    before, held = state.begin("GET", "/user/info/", "", 0), state.trouble
    state.accounts.tokens[known.TOKEN].revoked = True
    state.grants.refresh_tokens.clear()
    state.clock_offset, state.refused_events, state.store.accepted = 60.0, 3, 5
    state.reset(Settings(keep_bodies=True), Trouble())
    held.pause(Struck(hold=True))
    assert state.is_stale(before)
    state.end(before, 200, 0)
    assert (state.requests, state.in_flight, state.in_flight_max, len(state.log)) == (0, 0, 0, 0)
    assert (state.by_path, state.by_code, state.refused_events, state.clock_offset) == ({}, {}, 0, 0.0)
    assert (state.store.accepted, state.store.keep_all, state.settings.keep_bodies) == (0, True, True)
    assert not state.accounts.tokens[known.TOKEN].revoked
    assert known.REFRESH_TOKEN in state.grants.refresh_tokens
    after = state.begin("GET", "/", "", 0)
    assert (state.original, after.number, state.is_stale(before), state.is_stale(after)) == (Settings(), 1, True, False)
    state.end(before, 200, 0)
    assert (state.in_flight, after.ended) == (1, None)


def test_other_faults_let_those_that_wait_continue() -> None:
    state = State(Settings(), Trouble([Fault("hold")]))
    held, other = state.trouble, Trouble()
    state.replace_trouble(other)
    held.pause(Struck(hold=True))
    assert state.trouble is other


def test_who_waits_for_requests_is_woken_by_the_last_of_them() -> None:
    state = State(Settings(), Trouble())
    assert not state.wait_for_requests(1, 0)
    arrived: list[bool] = []
    waiting = threading.Thread(target=lambda: arrived.append(state.wait_for_requests(2, 60)), daemon=True)
    waiting.start()
    state.begin("GET", "/", "", 0)
    assert arrived == []
    state.begin("GET", "/", "", 0)
    waiting.join(60)
    assert arrived == [True]
    assert state.wait_for_requests(2, 0)


def test_the_sandboxs_clock_is_that_of_the_machine_until_it_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    state = State(Settings(), Trouble())
    assert state.now() == 1000.0
    state.clock_offset = 60.5
    assert state.now() == 1060.5
