"""A lock between processes, which the system releases when its process dies.

It stands at the bottom of the tree because runs, credentials and temporary folders are all locked this way.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from tiktok_tui.events.errors import StateError


class LockFile:
    """The lock that the file at `path` (0600) stands for. It may be acquired and released in different threads.

    The folder must exist. `what` names what the lock guards, for errors.
    """

    def __init__(self, path: Path, what: str = "The lock file") -> None:
        from filelock import FileLock

        self._path = path
        self._what = what
        self._lock = FileLock(path, mode=0o600, thread_local=False)

    def acquire(self, seconds: float) -> bool:
        """Take the lock, waiting for it up to `seconds`. Return False if somebody else keeps it. Raises StateError."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=seconds)
        except Timeout:
            return False
        except OSError as error:
            raise StateError(
                f"{self._what} cannot be used: {error.strerror or type(error).__name__}.",
                where=str(self._path),
                remedy="Check the folder's owner and free space, or set TIKTOK_TUI_HOME.",
            ) from None
        return True

    def release(self) -> None:
        """Unlink the lock file, then release it. A waiter re-checks the path and creates a new file."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.release()
