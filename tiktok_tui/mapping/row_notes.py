"""Which rows are sent and which are left out, and the states of those that are sent, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiktok_tui.events.counts import counted
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.model import Mapping, Note, lowered
from tiktok_tui.mapping.suggest.vocabulary.consents import consent
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import KINDS_OF_MOVEMENTS
from tiktok_tui.mapping.suggest.vocabulary.regions import may_name_a_status
from tiktok_tui.mapping.suggest.vocabulary.state_columns import (
    Says,
    is_the_customer_s_status,
    judged,
    names_a_status,
    says,
)
from tiktok_tui.mapping.suggest.vocabulary.states import Sale, judged_customer
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

_NAMED = 8
"""So many values of a column are named, the rest is counted."""
_CODE = re.compile(r"[A-Z]{1,3}\d{0,2}|\d{2,3}")
_LISTED = 24
"""A column with more different values than this is no column of states unless some of them is known."""

Cells = dict[str, dict[str, int]]
"""The values of columns, and how many rows hold each."""


def row_notes(mapping: Mapping, found: Cells, sent: Cells, column_names: Sequence[str]) -> Iterator[Note]:
    """Yield what the filters leave out, and what is sent although it may be no sale.

    `found` has the values of the whole file, `sent` those of the rows that are sent.
    """
    yield from _rows(mapping, found, sent)
    yield from _unfiltered(mapping, sent, column_names)
    yield from _refused(mapping, sent)


def _rows(mapping: Mapping, found: Cells, sent: Cells) -> Iterator[Note]:
    """Yield which rows are sent and which are left out."""
    for column, texts in mapping.only.items():
        name = f"“{shown(column)}”"
        if "" in texts:
            yield Note(
                "rows", f"Only rows where {name} is blank are sent{_counted_out(mapping, texts, found.get(column))}."
            )
        else:
            words = " or ".join(map(shown, texts))
            yield Note(
                "rows", f"Only rows whose {name} is {words} are sent{_counted_out(mapping, texts, found.get(column))}."
            )
    of_people = {name for field, source in mapping.fields.items() if FIELD[field].personal for name in source.columns}
    for column, texts in mapping.leave_out.items():
        name = f"“{shown(column)}”"
        wanted = set(map(lowered, texts))
        cells = found.get(column)
        if cells is None:
            yield Note("rows", f"Left out by {name}: {_listed(dict.fromkeys(texts, 0))}.")
            continue
        left_out = {cell: rows for cell, rows in cells.items() if lowered(cell) in wanted}
        kept = {
            cell: rows for cell, rows in sent[column].items() if lowered(cell) not in wanted and column not in of_people
        }
        said = f"Left out by {name}: {_listed(left_out)}." if left_out else f"No row is left out by {name}."
        yield Note("rows", f"{said} Kept: {_listed(kept)}." if kept else said)
        yield from _doubtful(column, kept)
    for column, texts in mapping.not_items.items():
        words = " or ".join(shown(text) or "blank" for text in texts)
        yield Note("contents", f"Rows whose “{shown(column)}” is {words} are no items of their order.")


def _doubtful(column: str, kept: dict[str, int]) -> Iterator[Note]:
    """States that are kept though they are not known, or known to be no whole sale."""
    kind = says(column)
    if kind is None:
        return
    unknown = {cell: rows for cell, rows in kept.items() if cell and judged(cell, kind) is Sale.UNKNOWN}
    partly = {cell: rows for cell, rows in kept.items() if cell and judged(cell, kind) is Sale.PARTLY}
    if unknown:
        it = "this is a sale" if len(unknown) == 1 else "these are sales"
        yield Note("rows", f"Not known, and kept: {_listed(unknown)} in “{shown(column)}”. Check that {it}.")
    if partly:
        yield Note("value", f"Kept with their whole value: {_listed(partly)} in “{shown(column)}”.")


def _unfiltered(mapping: Mapping, found: Cells, column_names: Sequence[str]) -> Iterator[Note]:
    """States that say that a row is no sale, in a column that filters nothing."""
    filtered = {*mapping.only, *mapping.leave_out}
    paid_is_said = any(
        says(column) is Says.PAYMENT and any(judged(cell, Says.PAYMENT) is not Sale.UNKNOWN for cell in cells if cell)
        for column, cells in found.items()
    )
    for column, cells in found.items():
        kind = says(column)
        if column in filtered or not (kind or is_the_customer_s_status(column)):
            continue
        sales = {
            cell: judged(cell, kind, paid_is_said=paid_is_said) if kind else judged_customer(cell)
            for cell in cells
            if cell
        }
        bad = {cell: cells[cell] for cell, sale in sales.items() if sale in (Sale.NO, Sale.NOT_YET)}
        if bad:
            yield Note(
                "rows", f"Sent all the same: {_listed(bad)} in “{shown(column)}”. Filter them if they are no sale."
            )
        elif kind is Says.KIND and _are_doubtful(column, sales):
            yield from _doubtful(column, cells)
        elif (
            kind in (Says.PAYMENT, Says.ORDER)
            and sales
            and len(sales) <= _LISTED
            and Sale.UNKNOWN in sales.values()
            and (names_a_status(column) or may_name_a_status(column, column_names, sales))
        ):
            yield Note("rows", f"All rows are kept: {_listed(cells)} in “{shown(column)}”. Check that these are sales.")


def _are_doubtful(column: str, sales: dict[str, Sale]) -> bool:
    """Return True for kinds of which some are sales, for codes of kinds (SI, TD04, 61) and for those of movements.

    A column `Type` may hold kinds of goods, one called `Transaction type` cannot.
    """
    if {Sale.YES, Sale.UNKNOWN} <= set(sales.values()):
        return True
    said = squeezed(column) in KINDS_OF_MOVEMENTS
    return 1 < len(sales) <= _NAMED and (said or all(map(_CODE.fullmatch, sales)))


def _refused(mapping: Mapping, found: Cells) -> Iterator[Note]:
    """People who refuse something, in a column that filters nothing."""
    for column, cells in found.items():
        asked = consent(column)
        if asked is None or column in mapping.only or column in mapping.leave_out:
            continue
        if refused := {cell: cells[cell] for cell in asked.refused(cells)}:
            about = "they refuse advertising" if asked.to_ads else "that is about advertising, not only mails"
            yield Note("rows", f"Sent all the same: {_listed(refused)} in “{shown(column)}”. Filter them if {about}.")


def _counted_out(mapping: Mapping, texts: Sequence[str], cells: dict[str, int] | None) -> str:
    """The values that are left out; a blank cell in a group is the rest of an order, whose own value stands before."""
    grouped = mapping.group_by is not None
    out = {cell: rows for cell, rows in (cells or {}).items() if cell not in texts and (cell or not grouped)}
    return f"; left out: {_listed(out)}" if out else ""


def _listed(cells: dict[str, int]) -> str:
    """Values with their rows: `Refunded (3 rows), blank (1 row) and 2 more`."""
    said = [f"{shown(cell) or 'blank'}{_many(rows)}" for cell, rows in list(cells.items())[:_NAMED]]
    if len(cells) > _NAMED:
        rows = sum(list(cells.values())[_NAMED:])
        return f"{', '.join(said)} and {len(cells) - _NAMED} more{_many(rows)}"
    return ", ".join(said)


def _many(rows: int) -> str:
    return f" ({counted(rows, 'row')})" if rows else ""
