"""The frame of a step: how it ends, what is said of it, and how long that stays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot

from tests.support.pilot import screen_text, shows, until
from tests.support.setups import SHOP, on
from tiktok_tui.events.errors import AppError, FileError, SettingsError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import Step, Wizard


class One(StepPage):
    """Ends as it is told to."""

    STEP = "one"
    at_fields: list[SettingsError]
    goes: asyncio.Event
    end: Callable[[], bool]

    async def complete(self) -> bool:
        await self.goes.wait()
        return self.end()

    def show_field_error(self, error: SettingsError) -> bool:
        self.at_fields.append(error)
        return error.field == "here"


class Two(StepPage):
    """Is as done as its own sentence says."""

    STEP = "two"


STEPS = (
    Step("one", "One", One, lambda draft: "" if draft.credential else "Choose one."),
    Step("two", "Two", Two, lambda _: "Never."),
)


async def one_of(pilot: Pilot[str], wizard: Wizard) -> One:
    """The first step, opened."""
    wizard.go("one")
    one = await on(pilot, One)
    one.at_fields, one.goes = [], asyncio.Event()
    one.goes.set()
    return one


def failing(error: AppError) -> Callable[[], bool]:
    """An end with this error."""

    def end() -> bool:
        raise error

    return end


async def test_a_step_that_is_not_done_says_why_until_something_else_is_said(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page[None](app.session))
    async with app.run_test(size=(80, 24)) as pilot:
        wizard = Wizard(app, session, STEPS, WizardDraft(destination=SHOP))
        one = await one_of(pilot, wizard)
        await shows(pilot, "Store sales · offline")

        async def ends(end: Callable[[], bool], words: str) -> None:
            one.end = end
            await pilot.press("ctrl+s")
            await shows(pilot, words)
            assert (app.screen, wizard.here) == (one, "one")

        def own() -> bool:
            one.say("It waits for you.")
            return False

        await ends(lambda: False, "! Choose one.")
        await ends(own, "It waits for you.")
        assert "Choose one." not in screen_text(app)
        await ends(failing(FileError("It is gone.", remedy="Choose another.")), "✗ It is gone. Choose another.")
        await ends(failing(SettingsError("It is wrong.", field="elsewhere")), "✗ It is wrong.")
        await ends(failing(SettingsError("It is blank.")), "✗ It is blank.")
        wrong = SettingsError("Not this.", field="here")
        one.end = failing(wrong)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one.at_fields[-1:] == [wrong])
        await until(pilot, lambda: "✗" not in screen_text(app))
        assert [error.field for error in one.at_fields] == ["elsewhere", "here"], "only what names a field"
        wizard.update(WizardDraft("acme", destination=SHOP))
        await ends(lambda: False, "! This step is not complete yet.")

        await pilot.click("StepLine", offset=(3, 0))
        await pilot.pause()
        assert "This step is not complete yet." in screen_text(app), "a click on the step where one is does nothing"
        await pilot.click("StepLine", offset=(14, 0))
        await on(pilot, Two)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is one)
        assert not one.notice.shown.plain, "what was said is not said again when one comes back"


async def test_a_step_ends_once_however_often_the_key_is_pressed_and_leaves_no_message(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page[None](app.session))
    async with app.run_test(size=(80, 24)) as pilot:
        wizard = Wizard(app, session, STEPS)
        one = await one_of(pilot, wizard)
        ended: list[bool] = []

        def end() -> bool:
            ended.append(True)
            one.say("Checking …")
            wizard.update(WizardDraft("acme"))
            return True

        one.end = end
        one.goes.clear()
        one.say("Said before.")
        one.action_next()
        one.action_next()
        await until(pilot, lambda: not one.notice.shown.plain)
        assert wizard.here == "one"
        one.goes.set()
        await on(pilot, Two)
        assert (ended, one.notice.shown.plain) == ([True], "")
        await pilot.press("ctrl+s")
        await shows(pilot, "! Never.")
        assert wizard.here == "two"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is one)
        one.action_next()
        await until(pilot, lambda: wizard.here == "two")
        assert ended == [True, True]


async def test_what_a_step_says_is_done_is_not_said_once_another_flow_has_ended_that(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page[None](app.session))
    async with app.run_test(size=(80, 24)) as pilot:
        wizard = Wizard(app, session, STEPS, WizardDraft("acme"))
        one = await one_of(pilot, wizard)
        one.end = lambda: True
        one.goes.clear()
        one.say("Said before.")
        one.action_next()
        await until(pilot, lambda: not one.notice.shown.plain)
        one.say("Checking …")

        async def other() -> None:
            one.goes.set()

        one.run_worker(other(), exclusive=True)
        await until(pilot, lambda: not one.notice.shown.plain)
        assert wizard.here == "one"
        one.action_next()
        await on(pilot, Two)


async def test_a_step_that_ends_once_one_is_elsewhere_takes_nobody_along(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page[None](app.session))
    async with app.run_test(size=(80, 24)) as pilot:
        wizard = Wizard(app, session, STEPS, WizardDraft("acme"))
        one = await one_of(pilot, wizard)
        one.end = lambda: True
        for leave in (wizard.leave, lambda: app.push_screen(Page[None](session))):
            one.goes.clear()
            one.action_next()
            leave()
            await until(pilot, lambda: app.screen is not one)
            elsewhere = app.screen
            one.goes.set()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert app.screen is elsewhere
            wizard.go("one")
            await until(pilot, lambda: app.screen is one)
        one.action_next()
        await on(pilot, Two)
