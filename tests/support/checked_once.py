"""Files that many tests send: each is written once in a process, and checked once for a destination and a mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import private_folder
from tiktok_tui.events.destination import Destination
from tiktok_tui.files.opening import Cancelled, Table, open_table
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.prepare import Prepared, prepare

_OPEN_AT_ONCE: Final = 6


@dataclass(frozen=True)
class Checked:
    """An open table and what was prepared from it at `now`."""

    table: Table
    prepared: Prepared
    now: datetime


class CheckedOnce:
    """Files in `folder`, which nobody may change, and the newest checks of them, open still."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[Path, int] = {}
        self._checks: dict[str, tuple[Checked, ExitStack]] = {}

    def file(self, name: str, write: Callable[[Path], object]) -> Path:
        """Return the file of this name, below the folder; `write` makes it if it is not there yet."""
        path = self._folder / name
        if path not in self._written:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path)
            self._written[path] = _modified(path)
        return path

    def refuse_changes(self) -> None:
        """Fail if a file was changed, and forget it."""
        changed = [path for path, written in self._written.items() if _modified(path) != written]
        if changed:
            self.close()
        for path in changed:
            del self._written[path]
        assert not changed, "others send these too: a test that changes a file takes `own_orders`"

    def has(self, path: Path) -> bool:
        """Return True for a file of this folder."""
        return path in self._written

    def checked(self, path: Path, mapping: Mapping, destination: Destination) -> Checked:
        """Return the check of such a file, which stays open for others."""
        key = repr((path, mapping, destination))
        kept = self._checks.pop(key, None)
        if kept is not None and _is_stopped(kept[0].table):
            kept[1].close()
            kept = None
        self._checks[key] = kept or self._check(path, mapping, destination)
        while len(self._checks) > _OPEN_AT_ONCE:
            self._checks.pop(next(iter(self._checks)))[1].close()
        return self._checks[key][0]

    def _check(self, path: Path, mapping: Mapping, destination: Destination) -> tuple[Checked, ExitStack]:
        with ExitStack() as parts:
            scratch = private_folder(self._folder / "scratch")
            return parts.enter_context(checked_now(str(path), mapping, destination, scratch)), parts.pop_all()

    def close(self) -> None:
        """Close what is open."""
        while self._checks:
            self._checks.popitem()[1][1].close()


@contextmanager
def checked_now(source: str, mapping: Mapping, destination: Destination, scratch: Path) -> Iterator[Checked]:
    """Open a file or a query, and check it."""
    now = datetime.now(UTC)
    with open_table(source, scratch=scratch) as table, prepare(table, mapping, destination, now=now) as prepared:
        yield Checked(table, prepared, now)


def _modified(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _is_stopped(table: Table) -> bool:
    """Return True if some test has stopped everything in this process, as its end does."""
    try:
        with table.work() as work:
            work.check()
    except Cancelled:
        return True
    return False
