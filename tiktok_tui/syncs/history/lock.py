"""One process at a time runs a sync, releases what is held of it, or drops it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile

GLANCE_SECONDS: Final = 2.0
"""How long a run waits for the lock: `is_running` in another process holds it for a moment."""


@contextmanager
def locked(home: Home, sync_id: str) -> Iterator[None]:
    """Hold the lock of the sync within the block. Raises StateError if another process, or this one, has it."""
    lock = _lock(home, sync_id)
    if not lock.acquire(GLANCE_SECONDS):
        raise StateError(
            f"The sync {sync_id} is being run already, by another window or a scheduled job.",
            remedy=f"Wait for it; `tiktok-tui sync history {sync_id}` has its result then.",
        )
    try:
        yield
    finally:
        lock.release()


def is_running(home: Home, sync_id: str) -> bool:
    """Return True if some process, this one included, runs the sync."""
    if not _path(home, sync_id).exists():
        return False
    lock = _lock(home, sync_id)
    if free := lock.acquire(0):
        lock.release()
    return not free


def _lock(home: Home, sync_id: str) -> LockFile:
    private_folder(home.locks)
    return LockFile(_path(home, sync_id))


def _path(home: Home, sync_id: str) -> Path:
    return home.locks / f"sync-{sync_id}.lock"
