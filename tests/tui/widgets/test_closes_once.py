"""A screen closes itself and what lies on it, once, and never the screen below."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from tiktok_tui.tui.widgets.closes_once import ClosesOnce


class _Filled(ClosesOnce[str]):
    """A screen that fills its one widget, in a box, once it is there."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="filled")

    def on_mount(self) -> None:
        self.box = self.query_one("#filled", Static)

    def on_screen_resume(self) -> None:
        self.box.update("filled")


async def test_a_screen_takes_those_on_top_with_it_and_leaves_the_one_below() -> None:
    app, results = App[None](), list[object]()
    async with app.run_test() as pilot:
        below, asked, upon = app.screen, _Filled(), Screen[None]()
        await app.push_screen(asked, results.append)
        await app.push_screen(upon)
        await asked.dismiss("first")
        asked.dismiss("second")
        await pilot.pause()
        assert (results, app.screen_stack) == (["first"], [below])


async def test_an_app_that_is_left_while_a_screen_opens_ends_without_a_fault() -> None:
    for leave in (lambda app: None, lambda app: app.exit()):
        app = App[None]()
        async with app.run_test():
            app.push_screen(_Filled())
            leave(app)  # else the terminal is taken away
        assert not app.return_code
