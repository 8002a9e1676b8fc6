"""Names for rows whose numbers mean nothing: those of several files, and of a query that gives them in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tiktok_tui.events.counts import counted
from tiktok_tui.events.personal import looks_personal
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.privacy import shown
from tiktok_tui.prepare.query.plan import Plan

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.table import Staged

IDENTIFYING: Final = ("event_id", "order_id")
"""The fields by which a row of a database is known, the best first."""


def row_names(table: Table, plan: Plan, rows: Sequence[int]) -> dict[int, str]:
    """Return a name for each row, "" where the number says it all.

    A row of several files has the name of its file: "orders-2.csv row 12". A row of a database, which may give its rows
    in another order each time, has its event ID, else its order ID, "order_id O-1042", else its place in this answer.
    """
    if not table.source.is_live:
        return {row: table.row_name(row) for row in rows}
    names = {row: f"row {row - 1:,} of the answer" for row in rows}
    columns = [column.name for column in table.columns]
    if identifying_columns(plan):
        for picked in table.pick(rows):
            names[picked.number] = _named(plan, dict(zip(columns, picked.cells, strict=True))) or names[picked.number]
    return names


def notes_on_names(work: Work, table: Table, plan: Plan, staged: Staged) -> list[Note]:
    """Return a sentence about the rows of a database that have no name of their own; none if all have, or need none.

    Rows that are grouped into events share their order ID by right.
    """
    columns = identifying_columns(plan)
    if not table.source.is_live or not staged.rows:
        return []
    if not columns:
        text = "No column is mapped to event_id or order_id: rows are named by their place in this answer"
        return [Note("rows", text)]
    cells = ", ".join(f"nullif(trim(c{staged.columns.index(column)}), '')" for _, column in columns)
    found = work.execute(
        "SELECT coalesce(sum(n) FILTER (name IS NULL), 0), coalesce(sum(n) FILTER (name IS NOT NULL AND n > 1), 0) "
        f"FROM (SELECT coalesce({cells}) AS name, count(*) AS n FROM {staged.name} GROUP BY 1)"
    ).fetchone()
    blank, shared = (int(count) for count in found or (0, 0))
    names = " or ".join(field for field, _ in columns)
    parts = [f"{counted(blank, 'row has', 'rows have')} no {names}"] if blank else []
    parts += [f"{shared:,} rows share theirs with another"] if shared and not plan.grouped else []
    return [Note("rows", f"{' and '.join(parts)}: what is rejected is harder to find there")] if parts else []


def identifying_columns(plan: Plan) -> list[tuple[str, str]]:
    """Return the fields that name a row with the first column of each, the best first."""
    found = ((field, plan.source(field)) for field in IDENTIFYING)
    return [(field, source.columns[0]) for field, source in found if source is not None and source.columns]


def _named(plan: Plan, cells: Mapping[str, str | None]) -> str:
    for field, column in identifying_columns(plan):
        text = (cells.get(column) or "").strip()
        if text and not looks_personal(text, plan.destination.phone_country):  # names are kept in the ledger
            return f"{field} {shown(text, personal=False, destination=plan.destination)}"
    return ""
