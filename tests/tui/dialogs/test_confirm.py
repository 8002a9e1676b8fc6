"""A yes-or-no question: what it says, what has the focus, and what a grave one looks like."""

from __future__ import annotations

from textual.widgets import Button

from tests.support.dialogs import edge, heading
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.widgets.grouped_text import GroupedText


async def test_the_question_its_facts_and_the_two_answers_the_safe_one_first(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page(app.session))
    facts = [("Accepted", "12.00 EUR   [/b]\x1b"), ("Left", "x" * 501)]
    async with app.run_test(size=(110, 40)) as pilot:
        app.push_screen(Confirm("Stop?", "Stop [/b]?\x1b", yes="Stop it", grave=True, facts=facts))
        grave = await on(pilot, Confirm)
        await shows(pilot, "Stop [/b]?␛")
        lines = [line.strip("│ ") for line in screen_text(app).splitlines()]
        assert "Accepted   12.00 EUR   [/b]␛" in lines
        assert [line.split()[0] for line in lines if line.startswith(("Accepted", "Left"))] == ["Accepted", "Left"]
        assert [len(text.text) for text in grave.query(GroupedText)] == [len("12.00 EUR   [/b]␛"), 501]
        assert [line.split() for line in lines if line.endswith("Stop it")] == [["Leave", "it", "Stop", "it"]]
        assert (edge(grave), heading(grave)) == ("y yes · n no · esc no", "Stop?")
        assert app.focused is grave.query_one("#no")
        await pilot.press("left")
        assert app.focused is grave.query_one("#yes")
        await pilot.press("left")
        assert app.focused is grave.query_one("#no")
        plain = Confirm("Save?", "Save it?", yes="Save", no="Not yet")
        app.push_screen(plain)
        await shows(pilot, "Not yet")
        looks = [
            (screen.query_one("#yes", Button).variant, screen.query_one(".dialog--box").region.width)
            for screen in (grave, plain)
        ]
        assert looks == [("error", 92), ("primary", 64)]
        assert (grave.has_class("-grave"), plain.has_class("-grave")) == (True, False)
        await until(pilot, lambda: app.focused is plain.query_one("#no"))
