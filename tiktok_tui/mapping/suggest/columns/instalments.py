"""Rows that are instalments of a plan: each is worth its own amount, not that of the whole plan."""

from __future__ import annotations

import re

from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
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
_PERIODS = {
    "year": frozenset(
        "annual annualised annualized yearly year jahrlich jahrlicher jahrliche jahres jahresbeitrag jahrespramie"
        " annuel annuelle anual annuale annuo annua jaarlijks jaarlijkse jaarpremie arlig roczna roczny rocni".split()
    ),
    "month": frozenset(
        "monthly month monatlich monatlicher monatliche monats monatsbeitrag monatspramie mensuel mensuelle mensualite"
        " mensual mensile mensal maandelijks maandelijkse maandpremie manadsvis miesieczna miesieczny mesicni"
        " instalment installment rata cuota parcela echeance termijn".split()
    ),
}
"""Words for what an amount is of: a year, or a month or another part of it."""
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


def tell_whole_plans(draft: MappingDraft) -> None:
    """Say that the value is a whole plan's by its name, where each row is one instalment with a smaller amount."""
    value = draft.column_of("value")
    which = next((column for column in draft.columns if says_which(column)), None)
    if value is None or which is None or draft.is_exact("value") or not is_of_all(value.name):
        return
    smaller = [
        column.name
        for column in draft.columns
        if column not in (value, which) and column.share("amount") == 1 and _is_smaller(column, value)
    ]
    if smaller:
        draft.note(
            f"{quoted([value.name])} is that of all instalments by its name, but each row is one:"
            f" {quoted(smaller)} may be its amount.",
            "value",
        )


def tell_other_periods(draft: MappingDraft) -> None:
    """Say that the value is that of a year or a month by its name, where another amount is of another period."""
    value = draft.column_of("value")
    of_value = period_of(value.name) if value is not None and not draft.is_exact("value") else ""
    if value is None or not of_value:
        return
    others = [
        column.name
        for column in draft.columns
        if column is not value and column.share("amount") == 1 and period_of(column.name) not in ("", of_value)
    ]
    if others:
        draft.note(
            f"{quoted([value.name])} and {quoted(others)} are amounts of different periods by their names: check which"
            " one was paid.",
            "value",
        )


def period_of(name: str) -> str:
    """Return the period that an amount is of by its name: year, month (or another part of one), or "".

    >>> period_of("Annual premium"), period_of("Premio rata"), period_of("Premium")
    ('year', 'month', '')
    """
    said = words(name)
    return next((period for period, known in _PERIODS.items() if not known.isdisjoint(said)), "")


def _is_smaller(column: SampledColumn, value: SampledColumn) -> bool:
    """Return True if the cells that hold something are above zero and below the value's."""
    cells = [(cents_of(one), cents_of(whole)) for one, whole in zip(column.cells, value.cells, strict=True) if one]
    return all(one is not None and whole is not None and 0 < one < whole for one, whole in cells)


def is_of_all(name: str) -> bool:
    """Return True if a header speaks of the whole plan.

    >>> is_of_all("Plan total"), is_of_all("Instalment amount")
    (True, False)
    """
    return not _OF_ALL.isdisjoint(words(name))
