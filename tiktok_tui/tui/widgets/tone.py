"""The meaning of a word: its glyph and its theme colour, the same in every table, notice and line."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """The meaning of a cell or a message."""

    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"
    QUIET = "quiet"


GLYPHS = {Tone.INFO: "·", Tone.DONE: "✓", Tone.WARNING: "!", Tone.ERROR: "✗", Tone.QUIET: "·"}

STYLES = {
    Tone.INFO: "",
    Tone.DONE: "$accent",
    Tone.WARNING: "$warning",
    Tone.ERROR: "$error",
    Tone.QUIET: "$foreground-muted",
}
"""Content styles, which follow the theme."""
