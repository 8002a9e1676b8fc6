"""Every tone has a glyph and a colour of its own: what one means can be read without the other."""

from __future__ import annotations

from tiktok_tui.tui.widgets.tone import GLYPHS, STYLES, Tone


def test_what_is_done_doubtful_and_wrong_differ_in_glyph_and_colour() -> None:
    assert {tone.value: (GLYPHS[tone], STYLES[tone]) for tone in Tone} == {
        "info": ("·", ""),
        "done": ("✓", "$accent"),
        "warning": ("!", "$warning"),
        "error": ("✗", "$error"),
        "quiet": ("·", "$foreground-muted"),
    }
