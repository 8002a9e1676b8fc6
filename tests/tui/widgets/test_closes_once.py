"""A screen closes itself and what lies on it, once, and never the screen below."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen

from tiktok_tui.tui.widgets.closes_once import ClosesOnce


async def test_a_screen_takes_those_on_top_with_it_and_leaves_the_one_below() -> None:
    app, results = App[None](), list[object]()
    async with app.run_test() as pilot:
        below, asked, upon = app.screen, ClosesOnce[str](), Screen[None]()
        await app.push_screen(asked, results.append)
        await app.push_screen(upon)
        await asked.dismiss("first")
        asked.dismiss("second")
        await pilot.pause()
        assert (results, app.screen_stack) == (["first"], [below])
