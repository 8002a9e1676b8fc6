"""Remove a sync with all that is kept about it."""

from __future__ import annotations

from contextlib import suppress

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.lock import locked
from tiktok_tui.syncs.messages import addresses
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.watching import known_files


def remove(home: Home, sync_id: str) -> None:
    """Take the sync off its scheduler and remove its file, also a broken one, with addresses, history and holds.

    The file goes last: while it is there, a removal that failed can be tried again. Its runs stay in the ledger.

    Raises SettingsError when there is none, StateError while it is being run or if the scheduler does not answer,
    CredentialError if the keyring fails.
    """
    with locked(home, sync_id):
        if store.path_of(home, sync_id).exists():
            scheduling.unschedule(home, sync_id)
        with suppress(SettingsError):  # a broken file names no services
            addresses.remove(home, store.load(home, sync_id))
        holds.clear(home, sync_id)
        history.remove(home, sync_id)
        known_files.remove(home, sync_id)
        store.remove(home, sync_id)
