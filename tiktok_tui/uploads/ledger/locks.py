"""One sender a run: a lock that the system lets go of when its process dies, so that it also tells who is alive."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import StateError

if TYPE_CHECKING:
    from filelock import BaseFileLock

_GLANCE_SECONDS = 2.0  # `unattended` in another process holds the lock for a moment


class RunLock:
    """The right to send a run, held from `acquire` to `release`, which may happen in different threads."""

    def __init__(self, home: Home, run: int) -> None:
        self._path = private_folder(home.locks) / _name(run)
        self._lock = _lock(self._path)

    def acquire(self) -> None:
        """Take it. Raises StateError when the run is being sent."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=_GLANCE_SECONDS)
        except Timeout:
            raise StateError(
                "The run is being sent already, by another window or a scheduled job.",
                remedy="Wait for it, or stop it there; `tiktok-tui runs` shows how far it is.",
            ) from None
        except OSError as error:
            raise _unusable(self._path, error) from None

    def release(self) -> None:
        """Let it go."""
        _let_go(self._lock, self._path)


@contextlib.contextmanager
def unattended(home: Home, run: int) -> Iterator[bool]:
    """Whether no process, this one included, sends the run; if so, none can begin to within the context."""
    from filelock import Timeout

    path = private_folder(home.locks) / _name(run)
    lock = _lock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise _unusable(path, error) from None
    try:
        yield True
    finally:
        _let_go(lock, path)


def is_sending(home: Home, run: int) -> bool:
    """Whether some process, this one included, is sending the run."""
    if not (home.locks / _name(run)).exists():
        return False
    with unattended(home, run) as free:
        return not free


def _name(run: int) -> str:
    return f"run-{run}.lock"


def _let_go(lock: BaseFileLock, path: Path) -> None:
    """Release the lock, its file first: whoever waits for it sees that it has no name any more and makes another."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    lock.release()


def _lock(path: Path) -> BaseFileLock:
    from filelock import FileLock

    return FileLock(path, mode=0o600, thread_local=False)


def _unusable(path: Path, error: OSError) -> StateError:
    return StateError(
        f"The lock of the run cannot be used: {error.strerror or type(error).__name__}.",
        where=str(path),
        remedy="Check the folder's owner and free space, or set TIKTOK_TUI_HOME.",
    )
