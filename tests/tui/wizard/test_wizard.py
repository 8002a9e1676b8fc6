"""The wizard: its steps in their order, what each needs, and what is kept when a step is left."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from textual.app import ComposeResult
from textual.widgets import Input

from tests.support.pages import DESTINATION
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import SHOP, on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.routes import STEPS as OURS
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import Step, Wizard


class First(StepPage):
    """Needs a credential."""

    STEP = "first"
    completed = 0

    def compose_step(self) -> ComposeResult:
        yield Input(compact=True)

    async def complete(self) -> bool:
        self.completed += 1
        self.wizard.update(self.wizard.draft.with_credential(self.query_one(Input).value))
        return bool(self.wizard.draft.credential)

    def unsaved(self) -> str:
        return "Typed here." if self.query_one(Input).value else ""


class Second(StepPage):
    """Can be in the midst of work."""

    STEP = "second"
    hand = ""
    opens = 0

    def opened(self) -> None:
        self.opens += 1

    def work_in_hand(self) -> str:
        return self.hand

    def unsaved(self) -> str:
        return "Chosen there." if self.hand else ""


STEPS = (
    Step("first", "First things", First, lambda draft: "" if draft.credential else "Type something."),
    Step("second", "Second things", Second, lambda draft: "" if draft.destination else "Save it."),
    Step("third", "Third things", Second, lambda draft: "Never."),
)


def walk(session: AppSession) -> tuple[TikTokTui, list[Wizard]]:
    setups: list[Wizard] = []

    class Start(Page[None]):
        def on_mount(self) -> None:
            wizard = Wizard(self.app, self.session, STEPS)
            setups.append(wizard)
            self.call_after_refresh(wizard.go, "first")

    return TikTokTui(session, lambda app: Start(app.session)), setups


async def test_a_step_continues_only_when_it_is_done_and_says_what_is_missing(session: AppSession) -> None:
    app, setups = walk(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things ─── ○ Second things ─── ○ Third things")
        await pilot.press("ctrl+s")
        await shows(pilot, "! Type something.")
        await pilot.press("a")
        first = await on(pilot, First)
        first.action_next()
        first.action_next()  # the second press comes before the first one has completed the step
        await shows(pilot, "✓ First things ─── ● Second things ─── ○ Third things")
        assert setups[0].draft.credential == "a"
        assert first.completed == 2, "once for the step that was not done, once for both presses"
        setups[0].next()
        assert setups[0].here == "second", "what it needs is still missing"


async def test_a_step_that_was_left_is_found_again_as_it_was(session: AppSession) -> None:
    app, setups = walk(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things")
        await pilot.press("x", "y", "ctrl+s")
        await shows(pilot, "● Second things")
        await pilot.press("escape")
        await shows(pilot, "● First things ─── ! Second things")
        assert "xy" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        setups[0].go("first")
        await shows(pilot, "xy")


async def test_a_click_on_the_step_line_goes_where_one_may(session: AppSession) -> None:
    app, _ = walk(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things")
        await pilot.click("StepLine", offset=(25, 0))
        await shows(pilot, "The steps before that one come first.")
        await pilot.press("a", "ctrl+s")
        await shows(pilot, "● Second things")
        await pilot.click("StepLine", offset=(4, 0))
        await shows(pilot, "● First things")


async def test_closing_a_set_up_lets_go_of_its_screens_and_resources(session: AppSession) -> None:
    app, setups = walk(session)
    closed: list[bool] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things")
        setups[0].resources.callback(lambda: closed.append(True))
        await setups[0].close()
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert closed == [True]
        setups[0].go("first")
        await shows(pilot, "● First things")


async def test_the_work_and_the_changes_of_its_steps_are_the_wizards(session: AppSession) -> None:
    app, _ = walk(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things")
        home, other = app.screen, Wizard(app, session, STEPS, WizardDraft("acme"))
        assert (other.unsaved(), other.work_in_hand(), other.first_open()) == (("", ""), "", "second")
        assert [other.reachable(step.key) for step in STEPS] == [True, True, False]
        other.go("first")
        assert other.unsaved() == ("", ""), "its lines are not there yet"
        first = await on(pilot, First)
        await until(pilot, lambda: app.focused is first.query_one(Input))
        assert first is not home, "each wizard has its own screens"
        await pilot.press("a")
        assert other.unsaved() == ("first", "Typed here.")
        other.next()
        second = await on(pilot, Second)
        second.hand = "Sending."
        assert (other.unsaved(), other.work_in_hand()) == (("first", "Typed here."), "Sending.")
        first.query_one(Input).value = ""
        assert other.unsaved() == ("second", "Chosen there.")
        other.update(other.draft.with_destination(SHOP))
        assert [mark.state for mark in second.steps.marks] == ["done", "here", "to do"]
        other.update(WizardDraft())
        assert [mark.state for mark in second.steps.marks] == ["needs you", "here", "to do"]
        assert [mark.title for mark in second.steps.marks] == ["First things", "Second things", "Third things"]
        other.next()
        assert (other.here, app.screen) == ("second", second), "what it needs is still missing"
        assert second.opens == 1
        other.go("first")
        await until(pilot, lambda: app.screen is first)
        held = (("second", "Chosen there."), "Sending.")
        assert (other.unsaved(), other.work_in_hand()) == held, "of a step that was left as well"
        other.go("second")
        await until(pilot, lambda: second.opens == 2)
        other.go("third")
        assert [mark.state for mark in other.marks()] == ["needs you", "to do", "here"], "only the first can be opened"
        other.back()  # before the third is mounted, as keys that are pressed fast do
        assert other.here == "second"
        await until(pilot, lambda: app.screen is second)
        other.go("third")
        other.update(WizardDraft("acme", destination=SHOP))
        assert (other.first_open(), other.here) == ("third", "third")
        other.next()
        assert other.here == "third", "there is no step after it"
        depth = len(app.screen_stack)
        other.leave()
        await until(pilot, lambda: len(app.screen_stack) == depth - 1)
        other.leave()
        await pilot.pause()
        assert len(app.screen_stack) == depth - 1, "it is left already"
        await other.close()
        assert (other.work_in_hand(), other.unsaved()) == ("", ("", "")), "its screens are gone"
        assert not any(page.is_attached for page in (first, second))
        done = tuple(replace(step, missing=lambda _: "") for step in STEPS)
        assert Wizard(app, session, done).first_open() == "third"


@pytest.mark.parametrize("columns", [30, 45, 60, 80, 120])
async def test_the_step_line_says_where_one_is_at_any_width(session: AppSession, columns: int) -> None:
    app = TikTokTui(session, lambda app: OURS[0].page(_here(app, session)))
    async with app.run_test(size=(columns, 24)) as pilot:
        await shows(pilot, "● Credentials")


def test_it_knows_of_a_token_of_the_environment_whatever_it_was_opened_with(session: AppSession) -> None:
    app, given = cast("TikTokTui", None), replace(session, token_given=True)
    assert [Wizard(app, each, OURS).first_open() for each in (session, given)] == ["credentials", "destination"]
    again = Wizard(app, given, OURS, WizardDraft(destination=replace(DESTINATION, sandbox=False)))
    assert again.first_open() == "mapping"


def _here(app: TikTokTui, session: AppSession) -> Wizard:
    wizard = Wizard(app, session, OURS, WizardDraft(credential="acme", destination=DESTINATION))
    wizard.here = "credentials"
    return wizard
