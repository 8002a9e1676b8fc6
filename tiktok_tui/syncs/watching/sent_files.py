"""The files of a watched folder that were sent: hashes of their content, so that none is sent again after a restart."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.home import remove as remove_file

_KEPT: Final = 10_000


class SentFiles:
    """The files of one sync, by the hash of their content. The caller holds the lock of the watch."""

    def __init__(self, home: Home, sync_id: str) -> None:
        self._path = _path(home, sync_id)
        self._names: dict[str, str] = {}
        self._lines: list[str] = []
        if self._path.exists():
            for line in self._path.read_text("utf-8", "replace").splitlines():
                self._read(line)

    def name_of(self, digest: str) -> str | None:
        """Return the name that a file with this content was sent under; None if none was."""
        return self._names.get(digest)

    def add(self, digest: str, name: str) -> None:
        """Keep that this content was sent. Raises StateError."""
        self._read(json.dumps({"sha256": digest, "name": name, "at": datetime.now(UTC).isoformat(timespec="seconds")}))
        self._lines = self._lines[-_KEPT:]
        write_private(self._path, "".join(f"{line}\n" for line in self._lines))

    def _read(self, line: str) -> None:
        try:
            facts = json.loads(line)
            self._names[str(facts["sha256"])] = str(facts["name"])
        except (ValueError, TypeError, KeyError):
            return  # a line that was cut off: its file is checked again, and its events are skipped
        self._lines.append(line)


def digest_of(path: Path) -> str:
    """Return the hash of the file's content. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def remove(home: Home, sync_id: str) -> None:
    """Forget the files of the sync. Raises StateError."""
    remove_file(_path(home, sync_id))


def _path(home: Home, sync_id: str) -> Path:
    return home.nights / f"{sync_id}.files"
