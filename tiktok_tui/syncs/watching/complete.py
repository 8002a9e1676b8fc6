"""Find the files of a source that are complete, so that never half a file is sent.

A file is complete when nobody has it open for writing (where the system tells) and either it was renamed into place, or
it has not changed for some seconds.
"""

from __future__ import annotations

import errno
import glob
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource

_TEMPORARY: Final = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", "~")
_Content = tuple[int, int, int]  # inode, size, time of the last change


@dataclass(frozen=True, slots=True)
class _Seen:
    content: _Content
    since: float


class CompleteFiles:
    """The files of a source, as they become complete. `settle`: so many seconds a file must stay unchanged."""

    def __init__(
        self, source: FileSource | FilesSource, settle: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._source = source
        self._settle = settle
        self._clock = clock
        self._seen: dict[Path, _Seen] = {}
        self._returned: dict[Path, _Content] = {}
        self._temporary: set[int] = set()

    @property
    def folder(self) -> Path:
        """The folder that holds the files, or the folders of the files."""
        if isinstance(self._source, FileSource):
            return self._source.path.parent
        if self._source.is_folder:
            return Path(self._source.pattern)
        parts = Path(self._source.pattern).parts
        plain = next(index for index, part in enumerate(parts) if glob.has_magic(part))
        return Path(*parts[:plain])

    def look(self) -> list[Path]:
        """Return the files that are complete now and were not returned with this content before, by name.

        Raises OSError for a folder that cannot be read.
        """
        self._temporary |= {entry.inode() for entry in os.scandir(self.folder) if is_temporary(entry.name)}
        waiting: dict[Path, _Seen] = {}
        ready = []
        for path in self._paths():
            try:
                status = path.stat()
            except OSError:
                continue  # gone since the folder was read
            content = (status.st_ino, status.st_size, status.st_mtime_ns)
            if not status.st_size or self._returned.get(path) == content:
                continue
            seen = self._seen.get(path)
            if seen is None or seen.content != content:
                seen = _Seen(content, self._clock())
            if self._is_complete(path, status, seen):
                ready.append(path)
                self._returned[path] = content
            else:
                waiting[path] = seen
        self._seen = waiting
        return ready

    def again(self, path: Path) -> None:
        """Let `look` return this file once more."""
        self._returned.pop(path, None)

    def _paths(self) -> list[Path]:
        if isinstance(self._source, FileSource):
            return [self._source.path] if self._source.is_still_there() else []
        return [path for path in self._source.paths() if not is_temporary(path.name)]

    def _is_complete(self, path: Path, status: os.stat_result, seen: _Seen) -> bool:
        if is_open_for_writing(path):
            return False
        # Renaming changes the status of a file and not its content. Both times come from the same clock.
        renamed = os.name == "posix" and status.st_ctime - status.st_mtime >= self._settle
        unchanged = self._clock() - seen.since >= self._settle
        return renamed or unchanged or status.st_ino in self._temporary


def is_temporary(name: str) -> bool:
    """Return True for a name that programs give to files which are not complete, and for hidden files.

    >>> is_temporary("orders.csv.part"), is_temporary(".orders.csv.x1"), is_temporary("orders.csv")
    (True, True, False)
    """
    return name.startswith((".", "~$")) or name.lower().endswith(_TEMPORARY)


def is_open_for_writing(path: Path) -> bool:
    """Return True if a process on this machine has the file open for writing; False where the system does not tell.

    Linux grants a lease for reading (fcntl(2)) only while nobody does. Only the file's owner may ask.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # Whoever opens it meanwhile breaks the lease, which is told by a signal: SIGIO would end this process.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(descriptor)
    return False
