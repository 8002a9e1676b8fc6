"""The key bar: which keys it shows, clicks on them, and why one is dimmed."""

from __future__ import annotations

from tests.support.busy import busy
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.tui.frame.key_bar import MOST, KeyBar
from tiktok_tui.tui.frame.session import AppSession


async def test_the_bar_teaches_at_most_six_keys_and_always_help(session: AppSession) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        bar = screen_text(app).splitlines()[-1]
        assert bar.split("   ") == [" a do a", "b do b", "c do c", "e do e", "f do f", "? help"]
        assert len(bar.split("   ")) <= MOST
        await pilot.resize_terminal(30, 24)
        await until(pilot, lambda: "? help" in screen_text(app).splitlines()[-1])
        assert "f do f" not in screen_text(app)


async def test_a_click_on_a_key_does_it_and_a_dimmed_one_says_why(session: AppSession) -> None:
    app, page = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.click(KeyBar, offset=(11, 0))
        assert page.noted == ["a"]
        await pilot.hover(KeyBar, offset=(11, 0))
        assert str(app.screen.query_one(KeyBar).tooltip) == "Do the b (not now: nothing is ready)"
