"""Random keys, pastes, clicks and resizes: whatever is done to a screen, and however fast, the app stays up."""

from __future__ import annotations

import os
import random

import pytest
from textual import events
from textual.pilot import OutOfBounds

from tests.support.pages import PAGES, app_with
from tests.support.pilot import screen_text, until
from tiktok_tui.tui.frame.session import AppSession

KEYS = (
    "tab shift+tab enter escape space up down left right home end pageup pagedown backspace delete slash"
    " a c d e f g h j k l n p r s u x y é 日 1 - \" [ ] ' \\"
    " ctrl+s ctrl+o ctrl+t ctrl+a ctrl+e ctrl+k ctrl+w ctrl+u f1 f5 question_mark ctrl+p"
).split()
PASTES = ("file://[", "https://[::1", "[/b] \x1b[31m", "two\nlines", "SELECT 1", "25:00", "x" * 300)

ACTIONS = 40 if "MONKEYS" in os.environ else 6
SEEDS = range(int(os.environ.get("MONKEYS", "1")))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", PAGES)
async def test_random_keys_pastes_and_clicks_leave_the_app_up(name: str, seed: int, session: AppSession) -> None:
    dice = random.Random(f"{name} {seed}")
    app = app_with(session, name)
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(ACTIONS):
            throw = dice.random()
            if throw < 0.55:
                await pilot.press(dice.choice(KEYS))
            elif throw < 0.75:
                for key in dice.choices(KEYS, k=4):  # faster than the app answers
                    app.simulate_key(key)
                app.post_message(events.Paste(dice.choice(PASTES)))
                await pilot.pause()
            elif throw < 0.93:
                try:
                    await pilot.click(offset=(dice.randrange(120), dice.randrange(40)), times=dice.choice((1, 1, 2)))
                except OutOfBounds:
                    continue
            else:
                await pilot.resize_terminal(dice.randint(1, 160), dice.randint(1, 60))
            await until(pilot, lambda: not app.is_running or (app.screen_stack and screen_text(app)))
            if not app.is_running:
                # The example was asked for, or quitting confirmed: an end, and no fault.
                assert app.return_code == 0
                return
        await pilot.resize_terminal(100, 30)
        await pilot.press("f1")
        await pilot.pause()
        assert app.is_running
