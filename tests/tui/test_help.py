"""The help screen and the palette are made of the keys that work."""

from __future__ import annotations

import pytest

from tests.support.busy import busy
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.tui.frame.session import AppSession


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_is_made_of_the_live_keys(session: AppSession, key: str) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await shows(pilot, "? help")
        await pilot.press(key)
        await shows(pilot, "Keys: Busy")
        text = screen_text(app)
        assert "Do the g" in text
        assert "Do the b (not now: nothing is ready)" in text
        assert "Never there" not in text
        assert "Find an action by words" in text
        await pilot.press("slash", *"leave app")
        await until(pilot, lambda: "Find an action by words" not in screen_text(app))
        text = screen_text(app)
        assert ("Leave the app" in text, "Everywhere" in text, "Here" in text) == (True, True, False)
        await pilot.press("x")
        await shows(pilot, "Nothing matches")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_the_palette_finds_actions_by_words(session: AppSession) -> None:
    app, page = busy(session)
    async with app.run_test(size=(80, 30)) as pilot:
        await shows(pilot, "? help")
        await pilot.press("ctrl+p")
        await shows(pilot, "Leave the app")
        assert "Do the b" not in screen_text(app)
        await pilot.press(*"the g")
        await shows(pilot, "Do the g")
        await pilot.press("enter")
        await until(pilot, lambda: page.noted == ["g"])
        await pilot.press("ctrl+p", *"go to history")  # by the short words, which no sentence holds
        await shows(pilot, "See every run, its batches and its rejects")
