"""The line for a path or a query: all lines of a query are in it, the first line of anything else."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from tests.support.pilot import until
from tiktok_tui.tui.dialogs.source_line import SourceLine, in_one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("orders.csv", "orders.csv"),
        (" SELECT 1\r\nFROM x\n\n", "SELECT 1⏎FROM x"),
        ("SELECT 1\n\nFROM x", "SELECT 1⏎⏎FROM x"),
        ("", ""),
    ],
)
def test_a_mark_stands_for_each_line_break(text: str, line: str) -> None:
    assert in_one_line(text) == line


class _One(App[None]):
    def compose(self) -> ComposeResult:
        yield SourceLine()


async def test_what_is_set_and_pasted_has_its_lines_and_the_cursor_behind_it() -> None:
    app = _One()
    async with app.run_test() as pilot:
        line = app.query_one(SourceLine)
        await until(pilot, lambda: app.focused is line)
        line.text = "SELECT 1\nFROM x\n"
        assert (line.value, line.text) == ("SELECT 1⏎FROM x", "SELECT 1\nFROM x")
        await pilot.press("!")
        assert line.text == "SELECT 1\nFROM x!"
        line.text = "/a/long/path/orders.csv"
        await pilot.press("home")
        line.text = "b.csv"
        await pilot.press("!")
        assert line.value == "b.csv!"
        pastes = {
            "/data/a.csv\n/data/b.csv": ("", "/data/a.csv"),
            "SELECT 2\nFROM y": ("", "SELECT 2⏎FROM y"),
            "2\nFROM y": ("SELECT ", "SELECT 2⏎FROM y"),
        }
        for pasted, (before, after) in pastes.items():
            line.value = before
            line.cursor_position = len(before)
            line.post_message(events.Paste(pasted))
            await until(pilot, lambda after=after: line.value == after)  # type: ignore[misc]
        line.action_select_all()
        line.post_message(events.Paste("SELECT 3\nFROM z"))
        await until(pilot, lambda: line.value == "SELECT 3⏎FROM z")
