"""The lowest layers: cells of the staged table, rows gathered into events, and events that a filter leaves out."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.mapping.model import lowered
from tiktok_tui.prepare.query.cell import staged
from tiktok_tui.prepare.query.items import AGGREGATED, OF_ITEMS, aggregates, item_layers
from tiktok_tui.prepare.query.layers import add_layers, indented, named_in, needed, words_of
from tiktok_tui.prepare.query.macros import cell
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.signs import Signs
from tiktok_tui.prepare.query.span import Span

_NOTHING = {"item_json": "NULL", "item_content": "NULL"} | {name: value for name, (_, value) in AGGREGATED.items()}
"""The columns of a row's item, and their values where there is none."""

_BEHIND_ALL = 10**12
"""More than the rows of any file."""

_OF_ROWS = {"items": "item_json"}
"""The columns of an event's items that its only row has under another name."""


def cells_select(plan: Plan, by: str, table: str, condition: str = "") -> str:
    """SELECT row and those cells (c0, c1 …, without blanks at their ends) and kinds of cells that the SQL `by` names.

    A cell costs time to plan, whether it is read or not.
    """
    words = words_of(by)
    cells = [f"{cell_of(plan, place)} AS {cell}" for place, cell in enumerate(plan.cells) if cell in words]
    kinds = [kind for kind in plan.kinds.values() if kind in words]
    where = f"\nWHERE {condition}" if condition else ""
    return f"SELECT {', '.join(['row', *cells, *kinds])}\nFROM {table}{where}"


def cell_of(plan: Plan, place: int) -> str:
    """The SQL that reads one staged column."""
    if place in plan.clean:
        return staged(place)
    return f"cell(undefused({staged(place)}))" if plan.defused else f"cell({staged(place)})"


def rows_select(plan: Plan, span: Span, money: Signs, by: str) -> str:
    """SELECT row and `gathered`, the key that rows of one event share, with the columns that the SQL `by` names.

    There are the cells, and all that is made of each row's own item (`items.item_layers`).
    """
    gathered = "row"
    if plan.mapping.group_by is not None:
        key = plan.cell(plan.mapping.group_by)
        # A blank group cell is a group of its own; the letter keeps it apart from a group that is called 12.
        gathered = f"CASE WHEN {key} IS NULL THEN 'r' || row ELSE 'g' || {key} END"
    layers = needed(item_layers(plan, money), by)
    left = _without_items(plan, [name for name in _NOTHING if name in words_of(by)])
    select = cells_select(plan, named_in(layers, f"{by} {gathered} {left}"), span.table, span.condition)
    rows = add_layers(f"SELECT *, {gathered} AS gathered\nFROM (\n{indented(select)}\n)", layers)
    return f"SELECT * REPLACE ({left})\nFROM (\n{indented(rows)}\n)" if left else rows


def events_select(plan: Plan, span: Span, money: Signs, by: str) -> str:
    """SELECT one line an event: head (its first row), n (rows) and gathered; without those left out.

    There are the cells, too, that the SQL `by` names, and the columns of its items (`OF_ITEMS`) unless one column holds
    the whole list of them.
    """
    mapping = plan.mapping
    conditions = [_among(plan.cell(column), texts) for column, texts in mapping.only.items()]
    out = {column: f"out_{number}" for number, column in enumerate(mapping.leave_out)} if plan.grouped else {}
    for column, texts in mapping.leave_out.items():
        conditions.append(f"NOT {out[column] if out else _among_in_any_case(plan, column, texts)}")
    kept = " AND ".join(conditions) or "true"
    words = words_of(f"{by} {kept}")
    cells = [cell for cell in plan.cells if cell in words]
    wanted = [name for name in OF_ITEMS if name in words and plan.source("contents") is None]
    late = _left_out_late(plan) if plan.grouped else ""
    turn = "turn" if late else "row"
    if plan.grouped:
        left_out = {name: _all_left_out(plan, column) for column, name in out.items()}
        columns = {cell: f"arg_min({cell}, {turn})" for cell in cells}
        columns |= {
            kind: _kind_of_first(kind, plan.cells[place], turn) for place, kind in plan.kinds.items() if kind in words
        }
        columns |= left_out | aggregates("row", wanted)
    else:
        columns = {name: name for name in (*cells, *plan.kinds.values()) if name in words}
        columns |= {name: _OF_ROWS.get(name, name) for name in wanted}
    listed = "".join(f", {expression} AS {name}" for name, expression in columns.items())
    rows = rows_select(plan, span, money, f"{listed} {late}")
    rows = f"SELECT *, {late} AS turn\nFROM (\n{indented(rows)}\n)" if late else rows
    head, n, end = ("min(row)", "count(*)", "\nGROUP BY gathered") if plan.grouped else ("row", "1", "")
    select = f"SELECT {head} AS head, {n} AS n, gathered{listed}\nFROM (\n{indented(rows)}\n){end}"
    select = f"SELECT *, {kept} AS kept\nFROM (\n{indented(select)}\n)"
    return f"{select}\nWHERE kept" if conditions and plan.filtered else select


def left_out(plan: Plan) -> str | None:
    """Return SQL that is true of a row which a filter leaves out by its own cells; None without a filter."""
    mapping = plan.mapping
    conditions = [f"NOT {_among(plan.cell(column), texts)}" for column, texts in mapping.only.items()]
    conditions += [_among_in_any_case(plan, column, texts) for column, texts in mapping.leave_out.items()]
    return f"({' OR '.join(conditions)})" if conditions else None


def _kind_of_first(kind: str, cell: str, turn: str) -> str:
    """Return the kind of the first filled cell of an event's rows, as `arg_min` picks the cell."""
    return f"arg_min({kind}, {turn}) FILTER (WHERE {cell} IS NOT NULL)"


def _left_out_late(plan: Plan) -> str:
    """Return SQL for the turn of a row to give its event values: by its place, but those left out last; "" without any.

    A refund above the sale of its order has another amount and another day. What it alone has is the order's all the
    same, such as the address in the first of an order's rows.
    """
    left = " OR ".join(_among_in_any_case(plan, column, texts) for column, texts in plan.mapping.leave_out.items())
    return f"CASE WHEN {left} THEN row + {_BEHIND_ALL} ELSE row END" if left else ""


def _among(cells: str, texts: Iterable[str]) -> str:
    wanted = ", ".join(literal(cell(text) or "") for text in texts) or "NULL"
    return f"coalesce({cells}, '') IN ({wanted})"


def _among_in_any_case(plan: Plan, column: str, texts: Iterable[str]) -> str:
    return _among(f"lower({plan.cell(column)})", map(lowered, texts))


def _all_left_out(plan: Plan, column: str) -> str:
    """Return SQL that is true if the column leaves out every row of an event; blanks count only if they are named."""
    texts = plan.mapping.leave_out[column]
    said = "" if any(cell(text) is None for text in texts) else f" FILTER (WHERE {plan.cell(column)} IS NOT NULL)"
    return f"coalesce(bool_and({_among_in_any_case(plan, column, texts)}){said}, false)"


def _without_items(plan: Plan, columns: list[str]) -> str:
    """Return columns of a row's item anew as SQL, with nothing in them for a row that is no item of its order.

    That is one which `not_items` names, or which is left out of an order of several rows; "" if there is none.
    """
    mapping = plan.mapping
    named = [*mapping.not_items.items(), *(mapping.leave_out.items() if plan.grouped else ())]
    skipped = " OR ".join(_among_in_any_case(plan, column, texts) for column, texts in named)
    if not skipped:
        return ""
    return ", ".join(f"CASE WHEN {skipped} THEN {_NOTHING[name]} ELSE {name} END AS {name}" for name in columns)
