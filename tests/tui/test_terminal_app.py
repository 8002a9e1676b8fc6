"""The bell and the notification at the end of long work."""

from __future__ import annotations

import pytest

from tiktok_tui.tui.terminal_app import TerminalApp


@pytest.mark.parametrize(("rings", "told"), [(True, ["bell", "\x1b]9;It has ended\x07"]), (False, [])])
def test_a_person_who_wants_no_bell_gets_no_notification_either(
    rings: bool, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    app, heard = TerminalApp(), list[str]()
    monkeypatch.setattr(app, "bell", lambda: heard.append("bell"))
    app.terminal_title.write, app.rings = heard.append, rings
    app.ring("It has ended")
    assert heard == told
