"""Items that were paid in several ways, a row for each: the item's amount repeats, and the payments add up to it."""

from __future__ import annotations

from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

_WHAT = ("content_id", "content_name", "content_category", "brand", "price", "quantity")


def settle_split_payments(draft: MappingDraft) -> None:
    """Take what was paid in a row for its price, where an item's rows repeat its amount and their payments make it up.

    A cash and a card payment for one ticket are two rows with the ticket's price: it is no second ticket.
    """
    price = draft.column_of("price")
    if price is None or draft.group_by is None or "value" in draft.fields or draft.is_exact("price"):
        return
    taken = draft.used()
    for column in draft.columns:
        if column.name not in taken and column.share("amount") == 1 and _make_up(draft, column, price):
            draft.fill("price", column)
            draft.fields["quantity"] = FieldSource(value="1")
            draft.note(
                f"{quoted([column.name])} goes before {quoted([price.name])}, which repeats where one item was paid in"
                " several ways.",
                "price",
            )
            return


def _make_up(draft: MappingDraft, paid: SampledColumn, price: SampledColumn) -> bool:
    """Return True if the payments of each item are its price, and some item has several rows that only together are."""
    group = next(column for column in draft.columns if column.name == draft.group_by)
    same = [group, *(column for name in _WHAT for column in draft.columns_of(name))]
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for row in draft.standing():
        whole, part = cents_of(price.cells[row]), cents_of(paid.cells[row])
        if whole is not None and part is not None:  # a refund, as below zero, is neither
            item = tuple(squeezed(column.cells[row]) for column in same)
            found.setdefault(item, []).append((whole, part))
    split = [rows for rows in found.values() if len(rows) > 1 and sum(part for _, part in rows) == rows[0][0] > 0]
    return bool(split) and all(
        sum(part for _, part in rows) in (rows[0][0], sum(whole for whole, _ in rows)) for rows in found.values()
    )
