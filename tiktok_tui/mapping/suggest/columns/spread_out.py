"""Tables that are spread over the columns of a sheet: two beside each other, or one column for each month."""

from __future__ import annotations

import re

from tiktok_tui.events.notations import month_names
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.words import words

_AGAIN = re.compile(r"(.+)_2")
"""The name of a column whose own name was taken, as the file has it then."""
_FEWEST_TWINS = 3
_PERIOD = re.compile(r"20\d\d|q[1-4]|[1-4]q|(?:kw|cw|wk|w|week|woche)\d{0,2}")
_BESIDE = re.compile(r"\d{1,2}|of|de")


def ask_about_twins(draft: MappingDraft) -> None:
    """Ask for one table where the columns of another one with other people stand beside it under the same names."""
    named = {column.name: column for column in draft.columns}
    twins = {
        first.name: (first, column)
        for column in draft.columns
        if (found := _AGAIN.fullmatch(column.name)) and (first := named.get(found[1])) is not None and not column.empty
    }
    of_people = [twins[name] for name in twins if max(twins[name][0].share(shape) for shape in ("email", "phone")) == 1]
    if len(twins) < _FEWEST_TWINS:
        return
    used = {column.name for name in ("timestamp", "value") for column in draft.columns_of(name)}
    twice = {column.name for pair in twins.values() for column in pair}
    if any(map(_are_others, of_people)) and used & twice:
        text = f"{quoted(list(twins))} stand twice in the header, for other people: put these tables below each other"
        draft.questions.append(Question("rows", text))


def _are_others(pair: tuple[SampledColumn, SampledColumn]) -> bool:
    """Return True if most of the addresses beside each other are different ones."""
    first, second = pair
    both = [(one.casefold(), other.casefold()) for one, other in zip(first.cells, second.cells, strict=True) if other]
    return sum(one != other for one, other in both) * 2 > len(both)


def ask_about_periods(draft: MappingDraft) -> None:
    """Ask for the orders where the value is the sum of columns that are named like months, years or weeks."""
    value = draft.column_of("value")
    if value is None or draft.is_exact("value"):
        return
    periods = [column for column in draft.columns if column.share("amount") == 1 and _is_period(column.name)]
    if len(periods) < 2 or value in periods:
        return
    whole = [(cents_of(value.cells[row]), row) for row in draft.standing()]
    sums = [total == sum(cents_of(each.cells[row]) or 0 for each in periods) for total, row in whole if total]
    if len(sums) > 1 and all(sums):
        names = quoted([column.name for column in periods])
        text = f"{names} add up to {quoted([value.name])}: are these sums for each time, and where are the orders?"
        draft.questions.append(Question("rows", text))


def _is_period(name: str) -> bool:
    """Return True for `May 2026`, `2026-05`, `Q1 2026`, `KW 23`."""
    said = [word for word in words(name) if not _BESIDE.fullmatch(word)]
    return bool(said) and all(word in month_names.MONTHS or _PERIOD.fullmatch(word) for word in said)
