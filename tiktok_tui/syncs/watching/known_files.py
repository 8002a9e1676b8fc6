"""The files of a watched folder that were sent or checked, by the hashes of their content, also over a restart."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events.errors import StateError

_KEPT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was when it was read: the hash of its content, its name, and when it was changed (in ns)."""

    sha256: str
    name: str
    changed: int


class KnownFiles:
    """The files of one sync. The caller holds the lock of the watch. Raises StateError if they cannot be read."""

    def __init__(self, home: Home, sync_id: str) -> None:
        self._path = _path(home, sync_id)
        self._sent: dict[str, str] = {}
        self._checked: set[Content] = set()
        self._lines: list[str] = []
        for line in _lines(self._path):
            self._read(line)

    def sent_as(self, content: Content) -> str | None:
        """Return the name that such content was sent under as a whole; None if it was not."""
        return self._sent.get(content.sha256)

    def is_unchanged(self, content: Content) -> bool:
        """Return True if this very file was checked before, and nobody saved it since."""
        return content in self._checked

    def add(self, content: Content, *, whole: bool) -> None:
        """Keep that a file was checked, and whether all of it was sent. Raises StateError."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._read(json.dumps(asdict(content) | {"whole": whole, "at": at}))
        self._lines = self._lines[-_KEPT:]
        write_private(self._path, "".join(f"{line}\n" for line in self._lines))

    def _read(self, line: str) -> None:
        try:
            facts = json.loads(line)
            content = Content(str(facts["sha256"]), str(facts["name"]), int(facts["changed"]))
            whole = facts["whole"] is True
        except (ValueError, TypeError, KeyError):
            return  # a line that was cut off: its file is checked again, and its events are skipped
        self._lines.append(line)
        self._checked.add(content)
        if whole:
            self._sent[content.sha256] = content.name


def content_of(path: Path) -> Content:
    """Return the content of the file. Raises OSError."""
    with path.open("rb") as stream:
        changed = path.stat().st_mtime_ns
        return Content(hashlib.file_digest(stream, "sha256").hexdigest(), path.name, changed)


def remove(home: Home, sync_id: str) -> None:
    """Forget the files of the sync. Raises StateError."""
    remove_file(_path(home, sync_id))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StateError(
            f"The list of the files that were sent cannot be read: {error.strerror}.",
            where=str(path),
            remedy="Check who owns the file, or set TIKTOK_TUI_HOME to a folder of your own.",
        ) from None


def _path(home: Home, sync_id: str) -> Path:
    return home.nights / f"{sync_id}.files"
