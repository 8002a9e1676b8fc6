"""Guides within the app: F5 opens the one that helps, and one leads to another."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown

from tests.support.dialogs import edge, heading
from tests.support.pages import Over, app_with
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.events.errors import KeyringError
from tiktok_tui.events.guides import GUIDE
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.dialogs.guide import GuideDialog, guide_here
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.settings.settings import SettingsPage
from tiktok_tui.tui.widgets.hanging import HangingLines

REFUSED = KeyringError("The keyring is locked.", remedy="Unlock it, then try again.")


async def test_f5_opens_the_guide_to_the_error_that_is_shown_else_to_the_screen(session: AppSession) -> None:
    app = app_with(session, "settings")
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on(pilot, SettingsPage)
        await pilot.press("f5")
        guide = await on(pilot, GuideDialog)
        assert guide.shown is GUIDE["terminals"]
        await shows(pilot, "The app needs a terminal of 80 columns by 24 rows")
        await pilot.press("f5", "escape")  # it opens once
        await on(pilot, SettingsPage)
        page.notice.show_error(REFUSED)
        await shows(pilot, "Troubleshooting")
        assert guide_here((page, PickFile(folder=session.home.config))) is GUIDE["sources"], "the error is of the page"
        await pilot.press("f5")
        guide = await on(pilot, GuideDialog)
        assert guide.shown is GUIDE["troubleshooting"]
        guide.query_one(Markdown).post_message(Markdown.LinkClicked(guide.text, "nightly.md#anything"))
        await shows(pilot, "Three commands, as the user that the job runs as")
        assert "Every night, by itself" in screen_text(app)
        address = "https://ads.tiktok.com/help"
        guide.query_one(Markdown).post_message(Markdown.LinkClicked(guide.text, address))
        await until(pilot, lambda: app.clipboard == address)
        await pilot.press("escape")
        await on(pilot, SettingsPage)
        page.notice.clear()
        assert page.notice.guide is None


async def test_a_dialog_has_its_own_guide_and_a_click_on_its_name_opens_it(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Over(app, lambda: ErrorDialog(REFUSED)))
    async with app.run_test(size=(80, 24)) as pilot:
        error = await on(pilot, ErrorDialog)
        await shows(pilot, "F5  Troubleshooting")
        assert error.guide == "troubleshooting"
        await pilot.click("#guide", offset=(5, 0))
        assert (await on(pilot, GuideDialog)).shown is GUIDE["troubleshooting"]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is error)
        await pilot.press("y")
        await until(pilot, lambda: app.clipboard == str(REFUSED))
        app.push_screen(PickFile(folder=session.home.config))
        await on(pilot, PickFile)
        await pilot.press("f5")
        assert (await on(pilot, GuideDialog)).shown is GUIDE["sources"]


async def test_a_guide_begins_at_its_beginning_and_an_address_is_copied(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, visited = TikTokTui(session, lambda app: Page(app.session)), list[str]()
    monkeypatch.setattr(app, "open_url", lambda url, *, new_tab=True: visited.append(url))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(dialog := GuideDialog(GUIDE["troubleshooting"]))
        await on(pilot, GuideDialog)
        scroll = dialog.query_one(VerticalScroll)
        await until(pilot, lambda: app.focused is scroll and scroll.max_scroll_y > 20)
        assert (heading(dialog), edge(dialog)) == ("Troubleshooting", "↑↓ scroll · esc close")
        assert str(dialog.text.children[0].render()) != "Troubleshooting"
        await pilot.press("end")
        await until(pilot, lambda: scroll.scroll_y > 20)
        for href in ("nowhere.md", "mailto:ada@shop.example", "https://example.com/nightly.md"):
            dialog.text.post_message(Markdown.LinkClicked(dialog.text, href))
        await shows(pilot, "Address copied.")
        assert (app.clipboard, dialog.shown) == ("https://example.com/nightly.md", GUIDE["troubleshooting"])
        assert scroll.scroll_y > 20
        dialog.text.post_message(Markdown.LinkClicked(dialog.text, "docs/nightly.md#a.b"))
        await until(pilot, lambda: dialog.shown is GUIDE["nightly"] and scroll.scroll_y == 0)
        assert heading(dialog) == "Every night, by itself"
        assert visited == [], "there may be no browser on this machine"
        code = dialog.query(HangingLines)
        assert any("tiktok-tui sync add" in lines.render().plain for lines in code)


def test_the_guide_here_is_that_of_the_topmost_screen_that_has_one(session: AppSession) -> None:
    page, silent, confirm = Page[None](session), Screen[None](), Confirm("Stop?", "Stop it?", yes="Stop")
    table = PickFile(folder=session.home.config)
    stacks = {(page,): "troubleshooting", (page, confirm): "troubleshooting", (page, table): "sources"}
    assert {stack: guide_here(stack).name for stack in stacks} == stacks
    assert guide_here((page, table, silent, confirm)).name == "sources"
