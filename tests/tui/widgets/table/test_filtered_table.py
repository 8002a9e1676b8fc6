"""The filter of a table: it narrows the rows and moves none of them."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input

from tests.support.pages import app_with
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import FixedRows, TableColumn


async def test_the_line_opens_below_the_rows_so_that_none_of_them_moves(session: AppSession) -> None:
    app = app_with(session, "filter")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Row")
        before = screen_text(app).splitlines()
        assert "/ filter" in before[-1]
        assert app.screen.active_bindings["escape"].binding.action == "back", "there is nothing to show again"
        await pilot.press("slash")
        await shows(pilot, "Filter")
        assert app.screen.active_bindings["escape"].binding.action == "clear"
        after = screen_text(app).splitlines()
        assert after[:20] == before[:20]
        await pilot.press("escape", "down", "down", "slash", "o", "space")
        table = app.screen.query_one(FilteredTable)
        await until(pilot, lambda: table.filter_line.value == "o " and table.table.count > 2)
        await until(pilot, lambda: table.table.cursor == 0)
        assert table.text == "o"
        table.table.cursor = 1
        table.action_clear()
        assert table.table.cursor == 0
        table.table.cursor = 3
        table.renew()
        await pilot.press("slash")
        assert (table.filter_line.value, table.table.cursor) == ("", 3), "the row that it was put on then"
        await pilot.press("space", "escape", "slash")
        assert table.filter_line.value == "", "blanks alone are gone with the line too"
        await pilot.press(*"no such row")
        await shows(pilot, "Nothing matches. esc  shows all rows again.")
        await pilot.press("enter")
        assert app.focused is table.table
        await pilot.press("escape")
        await pilot.pause()
        assert table.table.empty == "Nothing here.", "without a filter there is nothing to match"
        assert screen_text(app).splitlines() == before


class _Page(App[None]):
    """A page that has a line of its own beside the table."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.names: tuple[str, ...] = ("ada", "bea", "abe")

    def compose(self) -> ComposeResult:
        yield FilteredTable(
            [TableColumn("Name")],
            lambda text: FixedRows([(name,) for name in self.names if text in name]),
            empty="Nobody.",
            id="people",
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        self.heard.append(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.heard.append(event.value)


async def test_what_is_typed_into_the_line_is_between_it_and_its_table() -> None:
    app = _Page()
    async with app.run_test(size=(40, 8)) as pilot:
        people = app.query_one("#people", FilteredTable)
        table = people.table
        table.focus()
        await pilot.press("slash", "a", "b", "enter", "down")
        await pilot.pause()
        assert people.filter_line.outer_size.height == 1, "it takes one row of the table's"
        assert (table.count, app.focused, app.heard) == (1, table, [])
        assert [line.strip() for line in screen_text(app).splitlines()[:2]] == ["Name", "› abe"]
        app.names = ()
        await pilot.press("escape")
        await shows(pilot, "Nobody.")
