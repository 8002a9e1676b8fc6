"""A question with numbered answers: each number gives its own, and so do the arrows and a click."""

from __future__ import annotations

import pytest

from tests.support.dialogs import edge, heading, opened
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.frame.session import AppSession

ANSWERS = [Choice("day", "Day first", "3 April"), Choice("month", "Month first", "4 March"), Choice("ask", "Not sure")]


async def test_every_way_to_give_an_answer_gives_that_one(session: AppSession) -> None:
    app, results = opened(session, lambda: Ask("Dates [/b]", "How are they [/b] written?\x1b", ANSWERS))
    async with app.run_test(size=(100, 24)) as pilot:
        ask = await on(pilot, Ask)
        await shows(pilot, "How are they [/b] written?␛")
        assert (heading(ask), edge(ask)) == ("Dates [/b]", "1 to 3 answer · esc not now")
        lines = screen_text(app)
        assert all(words in lines for words in ("› 1", "Day first", "3 April", "2", "Month first", "4 March"))
        ways = {
            "1": "day",
            "2": "month",
            "3": "ask",
            "enter": "day",
            "down enter": "month",
            "up enter": "ask",
            "4 9 0 escape": None,
        }
        for keys, value in ways.items():
            await until(pilot, lambda: isinstance(app.screen, Ask) and app.focused is app.screen.table)
            await pilot.press(*keys.split())
            await until(pilot, lambda: len(results) > 0)
            assert results == [value], keys
            results.clear()
        await until(pilot, lambda: isinstance(app.screen, Ask) and app.focused is app.screen.table)
        await pilot.click("VirtualTable", offset=(5, 1))
        await until(pilot, lambda: results)
        assert results == ["month"]


@pytest.mark.parametrize(
    ("many", "words", "shown"), [(1, "1", 1), (2, "1 or 2", 2), (3, "1 to 3", 3), (9, "1 to 9", 9)]
)
async def test_the_lower_edge_names_the_numbers_that_there_are(
    many: int, words: str, shown: int, session: AppSession
) -> None:
    app, _ = opened(session, lambda: Ask("Which?", "Which one?", [Choice(n, f"Answer {n}") for n in range(many)]))
    async with app.run_test(size=(100, 30)) as pilot:
        ask = await on(pilot, Ask)
        await until(pilot, lambda: ask.table.count)
        assert edge(ask) == f"{words} answer · esc not now"
        assert (ask.table.count, ask.table.size.height) == (shown, max(2, shown))
        assert f"Answer {shown - 1}" in screen_text(app), "none has to be scrolled to"
