"""Picking a table of a database, with a real server behind it."""

from __future__ import annotations

import pytest

from tests.support.databases import PASSWORD, Server
from tests.support.dialogs import edge, heading
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.events.errors import StateError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.connections.queries import query_path
from tiktok_tui.sources.databases.database import TableName
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs import pick_table
from tiktok_tui.tui.dialogs.pick_table import PickTable
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession

ORDERS = f"SELECT 'ada' AS customer, NULL::text AS missing, 'b{'c' * 30}d' AS wide"


@pytest.fixture
def shop(session: AppSession, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, known as the connection `shop`."""
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    uri = postgres.address(password="{{ env_var(SHOP_PASSWORD) }}")
    store.save(session.home, "shop", "postgresql", {"uri": uri})
    return postgres


async def test_the_rows_of_one_table_are_gone_while_the_next_is_read_and_its_query_ends_with_the_interest(
    session: AppSession, shop: Server
) -> None:
    marker = f"/* {session.home.state.parent.name} picked */"
    found = [
        (TableName("public", "Orders"), ORDERS),
        (TableName("", "slow"), f"SELECT {marker} pg_sleep(60)"),
        (TableName("", "broken"), "SELECT nope"),
    ]
    app, results = TikTokTui(session, lambda app: Page(app.session)), list[object]()
    async with app.run_test(size=(150, 30)) as pilot:
        await shows(pilot, "? help")
        app.push_screen(dialog := PickTable(session.home, "shop", found), results.append)
        await shows(pilot, "› public.Orders")
        assert (heading(dialog), edge(dialog)) == (
            "Tables of shop",
            "enter choose · q query · / filter · esc leave · f1 help",
        )
        await until(pilot, lambda: dialog.preview.count == 1)
        assert dialog.notice.shown.plain == ""
        lines = screen_text(app)
        assert f"customer  missing  wide{' ' * 20}" in lines
        assert f"ada{' ' * 16}b{'c' * 22}…" in lines
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.focused is dialog.preview)
        await pilot.pause()
        assert (app.screen, results) == (dialog, []), "a row of the preview is nothing to choose"
        await pilot.press("shift+tab", "down")
        await shows(pilot, "· Reading the first rows …")
        assert ("ada" in screen_text(app), "customer" in screen_text(app), dialog.preview.count) == (False, False, 0)
        await until(pilot, lambda: shop.runs(marker))
        await pilot.press("up")
        await until(pilot, lambda: not shop.runs(marker))
        await until(pilot, lambda: dialog.preview.count == 1)
        await pilot.press("slash", *"SLOW")  # the filter changes the table under the cursor
        await until(pilot, lambda: shop.runs(marker))
        await pilot.press("escape")
        await until(pilot, lambda: not shop.runs(marker))
        await pilot.press("down")
        await shows(pilot, "broken")
        await pilot.press("end")
        await until(pilot, lambda: 'column "nope" does not exist' in dialog.notice.shown.plain)
        assert dialog.notice.shown.plain.startswith("✗ ")
        await pilot.press("up")
        await until(pilot, lambda: shop.runs(marker))
        assert dialog.notice.shown.plain == "· Reading the first rows …"
        await pilot.press("escape")
        await until(pilot, lambda: results)
        assert results == [None]
        await until(pilot, lambda: not shop.runs(marker))
        app.push_screen(PickTable(session.home, "shop", found), results.append)
        await shows(pilot, "› public.Orders")
        await pilot.press("enter")
        await until(pilot, lambda: len(results) == 2)
        assert results[1] == DatabaseSource("shop", ORDERS, title="public.Orders")
        app.push_screen(PickTable(session.home, "shop", found), results.append)
        await shows(pilot, "› public.Orders")
        await pilot.press("slash", *"brok")
        await shows(pilot, "› broken")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: len(results) == 3)
        assert results[2] == DatabaseSource("shop", "SELECT nope", title="broken"), "that of the filter"


def full(*_: object) -> None:
    raise StateError("The disk is full.")


async def test_a_query_begins_with_the_table_under_the_cursor_and_comes_first_once_it_is_written(
    session: AppSession, shop: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[str, str]] = []
    written: list[str | None] = [None, "SELECT 7 AS seven", "SELECT 8 AS eight", " "]

    # A real editor is tried in `test_programs`: it needs a real terminal.
    def edit_text(app: object, text: str, name: str) -> str | None:
        given.append((text, name))
        return written.pop(0)

    monkeypatch.setattr(pick_table, "edit_text", edit_text)
    found = [(TableName("", "orders"), ORDERS), (TableName("", "stock"), "SELECT 3 AS left_over")]
    path = query_path(session.home, "shop")
    app, results = TikTokTui(session, lambda app: Page(app.session)), list[object]()
    async with app.run_test(size=(150, 30)) as pilot:
        await shows(pilot, "? help")
        app.push_screen(dialog := PickTable(session.home, "shop", found), results.append)
        await shows(pilot, "› orders")
        await pilot.press("down")
        await shows(pilot, "left_over")
        await pilot.press("q")
        await until(pilot, lambda: len(given) == 1)
        await pilot.pause()
        assert (dialog.tables.table.count, path.exists()) == (2, False)
        await pilot.press("q")
        await shows(pilot, "seven")
        await shows(pilot, "› your query")
        assert (dialog.tables.table.count, path.read_text()) == (3, "SELECT 7 AS seven")
        await pilot.press("down", "q")
        await shows(pilot, "eight")
        await shows(pilot, "› your query")
        assert dialog.tables.table.count == 3
        assert given == [
            ("SELECT 3 AS left_over", "query.sql"),
            ("SELECT 3 AS left_over", "query.sql"),
            ("SELECT 7 AS seven", "query.sql"),
        ]
        await pilot.press("enter")
        await until(pilot, lambda: results)
        assert results == [DatabaseSource("shop", "SELECT 8 AS eight", title="your query")]
        app.push_screen(dialog := PickTable(session.home, "shop", ()), results.append)
        await shows(pilot, "› your query")
        await shows(pilot, "eight")
        await pilot.press("q")
        await shows(pilot, "No table here may be read.")
        path.unlink()
        written.append(None)
        await pilot.press("q")
        await until(pilot, lambda: len(given) == 5)
        assert given[-1] == ("SELECT …", "query.sql")
        written.append("SELECT 9 AS nine")
        with monkeypatch.context() as disk:
            disk.setattr(pick_table, "save_query", full)
            await pilot.press("q")
            await shows(pilot, "✗ The disk is full.")
        assert "your query" not in screen_text(app), "what could not be kept is not offered"
        await pilot.press("enter", "escape")
        await until(pilot, lambda: len(results) == 2)
        path.mkdir()
        await app.push_screen(dialog := PickTable(session.home, "shop", found))
        await shows(pilot, "shop.sql")
        assert dialog.notice.shown.plain.startswith("✗ ")
