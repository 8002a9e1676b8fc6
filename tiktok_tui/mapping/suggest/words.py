"""The words of a column's name or of a cell, without case, accents, blanks and signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLAIN = str.maketrans("°łŁøØđĐı", " lLoOdDi")
"""A sign that is no letter, and letters that no decomposition takes the stroke or the missing dot off."""
_MARKS = dict.fromkeys("✓✔☑✅○◯\u3007", ("yes",)) | dict.fromkeys("✗✘❌☐", ("no",))
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
    text = name[:_LONGEST]
    if not text.islower():  # thousands of synonyms are, and are read at every start
        text = _HUMP.sub(" ", text)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character)).translate(_PLAIN)
    return tuple(_WORD.findall(text.casefold()))


def squeezed(name: str) -> str:
    """A name without case, accents, blanks and signs: `E-Mail-Adresse` → emailadresse."""
    return "".join(words(name))
