"""Esc loses nothing that was typed or chosen, on any screen: it is there again, or it is asked about first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tests.support.pilot import shows, until
from tests.support.setups import SHOP, Start, at_now, checked_draft, on, setup_of, write_orders
from tiktok_tui.accounts import destinations
from tiktok_tui.mapping.editing import from_columns
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui import routes
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.navigation import OpenDestination
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import Wizard


def controls(screen: Screen[Any]) -> list[Widget]:
    """Everything that a person can type into or choose; filters hold nothing that is kept."""
    found = (*screen.query(Input), *screen.query(PlainCheckbox), *screen.query(RadioLine))
    return [control for control in found if not any(isinstance(node, FilteredTable) for node in control.ancestors)]


def drawn(screen: Screen[Any]) -> bool:
    """True once the screen's controls are there to be changed."""
    return any(control.is_on_screen for control in controls(screen))


def values(screen: Screen[Any]) -> list[object]:
    """The present values of these."""
    held: list[object] = []
    for control in controls(screen):
        match control:
            case Input() | PlainCheckbox():
                held.append(control.value)
            case RadioLine():
                held.append(control.chosen)
            case _:
                raise AssertionError(control)
    return held


def change_all(screen: Screen[Any]) -> None:
    """Type into every line, tick every box, choose another one in every choice."""
    for control in controls(screen):
        match control:
            case Input():
                control.value += "7"
            case PlainCheckbox():
                control.toggle()
            case RadioLine():
                control.action_step(-1)
            case _:
                raise AssertionError(control)
    if isinstance(screen, MappingStep):
        assert screen.mapping_work is not None
        screen.mapping_work.change(from_columns(screen.mapping_work.mapping, "description", ["Zebra"]))


def mapping_of(wizard: Wizard) -> Mapping | None:
    """The mapping as the draft has it."""
    return wizard.draft.file.mapping if wizard.draft.file is not None else None


async def leave_and_return(pilot: Pilot[str], wizard: Wizard, step: str) -> int:
    """Change everything in a step, leave it with Esc and come back; return how many things were changed."""
    app = pilot.app
    wizard.go(step)
    await until(pilot, lambda: isinstance(app.screen, StepPage) and step == app.screen.STEP)
    page = app.screen
    if isinstance(page, MappingStep):
        await until(pilot, lambda: page.mapping_work is not None)
    else:
        await until(pilot, lambda: step == "credentials" or drawn(page))
    change_all(page)
    await until(pilot, lambda: step == "credentials" or wizard.draft.checked is not None)
    left, mapping = values(page), mapping_of(wizard)
    await pilot.press("escape")
    await until(pilot, lambda: app.screen is not page)
    assert not isinstance(app.screen, Confirm)
    wizard.go(step)
    await until(pilot, lambda: app.screen is page)
    assert (values(page), mapping_of(wizard)) == (left, mapping), step
    return len(left)


async def test_each_step_is_found_again_as_it_was_left(session: AppSession, tmp_path: Path) -> None:
    session = at_now(session)
    draft = checked_draft(session, write_orders(tmp_path / "orders.csv"))
    app = TikTokTui(session, lambda app: Start(app.session, draft, "credentials"))
    async with app.run_test(size=(120, 60)) as pilot:
        await on(pilot, StepPage)
        changed = [await leave_and_return(pilot, setup_of(app), step.key) for step in routes.STEPS[:-1]]
        assert changed[0] == 0
        assert min(changed[1], changed[3]) > 1


async def test_a_form_outside_of_the_set_up_asks_before_it_loses_changes(session: AppSession) -> None:
    destinations.save(session.home, SHOP)
    app = TikTokTui(session)
    async with app.run_test(size=(120, 60)) as pilot:
        await shows(pilot, SHOP.name)
        app.screen.post_message(OpenDestination(SHOP))
        await until(pilot, lambda: isinstance(app.screen, EditDestination) and drawn(app.screen))
        await pilot.press("escape")
        await on(pilot, HomePage)
        app.screen.post_message(OpenDestination(SHOP))
        await until(pilot, lambda: isinstance(app.screen, EditDestination) and drawn(app.screen))
        form = app.screen
        change_all(form)
        await pilot.pause()
        left = values(form)
        for key in ("escape", "ctrl+q"):
            await pilot.press(key)
            await shows(pilot, f"The changes to {SHOP.name}7 are not saved.")
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is form)
            assert values(form) == left
        await pilot.press("escape")
        await on(pilot, Confirm)
        await pilot.press("y")
        await on(pilot, HomePage)
    assert destinations.load(session.home, SHOP.slug) == SHOP


async def test_a_set_up_with_changes_is_not_replaced_unasked(session: AppSession) -> None:
    app = TikTokTui(session)
    async with app.run_test(size=(120, 60)) as pilot:
        await shows(pilot, "What you need")
        home = app.screen
        home.post_message(OpenSetup(WizardDraft(trying=True), "destination"))
        await shows(pilot, "● Destination")
        await pilot.press(*"Till")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is home)
        for answer, shown in (("n", "Name              Till"), ("y", "● Credentials")):
            await pilot.press("n")
            await shows(pilot, "The changes to Till are not saved.")
            await pilot.press(answer)
            await shows(pilot, shown)
            if answer == "n":
                await pilot.press("escape", "escape")
                await until(pilot, lambda: app.screen is home)
        app.action_go("history")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


async def test_the_other_screens_hold_nothing_that_could_be_lost(session: AppSession) -> None:
    app = TikTokTui(session)
    async with app.run_test(size=(120, 60)) as pilot:
        await shows(pilot, "What you need")
        home = app.screen
        for route in routes.ROUTES:
            app.action_go(route)
            await until(pilot, lambda: app.screen is not home)
            app.action_go(route)  # it is open already
            assert controls(app.screen) == []
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is home)
