"""Rows as they are drawn: which of them is in sight once others are shown, and what the header looks like."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.support.pilot import screen_text
from tiktok_tui.tui.widgets.table.row_view import RowView
from tiktok_tui.tui.widgets.table.rows import FixedRows, TableColumn

MANY = FixedRows([(f"row {number}",) for number in range(50)])


class _Rows(App[None]):
    def compose(self) -> ComposeResult:
        yield RowView([TableColumn("Name")])


async def test_the_row_that_others_begin_with_is_in_sight_however_few_there_were() -> None:
    app = _Rows()
    async with app.run_test(size=(30, 10)) as pilot:
        view = app.query_one(RowView)
        for source, row in ((MANY, 45), (FixedRows([("alone",)]), 0), (MANY, 30)):
            view.load(source, cursor=row)
            await pilot.pause()
            assert f"› {'alone' if source.count == 1 else f'row {row}'}" in screen_text(app)
            assert view.cursor == row


async def test_the_header_is_not_drawn_as_a_row_is() -> None:
    app = _Rows()
    async with app.run_test(size=(30, 10)) as pilot:
        view = app.query_one(RowView)
        view.load(MANY, cursor=1)
        await pilot.pause()
        drawn = [[str(segment.style) for segment in view.render_line(y)] for y in range(3)]
        assert drawn[0] != drawn[1] != drawn[2]
        assert drawn[0] == [str(view.get_component_rich_style("table--header"))] * len(drawn[0])


async def test_without_a_header_the_first_line_is_the_first_row() -> None:
    class _Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield RowView([TableColumn("Name")], FixedRows([("first",), ("second",)]), header=False)

    app = _Bare()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        view = app.query_one(RowView)
        assert screen_text(app).splitlines()[:2] == ["› first", "  second"]
        assert [view.row_at(y) for y in (0, 1, 2)] == [0, 1, None]
