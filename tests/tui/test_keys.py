"""The keys of every screen: what each of them does, inside the example and outside of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support.dialogs import heading, said
from tests.support.pilot import paste, shows, until
from tests.support.setups import SHOP, on
from tiktok_tui.tui import routes
from tiktok_tui.tui.app import REAL, TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.guide import GuideDialog
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.navigation import FileSaved, OpenDestination, OpenRun, OpenSync
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.help import HelpDialog
from tiktok_tui.tui.palette import Palette
from tiktok_tui.tui.screens.settings.settings import SettingsPage

TOKEN = "0123456789abcdef0123456789abcdef01234567"


async def test_each_key_opens_its_screen_and_esc_closes_it(session: AppSession, tmp_path: Path) -> None:
    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        page = await on(pilot, Page)
        opened = {
            "comma": SettingsPage,
            "f5": GuideDialog,
            "question_mark": HelpDialog,
            "f1": HelpDialog,
            "ctrl+p": Palette,
        }
        for key, kind in opened.items():
            await pilot.press(key)
            await until(pilot, lambda kind=kind: isinstance(app.screen, kind))  # type: ignore[misc]
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is page)
        await pilot.press("x", "f3")
        await pilot.pause()
        assert app.screen is page
        assert app.why_disabled("read_saved") == "nothing was saved yet"
        page.post_message(FileSaved(tmp_path / "rejects.csv"))
        await until(pilot, lambda: app.saved == tmp_path / "rejects.csv")
        await pilot.press("f3")
        await shows(pilot, "This terminal cannot be lent")
        await app.push_screen(Prompt("Name", hint="Yours."))
        await pilot.press("ctrl+p")  # these two work in a dialog as well
        await on(pilot, Palette)
        await pilot.press("escape")
        await on(pilot, Prompt)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_value is None


async def test_a_token_is_shown_nowhere_and_the_palette_makes_room_for_the_answer(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        page = await on(pilot, Page)
        app.push_screen(Prompt("Name", hint="Yours."))
        prompt = await on(pilot, Prompt)
        await until(pilot, lambda: app.focused is prompt.query_one("Input"))
        await paste(pilot, TOKEN)
        await shows(pilot, "This looks like a token, so it is")
        assert (app.screen, prompt.query_one(Input).value) == (prompt, "")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        await pilot.press("ctrl+p")
        palette = await on(pilot, Palette)
        await paste(pilot, TOKEN)
        await until(pilot, lambda: palette not in app.screen_stack and app.screen is not page)
        assert TOKEN[:8] not in heading(app.screen)


def test_a_message_opens_the_screen_of_what_it_names_and_resumes_a_run_only_if_asked_to(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed: list[object] = []
    monkeypatch.setattr(routes, "run_page", lambda _, run, *, resume: (run, resume))
    monkeypatch.setattr(routes, "sync_page", lambda _, sync: f"sync {sync}")
    monkeypatch.setattr(routes, "destination_page", lambda _, destination: f"destination {destination.slug}")
    app = TikTokTui(session)
    monkeypatch.setattr(app, "push_screen", pushed.append)
    for resume in (False, True):
        app.on_open_run(OpenRun("r1", resume=resume))
    app.on_open_sync(OpenSync("nightly"))
    app.on_open_destination(OpenDestination(SHOP))
    assert pushed == [("r1", False), ("r1", True), "sync nightly", "destination store-sales"]


async def test_style_sheets_know_how_much_room_there_is(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page(app.session))
    rooms = {"-narrow", "-wide", "-low", "-high"}
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on(pilot, Page)
        for size, room in {
            (109, 35): {"-narrow", "-low"},
            (110, 35): {"-wide", "-low"},
            (109, 36): {"-narrow", "-high"},
            (110, 36): {"-wide", "-high"},
        }.items():
            await pilot.resize_terminal(*size)
            await until(pilot, lambda room=room: rooms & page.classes == room)  # type: ignore[misc]


async def test_the_example_is_left_after_a_question_that_says_what_is_lost(session: AppSession, tmp_path: Path) -> None:
    example = replace(session, demo=Demo(tmp_path / "orders.csv", "example-shop"))
    app = TikTokTui(example, lambda app: Page(app.session))
    async with app.run_test(size=(100, 30)) as pilot:
        page = await on(pilot, Page)
        for key in ("n", "y"):
            await pilot.press("x", "x")
            question = await on(pilot, Confirm)
            await shows(pilot, "Leave the example?")
            assert said(question) == [
                "The app opens with your own destinations and credentials. What was done in the example is removed."
            ]
            assert [str(question.query_one(f"#{name}").render()).strip() for name in ("no", "yes")] == [
                "Stay",
                "Leave it",
            ]
            await pilot.press(key)
            await until(pilot, lambda question=question: app.screen is page or not app.is_running)  # type: ignore[misc]
    assert app.return_value == REAL
