"""Lists to choose from: how high and wide they are, how far the keys go, and what is marked."""

from __future__ import annotations

from typing import Any

import pytest
from textual.screen import Screen

from tests.support.dialogs import edge, heading, opened
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

MANY = [Choice(number, f"Shop {number:02}", f"in town {number}") for number in range(30)]


def table_of(screen: Screen[Any]) -> VirtualTable:
    return screen.query_one(VirtualTable)


async def test_keys_go_one_or_ten_lines_and_the_filter_keeps_the_focus(session: AppSession) -> None:
    app, results = opened(session, lambda: Choose("Which shop?", MANY, chosen=5, columns=("Shop", "Town")))
    async with app.run_test(size=(100, 40)) as pilot:
        choose = await on(pilot, Choose)
        await shows(pilot, "› Shop 05")
        assert (heading(choose), choose.table.size.height) == ("Which shop?", 14)
        assert edge(choose) == "type to filter · ↑↓ · enter choose · esc leave · f1 help"
        keys = {"down": 6, "pagedown": 16, "up": 15, "pageup": 5}
        keys |= {"pageup ": 0, "up ": 29, "pagedown ": 29}
        for key, row in keys.items():
            await pilot.press(key.strip())
            assert choose.table.cursor == row, key
        assert app.focused is choose.filter_line
        await pilot.press(*"op", "space", *"town", "space", *"2")
        await until(pilot, lambda: len(choose.matching) == 12)
        assert [choice.value for choice in choose.matching] == [2, 12, *range(20, 30)]
        assert choose.table.cursor == 0
        await pilot.press("down", "1")  # the same words match: the cursor begins anew only where the rows differ
        await until(pilot, lambda: [choice.value for choice in choose.matching] == [21])
        await pilot.press("backspace", "down", "down")
        await pilot.pause()
        assert choose.table.cursor == 2
        await pilot.press("enter")
        await until(pilot, lambda: results)
        assert results == [20]


@pytest.mark.parametrize(
    ("choices", "columns", "height", "header"),
    [
        ([Choice(1, "One")], ("", ""), 3, ""),
        ([Choice(1, "One")] * 4, ("", ""), 4, ""),
        ([Choice(1, "One", "eins")] * 4, ("Name", "Detail"), 5, "Name          Detail"),
        ([Choice(1, "One")] * 4, ("Name", "Detail"), 5, "Name"),
        ([Choice(1, "x" * 34, "eins")] * 14, ("Name", "Detail"), 14, "Name                                Detail"),
        ([Choice(1, "x" * 90, "eins")] * 9, ("Name", "Detail"), 10, "Name                                Detail"),
        ([Choice(1, "日本語の注文x", "eins")], ("Name", "Detail"), 3, "Name           Detail"),
        ([Choice(1, "One", "eins")], ("A longer heading", "Detail"), 3, "A longer heading  Detail"),
    ],
)
async def test_a_list_is_as_high_as_its_entries_and_its_names_as_wide_as_they_need(
    choices: list[Choice[int]], columns: tuple[str, str], height: int, header: str, session: AppSession
) -> None:
    app, _ = opened(session, lambda: Choose("Which?", choices, columns=columns))
    async with app.run_test(size=(100, 40)) as pilot:
        choose = await on(pilot, Choose)
        await until(pilot, lambda: choose.table.count)
        await pilot.pause()
        table = choose.table.region
        assert table.height == height
        lines = [line[table.x : table.right].strip() for line in screen_text(app).splitlines()[table.y : table.bottom]]
        assert lines[0] == header or not header
        assert lines[bool(header)].startswith("› ")


@pytest.mark.parametrize("chosen", [None, 4])
async def test_without_a_choice_of_before_the_first_is_lit(session: AppSession, chosen: int | None) -> None:
    choices: list[Choice[int | None]] = [Choice(1, "One"), Choice(None, "None of them"), Choice(3, "Three")]
    app, _ = opened(session, lambda: Choose("Which?", choices, chosen=chosen))
    async with app.run_test() as pilot:
        await shows(pilot, "› One")


async def test_marks_are_kept_in_the_order_of_marking_and_the_cursor_where_it_is(session: AppSession) -> None:
    app, results = opened(session, lambda: ChooseSeveral("Which shops?", MANY, marked=[7, 99, 1], columns=("Shop", "")))
    async with app.run_test(size=(100, 40)) as pilot:
        several = await on(pilot, ChooseSeveral)
        await shows(pilot, "✓  Shop 01")
        await shows(pilot, "○  Shop 02")
        assert edge(several) == "type to filter · space mark · enter choose · esc leave · f1 help"
        await pilot.press("down", "down", "space")
        await shows(pilot, "✓  Shop 02")
        assert several.table.cursor == 2
        await pilot.press("up", "space")
        await shows(pilot, "○  Shop 01")
        await pilot.press("0", "space", "0")
        await until(pilot, lambda: len(several.matching) == 1)
        assert several.filter_line.value == "00"
        await pilot.click(several.table, offset=(6, 1))
        await until(pilot, lambda: "✓  Shop 00" not in screen_text(app))  # the first press of space had marked it
        # The click has left the focus to the line: one types on, and Enter takes what is marked.
        await pilot.press("z", "space", "backspace", "enter")
        await until(pilot, lambda: results)
        assert results == [(7, 2)]
        await on(pilot, ChooseSeveral)
        await shows(pilot, "✓  Shop 07")
        await pilot.press("down", "space", "escape")
        await until(pilot, lambda: len(results) == 2)
        assert results[1] is None
