"""One sender a run: whoever holds its lock sends it, and a lock that nobody holds shows that the sender has died."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile

_GLANCE_SECONDS = 2.0  # `unattended` in another process holds the lock for a moment


class RunLock:
    """The right to send a run, held from `acquire` to `release`, which may happen in different threads."""

    def __init__(self, home: Home, run: int) -> None:
        self._lock = LockFile(_path(home, run))

    def acquire(self) -> None:
        """Take it. Raises StateError when the run is being sent."""
        if not self._lock.acquire(_GLANCE_SECONDS):
            raise StateError(
                "The run is being sent already, by another window or a scheduled job.",
                remedy="Wait for it, or stop it there; `tiktok-tui runs` shows its progress.",
            )

    def release(self) -> None:
        """Let others send the run."""
        self._lock.release()


@contextlib.contextmanager
def unattended(home: Home, run: int) -> Iterator[bool]:
    """Yield True if no process, this one included, sends the run; then none can begin to within the context."""
    lock = LockFile(_path(home, run))
    free = lock.acquire(0)
    try:
        yield free
    finally:
        if free:
            lock.release()


def is_sending(home: Home, run: int) -> bool:
    """Return True if some process, this one included, is sending the run."""
    if not _path(home, run).exists():
        return False
    with unattended(home, run) as free:
        return not free


def _path(home: Home, run: int) -> Path:
    return private_folder(home.locks) / f"run-{run}.lock"
