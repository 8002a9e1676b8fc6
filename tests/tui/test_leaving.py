"""The questions before the app or a set-up is left, and when there are none."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Button

from tests.support.busy import busy
from tests.support.dialogs import heading, said
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.leaving import about_setup, leave_app
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.tui.screens.history.run import RunPage
from tiktok_tui.tui.wizard.wizard import Wizard


class _Holding(Page[None]):
    """A page with something to lose."""

    def __init__(self, session: AppSession, work: str, unsaved: str) -> None:
        super().__init__(session)
        self.held = work, unsaved

    def work_in_hand(self) -> str:
        return self.held[0]

    def unsaved(self) -> str:
        return self.held[1]


@pytest.mark.parametrize(
    ("pages", "wizard", "asked"),
    [
        ([("", "")], None, False),
        ([], ("", ""), False),
        ([("work", "")], None, True),
        ([("", "unsaved")], None, True),
        ([("", ""), ("", "unsaved")], ("", ""), True),
        ([("", "")], ("work", ""), True),
        ([("", "")], ("", "unsaved"), True),
    ],
)
def test_it_is_asked_about_the_work_and_the_changes_of_every_page_and_of_the_set_up(
    pages: list[tuple[str, str]],
    wizard: tuple[str, str] | None,
    asked: bool,
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Screen, "is_mounted", True)
    asking: list[tuple[Screen[Any], Callable[[bool | None], None]]] = []
    left: list[bool] = []
    stack = [Screen[None](), *(_Holding(session, *held) for held in pages)]
    app = SimpleNamespace(
        screen_stack=stack,
        screen=stack[-1],
        push_screen=lambda *given: asking.append(given),
        exit=lambda: left.append(True),
    )
    setup = None if wizard is None else SimpleNamespace(work_in_hand=lambda: wizard[0], unsaved=lambda: ("", wizard[1]))
    leave_app(cast("App[Any]", app), cast("Wizard | None", setup))
    assert (len(asking), left) == (int(asked), [] if asked else [True])
    for question, answered in asking:
        assert isinstance(question, Confirm)
        answered(False)
        assert left == []
        answered(True)
        assert left == [True]


@pytest.mark.parametrize("page", [lambda session: RunPage(session, "a-run"), HistoryPage])
async def test_quit_right_behind_the_key_that_opens_a_screen_waits_for_it(
    page: Callable[[AppSession], Page[None]], session: AppSession
) -> None:
    app = TikTokTui(session, lambda _: Page[None](session))
    async with app.run_test(size=(80, 24)) as pilot:
        opened = page(session)
        app.push_screen(opened)
        app.simulate_key("ctrl+q")
        await until(pilot, lambda: not app.is_running)
        assert opened.is_mounted


async def test_the_questions_say_what_the_answers_do(session: AppSession) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")

        async def asks() -> tuple[str, list[str], list[str]]:
            question = await on(pilot, Confirm)
            await until(pilot, lambda: app.focused is question.query_one("#no"))
            return heading(question), said(question), [str(button.label) for button in question.query(Button)]

        await pilot.press("ctrl+q")
        sentence = "An upload is running; it can be resumed."
        assert await asks() == ("Leave the app?", [sentence], ["Stay", "Leave"])
        await pilot.press("n")
        await until(pilot, lambda: not isinstance(app.screen, Confirm))
        app.push_screen(about_setup("It is not saved."))
        assert await asks() == ("Leave the set-up that you began?", ["It is not saved."], ["Go back to it", "Leave it"])
