"""The steps of a sync on the command line: the table that its file names is the one that is opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.sync_steps import ConsoleSteps
from tiktok_tui.files.source import FileSource


def test_the_sheet_is_opened(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as shop, shop:
        shop.execute("CREATE TABLE orders (mail TEXT)")
        shop.execute("CREATE TABLE refunds (reason TEXT)")
    for sheet, column in (("orders", "mail"), ("refunds", "reason")):
        with ConsoleSteps().open(Home(home, home), FileSource(path), sheet) as table:
            assert [each.name for each in table.columns] == [column]
