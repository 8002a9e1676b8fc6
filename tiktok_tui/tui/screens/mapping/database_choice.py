"""Choose rows of a database: the connection, its secrets if they are missing, then a table or a query."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tiktok_tui.events.errors import CredentialError, SettingsError
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
    from tiktok_tui.files.database_source import DatabaseSource
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
    if profile is None or not await _complete(app, home, profile):
        return None
    tables = await app.push_screen_wait(
        Waiting(profile.name, f"Connecting to {profile.name} …", lambda job: _tables(home, profile, job))
    )
    return None if tables is None else await app.push_screen_wait(PickTable(home, profile.name, tables))


def _tables(home: Home, profile: Profile, job: BackgroundJob) -> list[tuple[TableName, str]]:
    """Return the tables of the connection, each with the query for all of its rows."""
    from tiktok_tui.sources.databases.opening import opened

    with opened(home, profile.name) as database:
        return [] if job.cancelled else [(table, database.select_all(table)) for table in database.tables()]


async def _complete(app: App[Any], home: Home, profile: Profile) -> bool:
    """Ask for the secrets that are neither in the environment nor in the keyring; False if the person declines."""
    from tiktok_tui.sources.connections import secrets
    from tiktok_tui.sources.databases.opening import require_driver

    def missing(_: BackgroundJob) -> tuple[str, ...]:
        require_driver(profile)
        return secrets.missing(home, profile)

    try:
        wanted = await run(missing)
    except SettingsError as error:
        await app.push_screen_wait(ErrorDialog(error))
        return False
    for variable in wanted:
        given = await app.push_screen_wait(
            SecretPrompt(f"Secret of {profile.name}", hint=f"{variable}. It is stored in the keyring.")
        )
        if not given:
            return False
        secrets.keep_for_now(home, profile.name, variable, given)
        with suppress(CredentialError):  # without a keyring it is kept until the app ends
            await run(_storing(home, profile.name, variable, given))
    return True


def _storing(home: Home, connection: str, variable: str, secret: str) -> Callable[[BackgroundJob], None]:
    from tiktok_tui.sources.connections import secrets

    return lambda _: secrets.store_secret(home, connection, variable, secret)
