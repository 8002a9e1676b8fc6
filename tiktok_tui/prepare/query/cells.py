"""The lowest layers: cells of the staged table, rows gathered into events, and events that a filter leaves out."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.mapping.model import lowered
from tiktok_tui.prepare.query.cell import kind_of, staged
from tiktok_tui.prepare.query.items import AGGREGATED, aggregates, item_layers
from tiktok_tui.prepare.query.layers import add_layers, indented
from tiktok_tui.prepare.query.macros import cell
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.signs import Signs
from tiktok_tui.prepare.query.span import Span


def cells_select(plan: Plan, span: Span) -> str:
    """SELECT row and the cells c0, c1 …, without blanks at their ends."""
    columns = "".join(f", {cell_of(plan, place)} AS {staged(place)}" for place in range(len(plan.columns)))
    columns += "".join(f", {kind}" for kind in plan.kinds)
    where = f"\nWHERE {span.condition}" if span.condition else ""
    return f"SELECT row{columns}\nFROM {span.table}{where}"


def cell_of(plan: Plan, place: int) -> str:
    """The SQL that reads one staged column."""
    if place in plan.clean:
        return staged(place)
    return f"cell(undefused({staged(place)}))" if plan.defused else f"cell({staged(place)})"


def rows_select(plan: Plan, span: Span, money: Signs) -> str:
    """SELECT the rows with `gathered` (the key that rows of one event share) and each row's own item."""
    select = cells_select(plan, span)
    gathered = "row"
    if plan.mapping.group_by is not None:
        key = plan.cell(plan.mapping.group_by)
        # A blank group cell is a group of its own; the letter keeps it apart from a group that is called 12.
        gathered = f"CASE WHEN {key} IS NULL THEN 'r' || row ELSE 'g' || {key} END"
    rows = add_layers(f"SELECT *, {gathered} AS gathered\nFROM (\n{indented(select)}\n)", item_layers(plan, money))
    return _without_items(rows, plan)


def events_select(plan: Plan, span: Span, money: Signs) -> str:
    """SELECT one line an event: head (its first row), n (rows), its cells, its items; without those left out."""
    rows = rows_select(plan, span, money)
    if plan.grouped:
        firsts = "".join(f", arg_min({cell}, row) AS {cell}" for cell in plan.cells)
        firsts += "".join(f", {_kind_of_first(plan, place)}" for place, found in enumerate(plan.columns) if found.mixed)
        firsts += "".join(
            f", {_all_left_out(plan, column)} AS out_{number}" for number, column in enumerate(plan.mapping.leave_out)
        )
        select = (
            f"SELECT min(row) AS head, count(*) AS n, gathered{firsts}, {aggregates('row')}\n"
            f"FROM (\n{indented(rows)}\n)\nGROUP BY gathered"
        )
    else:
        cells = "".join(f", {cell}" for cell in (*plan.cells, *plan.kinds))
        select = (
            f"SELECT row AS head, 1 AS n, gathered{cells}, item_json AS items, item_content, {', '.join(AGGREGATED)}\n"
            f"FROM (\n{indented(rows)}\n)"
        )
    conditions = [_among(plan.cell(column), texts) for column, texts in plan.mapping.only.items()]
    for number, (column, texts) in enumerate(plan.mapping.leave_out.items()):
        out = f"out_{number}" if plan.grouped else _among_in_any_case(plan, column, texts)
        conditions.append(f"NOT {out}")
    kept = f"SELECT *, {' AND '.join(conditions) or 'true'} AS kept\nFROM (\n{indented(select)}\n)"
    return f"{kept}\nWHERE kept" if conditions and plan.filtered else kept


def left_out(plan: Plan) -> str | None:
    """Return SQL that is true of a row which a filter leaves out by its own cells; None without a filter."""
    mapping = plan.mapping
    conditions = [f"NOT {_among(plan.cell(column), texts)}" for column, texts in mapping.only.items()]
    conditions += [_among_in_any_case(plan, column, texts) for column, texts in mapping.leave_out.items()]
    return f"({' OR '.join(conditions)})" if conditions else None


def _kind_of_first(plan: Plan, place: int) -> str:
    """Return the kind of the first filled cell of an event's rows, as `arg_min` picks the cell."""
    kind = kind_of(place)
    return f"arg_min({kind}, row) FILTER (WHERE {plan.cells[place]} IS NOT NULL) AS {kind}"


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


def _without_items(rows: str, plan: Plan) -> str:
    """Return the rows; those that are no item of their order, or are left out of it, have none."""
    mapping = plan.mapping
    named = [*mapping.not_items.items(), *(mapping.leave_out.items() if plan.grouped else ())]
    if not named:
        return rows
    skipped = " OR ".join(_among_in_any_case(plan, column, texts) for column, texts in named)
    nothing = {"item_json": "NULL", "item_content": "NULL"} | {name: value for name, (_, value) in AGGREGATED.items()}
    replaced = ", ".join(
        f"CASE WHEN {skipped} THEN {value} ELSE {name} END AS {name}" for name, value in nothing.items()
    )
    return f"SELECT * REPLACE ({replaced})\nFROM (\n{indented(rows)}\n)"
