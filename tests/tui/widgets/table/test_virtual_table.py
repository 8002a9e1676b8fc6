"""The table of any length: what it asks for, how its cursor moves, what it draws."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.widgets import Input

from tests.support.hostile import HOSTILE
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

COLUMNS = (TableColumn("Row", 10, right=True), TableColumn("Text"))


class Counting:
    """A million rows that count how many of them were asked for."""

    count = 1_000_000

    def __init__(self) -> None:
        self.asked = 0

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        last = min(offset + limit, self.count)
        self.asked += last - offset
        return [(f"{number:,}", f"text {number}") for number in range(offset, last)]


class Tables(Page[None]):
    """One table."""

    def __init__(self, session: AppSession, source: RowSource, columns: Sequence[TableColumn] = COLUMNS) -> None:
        super().__init__(session)
        self._source, self._columns = source, columns
        self.chosen: list[int] = []
        self.passed: list[int] = []

    def compose_body(self) -> ComposeResult:
        yield VirtualTable(self._columns, self._source)

    def on_virtual_table_selected(self, event: VirtualTable.Selected) -> None:
        self.chosen.append(event.row)

    def on_virtual_table_highlighted(self, event: VirtualTable.Highlighted) -> None:
        self.passed.append(event.row)

    @property
    def table(self) -> VirtualTable:
        return self.query_one(VirtualTable)


def opened(
    session: AppSession, source: RowSource, columns: Sequence[TableColumn] = COLUMNS
) -> tuple[TikTokTui, Tables]:
    page = Tables(session, source, columns)
    return TikTokTui(session, lambda app: page), page


async def test_a_million_rows_are_asked_for_by_the_screenful(session: AppSession) -> None:
    source = Counting()
    app, page = opened(session, source)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "text 19")
        await pilot.press("end")
        await shows(pilot, "text 999999")
        assert page.table.cursor == 999_999
        assert source.asked < 500


async def test_keys_move_the_cursor_and_it_stays_in_sight(session: AppSession) -> None:
    app, page = opened(session, Counting())
    async with app.run_test(size=(80, 24)) as pilot:
        for key, row in (("down", 1), ("j", 2), ("k", 1), ("up", 0), ("pageup", 0), ("pagedown", 19), ("pagedown", 38)):
            await pilot.press(key)
            assert page.table.cursor == row, key
        await shows(pilot, "text 38")
        await pilot.resize_terminal(80, 12)
        await until(pilot, lambda: page.table.page_rows == 8)
        await shows(pilot, "›         38  text 38")
        page.table.styles.height = 2
        await until(pilot, lambda: page.table.page_rows == 1)
        await pilot.press("pagedown")
        assert page.table.cursor == 39, "the only line in sight"
        await pilot.press("home")
        await shows(pilot, "›          0  text 0")
        assert page.passed == [0, 1, 2, 1, 0, 19, 38, 39, 0], "each row that the cursor came to"
        await pilot.press("enter")
        await pilot.pause()
        assert page.chosen == [0]


async def test_a_click_moves_the_cursor_and_a_double_click_chooses(session: AppSession) -> None:
    app, page = opened(session, Counting())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "text 5")
        await pilot.click(VirtualTable, offset=(20, 6))
        assert (page.table.cursor, page.chosen) == (5, [])
        await pilot.click(VirtualTable, offset=(20, 8), times=2)
        assert (page.table.cursor, page.chosen) == (7, [7])
        for key in ("home", "end"):
            await pilot.press(key)
            await pilot.click(VirtualTable, offset=(20, 0), times=2)
            assert page.chosen == [7], "the header is no row, however far the rows are scrolled"
        await pilot.click(VirtualTable, offset=(20, 1))
        assert page.table.cursor == 1_000_000 - page.table.page_rows, "the first row in sight"


async def test_fewer_rows_pull_the_cursor_back_and_none_say_so(session: AppSession) -> None:
    app, page = opened(session, Counting())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        page.table.load(FixedRows([("0", "only one")]))
        await shows(pilot, "only one")
        assert page.table.cursor == 0
        page.table.load(FixedRows([("0", "only one")]), columns=[TableColumn("Row", 3), TableColumn("Text")])
        await shows(pilot, "› 0    only one")
        page.table.load(FixedRows())
        await shows(pilot, "Nothing here.")
        await pilot.press("enter", "down", "y")
        assert page.chosen == []
        active = app.screen.active_bindings
        assert [active[key].enabled for key in ("enter", "y", "down")] == [False, False, True]
        assert page.table.why_disabled("select") == "there is no row"
        offered = list[bool]()
        app.screen.bindings_updated_signal.subscribe(
            page.table, lambda screen: offered.append(screen.active_bindings["enter"].enabled)
        )
        page.table.load(FixedRows([("0", "only one")]))
        await until(pilot, lambda: offered[-1:] == [True])


async def test_columns_wider_than_the_screen_scroll_sideways_with_their_header(session: AppSession) -> None:
    columns = [TableColumn("First", 60), TableColumn("Second", 60)]
    app, _ = opened(session, FixedRows([("a" * 60, "b" * 60)]), columns)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "aaa")
        assert "Second" in screen_text(app)
        await pilot.press(*["l"] * 6)
        await shows(pilot, "b" * 60)
        assert "First" not in screen_text(app)
        await pilot.press(*["h"] * 6)
        await shows(pilot, "a" * 60)


async def test_the_sideways_keys_are_the_screens_where_nothing_is_to_the_side(session: AppSession) -> None:
    app, page = opened(session, Counting())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "text 5")
        assert not {"h", "l", "left", "right"} & set(page.active_bindings)
        table = page.table
        assert table.virtual_size.width == table.scrollable_content_region.width == 79, "all beside the bar"


async def test_hostile_cells_are_drawn_as_they_are_and_keep_their_columns(session: AppSession) -> None:
    columns = [TableColumn("[/b]", 30), TableColumn("After", 8)]
    app, _ = opened(session, FixedRows([(text, "[end]") for text in HOSTILE]), columns)
    async with app.run_test(size=(80, 30)) as pilot:
        await shows(pilot, "[@click=app.quit]x[/]")
        lines = [line for line in screen_text(app).splitlines() if "[end]" in line]
        assert len(lines) == len(HOSTILE)
        assert "\x1b" not in "".join(lines)
        await pilot.click(VirtualTable, offset=(5, 3))
        assert app.is_running


async def test_y_copies_the_row(session: AppSession) -> None:
    app, _ = opened(session, FixedRows([("0", "black"), ("1", Cell("\x1b[31mred"))]))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "red")
        assert "enter open" in screen_text(app).splitlines()[-1]
        await pilot.press("down", "y")
        assert app.clipboard == "1\t␛[31mred"
        await shows(pilot, "Row copied.")


async def test_up_from_the_first_row_goes_to_the_last_and_down_stays_there(session: AppSession) -> None:
    app, page = opened(session, FixedRows([(str(number), "") for number in range(5)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "4")
        await pilot.press("up")
        assert page.table.cursor == 4
        await pilot.press("down")
        assert page.table.cursor == 4
        await pilot.press("up")
        assert page.table.cursor == 3
        await pilot.press("home", "pageup")
        assert page.table.cursor == 0
        page.table.action_move(-10)
        assert page.table.cursor == 0, "a step of several rows, as lists below a line take it, ends there"
        await pilot.click(VirtualTable, offset=(20, 9), times=2)
        assert (page.table.cursor, page.chosen) == (0, []), "below the last row is no row"


class _UnderAFilter(App[None]):
    """A list that is moved from the line above it and opened with a click, and one with a focus of its own."""

    chosen: tuple[str | None, int] | None = None
    times = 0

    def on_virtual_table_selected(self, event: VirtualTable.Selected) -> None:
        self.chosen = (event.control.id, event.row)
        self.times += 1

    def compose(self) -> ComposeResult:
        rows = FixedRows([(str(number), "") for number in range(5)])
        yield Input()
        yield VirtualTable(COLUMNS, rows, always_lit=True, open_on_click=True, id="list")
        yield VirtualTable(COLUMNS, rows, id="other")


async def test_a_list_that_is_moved_from_a_line_is_lit_and_leaves_the_focus_to_it() -> None:
    app = _UnderAFilter()
    async with app.run_test(size=(40, 20)) as pilot:
        chosen, other = app.query_one("#list", VirtualTable), app.query_one("#other", VirtualTable)

        def looks(table: VirtualTable) -> str:
            (sign, *_) = table.render_line(table.cursor + 1)
            kinds = ("cursor", "blurred")
            return next(kind for kind in kinds if table.get_component_rich_style(f"table--{kind}") == sign.style)

        assert (app.focused, looks(chosen), looks(other)) == (app.query_one(Input), "cursor", "blurred")
        await pilot.click("#list", offset=(5, 3))
        assert (app.focused, chosen.cursor, app.chosen) == (app.query_one(Input), 2, ("list", 2))
        await pilot.click("#list", offset=(5, 3), times=2)
        assert app.times == 3, "each click counts, however fast: it marks and unmarks"
        await pilot.click("#other", offset=(5, 3))
        assert (app.focused, other.cursor, looks(other), app.chosen) == (other, 2, "cursor", ("list", 2))
