"""The source that --connection, --query and FILE name together, and the secrets that are asked for first."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import completion, console, times
from tiktok_tui.events.errors import AppError, FileError, UsageError

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.source.source import SourceRef


def add_connection(parser: argparse.ArgumentParser) -> None:
    """Add --connection and --query, for rows of a database."""
    connection = parser.add_argument(
        "--connection", metavar="NAME", help="read from this connection: FILE is then a table's name"
    )
    completion.offer(connection, completion.connections)
    parser.add_argument(
        "--query", metavar="SQL", help="a SELECT for the connection, or the file that holds it, in place of FILE"
    )


def add_window(parser: argparse.ArgumentParser) -> None:
    """Add --since and --until, for the placeholders of a query."""
    parser.add_argument(
        "--since",
        metavar="TIME",
        type=times.instant_or_span,
        help="what :since stands for in the query: a time, or a span such as 3d or 12h; by default the last run's end, "
        "less 3 days, and at most 28 days ago",
    )
    parser.add_argument(
        "--until", metavar="TIME", type=times.instant, help="what :until stands for in the query; by default now"
    )


def in_window(home: Home, source: SourceRef, destination: Destination, arguments: argparse.Namespace) -> SourceRef:
    """Return the source with the window of its placeholders. Raises UsageError where there are none."""
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.files.source.database import DatabaseSource

    if not isinstance(source, DatabaseSource):
        if arguments.since is not None or arguments.until is not None:
            raise UsageError(
                "--since and --until belong to the query of a connection.",
                remedy="Leave them out, or choose the rows of a file with a query.",
            )
        return source
    from tiktok_tui.uploads.nights import with_window

    return with_window(
        home,
        source,
        destination,
        api_url=api_url(),
        now=arguments.as_of or datetime.now(UTC),
        since=arguments.since,
        until=arguments.until,
        test_event_code=getattr(arguments, "test_event_code", ""),
    )


def source_named(home: Home, arguments: argparse.Namespace) -> SourceRef:
    """Return the source that the arguments name. Raises UsageError if they do not fit, and errors of the connection."""
    from tiktok_tui.files.source.source import source_of

    file, connection, query = arguments.file, arguments.connection, arguments.query
    if connection is None:
        if query is not None:
            raise UsageError(
                "--query needs the connection that it is for.",
                remedy="Add --connection NAME; a query over files is given as FILE.",
            )
        if file is None:
            raise UsageError("The file is missing.", remedy="Name it, or a --connection with a table or a --query.")
        return source_of(file)
    if (file is None) == (query is None):
        raise UsageError("With --connection goes a table's name or a --query.", remedy="Give one of the two.")
    return _of_table(home, connection, file) if query is None else _of_query(connection, query)


def ask_missing_secrets(home: Home, connection: str) -> None:
    """Ask for the secrets that neither the environment nor the keyring holds, if there is somebody to ask.

    Raises SettingsError, before that, for a connection that is not there or whose driver is not installed.
    """
    from tiktok_tui.sources.connections import secrets, store
    from tiktok_tui.sources.databases.opening import require_driver

    if console.may_ask():
        profile = store.load(home, connection)
        require_driver(profile)
        secrets.complete(home, profile, _typed)


def _typed(connection: str, variable: str) -> str:
    from tiktok_tui.cli.secret_input import SecretInput

    return SecretInput().typed(f"{variable} of the connection {connection} (it is not stored)")


def _of_table(home: Home, connection: str, table: str) -> SourceRef:
    from tiktok_tui.sources.databases.opening import source_of_table

    ask_missing_secrets(home, connection)
    return source_of_table(home, connection, table)


def _of_query(connection: str, text: str) -> SourceRef:
    from tiktok_tui.events.system import settings_file
    from tiktok_tui.files.source.database import DatabaseSource
    from tiktok_tui.files.source.source import is_query

    path = Path(os.path.expanduser(text))
    try:
        return DatabaseSource(connection, settings_file.read_text(path), title=path.stem)
    except FileNotFoundError:
        pass
    except AppError:
        if not is_query(text):  # a long query is no path
            raise
    if is_query(text):
        return DatabaseSource(connection, text)
    raise FileError(
        "There is no such file, and this is no SELECT.",
        where=text,
        remedy="Give a query that begins with SELECT or WITH, or the path of a file that holds one.",
    )
