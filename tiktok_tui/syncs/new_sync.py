"""Check a new sync against what is there, before it is saved."""

from __future__ import annotations

from datetime import UTC, datetime

from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.environment import api_url
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError
from tiktok_tui.mapping import toml
from tiktok_tui.syncs.running.source import source_for
from tiktok_tui.syncs.settings.sync import ConnectionSource, Sync


def check_new(home: Home, sync: Sync) -> tuple[str, ...]:
    """Return what should be known about the sync. Nothing is connected to, and no row is read.

    Raises SettingsError for a destination, connection or mapping that is missing or wrong, FileError for a query.
    """
    from tiktok_tui.sources.connections import store as connections

    destination = destinations.load(home, sync.destination)
    if sync.mapping is not None:
        if not sync.mapping.exists():
            raise FileError("There is no such mapping file.", where=str(sync.mapping), remedy="Correct its path.")
        toml.load(sync.mapping)
    if isinstance(sync.source, ConnectionSource):
        connections.load(home, sync.source.connection)
        if sync.source.table:  # its columns are asked for when it runs
            return ()
    source = source_for(home, sync, destination, api_url=api_url(), now=datetime.now(UTC))
    if not source.is_still_there():
        return (f"Note: there is no {source.where} yet.",)
    return ()
