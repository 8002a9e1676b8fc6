"""The key bar: which keys it shows, clicks on them, and why one is dimmed."""

from __future__ import annotations

from textual.widgets import Input

from tests.support.busy import busy
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.key_bar import MOST, KeyBar
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage
from tiktok_tui.tui.screens.history.history import HistoryPage


async def test_the_bar_teaches_at_most_six_keys_and_always_help(session: AppSession) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        bar = screen_text(app).splitlines()[-1]
        assert bar.split("   ") == [" a do a", "b do b", "c do c", "e do e", "^s do s", "? help"]
        assert len(bar.split("   ")) <= MOST
        await pilot.resize_terminal(30, 24)
        await until(pilot, lambda: "? help" in screen_text(app).splitlines()[-1])
        assert screen_text(app).splitlines()[-1].split("   ") == [" a do a", "^s do s", "? help"]
        await pilot.resize_terminal(50, 24)  # the dimmed one, b, makes room for the others
        last = [" a do a", "c do c", "e do e", "^s do s", "? help"]
        await until(pilot, lambda: screen_text(app).splitlines()[-1].split("   ") == last)


async def test_esc_and_the_help_key_that_works_are_in_the_bar_of_every_screen(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: HistoryPage(app.session))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Nothing has been sent yet")
        bars = [screen_text(app).splitlines()[-1]]
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        bars.append(screen_text(app).splitlines()[-1])
        await pilot.press("escape")
        app.action_go("credentials")
        await on(pilot, CredentialsPage)
        await shows(pilot, "esc back")
        bars.append(screen_text(app).splitlines()[-1])
        await pilot.resize_terminal(22, 24)
        await until(pilot, lambda: len(screen_text(app).splitlines()[-1]) <= 22)
        bars.append(screen_text(app).splitlines()[-1])
    # The first screen has nowhere to go back to; in a filter Esc shows all rows, and a question mark would be typed.
    assert ["esc" in bar for bar in bars] == [False, True, True, True]
    assert [bar.strip().split("   ")[-1] for bar in bars] == ["? help", "F1 help", "? help", "? help"]


async def test_a_click_on_a_key_does_it_and_a_dimmed_one_says_why(session: AppSession) -> None:
    app, page = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.click(KeyBar, offset=(11, 0))
        assert page.noted == ["a"]
        await pilot.hover(KeyBar, offset=(11, 0))
        assert str(app.screen.query_one(KeyBar).tooltip) == "Do the b (not now: nothing is ready)"
