"""Choose rows of a database: the connection, its secrets if they are missing, then a table or a query."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.dialogs.pick_table import PickTable
from tiktok_tui.tui.dialogs.prompt import SecretPrompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.jobs.jobs import BackgroundJob, run

if TYPE_CHECKING:
    from textual.app import App

    from tiktok_tui.accounts.home import Home
    from tiktok_tui.files.source.database import DatabaseSource
    from tiktok_tui.sources.connections.profile import Profile
    from tiktok_tui.sources.databases.database import TableName


async def choose_in_database(app: App[Any], home: Home) -> DatabaseSource | None:
    """Ask for a connection and for a table or a query of it; None if the person left one of the dialogs."""
    from tiktok_tui.sources.connections import store

    listing = await run(lambda _: store.listing(home))
    if not listing.profiles:
        nothing = SettingsError(
            "There is no connection to a database yet.",
            where=str(home.connections),
            remedy="Add one on the command line: `tiktok-tui connection add NAME --uri postgresql://USER@HOST/DATABASE`.",
        )
        await app.push_screen_wait(ErrorDialog(listing.broken[0] if listing.broken else nothing))
        return None
    choices = [Choice(each, each.name, f"{each.driver}  {each.address}") for each in listing.profiles]
    profile = await app.push_screen_wait(Choose("Which database?", choices, columns=("Connection", "Server")))
    if profile is None:
        return None
    look = Waiting(profile.name, "Looking for its secrets …", lambda _: _missing(home, profile))
    if (missing := await app.push_screen_wait(look)) is None:
        return None
    typed: dict[str, str] = {}
    for variable in missing:
        hint = f"{variable}. It is stored in the keyring once the database takes it."
        if not (given := await app.push_screen_wait(SecretPrompt(f"Secret of {profile.name}", hint=hint))):
            return None
        typed[variable] = given
    connect = Waiting(profile.name, f"Connecting to {profile.name} …", lambda job: _tables(home, profile, typed, job))
    tables = await app.push_screen_wait(connect)
    return None if tables is None else await app.push_screen_wait(PickTable(home, profile.name, tables))


def _missing(home: Home, profile: Profile) -> tuple[str, ...]:
    """Return the secrets that are neither in the environment nor in the keyring. Raises SettingsError."""
    from tiktok_tui.sources.connections import secrets
    from tiktok_tui.sources.databases.opening import require_driver

    require_driver(profile)
    return secrets.missing(home, profile)


def _tables(home: Home, profile: Profile, typed: dict[str, str], job: BackgroundJob) -> list[tuple[TableName, str]]:
    """Return the tables of the connection, each with the query for all of its rows, and keep the `typed` secrets."""
    from tiktok_tui.sources.connections import secrets
    from tiktok_tui.sources.databases.opening import opened

    for variable, secret in typed.items():
        secrets.keep_for_now(home, profile.name, variable, secret)
    try:
        with opened(home, profile.name) as database:
            job.on_cancel(database.stop)
            tables = [] if job.cancelled else [(table, database.select_all(table)) for table in database.tables()]
    except AppError:
        secrets.forget_typed(home, profile.name, typed)
        raise
    with suppress(CredentialError):  # without a keyring they are kept until the app ends
        for variable, secret in typed.items():
            secrets.store_secret(home, profile.name, variable, secret)
    return tables
