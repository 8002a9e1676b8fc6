"""An error in a dialog: all of its parts, none that is empty, and the guide that says more."""

from __future__ import annotations

from textual.widgets import Button

from tests.support.dialogs import edge, heading, said
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.events.errors import FileError, KeyringError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession


async def test_what_where_and_what_to_do_are_shown_and_copied_and_enter_closes(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        locked = KeyringError("[/b] is locked.\x1b", where="the [/b] keyring", remedy="Unlock [/b].")
        whole, bare = ErrorDialog(locked), ErrorDialog(FileError("It is empty."), "The file")
        app.push_screen(whole)
        await on(pilot, ErrorDialog)
        await shows(pilot, "Close")
        assert said(whole) == ["[/b] is locked.␛", "the [/b] keyring", "Unlock [/b].", "F5  Troubleshooting"]
        assert (heading(whole), edge(whole), whole.guide) == (
            "✗ That did not work",
            "enter close · y copy",
            "troubleshooting",
        )
        assert whole.has_class("-grave")
        assert whole.query_one(Button).variant == "primary"
        await pilot.press("y")
        await shows(pilot, "Message copied.")
        assert app.clipboard == "the [/b] keyring: [/b] is locked.␛ Unlock [/b]."
        await pilot.press("enter")
        await on(pilot, Page)
        app.push_screen(bare)
        await shows(pilot, "Close")
        assert (said(bare), heading(bare), bare.guide) == (["It is empty."], "✗ The file", "")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Page))
