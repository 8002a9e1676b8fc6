"""Lends cursors of the open file's database, and drops what a check has left there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from tiktok_tui.files.opening import Table
from tiktok_tui.files.session import Work
from tiktok_tui.files.table import Cancelled
from tiktok_tui.prepare.lookups.lookups import TABLES


@contextmanager
def running(table: Table) -> Iterator[Work]:
    """Lend a cursor that `Table.interrupt()` stops; Cancelled is raised then."""
    with table.work() as work:
        try:
            yield work
        except duckdb.InterruptException as error:
            raise Cancelled from error


def drop_tables(table: Table, prefix: str) -> None:
    """Drop every table of one check."""
    with running(table) as work:
        for name in (*TABLES, "facts", "problems", "duplicates", "arranged"):
            work.cursor.execute(f"DROP TABLE IF EXISTS {prefix}_{name}")
