"""Mend what stopped an upload: the screen that owns the setting opens, and the run goes on after it."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.credentials.flow import reauthorise
from tiktok_tui.tui.wizard.wizard import Wizard

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

_SETTINGS = frozenset(field.name for field in fields(Destination))


class _Way(Enum):
    DESTINATION = "Mend the destination"
    CREDENTIAL = "Reauthorise"


async def mend(app: App[Any], wizard: Wizard, error: AppError) -> bool:
    """Offer what mends `error`; True when it was mended and the run may go on."""
    match await _way(app, wizard, error):
        case _Way.DESTINATION:
            from tiktok_tui.tui.screens.destination.destination_step import DestinationStep

            wrong = error if isinstance(error, SettingsError) else None
            mended = await app.push_screen_wait(DestinationStep(wizard, alone=True, error=wrong))
            return bool(mended)
        case _Way.CREDENTIAL:
            try:
                credential = await run(lambda _: _credential(wizard))
            except AppError as broken:
                app.push_screen(ErrorDialog(broken))
                return False
            return await reauthorise(app, wizard.session, credential) is not None
        case _:
            return False


async def _way(app: App[Any], wizard: Wizard, error: AppError) -> _Way | None:
    """What could mend `error`, once the person wants that; None when nothing here can, or for later."""
    from tiktok_tui.accounts import environment
    from tiktok_tui.tiktok.errors import CredentialRefused

    destination = wizard.draft.destination
    question = error.explanation
    # The token of the environment goes before any credential, and only whoever set it can mend it.
    renewable = destination is not None and bool(destination.credential) and not environment.access_token()
    if isinstance(error, CredentialRefused) and not error.reauthorise and destination is not None:
        ways = [Choice(_Way.DESTINATION, _Way.DESTINATION.value, "another event set or advertiser")]
        if renewable:
            ways.append(Choice(_Way.CREDENTIAL, _Way.CREDENTIAL.value, "with an account that may do this"))
        return await app.push_screen_wait(Ask("TikTok does not permit this", question, ways))
    if isinstance(error, CredentialError) and renewable:
        title, yes, way = "The credential was refused", "Reauthorise", _Way.CREDENTIAL
    elif isinstance(error, SettingsError) and destination is not None and error.field in _SETTINGS:
        title, yes, way = "A setting is wrong", "Mend it", _Way.DESTINATION
    else:
        return None
    return way if await app.push_screen_wait(Confirm(title, question, yes=yes, no="Later")) else None


def _credential(wizard: Wizard) -> Credential:
    from tiktok_tui.accounts import credentials

    destination = wizard.draft.destination
    return credentials.load(wizard.session.home, destination.credential if destination else "")
