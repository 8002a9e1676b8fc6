"""Private folders for what an open file needs on disk, and the removal of those that a killed process left behind.

They may hold people's data. Each owner holds the lock inside its folder, which the system releases when the process
dies; folders are made and examined only under one lock above all of them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile

_PREFIX = "table-"
_GATE = ".lock"
_OWNER = "owner.lock"
_GATE_SECONDS = 30.0


class ScratchFolder:
    """A private folder of this process, at `path`, until `close()`; folders of dead processes beside it are removed.

    Raises StateError when it cannot be made.
    """

    def __init__(self, scratch: Path) -> None:
        with _gate(scratch):
            _remove_ownerless(scratch)
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=scratch))
            self._lock = LockFile(self.path / _OWNER)
            self._lock.acquire(0)

    def close(self) -> None:
        """Remove it."""
        # Windows removes no file that is open.
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


def sweep(scratch: Path) -> None:
    """Remove what processes that were killed left in the folder; what cannot be removed now stays for the next time."""
    with contextlib.suppress(StateError, OSError):
        if any(scratch.glob(f"{_PREFIX}*")):
            with _gate(scratch, seconds=0):
                _remove_ownerless(scratch)


def open_private(path: Path) -> BinaryIO:
    """Open a file for writing that only its owner may read."""
    return open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600))


def _remove_ownerless(scratch: Path) -> None:
    for folder in scratch.glob(f"{_PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir():
            continue
        lock = LockFile(folder / _OWNER)
        # It may be in use, or its owner may just be removing it.
        with contextlib.suppress(StateError):
            if lock.acquire(0):
                lock.release()
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _gate(scratch: Path, seconds: float = _GATE_SECONDS) -> Iterator[None]:
    lock = LockFile(scratch / _GATE, "The folder for temporary data")
    if not lock.acquire(seconds):
        raise StateError(
            "The folder for temporary data is held by another program.",
            where=str(scratch),
            remedy="Close other windows of tiktok-tui, or set TIKTOK_TUI_HOME to another folder.",
        )
    try:
        yield
    except OSError as error:
        raise StateError(
            f"The folder for temporary data cannot be used: {error.strerror or type(error).__name__}.",
            where=str(scratch),
            remedy="Check the folder's owner and free space, or set TIKTOK_TUI_HOME.",
        ) from None
    finally:
        lock.release()
