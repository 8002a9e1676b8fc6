"""Rows that are instalments of a plan: each is worth its own amount, not that of the whole plan."""

from __future__ import annotations

import re

from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

POINTS_OF_ALL = 40
"""Points that the amount of a whole plan loses where each row is one instalment of it."""

_NAMES = frozenset(
    """
    instalment installment instalmentnumber installmentnumber instalmentno installmentno rate ratennummer ratennr
    parcela numerodaparcela nparcela cuota numerodecuota ncuota echeance numeroecheance rata numerorata termijn
    taksit taksitno
    """.split()
)
_OF_ALL = frozenset("plan contract agreement total totale gesamt vertrag contrat contrato contratto".split())
_FIRST = re.compile(r"0*1")
_NUMBER = re.compile(r"\d{1,3}")
_OF_SO_MANY = re.compile(r"\d{1,3} ?(?:/|-|of|von|de|di|van|z) ?\d{1,3}", re.IGNORECASE)


def says_which(column: SampledColumn) -> bool:
    """Return True for a column that says which instalment each row is: 1, 2, 3, or 2/12.

    A `Rate` may be the tax or the price of an hour as well: numbers count only if there is a first one.
    """
    cells = column.looked_at
    if not cells or squeezed(column.name) not in _NAMES:
        return False
    if all(map(_OF_SO_MANY.fullmatch, cells)):
        return True
    return all(map(_NUMBER.fullmatch, cells)) and any(map(_FIRST.fullmatch, cells))


def is_of_all(name: str) -> bool:
    """Return True if a header speaks of the whole plan.

    >>> is_of_all("Plan total"), is_of_all("Instalment amount")
    (True, False)
    """
    return not _OF_ALL.isdisjoint(words(name))
