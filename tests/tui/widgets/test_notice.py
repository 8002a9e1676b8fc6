"""A message in a screen, and the guide that belongs to it."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from tests.support.pilot import screen_text
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


@pytest.mark.parametrize(
    ("tone", "glyph", "text_style"),
    [
        (Tone.INFO, ("· ", "bold"), ""),
        (Tone.DONE, ("✓ ", "bold $accent"), "$accent"),
        (Tone.WARNING, ("! ", "bold $warning"), "$warning"),
        (Tone.ERROR, ("✗ ", "bold $error"), "$error"),
        (Tone.QUIET, ("· ", "bold $foreground-muted"), "$foreground-muted"),
    ],
)
def test_each_part_has_its_glyph_and_colour_and_its_length(tone: Tone, glyph: tuple[str, str], text_style: str) -> None:
    """Any part may come from a file: nothing of it is markup, and none is endless."""
    notice = Notice()
    notice.say("[/b]" + "t" * 2_000, tone, remedy="r" * 2_001, where="w\x1b" + "w" * 300)
    content = notice.shown
    assert content.plain == f"{glyph[0]}w␛{'w' * 298}…: [/b]{'t' * 1_996}… {'r' * 2_000}…"
    parts = {content.plain[span.start : span.end][:2]: str(span.style) for span in content.spans}
    expected = {glyph[0]: glyph[1], "w␛": "$foreground-muted", "[/": text_style, " r": "$foreground"}
    assert parts == {words: style for words, style in expected.items() if style}
    assert notice.has_class("-shown")


class _Above(App[None]):
    def compose(self) -> ComposeResult:
        yield Notice()
        yield Static("below")


async def test_it_takes_room_only_while_it_says_something() -> None:
    app = _Above()
    async with app.run_test(size=(20, 4)) as pilot:
        notice, seen = app.query_one(Notice), [screen_text(app).split("\n")[:3]]
        for text in ("Saved.", "It is saved, and more.", ""):
            notice.say(text, Tone.DONE) if text else notice.clear()
            await pilot.pause()
            seen.append(screen_text(app).split("\n")[:3])
        nothing = ["below", "", ""]
        assert seen == [
            nothing,
            [" ✓ Saved.", "below", ""],
            [" ✓ It is saved, and", " more.", "below"],
            nothing,
        ]
