"""Rows of the same order, or of the same customer, time and total: people are told that each is sent by itself."""

from __future__ import annotations

from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.orders.changes import sent_events
from tiktok_tui.mapping.suggest.rows.event_columns import differs


def tell_repeated_orders(draft: MappingDraft) -> None:
    """Say that each row is sent by itself where the orders of several rows that are sent are the same."""
    column = draft.column_of("event_id") or draft.column_of("order_id")
    if column is None or draft.group_by is not None or any(name in draft.fields for name in ITEM_FIELDS):
        return
    orders = [(event, order) for row, event in sent_events(draft).items() if (order := column.cells[row])]
    if len(set(orders)) == len(orders) or any(note.about == "group" for note in draft.notes):
        return
    total = draft.column_of("value")
    if total is not None and not differs(draft, column, total) and not draft.is_exact("value"):
        draft.note(
            f"{quoted([column.name])} repeats with the same {quoted([total.name])}, which is sent once for each row;"
            " group by it if its rows are one conversion.",
            "group",
        )
        return
    draft.note(f"{quoted([column.name])} repeats; group by it if its rows are one conversion.", "group")


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
