"""The screens that are opened by name, and the steps of the set-up in their order."""

from __future__ import annotations

import pytest

from tests.support.setups import SHOP
from tiktok_tui.tui import routes
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination import edit_destination
from tiktok_tui.tui.screens.history import run
from tiktok_tui.tui.wizard import steps
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import Wizard


def test_each_name_leads_to_its_own_screen(session: AppSession) -> None:
    made = {name: route.page(session) for name, route in routes.ROUTES.items()}
    assert {name: (page.ROUTE, type(page).__name__, routes.ROUTES[name].title) for name, page in made.items()} == {
        "destinations": ("destinations", "DestinationsPage", "Destinations"),
        "credentials": ("credentials", "CredentialsPage", "Credentials"),
        "history": ("history", "HistoryPage", "History"),
        "settings": ("settings", "SettingsPage", "Settings"),
    }
    assert all(page.session is session for page in made.values())
    others = [
        routes.home_page(session),
        routes.run_page(session, "r1", resume=False),
        routes.sync_page(session, "nightly"),
        routes.destination_page(session, SHOP),
    ]
    assert [type(page).__name__ for page in others] == ["HomePage", "RunPage", "SyncPage", "EditDestination"]


def test_each_step_has_its_page_and_its_own_needs(session: AppSession) -> None:
    wizard = Wizard(None, session, routes.STEPS)  # type: ignore[arg-type]  # none of this touches the app
    made = [(step, step.page(wizard)) for step in routes.STEPS]
    assert all(isinstance(page, StepPage) and step.key == page.STEP for step, page in made)
    assert [(step.key, step.title, step.missing) for step in routes.STEPS] == [
        ("credentials", "Credentials", steps.needs_credential),
        ("destination", "Destination", steps.needs_destination),
        ("mapping", "File and mapping", steps.needs_mapping),
        ("review", "Review", steps.needs_review),
        ("upload", "Upload", steps.needs_upload),
    ]


def test_a_saved_destination_is_said_to_be_saved_and_a_run_is_resumed_if_that_was_asked_for(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[tuple[object, ...], dict[str, object]]] = []
    monkeypatch.setattr(edit_destination, "EditDestination", lambda *given, **named: made.append((given, named)))
    monkeypatch.setattr(run, "RunPage", lambda *given, **named: made.append((given, named)))
    routes.destination_page(session, SHOP)
    for resume in (False, True):
        routes.run_page(session, "r1", resume=resume)
    assert made == [
        ((session, SHOP, SHOP), {"announce": True}),
        ((session, "r1"), {"resume": False}),
        ((session, "r1"), {"resume": True}),
    ]
