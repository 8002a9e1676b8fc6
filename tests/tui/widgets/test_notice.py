"""A message in a screen, and the guide that belongs to it."""

from __future__ import annotations

from tiktok_tui.events.errors import KeyringError, UsageError
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.tone import Tone

LOCKED = KeyringError("It is locked.", where="the keyring", remedy="Unlock it.")


def shown(notice: Notice) -> tuple[str, str]:
    return notice.shown.plain, notice.guide.name if notice.guide is not None else ""


def test_a_message_says_where_and_what_to_do_and_takes_the_guide_of_the_one_before_with_it() -> None:
    notice = Notice()
    notice.show_error(LOCKED)
    assert notice.shown.plain.startswith("✗ the keyring: It is locked. Unlock it.  F5  ")
    assert notice.guide is not None
    notice.say("Saved.", Tone.DONE)
    assert shown(notice) == ("✓ Saved.", "")
    notice.show_error(LOCKED)
    notice.show_error(UsageError("No."))
    assert shown(notice) == ("✗ No.", "")
    notice.show_error(LOCKED)
    notice.clear()
    assert shown(notice) == ("", "")
    assert not notice.has_class("-shown")
