"""Rows of the same order, or of the same customer, time and total: people are told that each is sent by itself."""

from __future__ import annotations

from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.orders.changes import sent_events
from tiktok_tui.mapping.suggest.rows.event_columns import differs
from tiktok_tui.mapping.suggest.samples import SampledColumn


def tell_repeated_orders(draft: MappingDraft) -> None:
    """Say that each row is sent by itself where the orders of several rows that are sent are the same."""
    column = draft.column_of("event_id") or draft.column_of("order_id")
    if column is None or draft.group_by is not None or any(name in draft.fields for name in ITEM_FIELDS):
        return
    orders = [(event, order) for row, event in sent_events(draft).items() if (order := column.cells[row])]
    if len(set(orders)) == len(orders) or any(note.about == "group" for note in draft.notes):
        return
    if (total := _repeated_total(draft, column)) is not None:
        draft.note(
            f"{quoted([column.name])} repeats with the same {quoted([total.name])}, which is sent once for each row;"
            " group by it if its rows are one conversion.",
            "group",
        )
        return
    draft.note(f"{quoted([column.name])} repeats; group by it if its rows are one conversion.", "group")


def tell_totals_of_orders(draft: MappingDraft) -> None:
    """Say that rows of an order that are sent by themselves, as they have different customers, have one total."""
    column = draft.column_of("order_id")
    if column is None or draft.group_by is not None or not any(name in draft.fields for name in ITEM_FIELDS):
        return
    people = [*draft.columns_of("email"), *draft.columns_of("phone")]
    total = _repeated_total(draft, column)
    if total is None or not any(differs(draft, column, each) for each in people):
        return
    orders = [order for row in draft.standing() if (order := column.cells[row]) and total.cells[row]]
    if len(set(orders)) < len(orders):
        draft.note(
            f"{quoted([total.name])} is the same in all rows of {quoted([column.name])}, and is sent for each of them:"
            " check that it is not the total of all.",
            "value",
        )


def _repeated_total(draft: MappingDraft, order: SampledColumn) -> SampledColumn | None:
    """Return the column of the value if all rows of an order have the same; None for one that is named `value`."""
    total = draft.column_of("value")
    return None if total is None or draft.is_exact("value") or differs(draft, order, total) else total


def tell_repeated_rows(draft: MappingDraft) -> None:
    """Say that one customer has several rows with the same time and total: they may be the items of one order."""
    given = set(draft.fields)
    if draft.group_by is not None or not given & set(ITEM_FIELDS) or {"event_id", "order_id"} & given:
        return
    if not {"value", "timestamp"} <= given:
        return
    people = [*draft.columns_of("email")[:1], *draft.columns_of("phone")[:1]]
    same = [*people[:1], *draft.columns_of("timestamp"), *draft.columns_of("value")]
    rows = [tuple(column.cells[row] for column in same) for row in draft.standing()]
    if people and len(set(rows)) < len(rows):
        names = quoted([column.name for column in same])
        draft.note(
            f"Several rows have the same {names}, and each is sent by itself: if they are the items of one order, group"
            " by its number.",
            "group",
        )
