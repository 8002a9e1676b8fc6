"""The first rows of a table or a query, to look at before all of them are fetched."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.databases.fetch import DatabaseFetch
from tiktok_tui.sources.transfer import Transfer

ROWS = 20


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The names of the columns, and the cells of the first rows as text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def first_rows(home: Home, source: DatabaseSource, transfer: Transfer) -> FirstRows:
    """Run the query and stop it after twenty rows. Raises AppError and Cancelled."""
    fetch = DatabaseFetch(home, source, limit=ROWS)
    scratch = private_folder(home.scratch)
    with open_table(source, scratch=scratch, fetch=lambda folder: fetch(folder, transfer)) as table:
        names = tuple(column.name for column in table.columns)
        return FirstRows(names, tuple(row.cells for row in table.sample(ROWS)))
