"""The most temporary disk space that one open file or query may take."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tiktok_tui.events.errors import FileError, SettingsError

VARIABLE = "TIKTOK_TUI_SCRATCH_GB"
"""The environment variable that sets another limit."""
USUAL_GB = 20
_GB = 10**9
_OF_FREE = 0.9
FULL_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The system's errors for a disk or a quota that is full, and for a file larger than a disk (FAT32: 4 GB) takes."""


@dataclass(frozen=True, slots=True)
class ScratchLimit:
    """The limit in bytes. `chosen` is the one that was set, `size` the one that the free disk space leaves of it."""

    chosen: int
    size: int

    def error(self, where: str) -> FileError:
        """Return the error for a source that needs more."""
        if self.size < self.chosen:
            return FileError(
                f"There is not enough free disk space: reading this needs more than {_in_gb(self.size)} for a while.",
                where=where,
                remedy="Free some space, or set TIKTOK_TUI_HOME to a folder on a larger disk.",
            )
        return FileError(
            f"Reading this needs more than {_in_gb(self.chosen)} of temporary disk space, which is the limit.",
            where=where,
            remedy="A JOIN whose condition is too loose matches far more rows than there are: correct it. For a file "
            f"that is this large, set {VARIABLE} to more.",
        )


def scratch_limit(folder: Path) -> ScratchLimit:
    """Return the limit for temporary data in `folder`. Raises SettingsError for a setting that is no number."""
    text = os.environ.get(VARIABLE, "").strip()
    try:
        gigabytes = float(text or USUAL_GB)
    except ValueError:
        gigabytes = 0.0
    if not 0 < gigabytes < 1_000_000:
        raise SettingsError(
            f"{text!r} is not a number of gigabytes.", where=VARIABLE, remedy="Write a number such as 50."
        )
    chosen = int(gigabytes * _GB)
    return ScratchLimit(chosen, min(chosen, int(shutil.disk_usage(folder).free * _OF_FREE)))


@contextmanager
def full_disk_said(where: str) -> Iterator[None]:
    """Within the block rows are written: a disk that fills up there is a FileError about `where`."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL_DISK:
            raise
        raise full_disk(where) from None


def says_full_disk(message: str) -> bool:
    """Return True if a message of DuckDB holds one of these errors in the system's words."""
    return any(os.strerror(number) in message for number in FULL_DISK)


def full_disk(where: str) -> FileError:
    """Return the error for a disk that filled up while rows were copied."""
    return FileError(
        "There is not enough free disk space for the rows.",
        where=where,
        remedy="Free some space, or set TIKTOK_TUI_HOME to a folder on a larger disk.",
    )


def _in_gb(size: int) -> str:
    return f"{size / _GB:,.2f}".rstrip("0").rstrip(".") + " GB"
