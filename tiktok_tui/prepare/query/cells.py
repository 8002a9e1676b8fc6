"""The lowest layers: cells of the staged table, rows gathered into events, and events that a filter leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.prepare.query.items import aggregates, item_layers
from tiktok_tui.prepare.query.layers import add_layers, indented
from tiktok_tui.prepare.query.macros import cell
from tiktok_tui.prepare.query.plan import Plan, literal


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the staged table that whole events lie in: its rows from `start` up to, but not with, `stop`.

    `column` is what both count: `row`, or `head` (an event's first row) in a table that is arranged by it.
    `only` picks single rows instead; `without` is a SELECT of row numbers that are left out.
    """

    table: str
    column: str = "row"
    start: int | None = None
    stop: int | None = None
    only: tuple[int, ...] | None = None
    without: str | None = None

    @property
    def condition(self) -> str:
        """The condition on the table's rows as SQL, "" for all of them."""
        if self.only is not None:
            return f"row IN ({', '.join(map(str, self.only)) or 'NULL'})"
        bounds = [f"{self.column} >= {self.start:d}"] if self.start is not None else []
        bounds += [f"{self.column} < {self.stop:d}"] if self.stop is not None else []
        bounds += [f"row NOT IN ({self.without})"] if self.without is not None else []
        return " AND ".join(bounds)

    def holds(self, number: int) -> bool:
        """Whether what the span counts includes this number."""
        return (self.start is None or number >= self.start) and (self.stop is None or number < self.stop)


def cells_select(plan: Plan, span: Span) -> str:
    """SELECT row and the cells c0, c1 …, read."""
    columns = "".join(f", {cell_of(plan, place)} AS c{place}" for place in range(len(plan.columns)))
    where = f"\nWHERE {span.condition}" if span.condition else ""
    return f"SELECT row{columns}\nFROM {span.table}{where}"


def cell_of(plan: Plan, place: int) -> str:
    """The SQL that reads one staged column."""
    return f"cell(undefused(c{place}))" if plan.defused else f"cell(c{place})"


def rows_select(plan: Plan, span: Span) -> str:
    """SELECT the rows with `gathered` (what rows of one event share) and each row's own item."""
    select = cells_select(plan, span)
    gathered = "row"
    if plan.mapping.group_by is not None:
        key = f"c{plan.place(plan.mapping.group_by)}"
        # A blank group cell is a group of its own; the letter keeps it apart from a group that is called 12.
        gathered = f"CASE WHEN {key} IS NULL THEN 'r' || row ELSE 'g' || {key} END"
    return add_layers(f"SELECT *, {gathered} AS gathered\nFROM (\n{indented(select)}\n)", item_layers(plan))


def events_select(plan: Plan, span: Span) -> str:
    """SELECT one line an event: head (its first row), n (rows), its cells, its items; without those left out."""
    rows = rows_select(plan, span)
    if plan.grouped:
        firsts = "".join(f", arg_min(c{place}, row) AS c{place}" for place in range(len(plan.columns)))
        select = (
            f"SELECT min(row) AS head, count(*) AS n, gathered{firsts}, {aggregates('row')}\n"
            f"FROM (\n{indented(rows)}\n)\nGROUP BY gathered"
        )
    else:
        cells = "".join(f", c{place}" for place in range(len(plan.columns)))
        select = (
            f"SELECT row AS head, 1 AS n, gathered{cells}, item_json AS items, item_errors, item_warnings, "
            f"item_total, item_priced\nFROM (\n{indented(rows)}\n)"
        )
    kept = kept_condition(plan)
    return f"SELECT *\nFROM (\n{indented(select)}\n)\nWHERE {kept}" if kept else select


def kept_condition(plan: Plan) -> str:
    """The filter as SQL over an event's cells, "" when there is none."""
    conditions = []
    for column, texts in plan.mapping.only.items():
        wanted = ", ".join(literal(cell(text) or "") for text in texts) or "NULL"
        conditions.append(f"coalesce(c{plan.place(column)}, '') IN ({wanted})")
    return " AND ".join(conditions)
