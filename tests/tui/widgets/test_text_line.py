"""Lines to type into hold nothing that a terminal obeys or that nobody can see."""

from __future__ import annotations

from tiktok_tui.tui.widgets.text_line import TextLine


def test_hidden_characters_are_dropped() -> None:
    assert TextLine().validate_value("a\x1b[2J\u202eb\u200bc") == "a[2Jbc"
