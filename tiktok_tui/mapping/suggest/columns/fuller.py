"""Columns that are blank where another one of the same meaning is filled: that one is taken, or the gaps are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiktok_tui.events.counts import counted
from tiktok_tui.mapping.suggest.amounts.small_units import (
    field_in_cents,
    fill_with_cents,
    in_hundredths,
    is_a_hundredth,
    is_in_cents,
)
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import is_paid_money

_WORTH = ("value", "price", "currency", "order_id", "event_id")
"""The fields that an event may be sent without, and that say what it is worth or which one it is."""


def replace_empty(draft: MappingDraft) -> None:
    """Take another column of the same meaning for each field whose own one holds nothing in the whole file."""
    for name, column in _single(draft):
        others = list(_of_the_same_meaning(draft, name)) if column.empty else []
        if others and not any(cell for cell, _ in draft.counts(column.name)):
            _take(draft, name, others, "blank")


def take_fuller(draft: MappingDraft) -> None:
    """Take another column of the same meaning where that of a field is blank, and has the same cells otherwise.

    In a group of rows the first one that holds something speaks for all. A column of the field's own name keeps it,
    as does an amount that was paid: that is blank where nothing was.
    """
    for name, column in _single(draft) if draft.group_by is None else ():
        if name not in _WORTH or column.empty or draft.is_exact(name) or is_paid_money(column.name):
            continue
        alike = _of_the_same_meaning(draft, name)
        others = [other for other in alike if _gaps(draft, column, other) and _agree(column, other)]
        if others:
            _take(draft, name, others, f"the same as {quoted([_best(name, others).name])} or blank")


def _single(draft: MappingDraft) -> Iterator[tuple[str, SampledColumn]]:
    """Yield the fields that one column fills, unless the maker of the export says which."""
    for name, source in tuple(draft.fields.items()) if draft.export is None else ():
        if len(source.columns) == 1:
            yield name, draft.columns_of(name)[0]


def _take(draft: MappingDraft, name: str, others: Sequence[SampledColumn], why: str) -> None:
    column, best = draft.columns_of(name)[0], _best(name, others)
    if field_in_cents(best) == name:
        fill_with_cents(draft, name, best)
    else:
        draft.fill(name, best)
    draft.note(f"{quoted([column.name])} is {why}, so {quoted([best.name])} was taken for {name}.", name)


def _best(name: str, others: Sequence[SampledColumn]) -> SampledColumn:
    return max(others, key=lambda other: (meanings(other.name).get(name, 0), -other.place))


def tell_gaps(draft: MappingDraft) -> None:
    """Say in how many rows that are sent a column is blank where another one of the same meaning is filled."""
    for name in _WORTH if draft.group_by is None else ():
        if (column := draft.column_of(name)) is None:
            continue
        for other in _of_the_same_meaning(draft, name):
            if rows := _gaps(draft, column, other):
                draft.note(
                    f"{quoted([column.name])} is blank in {counted(rows, 'row')} of the first ones, where"
                    f" {quoted([other.name])} is filled: check which of them is the {name}.",
                    name,
                )
                break


def _of_the_same_meaning(draft: MappingDraft, name: str) -> Iterator[SampledColumn]:
    """Yield the columns that fill no field and could fill this one."""
    used = draft.used()
    for column in draft.columns:
        if column.name in used or column.empty:
            continue
        if (name in meanings(column.name) and fit(column, name) is not None) or field_in_cents(column) == name:
            yield column


def _gaps(draft: MappingDraft, column: SampledColumn, other: SampledColumn) -> int:
    """Return in how many rows of the sample that are sent the column is blank, and the other one is not."""
    return sum(1 for row in draft.standing() if other.cells[row] and not column.cells[row])


def _agree(column: SampledColumn, other: SampledColumn) -> bool:
    """Return True if both hold the same wherever the first one holds something; one of them may be in cents."""
    if is_in_cents(column.name) != is_in_cents(other.name):
        amounts, cents = (column, other) if is_in_cents(other.name) else (other, column)
        return is_a_hundredth(in_hundredths(amounts.cells), cents.cells)
    return all(_are_the_same(cell, theirs) for cell, theirs in zip(column.cells, other.cells, strict=True) if cell)


def _are_the_same(cell: str, other: str) -> bool:
    cents = cents_of(cell)
    return cell.casefold() == other.casefold() or (cents is not None and cents == cents_of(other))
