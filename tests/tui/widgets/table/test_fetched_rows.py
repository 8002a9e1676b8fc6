"""Rows that a thread fetches: they are drawn when they are there, and the table stays where it is meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial

from textual.app import App, ComposeResult

from tests.support.pilot import screen_text, shows, until
from tiktok_tui.tui.widgets.table.fetched_rows import FetchedRows
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone


class _OneTable(App[None]):
    def compose(self) -> ComposeResult:
        yield VirtualTable([TableColumn("Row", 10, right=True), TableColumn("Text")])


def numbered(offset: int, limit: int, *, count: int = 100_000) -> Sequence[Sequence[str | Cell]]:
    """Rows of a table that has `count` of them."""
    return [(f"{number:,}", f"text {number}") for number in range(offset, min(offset + limit, count))]


async def test_slow_rows_come_from_a_thread_and_are_drawn_when_they_are_there() -> None:
    app, counted = _OneTable(), threading.Event()

    def count() -> int:
        assert counted.wait(60)
        return 100_000

    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(VirtualTable)
        table.load(FetchedRows(table, count, numbered))
        await shows(pilot, "›          …")
        assert "Nothing here." not in screen_text(app), "it is not known yet"
        counted.set()
        await shows(pilot, "text 12")
        await pilot.press("end")
        await until(pilot, lambda: "text 99999" in screen_text(app))
        asked = []

        def fewer(offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
            asked.append((offset, limit))
            return [("0", "the only one left")]

        few = FetchedRows(table, 3, fewer)
        assert few.rows(0, 3) == few.rows(0, 3) == [(Cell("…", Tone.QUIET),)] * 3, "they are on their way"
        table.load(few)
        await until(pilot, lambda: "the only one left" in screen_text(app) and "…" not in screen_text(app))
        assert len(asked) == 1, "rows that come, or are gone, are not asked for again"
        many = FetchedRows(table, 100_000, numbered)
        table.load(many)

        def there(offset: int) -> bool:
            return many.rows(offset, 2_100)[0] == (f"{offset:,}", f"text {offset}")

        for offset in (0, 2_100, 4_200, 0):  # as many are not kept: the first ones are asked for again
            await until(pilot, partial(there, offset))


async def test_the_cursor_stays_on_its_row_while_the_rows_are_counted_again_as_far_as_there_are_any() -> None:
    app, counted = _OneTable(), threading.Event()

    def count() -> int:
        assert counted.wait(60)
        return 40

    async with app.run_test(size=(40, 20)) as pilot:
        table = app.query_one(VirtualTable)
        for row, then in ((30, 30), (45, 39)):
            table.load(FixedRows(numbered(0, 50)), cursor=row)
            await shows(pilot, f"text {row}")
            above = table.scroll_offset
            counted.clear()
            table.load(FetchedRows(table, count, partial(numbered, count=40)))
            await shows(pilot, "›          …")
            assert "text" not in screen_text(app)
            counted.set()
            await shows(pilot, f"›         {then}  text {then}")
            assert row != then or table.scroll_offset == above
        table.load(FetchedRows(table, lambda: 0, numbered))
        await shows(pilot, "Nothing here.")
