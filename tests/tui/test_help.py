"""The help screen is made of the keys that work."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll

from tests.support.busy import busy
from tests.support.dialogs import edge, heading
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.help import HelpDialog
from tiktok_tui.tui.screens.history.history import HistoryPage


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


HERE = """\
Here
z                 One pane over the whole screen, and back
a                 Do the a
b                 Do the b (not now: nothing is ready)
c                 Do the c
e                 Do the e
f                 Do the f
g                 Do the g
^s                Do the s
tab               Go to the next field or list
shift+tab         Go to the one before
esc               Go back one level

Everywhere
^q                Leave the app
^p                Find an action by words
^z                Put the app into the background; `fg` in the shell
brings it back
,                 Change the theme, the keys, the density and the bell
f5                Read the guide that helps on this screen
f3                Read the rejects that were saved last in your pager
(not now: nothing was saved yet)
?                 Show every key that works here""".split("\n")


async def test_the_screens_own_keys_come_first_and_enter_leads_from_the_search_to_the_list(session: AppSession) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 50)) as pilot:
        await shows(pilot, "? help")
        await pilot.press("f1")
        help_ = await on(pilot, HelpDialog)
        await shows(pilot, "Show every key")
        box = help_.query_one(VerticalScroll).region
        lines = [line[box.x : box.right].strip() for line in screen_text(app).splitlines()[box.y : box.bottom]]
        assert lines == HERE
        assert (heading(help_), edge(help_)) == ("Keys: Busy", "/ search · ↑↓ scroll · esc close")
        scroll = help_.query_one(VerticalScroll)
        await until(pilot, lambda: app.focused is scroll)
        await pilot.press("f1")
        assert app.screen is help_, "it has no help of its own"
        await pilot.press("x")
        assert not help_.line.display, "letters are not written before the line is open"
        await pilot.press("slash", *"ESC back")
        await until(pilot, lambda: "Go back one level" in screen_text(app) and "Do the a" not in screen_text(app))
        assert "Everywhere" not in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is scroll)
        await pilot.press("slash")
        await until(pilot, lambda: app.focused is help_.line)
        await pilot.press("ctrl+u")
        await shows(pilot, "Do the a")


async def test_a_list_has_keys_of_its_own_and_a_dialog_no_heading(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: HistoryPage(app.session))
    async with app.run_test(size=(100, 60)) as pilot:
        await shows(pilot, "Nothing has been sent yet")
        await pilot.press("f1")
        help_ = await on(pilot, HelpDialog)
        await shows(pilot, "Everywhere")
        text = screen_text(app)
        places = [text.index(words) for words in ("Here", "In the list or field", "Everywhere")]
        assert places == sorted(places)
        inside = text[places[1] : places[2]]
        assert "↑ k               Go to the row above" in inside
        assert "/                 Show only some of the rows" in inside
        assert heading(help_) == "Keys: History"
        await pilot.press("escape")
        app.push_screen(Confirm("Stop?", "Stop it?", yes="Stop"))
        confirm = await on(pilot, Confirm)
        await until(pilot, lambda: app.focused is confirm.query_one("#no"))
        await pilot.press("f1")
        help_ = await on(pilot, HelpDialog)
        await shows(pilot, "Leave everything as it is")
        assert heading(help_) == "Keys"
