"""The answer of a database, as a table."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.database import DatabaseSource

QUERY = DatabaseSource("warehouse", "SELECT * FROM orders")


def answer_of(home: Home, rows: str) -> Table:
    """These rows (CSV), as a database gives them to `QUERY`."""

    def fetch(folder: Path) -> PrivateCopy:
        (folder / "rows").write_text(rows)
        return PrivateCopy(folder / "rows")

    return open_table(QUERY, scratch=private_folder(home.scratch), fetch=fetch)
