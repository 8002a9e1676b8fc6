"""Rows that sum up their order among the rows of its items: they give the order its values and are no items.

Lightspeed X (Vend) writes one row `Sale` before its rows `Sale Line` and `Sale Payment`; others leave the item blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import states
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import words

_MOSTLY = 0.8
_NO_ITEM_WORDS = frozenset("payment payments tender total totals summary discount tax shipping fee refund".split())
_PAYMENT_WORDS = frozenset("payment payments tender tenders zahlung paiement pago pagamento".split())
_WHOLE_WORDS = frozenset("order header total totals summary parent sale sales receipt invoice bestellung".split())
_OF_PAYMENTS = _PAYMENT_WORDS | _WHOLE_WORDS
_LINE_WORDS = frozenset("line lines item items product products position detail details article artikel".split())


class Summaries:
    """The rows of the sample by order, divided into those of items and those that sum up the order."""

    def __init__(
        self,
        draft: MappingDraft,
        group: SampledColumn,
        what: Sequence[SampledColumn],
        no_items: frozenset[int] = frozenset(),
    ) -> None:
        self.orders: dict[str, list[int]] = {}
        for row, order in enumerate(group.cells):
            if order:
                self.orders.setdefault(order, []).append(row)
        self.bare = {
            row
            for rows in self.orders.values()
            if len(rows) > 1
            for row in rows
            if row in no_items or not any(column.cells[row] for column in what)
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
        """True if the bare rows hold the sum of their items, or no value that an item has."""
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
        return agreed >= _MOSTLY * len(self.mixed)


def settle_summaries(draft: MappingDraft, what: Sequence[SampledColumn]) -> Summaries | None:
    """Say which rows are no items; None if all rows are."""
    group = next((column for column in draft.columns if column.name == draft.group_by), None)
    if group is None or not what:
        return None
    found = Summaries(draft, group, what)
    for column in draft.columns:
        if _says_kind(column) and (whole := _whole_kind(draft, column, found, what)) is not None:
            others = frozenset(row for row, cell in enumerate(column.cells) if _is_no_item(cell, whole))
            found = Summaries(draft, group, what, others)
            draft.not_items[column.name] = _not_items(draft, column, found)
            return found
    if not found.mixed:
        _leave_payments(draft)
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


def _leave_payments(draft: MappingDraft) -> None:
    """Make payments no items where a column has kinds of lines beside them: they pay for the same once more."""
    for column in draft.columns:
        kinds = {cell: set(words(cell)) for cell, _ in draft.counts(column.name)} if _says_kind(column) else {}
        payments = [cell for cell, said in kinds.items() if said & _PAYMENT_WORDS and said <= _OF_PAYMENTS]
        if payments and any(said & _LINE_WORDS for said in kinds.values()):
            draft.not_items[column.name] = tuple(payments)
            return


def _kind_column(draft: MappingDraft, found: Summaries) -> SampledColumn | None:
    """The column whose cells distinguish the rows of items from the others."""
    for column in draft.columns:
        if not _says_kind(column):
            continue
        bare, items = ({column.cells[row] for row in rows} for rows in (found.bare, found.items))
        if "" not in bare | items and bare.isdisjoint(items):
            return column
    return None


def _says_kind(column: SampledColumn) -> bool:
    return says(column.name) is Says.KIND or "type" in words(column.name)


def _whole_kind(
    draft: MappingDraft, kind: SampledColumn, found: Summaries, what: Sequence[SampledColumn]
) -> str | None:
    """Return the kind of the rows that hold the sum of the other rows of their order, or None.

    Such rows may name all items of the order (`1 x Mug + 1 x Lamp`), so they need not be bare; but they either lack
    something that names an item in the other rows, or are called the order's own.
    """
    amount = draft.column_of("value") or draft.column_of("price")
    if amount is None:
        return None
    for cell in dict.fromkeys(kind.cells):
        said = frozenset(words(cell))
        if not cell or said & _LINE_WORDS or said & _PAYMENT_WORDS:
            continue
        checked = agreed = lacking = 0
        for rows in found.orders.values():
            whole = [row for row in rows if kind.cells[row] == cell]
            parts = [row for row in rows if kind.cells[row] and not _is_no_item(kind.cells[row], cell)]
            if len(whole) != 1 or not parts:
                continue
            checked += 1
            charged = [row for row in rows if row != whole[0] and _PAYMENT_WORDS.isdisjoint(words(kind.cells[row]))]
            agreed += any(_comes_to(amount, whole[0], those) for those in (parts, charged))
            lacking += any(not column.cells[whole[0]] and all(column.cells[row] for row in parts) for column in what)
        if agreed and agreed >= _MOSTLY * checked and (said & _WHOLE_WORDS or lacking >= _MOSTLY * checked):
            return cell
    return None


def _comes_to(amount: SampledColumn, whole: int, parts: Sequence[int]) -> bool:
    """True if the parts with an amount add up to the whole."""
    total, known = _number(amount.cells[whole]), [_number(amount.cells[row]) for row in parts]
    filled = [part for part in known if part is not None]
    return bool(filled) and total is not None and abs(total - sum(filled)) <= Decimal("0.01") * len(filled)


def _is_no_item(kind: str, whole: str) -> bool:
    return kind == whole or states.judged_kind(kind) is Sale.NO or not _NO_ITEM_WORDS.isdisjoint(words(kind))


def _not_items(draft: MappingDraft, kind: SampledColumn, found: Summaries) -> tuple[str, ...]:
    """The kinds of rows that are no items: those of the sample, and others of the file that say so."""
    seen = {kind.cells[row] for row in found.items}
    bare = dict.fromkeys(kind.cells[row] for row in sorted(found.bare))
    if "Sale" in bare:
        bare["Sale Payment"] = None  # Lightspeed's; a later file may well have it
    for cell, _ in draft.counts(kind.name):
        if cell and cell not in seen:
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
