"""Parts of an order that were paid back, sent back or not paid, in columns that filter nothing, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiktok_tui.events.counts import counted
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping import times
from tiktok_tui.mapping.model import Mapping, Note
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import (
    holds_money,
    is_adjusted_money,
    is_amount,
    is_list_of_refunds,
    is_nothing,
    is_open_money,
    is_paid_money,
    is_refunded_money,
    is_return,
    is_security,
    is_time_of_payment,
    is_what_came_back,
)
from tiktok_tui.mapping.suggest.vocabulary.state_columns import says

_PARTS = (
    is_refunded_money,
    is_return,
    is_adjusted_money,
    is_open_money,
    is_time_of_payment,
    is_what_came_back,
    is_list_of_refunds,
    is_security,
)
_WORTH = frozenset({"value", "price", "contents"})
"""The fields that give an event its value."""
_OBJECTS = re.compile(r"\s*\[?\s*\{\s*\"|\s*\w+\s*:\s*\S")
"""The beginning of an object of JSON that is not empty, of a list of such, or of pairs (`amount:-9.50|reason:…`)."""


def tells_of_a_part(name: str) -> bool:
    """Return True if the notes look at the cells of a column of this name that fills no field."""
    return any(asked(name) for asked in _PARTS)


def part_notes(mapping: Mapping, found: dict[str, dict[str, int]]) -> Iterator[Note]:
    """Yield what is sent all the same though a column says that a part of it, or a row, was not paid or kept.

    `found` has the cells of each column of these, "" for blank ones, and how many of the rows that are sent hold them.
    """
    filled = {column for source in mapping.fields.values() for column in source.columns}
    for column, cells in found.items():
        if column in mapping.only or column in mapping.leave_out:
            continue
        if column not in filled:
            if is_time_of_payment(column) and mapping.group_by is None:
                yield from _without_a_payment(column, cells)
            if is_adjusted_money(column):
                yield from _adjusted(column, cells)
        if is_list_of_refunds(column):
            yield from _listed(column, cells)
        if says(column) is None and holds_money([*cells]):
            yield from _amounts(mapping, column, cells, taken=column in filled)


def _amounts(mapping: Mapping, column: str, cells: dict[str, int], *, taken: bool) -> Iterator[Note]:
    """Yield what is to be said of amounts that are no part of what was paid; `taken` if they fill a field."""
    name, value = f"“{shown(column)}”", mapping.fields.get("value")
    paid = value is not None and any(map(is_paid_money, value.columns))
    sent = "the whole value is sent" if _WORTH & mapping.fields.keys() else "such rows are sent"
    if is_what_came_back(column):
        yield Note("value", f"What {name} counts is not taken off: all pieces are sent.")
    elif is_refunded_money(column) or (is_return(column) and all(map(is_amount, filter(None, cells)))):
        rows = sum(n for cell, n in cells.items() if holds_money([cell]))
        text = f"The amounts in {name} ({counted(rows, 'row')}) are not taken off: {sent}."
        yield Note("value", text)
    elif is_open_money(column) and not paid:
        yield Note("value", f"The amounts in {name} may be still to be paid: {sent}.")
    elif is_security(column) and value is not None and not taken:
        yield Note("value", f"The amounts in {name} come back: check that the value is without them.")
    elif is_paid_money(column) and (rows := sum(n for cell, n in cells.items() if is_nothing(cell))):
        yield Note("value", f"{name} is zero in {counted(rows, 'row')}: no row is left out for that.")


def _listed(column: str, cells: dict[str, int]) -> Iterator[Note]:
    """Rows whose list of refunds is not empty."""
    if rows := sum(n for cell, n in cells.items() if _OBJECTS.match(cell)):
        yield Note("value", f"“{shown(column)}” is filled in {counted(rows, 'row')}: nothing is taken off for that.")


def _adjusted(column: str, cells: dict[str, int]) -> Iterator[Note]:
    """Rows with an amount that was changed later, beside others without."""
    blank = cells.get("", 0)
    if blank and (rows := sum(cells.values()) - blank):
        yield Note("value", f"“{shown(column)}” is filled in {counted(rows, 'row')}, and is not the value.")


def _without_a_payment(column: str, cells: dict[str, int]) -> Iterator[Note]:
    """Rows without a date of payment beside others that have one."""
    blank = cells.get("", 0)
    dated = [cell for cell in cells if cell and (times.reads_by_itself(cell) or times.is_written_date(cell))]
    if blank and dated:
        yield Note("rows", f"“{shown(column)}” is blank in {counted(blank, 'row')}: no row is left out for that.")
