"""Notes to read, closed with Enter or Esc."""

from __future__ import annotations

from textual.containers import VerticalScroll

from tests.support.dialogs import edge, heading, said
from tests.support.pilot import screen_text, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession


async def test_each_note_is_a_paragraph_that_the_arrows_scroll_to(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test(size=(100, 30)) as pilot:
        for notes, shown, key in (
            ([], ["· There are no notes."], "enter"),
            (["First [/b]", "x" * 1_001], ["· First [/b]", f"· {'x' * 1_000}…"], "escape"),
        ):
            app.push_screen(Notes("Assumed", notes))
            dialog = await on(pilot, Notes)
            await until(pilot, lambda dialog=dialog: app.focused is dialog.query_one(VerticalScroll))  # type: ignore[misc]
            assert (said(dialog), heading(dialog), edge(dialog)) == (shown, "Assumed", "enter · esc close")
            assert all(note[2:42] in screen_text(app) for note in shown)
            await pilot.press("down", key)
            await on(pilot, Page)
