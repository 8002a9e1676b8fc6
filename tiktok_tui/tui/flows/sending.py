"""Mend what stopped an upload: the screen that owns the setting opens, and the run goes on after it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.tui.flows.credential import reauthorise
from tiktok_tui.tui.setup import Setup
from tiktok_tui.tui.widgets.confirm import Confirm
from tiktok_tui.tui.widgets.error_dialog import ErrorDialog
from tiktok_tui.tui.work import run

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

_SETTINGS = frozenset(field.name for field in fields(Destination))


async def mend(app: App[Any], setup: Setup, error: AppError) -> bool:
    """Offer what mends `error`; True when it was mended and the run may go on."""
    destination = setup.draft.destination
    if isinstance(error, CredentialError) and destination is not None and destination.credential:
        from tiktok_tui.accounts import environment

        if environment.access_token():
            return False  # what is in the environment goes before any credential, and only its owner can mend it
        question = f"{error.what} {error.remedy}"
        if not await app.push_screen_wait(
            Confirm("The credential was refused", question, yes="Reauthorise", no="Later")
        ):
            return False
        try:
            credential = await run(lambda _: _credential(setup))
        except AppError as broken:
            app.push_screen(ErrorDialog(broken))
            return False
        return await reauthorise(app, setup.session, credential) is not None
    if isinstance(error, SettingsError) and destination is not None and error.field in _SETTINGS:
        from tiktok_tui.tui.screens.destination_step import DestinationStep

        question = f"{error.what} {error.remedy}"
        if not await app.push_screen_wait(Confirm("A setting is wrong", question, yes="Mend it", no="Later")):
            return False
        mended = await app.push_screen_wait(DestinationStep(setup, alone=True, error=error))
        return bool(mended)
    return False


def _credential(setup: Setup) -> Credential:
    from tiktok_tui.accounts import credentials

    destination = setup.draft.destination
    return credentials.load(setup.session.home, destination.credential if destination else "")
