"""How a word is meant: its glyph and its theme colour, the same in every table, notice and line."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """What a cell or a message says about its thing."""

    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"
    QUIET = "quiet"
    MARKED = "marked"
    """The one to look at: the cell at fault, the field that is open."""


GLYPHS = {Tone.INFO: "·", Tone.DONE: "✓", Tone.WARNING: "!", Tone.ERROR: "✗", Tone.QUIET: "·", Tone.MARKED: "▌"}

STYLES = {
    Tone.INFO: "",
    Tone.DONE: "$accent",
    Tone.WARNING: "$warning",
    Tone.ERROR: "$error",
    Tone.QUIET: "$foreground-muted",
    Tone.MARKED: "bold $accent",
}
"""Content styles, which follow the theme."""
