"""The query of a connection that is edited in the app: `queries/NAME.sql` beside the settings."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.events.system import settings_file
from tiktok_tui.sources.connections import store


def query_path(home: Home, connection: str) -> Path:
    """Return the file of the connection's query. Raises SettingsError for a name that could be no file's."""
    return home.config / "queries" / f"{store.path_of(home, connection).stem}.sql"


def saved_query(home: Home, connection: str) -> str:
    """Return the query, "" if there is none yet. Raises SettingsError if the file cannot be read."""
    try:
        return settings_file.read_text(query_path(home, connection))
    except FileNotFoundError:
        return ""


def save_query(home: Home, connection: str, query: str) -> None:
    """Keep the query. Raises StateError if it cannot be written."""
    write_private(query_path(home, connection), query)
