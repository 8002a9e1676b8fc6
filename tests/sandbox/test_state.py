"""The state of a running sandbox counts what is under way, and the most that ever was."""

from __future__ import annotations

from tiktok_tui.sandbox.state import Settings, State
from tiktok_tui.sandbox.trouble import Trouble


def test_the_most_requests_in_flight_are_kept() -> None:
    state = State(Settings(), Trouble())
    entries = [state.begin("GET", "/user/info/", "", 0) for _ in range(3)]
    for entry in entries:
        state.end(entry, 200, 0)
    last = state.begin("GET", "/user/info/", "", 0)
    assert (state.in_flight, state.in_flight_max, last.number, last.in_flight) == (1, 3, 4, 1)
    assert (state.by_code[0], state.is_stale(entries[0]), state.is_stale(last)) == (3, True, False)
