"""Messages that ask for another screen."""

from __future__ import annotations

from tiktok_tui.tui.frame.navigation import OpenRun


def test_a_run_is_opened_to_be_looked_at_unless_it_shall_be_resumed() -> None:
    assert [OpenRun("r1").resume, OpenRun("r1", resume=True).resume] == [False, True]
