"""Remove a sync with all that is kept about it."""

from __future__ import annotations

from tiktok_tui.accounts.home import Home
from tiktok_tui.syncs import history, holds, store
from tiktok_tui.syncs.lock import locked


def remove(home: Home, sync_id: str) -> None:
    """Remove the sync's file, also a broken one, its history and what is held of it; its runs stay in the ledger.

    Raises SettingsError when there is none, StateError while it is being run.
    """
    with locked(home, sync_id):
        store.remove(home, sync_id)
        holds.clear(home, sync_id)
        history.remove(home, sync_id)
