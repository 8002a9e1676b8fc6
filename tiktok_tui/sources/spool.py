"""Write bytes as they come into a private file, up to the limit of temporary disk space."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.events.system.closing import Closing
from tiktok_tui.files.scratch.folders import open_private
from tiktok_tui.files.scratch.limit import full_disk_said, scratch_limit
from tiktok_tui.sources.transfer import Transfer


class Spool(Closing):
    """A private file that grows; a context manager that closes it. `where` names the source in errors."""

    def __init__(self, path: Path, where: str, transfer: Transfer) -> None:
        """Raises SettingsError for a limit that is no number."""
        self.path = path
        self.size = 0
        self._where, self._transfer = where, transfer
        self._limit = scratch_limit(path.parent)
        self._file = open_private(path)

    def close(self) -> None:
        """Close the file. Raises FileError if its last bytes find no room."""
        with full_disk_said(self._where):
            self._file.close()

    def write(self, chunk: bytes, total: int | None = None) -> None:
        """Add bytes; `total` is how many there will be in all, if known. Raises FileError and Cancelled."""
        self.expect(self.size + len(chunk))
        with full_disk_said(self._where):
            self._file.write(chunk)
        self.size += len(chunk)
        self._transfer.advance(size=self.size, total=total)

    def expect(self, total: int) -> None:
        """Raise FileError if that many bytes in all find no room."""
        if total > self._limit.size:
            raise self._limit.error(self._where)

    def clear(self) -> None:
        """Begin again with an empty file."""
        self._file.seek(0)
        self._file.truncate()
        self.size = 0
