"""Which characters are hidden: they move a terminal's cursor, turn the direction of text, or cannot be seen at all."""

from __future__ import annotations

import unicodedata

_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls; zero-width and bidirectional marks; halves of a pair, which cannot be written; separators."""


def is_hidden(character: str) -> bool:
    """Return True if the character must not reach a terminal or a sentence as it is."""
    return unicodedata.category(character) in _CATEGORIES
