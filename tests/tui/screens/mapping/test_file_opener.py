"""Choosing and opening files: nothing that was typed is lost."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.mapping_pilot import step
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.accounts.queries import recent_queries
from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession


async def test_a_query_that_fails_is_in_the_line_again_with_its_error(session: AppSession, orders: Path) -> None:
    wrong, right = f"SELECT Emial FROM '{orders}'", f"SELECT * FROM '{orders}'"
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        await here.write(wrong)
        await here.press("enter")
        await until(here.pilot, lambda: isinstance(here.app.screen, PickFile) and here.app.screen is not dialog)
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == wrong
        await until(here.pilot, lambda: "Emial" in dialog.notice.shown.plain)
        await here.press("ctrl+u")
        await until(here.pilot, lambda: not dialog.notice.shown.plain)
        await here.write(right)
        await here.press("enter")
        await shows(here.pilot, "SELECT * FROM 'orders.csv'  ·")
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == ""
        await shows(here.pilot, "SELECT * FROM")
    assert recent_queries(session.home) == (right, wrong)


async def test_a_query_that_was_being_typed_is_there_after_esc(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write("SELECT * FROM 'or")
        await here.press("escape")
        await until(here.pilot, lambda: not isinstance(here.app.screen, PickFile))
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == "SELECT * FROM 'or"


async def test_a_query_that_names_a_person_is_not_written_to_disk(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(f"SELECT * FROM '{orders}' WHERE Email <> 'jane@customers.example'")
        await here.press("enter")
        await shows(here.pilot, "SELECT * FROM 'orders.csv' WHERE Email <> '…'  ·")
    assert recent_queries(session.home) == ()


async def test_a_table_of_a_database_file_is_chosen(session: AppSession, orders: Path, tmp_path: Path) -> None:
    header, *rows = list(csv.reader(orders.read_text().splitlines()))
    path = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(path)) as shop, shop:
        shop.execute("CREATE TABLE clients (a, b)")
        shop.execute(f"CREATE TABLE orders ({', '.join(map(quote_identifier, header))})")
        shop.executemany(f"INSERT INTO orders VALUES ({', '.join('?' * len(header))})", rows)
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(path))
        await here.press("enter")
        await on(here.pilot, Choose)
        await here.press("escape")
        await shows(here.pilot, "orders.csv  ·")  # the file before it is still open
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(path))
        await here.press("enter")
        await on(here.pilot, Choose)
        await here.press("o", "r", "d", "enter")
        await shows(here.pilot, "shop.sqlite  ·")
        assert here.app.wizard is not None
        assert here.app.wizard.draft.options.sheet == "orders"
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(orders))
        await here.press("enter")
        await shows(here.pilot, "orders.csv  ·")
        assert here.app.wizard.draft.options.sheet is None


async def test_a_pattern_that_matches_is_one_table(session: AppSession, orders: Path) -> None:
    orders.with_name("orders-2.csv").write_bytes(orders.read_bytes())
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(orders.with_name("orders*.csv")))
        await here.press("enter")
        await shows(here.pilot, "orders*.csv  ·")
        await shows(here.pilot, "orders-2.csv row 2")
