"""Cells that say yes and no: words in any language, marks, and letters that mean it beside each other alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.state_words import IN_PART, NO_WORDS, YES_WORDS
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_LETTERS: Final = (("j", "n"), ("s", "n"), ("o", "n"), ("д", "н"))
"""The first letters of ja and nein, sim (sí, sì) and não, oui and non, да and нет; one of them is enough."""
_BOTH: Final = (("a", "n"), ("e", "h"), ("k", "e"), ("i", "n"), ("o", "x"))
"""Those of Czech, Turkish, Finnish and Hungarian, and the marks of Korea: only with each other."""
_OF_KOREA: Final = ("o", "x")
_EASTERN: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
"""A name in letters of Japan, China or Korea, where a cross is a no, and elsewhere a mark for yes."""


_BITS: Final = {"1.0": "1", "0.0": "0", "-1": "1", "-1.0": "1", "b'1'": "1", "b'0'": "0"}
"""Yes and no as tools for data, Access and MySQL write them."""


_ANSWER_FIRST: Final = re.compile(r"(\w{1,6})(?: ?[(,:;]| -).*", re.DOTALL)


def key(cell: str) -> str:
    """Return a cell as answers are compared: without what stands behind an answer, unless it says that it is a part.

    >>> key("Ja"), key("1.0"), key("-1"), key("Yes (QA)"), key("yes (partial)")
    ('ja', '1', '1', 'yes', 'yespartial')
    """
    first = _ANSWER_FIRST.fullmatch(cell)
    if first is not None and squeezed(first[1]) in YES_WORDS | NO_WORDS and IN_PART.isdisjoint(words(cell)):
        return squeezed(first[1])
    return _BITS.get(cell) or squeezed(cell)


@dataclass(frozen=True, slots=True)
class Answers:
    """The cells of one column that say yes and those that say no, as `key` writes them."""

    yes: frozenset[str]
    no: frozenset[str]

    def is_yes(self, cell: str) -> bool:
        """Return True if a cell says yes."""
        return key(cell) in self.yes

    def is_no(self, cell: str) -> bool:
        """Return True if a cell says no."""
        return key(cell) in self.no


_WORDS: Final = Answers(YES_WORDS, NO_WORDS)


def answers(name: str, cells: Iterable[str]) -> Answers:
    """Return what the answers of a column mean that has this name and holds these different cells.

    >>> answers("Storniert", ["J", "N"]).is_yes("J"), answers("Size", ["S", "M"]).is_yes("S")
    (True, False)
    >>> answers("취소여부", ["O", "X"]).is_no("X"), answers("Cancelled", ["x"]).is_yes("x")
    (True, True)
    """
    said = {key(cell) for cell in cells if cell}
    eastern = _EASTERN.search(name) is not None
    for yes, no in _BOTH:
        if said == {yes, no} or (eastern and (yes, no) == _OF_KOREA and said and said < {yes, no}):
            return Answers(YES_WORDS - {no} | {yes}, NO_WORDS - {yes} | {no})
    for yes, no in _LETTERS:
        if said and said <= {yes, no}:
            return Answers(YES_WORDS | {yes}, NO_WORDS | {no})
    return _WORDS


def are_answers(name: str, cells: Sequence[str]) -> bool:
    """Return True if all cells of a column of this name that are not blank say yes or no.

    >>> are_answers("Paid", ["yes", "", "No"]), are_answers("Paid", ["J", "N"]), are_answers("Paid", ["yes", "12.00"])
    (True, True, False)
    """
    said = answers(name, cells)
    return all(said.is_yes(cell) or said.is_no(cell) for cell in cells if cell)
