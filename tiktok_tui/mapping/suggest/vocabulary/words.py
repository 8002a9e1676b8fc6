"""The words of a column's name or of a cell, without case, accents, blanks and signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import filterfalse

_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLAIN = str.maketrans("°łŁøØđĐı", " lLoOdDi")
"""A sign that is no letter, and letters that no decomposition takes the stroke or the missing dot off."""
_MARKS = dict.fromkeys("✓✔☑✅○◯⭕√+\u3007", ("yes",)) | dict.fromkeys("✗✘❌☐✕✖\u00d7", ("no",))
"""Cells of nothing but a mark."""
_LONGEST = 120
"""Longer names are sentences, and no synonym has as many characters."""


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, without case and accents: `E-Mail-Adresse` → e, mail, adresse.

    >>> words("billingPhone_2"), words("Número de teléfono"), words("✓")
    (('billing', 'phone', '2'), ('numero', 'de', 'telefono'), ('yes',))
    """
    if (mark := _MARKS.get(name.strip(" \ufe0f"))) is not None:
        return mark
    return tuple(_WORD.findall(_folded(_HUMP.sub(" ", name[:_LONGEST]))))


def words_of_each(phrases: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of each of many phrases: a vocabulary is read at every start, and all at once in half the time."""
    lines = _folded(_HUMP.sub(" ", "\n".join(phrases))).split("\n")
    return [tuple(_WORD.findall(line)) for line in lines]


def squeezed_each(text: str) -> Iterator[str]:
    """Yield the phrases between the semicolons of a text, each without case, accents, blanks and signs."""
    for phrase in _folded(text).split(";"):
        if squeezed := "".join(_WORD.findall(phrase)):
            yield squeezed


def squeezed(name: str) -> str:
    """A name without case, accents, blanks and signs: `E-Mail-Adresse` → emailadresse."""
    return "".join(words(name))


def _folded(text: str) -> str:
    if not text.isascii():
        plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
        # Korean syllables were taken apart as well, and are put together again.
        text = unicodedata.normalize("NFC", plain).translate(_PLAIN)
    return text.casefold()
