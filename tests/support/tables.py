"""Read the contents of a table in every way there is."""

from __future__ import annotations

from tiktok_tui.files.opening import Table
from tiktok_tui.files.table import Row, Staged


def staged_rows(table: Table, staged: Staged) -> list[Row]:
    """The rows of a staging, in rowid order."""
    cells = ", ".join(f"c{index}" for index in range(len(staged.columns)))
    found = table.cursor().execute(f"SELECT row, {cells} FROM {staged.name} ORDER BY rowid").fetchall()
    assert len(found) == staged.rows
    return [Row(number, tuple(texts)) for number, *texts in found]


def all_rows(table: Table) -> list[Row]:
    """All rows, all columns, after making sure that every way to them gives the same."""
    names = [column.name for column in table.columns]
    full = table.stage(names)
    rows = staged_rows(table, full)
    assert list(table.sample(len(rows) + 1)) == rows
    assert list(table.pick([row.number for row in rows])) == rows
    head = table.stage(names, limit=len(rows) + len(full.broken))
    assert staged_rows(table, head) == rows
    assert list(head.broken) == list(full.broken)
    return rows


def cells(table: Table) -> list[tuple[str | None, ...]]:
    """The cells of all rows."""
    return [row.cells for row in all_rows(table)]
