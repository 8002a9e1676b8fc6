"""Open the database of a connection with the driver that its profile names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError
from tiktok_tui.events.system.settings_text import did_you_mean, nearest, shown
from tiktok_tui.files.progress import stopped_at_exit
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.connections.profile import Profile
from tiktok_tui.sources.connections.secrets import secrets_of
from tiktok_tui.sources.databases.database import Database

POSTGRESQL = ("postgresql", "postgres", "adbc_driver_postgresql")
MYSQL = ("mysql", "mariadb")


@contextmanager
def opened(home: Home, connection: str) -> Iterator[Database]:
    """Give the database of the connection of this name, and close it at the end of the block.

    What runs on its server is stopped, too, when the process is asked to end.

    Raises SettingsError, CredentialError and UnreachableError.
    """
    profile = store.load(home, connection)
    database = connect(profile, profile.filled(secrets_of(home, profile)))
    stopped_at_exit(database)
    try:
        yield database
    finally:
        database.close()


def connect(profile: Profile, options: dict[str, str]) -> Database:
    """Connect with these options, in which the secrets are in their places."""
    if profile.driver in POSTGRESQL:
        from tiktok_tui.sources.databases.postgres import PostgresDatabase

        return PostgresDatabase(profile.name, options)
    if profile.driver in MYSQL:
        from tiktok_tui.sources.databases.mysql import MysqlDatabase

        return MysqlDatabase(profile.name, options)
    from tiktok_tui.sources.databases.warehouse import WarehouseDatabase

    return WarehouseDatabase(profile.name, profile.driver, options)


def require_driver(profile: Profile) -> None:
    """Raise SettingsError if the connection's driver is not installed: before anybody types a secret for it."""
    where = f"connection {profile.name}"
    if profile.driver in POSTGRESQL:
        from tiktok_tui.sources.databases import postgres

        postgres.require_driver(where)
    elif profile.driver in MYSQL:
        from tiktok_tui.sources.databases import mysql

        mysql.require_driver(where)
    else:
        from tiktok_tui.sources.databases import warehouse

        warehouse.require_driver(profile.driver, where)


def query_of_table(database: Database, connection: str, table: str) -> str:
    """Return the query for all rows of a table that a person named, with its schema or without.

    Raises FileError if there is none of this name, or more than one.
    """
    tables = database.tables()
    for same in (str, str.casefold):
        found = [each for each in tables if same(table) in (same(each.title), same(each.name))]
        if len(found) == 1:
            return database.select_all(found[0])
        if found:
            raise FileError(
                f"There are several tables “{shown(table)}”.",
                where=f"connection {connection}",
                remedy=f"Name one: {', '.join(each.title for each in found)}.",
            )
    near = nearest(table, [each.title for each in tables] + [each.name for each in tables])
    raise FileError(
        f"There is no table “{shown(table)}” that the connection's user may read.",
        where=f"connection {connection}",
        remedy=did_you_mean(near, f"`tiktok-tui connection tables {connection}` lists them."),
    )


def source_of_table(home: Home, connection: str, table: str) -> DatabaseSource:
    """Return all rows of a table as a source; asks the server for its name. Raises FileError and as `opened` does."""
    with opened(home, connection) as database:
        return DatabaseSource(connection, query_of_table(database, connection, table), title=table)
