"""One sender a run: a lock that the system lets go of when its process dies, so that it also tells who is alive."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import StateError

if TYPE_CHECKING:
    from filelock import BaseFileLock

_GLANCE_SECONDS = 2.0  # `is_sending` in another process holds the lock for a moment


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
        """Let it go; the file goes too, unless somebody is about to take it."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.release()


def is_sending(home: Home, run: int) -> bool:
    """Whether some process, this one included, is sending the run."""
    from filelock import Timeout

    path = home.locks / _name(run)
    if not path.exists():
        return False
    try:
        with _lock(path).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError as error:
        raise _unusable(path, error) from None


def _name(run: int) -> str:
    return f"run-{run}.lock"


def _lock(path: Path) -> BaseFileLock:
    from filelock import FileLock

    return FileLock(path, mode=0o600, thread_local=False)


def _unusable(path: Path, error: OSError) -> StateError:
    return StateError(
        f"The lock of the run cannot be used: {error.strerror or type(error).__name__}.",
        where=str(path),
        remedy="Check the folder's owner and free space, or set TIKTOK_TUI_HOME.",
    )
