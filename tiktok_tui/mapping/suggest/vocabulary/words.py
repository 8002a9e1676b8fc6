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
_FIRST = frozenset("is has was are".split())
_LAST = frozenset("at on by id no".split())
_PARTS = frozenset(
    "order payment refund refunded return returned customer transaction total amount tax net gross grand unit item line"
    " product shipping delivery discount currency invoice sale sales document doc deposit balance paid cancelled"
    " canceled cancel deleted created updated voided void marketing ads advertising email phone consent test"
    " financial fulfillment checkout booking status state type date time flag code number price value due reason"
    " count quantity subtotal draft approved declined failed active confirmed completed closed internal method address"
    " refunds returns cancellation chargeback dispute disputed pending trial fee fees tip cost exchange rate base local"
    " credit channel".split()
)
"""Words of names that databases and programs write as one, for want of capitals (`amountrefunded`, `ISCANCELLED`).
None of those in `_FIRST` and `_LAST` is looked for elsewhere: `online` is one word."""
_SHORTEST = min(map(len, _PARTS))
_ONE_WORD = frozenset("datetime".split())
_LONGEST = 120
"""Longer names are sentences, and no synonym has as many characters."""


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, without case and accents: `E-Mail-Adresse` → e, mail, adresse.

    >>> words("billingPhone_2"), words("Número de teléfono"), words("✓")
    (('billing', 'phone', '2'), ('numero', 'de', 'telefono'), ('yes',))
    >>> words("AMOUNTREFUNDED"), words("iscancelled"), words("online")
    (('amount', 'refunded'), ('is', 'cancelled'), ('online',))
    """
    if (mark := _MARKS.get(name.strip(" \ufe0f"))) is not None:
        return mark
    return tuple(part for word in _WORD.findall(_folded(_HUMP.sub(" ", name[:_LONGEST]))) for part in _parted(word))


def _parted(word: str) -> tuple[str, ...]:
    """Return the words that a word is made of, if all of it is known; else the word itself."""
    if word in _PARTS or word in _ONE_WORD or not word.isascii():
        return (word,)
    first = next((each for each in _FIRST if word.startswith(each)), "")
    for start in dict.fromkeys((first, "")):
        for end in ("", *(each for each in _LAST if word.endswith(each))):
            middle = word[len(start) : len(word) - len(end)]
            if (parts := _parts(middle)) and len(parts) + bool(start) + bool(end) > 1:
                return (*([start] if start else ()), *parts, *([end] if end else ()))
    return (word,)


def _parts(word: str) -> tuple[str, ...]:
    """Return the parts that make up a word, the longest first ones; none if something is left."""
    if word in _PARTS:
        return (word,)
    for length in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        if word[:length] in _PARTS and (rest := _parts(word[length:])):
            return (word[:length], *rest)
    return ()


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
