"""Make text from files safe to draw: no character of it can move the cursor, change the layout or be invisible."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from tiktok_tui.events.hidden import is_hidden

_ELLIPSIS = "…"

_DRAWN: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20)}
_DRAWN |= {0x09: " ", 0x0A: "⏎", 0x0D: "␍", 0x7F: "␡"}
# Terminals disagree about how wide joined emoji are; apart they are two cells each everywhere.
_DRAWN |= dict.fromkeys((0x200D, *range(0xFE00, 0xFE10)), "")


class _Characters(dict[int, str]):
    """The replacement of each character, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = drawn = "�" if is_hidden(chr(code)) else chr(code)
        return drawn


_CHARACTERS = _Characters(_DRAWN)


def safe_text(text: str, longest: int = 10_000) -> str:
    """Return `text` with every control, invisible or unwritable character replaced by a visible one.

    At most `longest` characters, then an ellipsis.

    >>> safe_text("a\\x1b[31mb\\nc")
    'a␛[31mb⏎c'
    """
    shown = text[:longest].translate(_CHARACTERS)
    return shown + _ELLIPSIS if len(text) > longest else shown


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` made safe and exactly `width` terminal cells wide: cut with an ellipsis, or padded.

    >>> fitted("Zürich", 4), fitted("7", 3, right=True), fitted("日本語", 4)
    ('Zür…', '  7', '日… ')
    """
    if width <= 0:
        return ""
    shown = safe_text(text, longest=4 * width + 16)
    length = cell_len(shown)
    if length > width:
        shown = set_cell_size(shown, width - 1).rstrip() + _ELLIPSIS
        length = cell_len(shown)
    blanks = " " * (width - length)
    return blanks + shown if right else shown + blanks
