"""How the queries of a check are run in the open file's database, and the removal of its tables from it."""

from __future__ import annotations

from tiktok_tui.files.opening import Table
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.prepare.query.tables import Tables

FEW = 10_000
"""Files of up to so many rows are checked sooner without DuckDB's optimizer: it takes longer than it saves."""


def few(rows: int) -> bool:
    """Return True if a file has so few rows that preparing its query costs more than running it."""
    return rows <= FEW


def run_as_written(work: Work, rows: int) -> None:
    """Skip DuckDB's optimizer in this piece of work if it is about few rows; others keep theirs."""
    if few(rows):
        work.execute("SET SESSION enable_optimizer = false")


def drop_tables(table: Table, tables: Tables) -> None:
    """Drop every table of one check."""
    with table.work() as work:
        for name in tables.every:
            work.cursor.execute(f"DROP TABLE IF EXISTS {name}")
