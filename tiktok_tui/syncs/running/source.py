"""The source that a sync reads now: its files, or its query with the window of this run."""

from __future__ import annotations

from datetime import datetime

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.events.system import settings_file
from tiktok_tui.files.source.copied import PipeSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import QuerySource, SourceRef, source_of
from tiktok_tui.files.typed.query import relative_names
from tiktok_tui.syncs.settings.store import path_of
from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource, Sync
from tiktok_tui.uploads.nights import with_window


def source_for(home: Home, sync: Sync, destination: Destination, *, api_url: str, now: datetime) -> SourceRef:
    """Return the source of the sync. The placeholders of a query stand for the time since the last run that was sent.

    Raises FileError for a query that cannot be read, SettingsError, CredentialError and UnreachableError for a
    connection.
    """
    match sync.source:
        case PathSource(text):
            source = source_of(text)
            if isinstance(source, QuerySource):
                _refuse_relative(home, sync, source)
            if isinstance(source, PipeSource):
                raise SettingsError(
                    "A sync cannot read from a pipe: nothing is piped in when it starts by itself.",
                    where=str(path_of(home, sync.id)),
                    remedy="Let the export write a file, and name that.",
                    field="source",
                )
            return source
        case ConnectionSource(connection, table) if table:
            from tiktok_tui.sources.databases.opening import source_of_table

            return source_of_table(home, connection, table)
        case ConnectionSource():
            return with_window(home, _query(sync.source), destination, api_url=api_url, now=now)


def _query(source: ConnectionSource) -> DatabaseSource:
    if source.query is None:
        return DatabaseSource(source.connection, source.sql)
    try:
        text = settings_file.read_text(source.query)
    except FileNotFoundError:
        raise FileError(
            "The file with the sync's query is not there.",
            where=str(source.query),
            remedy="Put it back, or correct “query” in the sync's file.",
        ) from None
    return DatabaseSource(source.connection, text, title=source.query.stem)


def _refuse_relative(home: Home, sync: Sync, source: QuerySource) -> None:
    """Refuse a query over files whose names depend on the folder that a scheduler starts in."""
    if names := relative_names(source.sql):
        raise SettingsError(
            f"The query reads “{names[0]}”, and where that is depends on the folder that the scheduler starts in.",
            where=str(path_of(home, sync.id)),
            remedy=f"Write the whole path, such as FROM '/srv/exports/{names[0]}'.",
            field="source",
        )
