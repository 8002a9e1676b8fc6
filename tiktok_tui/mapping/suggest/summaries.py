"""Rows that sum up their order among the rows of its items: they give the order its values and are no items.

Lightspeed X (Vend) writes one row `Sale` before its rows `Sale Line` and `Sale Payment`; others leave the item blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from tiktok_tui.mapping.suggest import states
from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.headers import words
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.states import Sale
from tiktok_tui.mapping.suggest.statuses import Says, says

_MOSTLY = 0.8
_NO_ITEM_WORDS = frozenset("payment payments tender total totals summary discount tax shipping fee refund".split())


class Summaries:
    """The rows of the sample by order, told apart into those of items and those that sum up."""

    def __init__(self, draft: MappingDraft, group: SampledColumn, what: Sequence[SampledColumn]) -> None:
        self.orders: dict[str, list[int]] = {}
        for row, order in enumerate(group.cells):
            if order:
                self.orders.setdefault(order, []).append(row)
        self.bare = {
            row
            for rows in self.orders.values()
            if len(rows) > 1
            for row in rows
            if not any(column.cells[row] for column in what)
        }
        self.items = {row for rows in self.orders.values() for row in rows} - self.bare
        self._draft = draft

    @property
    def mixed(self) -> list[list[int]]:
        """The orders that have rows of both kinds."""
        return [rows for rows in self.orders.values() if self.bare & set(rows) and self.items & set(rows)]

    @property
    def first(self) -> bool:
        """True if the summary stands before the items, so that the order's values are its own."""
        return all(min(self.bare & set(rows)) == rows[0] for rows in self.mixed)

    def sums_up(self, value: SampledColumn | None) -> bool:
        """True if the bare rows hold what their items come to, or nothing that an item has."""
        pieces = [column for name in ("price", "quantity") if (column := self._draft.column_of(name)) is not None]
        agreed = 0
        for rows in self.mixed:
            bare, items = [row for row in rows if row in self.bare], [row for row in rows if row in self.items]
            if pieces and not any(column.cells[row] for column in pieces for row in bare):
                agreed += 1
            elif value is not None:
                whole, parts = _number(value.cells[bare[0]]), [_number(value.cells[row]) for row in items]
                known = [part for part in parts if part is not None]
                agreed += whole is not None and (not known or abs(whole - sum(known)) <= Decimal("0.01") * len(known))
        return bool(self.mixed) and agreed >= _MOSTLY * len(self.mixed)


def settle_summaries(draft: MappingDraft, what: Sequence[SampledColumn]) -> Summaries | None:
    """Say which rows are no items; None if all rows are."""
    group = next((column for column in draft.columns if column.name == draft.group_by), None)
    if group is None or not what:
        return None
    found = Summaries(draft, group, what)
    if not found.mixed:
        return None
    kind = _kind_column(draft, found)
    if kind is not None:
        draft.not_items[kind.name] = _not_items(draft, kind, found)
        return found
    value = draft.column_of("value")
    blank = next((column for column in what if all(column.cells[row] for row in found.items)), None)
    if blank is None or not found.sums_up(value):
        return None
    draft.not_items[blank.name] = ("",)
    return found


def _kind_column(draft: MappingDraft, found: Summaries) -> SampledColumn | None:
    """The column whose cells tell the rows of items from the others."""
    for column in draft.columns:
        if says(column.name) is not Says.KIND and "type" not in words(column.name):
            continue
        bare, items = ({column.cells[row] for row in rows} for rows in (found.bare, found.items))
        if "" not in bare | items and bare.isdisjoint(items):
            return column
    return None


def _not_items(draft: MappingDraft, kind: SampledColumn, found: Summaries) -> tuple[str, ...]:
    """The kinds of rows that are no items: those of the sample, and others of the file that say so."""
    seen = {kind.cells[row] for row in found.items}
    bare = dict.fromkeys(kind.cells[row] for row in sorted(found.bare))
    if "Sale" in bare:
        bare["Sale Payment"] = None  # Lightspeed's; a later file may well have it
    for cell, _ in draft.counts(kind.name):
        if cell and cell not in seen and cell not in bare:
            said = words(cell)
            if states.judged_kind(cell) is Sale.NO or not _NO_ITEM_WORDS.isdisjoint(said):
                bare[cell] = None
    return tuple(bare)


def _number(cell: str) -> Decimal | None:
    digits = "".join(character for character in cell if character.isdigit() or character in ".-")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
