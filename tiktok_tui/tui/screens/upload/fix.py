"""Fix what stopped an upload: opens the screen of the setting or credential at fault, so that the run can continue."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from functools import partial
from typing import Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.credentials.flow import reauthorise
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.wizard.draft import CheckedFile

_SETTINGS = frozenset(field.name for field in fields(Destination))


class _Fix(Enum):
    DESTINATION = "Change the destination"
    CREDENTIAL = "Reauthorise"
    LEDGER = "Send all the same"


async def fix(app: App[Any], session: AppSession, destination: Destination, error: AppError) -> Destination | None:
    """Offer to fix `error`. Return the destination to continue with, or None if it is not fixed."""
    match await _ask(app, destination, error):
        case _Fix.DESTINATION:
            wrong = error if isinstance(error, SettingsError) else None
            return await app.push_screen_wait(EditDestination(session, destination, destination, wrong))
        case _Fix.CREDENTIAL:
            from tiktok_tui.accounts import credentials

            try:
                credential = await run(lambda _: credentials.load(session.home, destination.credential))
                renewed = await reauthorise(app, session, credential)
            except AppError as broken:
                app.push_screen(ErrorDialog(broken))
                return None
            return destination if renewed is not None else None
        case _Fix.LEDGER:
            from tiktok_tui.uploads.ledger.marker import accept_ledger

            try:
                await run(lambda _: accept_ledger(session.home))
            except AppError as broken:
                app.push_screen(ErrorDialog(broken))
                return None
            return destination
        case _:
            return None


async def fix_file(app: App[Any], session: AppSession, file: CheckedFile, error: AppError) -> CheckedFile | None:
    """Offer to fix `error`. Return `file`, checked again if a setting has changed; None if it is not fixed."""
    destination = await fix(app, session, file.destination, error)
    if destination is None or destination == file.destination:
        return None if destination is None else file
    again = partial(runs.check_again, session, file, destination)
    return await app.push_screen_wait(Waiting("The file", "Checking it with the changed setting …", lambda _: again()))


async def _ask(app: App[Any], destination: Destination, error: AppError) -> _Fix | None:
    """Ask how to fix `error`. None if it cannot be fixed here or the person declines."""
    from tiktok_tui.accounts import environment
    from tiktok_tui.tiktok.errors import CredentialRefused
    from tiktok_tui.uploads.ledger.marker import LedgerDoubtError

    question = error.explanation
    # A token in the environment is used before any credential, and only the person who set it can change it.
    renewable = bool(destination.credential) and not environment.access_token()
    if isinstance(error, CredentialRefused) and not error.reauthorise:
        answers = [Choice(_Fix.DESTINATION, _Fix.DESTINATION.value, "another event set or advertiser")]
        if renewable:
            answers.append(Choice(_Fix.CREDENTIAL, _Fix.CREDENTIAL.value, "with an account that may do this"))
        return await app.push_screen_wait(Ask("TikTok does not permit this", question, answers))
    if isinstance(error, LedgerDoubtError):
        title, yes, answer = "The record of earlier runs is incomplete", _Fix.LEDGER.value, _Fix.LEDGER
    elif isinstance(error, CredentialError) and renewable:
        title, yes, answer = "The credential was refused", "Reauthorise", _Fix.CREDENTIAL
    elif isinstance(error, SettingsError) and error.field in _SETTINGS:
        title, yes, answer = "A setting is wrong", "Fix it", _Fix.DESTINATION
    else:
        return None
    return answer if await app.push_screen_wait(Confirm(title, question, yes=yes, no="Later")) else None
