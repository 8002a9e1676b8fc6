"""Write bytes as they come into a private file, with limits on their number and on the disk that they take."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tiktok_tui.events.closing import Closing
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.scratch import open_private
from tiktok_tui.sources.transfer import Transfer

LARGEST: Final = 50 << 30
"""The most bytes of one source that are copied."""
SPARE_DISK: Final = 256 << 20
"""Bytes of the disk that are left free."""
_LOOK_EVERY = 32 << 20


class Spool(Closing):
    """A private file that grows; a context manager that closes it. `where` names the source in errors."""

    def __init__(self, path: Path, where: str, transfer: Transfer) -> None:
        self.path = path
        self.size = 0
        self._where, self._transfer = where, transfer
        self._looked_at = 0
        self._look(0)
        self._file = open_private(path)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def write(self, chunk: bytes, total: int | None = None) -> None:
        """Add bytes; `total` is how many there will be in all, if known. Raises FileError and Cancelled."""
        self._file.write(chunk)
        self.size += len(chunk)
        if self.size > LARGEST:
            raise FileError(
                f"More than {LARGEST >> 30} GB have come; more is not copied.",
                where=self._where,
                remedy="Send it in parts, or save it to a file and send that.",
            )
        if self.size - self._looked_at >= _LOOK_EVERY:
            self._look(0)
        self._transfer.advance(size=self.size, total=total)

    def expect(self, total: int) -> None:
        """Raise FileError if that many bytes in all find no room."""
        if total > LARGEST:
            raise FileError(
                f"The file has {total / 1e9:,.0f} GB; at most {LARGEST >> 30} GB are copied.",
                where=self._where,
                remedy="Send it in parts.",
            )
        self._look(total - self.size)

    def clear(self) -> None:
        """Begin again with an empty file."""
        self._file.seek(0)
        self._file.truncate()
        self.size = self._looked_at = 0

    def _look(self, coming: int) -> None:
        """Raise FileError if the disk has no room for so many bytes more."""
        self._looked_at = self.size
        if shutil.disk_usage(self.path.parent).free - coming < SPARE_DISK:
            raise FileError(
                "There is not enough free disk space for a copy of the rows.",
                where=self._where,
                remedy="Free some space, or set TIKTOK_TUI_HOME to a folder on a larger disk.",
            )
