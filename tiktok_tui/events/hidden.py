"""Hidden characters: they move a terminal's cursor, turn the direction of text, or cannot be seen at all.

Whatever shows text of a file, of TikTok or of a person goes through `visible`; only the tables of the app and the
stream of the commands, which translate a character once, ask `is_hidden` themselves.
"""

from __future__ import annotations

import unicodedata

_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls; zero-width and bidirectional marks; halves of a pair, which cannot be written; separators."""


def is_hidden(character: str) -> bool:
    """Return True if the character must not reach a terminal or a sentence as it is."""
    return unicodedata.category(character) in _CATEGORIES


def visible(text: str, instead: str = "\N{REPLACEMENT CHARACTER}") -> str:
    """Return the text with `instead` in the place of every hidden character, line breaks and tabs among them."""
    if text.isprintable():
        return text
    return "".join(instead if is_hidden(character) else character for character in text)
