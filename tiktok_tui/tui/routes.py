"""Every screen that can be opened by name. Only this module names them; each is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tiktok_tui.events.destination import Destination
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard import steps
from tiktok_tui.tui.wizard.wizard import Step, Wizard


@dataclass(frozen=True, slots=True)
class Route:
    """A screen that is reachable from everywhere, as the action `app.go('history')` and from the palette."""

    name: str
    title: str
    help: str
    page: Callable[[AppSession], Page[Any]]


def home_page(session: AppSession) -> Page[Any]:
    """The home screen."""
    from tiktok_tui.tui.screens.home.home import HomePage

    return HomePage(session)


def run_page(session: AppSession, run: str, *, resume: bool) -> Page[Any]:
    """The screen of one run."""
    from tiktok_tui.tui.screens.history.run import RunPage

    return RunPage(session, run, resume=resume)


def sync_page(session: AppSession, sync: str) -> Page[Any]:
    """The screen of one sync."""
    from tiktok_tui.tui.screens.syncs.sync_page import SyncPage

    return SyncPage(session, sync)


def destination_page(session: AppSession, destination: Destination) -> Page[Any]:
    """The form of one saved destination."""
    from tiktok_tui.tui.screens.destination.edit_destination import EditDestination

    return EditDestination(session, destination, destination, announce=True)


def _credentials_page(session: AppSession) -> Page[Any]:
    from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage

    return CredentialsPage(session)


def _destinations_page(session: AppSession) -> Page[Any]:
    from tiktok_tui.tui.screens.destinations.destinations import DestinationsPage

    return DestinationsPage(session)


def _history_page(session: AppSession) -> Page[Any]:
    from tiktok_tui.tui.screens.history.history import HistoryPage

    return HistoryPage(session)


def _settings_page(session: AppSession) -> Page[Any]:
    from tiktok_tui.tui.screens.settings.settings import SettingsPage

    return SettingsPage(session)


ROUTES: dict[str, Route] = {
    route.name: route
    for route in (
        Route(
            "destinations",
            "Destinations",
            "Edit, copy, test or remove a destination, or move it to TikTok",
            _destinations_page,
        ),
        Route("credentials", "Credentials", "See, add, reauthorise or remove the accounts' tokens", _credentials_page),
        Route("history", "History", "See every run, its batches and its rejects", _history_page),
        Route("settings", "Settings", "Change the theme, the keys, the density and the bell", _settings_page),
    )
}


def _credential_step(wizard: Wizard) -> Page[bool]:
    from tiktok_tui.tui.screens.credentials.credential_step import CredentialStep

    return CredentialStep(wizard)


def _destination_step(wizard: Wizard) -> Page[bool]:
    from tiktok_tui.tui.screens.destination.destination_step import DestinationStep

    return DestinationStep(wizard)


def _mapping_step(wizard: Wizard) -> Page[bool]:
    from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep

    return MappingStep(wizard)


def _review_step(wizard: Wizard) -> Page[bool]:
    from tiktok_tui.tui.screens.review.review_step import ReviewStep

    return ReviewStep(wizard)


def _upload_step(wizard: Wizard) -> Page[bool]:
    from tiktok_tui.tui.screens.upload.upload_step import UploadStep

    return UploadStep(wizard)


STEPS: tuple[Step, ...] = (
    Step("credentials", "Credentials", _credential_step, steps.needs_credential),
    Step("destination", "Destination", _destination_step, steps.needs_destination),
    Step("mapping", "File and mapping", _mapping_step, steps.needs_mapping),
    Step("review", "Review", _review_step, steps.needs_review),
    Step("upload", "Upload", _upload_step, steps.needs_upload),
)
"""The steps of the wizard in their order."""
