"""Rows as they are drawn: which of them is in sight once others are shown, and what the header looks like."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.color import Color

from tests.support.pilot import screen_text
from tiktok_tui.tui.widgets.table.row_view import RowView
from tiktok_tui.tui.widgets.table.rows import FixedRows, TableColumn
from tiktok_tui.tui.widgets.tone import STYLES, Tone

MANY = FixedRows([(f"row {number}",) for number in range(50)])


class _Rows(App[None]):
    def compose(self) -> ComposeResult:
        yield RowView([TableColumn("Name")], empty="No names.")


async def test_the_row_that_others_begin_with_is_in_sight_however_few_there_were() -> None:
    app = _Rows()
    async with app.run_test(size=(30, 10)) as pilot:
        view = app.query_one(RowView)
        some = FixedRows(MANY.all[:20])
        for source, row in ((some, 15), (MANY, 45), (FixedRows([("alone",)]), 0), (MANY, 30)):
            view.load(source, cursor=row)
            await pilot.pause()
            assert f"› {'alone' if source.count == 1 else f'row {row}'}" in screen_text(app)
            assert view.cursor == row
        for row, line in ((10, 1), (12, 3), (19, 9), (15, 5), (30, 9)):
            view.cursor = row
            await pilot.pause()
            assert screen_text(app).splitlines()[line].startswith(f"› row {row}"), "no further than it takes"


async def test_a_table_without_rows_says_so_where_they_would_be() -> None:
    app = _Rows()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        view = app.query_one(RowView)
        assert screen_text(app).splitlines()[:2] == ["  Name", "  No names."]
        colours = [segment.style and segment.style.color for segment in view.render_line(1)]
        assert colours == [view.get_component_rich_style("table--quiet").color]
        view.load(FixedRows(), columns=())
        await pilot.pause()
        assert screen_text(app).splitlines()[:2] == ["", "  No names."]


async def test_the_header_and_the_row_under_the_cursor_are_drawn_as_such() -> None:
    app = _Rows()
    async with app.run_test(size=(30, 10)) as pilot:
        view = app.query_one(RowView)
        view.load(MANY, columns=[TableColumn("Name", 10)], cursor=1)
        await pilot.pause()
        drawn = [[str(segment.style) for segment in view.render_line(y)] for y in range(3)]
        assert drawn[0] != drawn[1] != drawn[2]
        for line, style in ((0, "header"), (2, "cursor")):
            assert set(drawn[line]) == {str(view.get_component_rich_style(f"table--{style}"))}, "to the right edge"
            assert view.render_line(line).cell_length == 30 - 1, "beside the scroll bar"


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


async def test_each_tone_has_the_colour_that_it_has_in_messages() -> None:
    app = _Rows()
    async with app.run_test(size=(30, 10)):
        view, colours = app.query_one(RowView), app.get_css_variables()
        shown = {tone: view.get_component_styles(f"table--{tone}").color for tone in Tone}
        assert shown == {tone: Color.parse(colours[style[1:] or "foreground"]) for tone, style in STYLES.items()}
        cursor = view.get_component_styles("table--cursor")
        assert cursor.background == Color.parse(colours["block-cursor-background"])
        assert cursor.text_style.bold
        assert view.get_component_styles("table--header").color == Color.parse(colours["foreground-muted"])


async def test_a_single_column_has_the_whole_width_beside_the_sign() -> None:
    app = _Rows()
    async with app.run_test(size=(30, 10)) as pilot:
        app.query_one(RowView).load(FixedRows([("x" * 28,)]))
        await pilot.pause()
        assert screen_text(app).splitlines()[1] == f"› {'x' * 28}"
