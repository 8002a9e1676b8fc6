"""How far a fetch is, for those who watch it, and how it is stopped from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from tiktok_tui.events.counts import counted
from tiktok_tui.files.progress import Cancelled, stopped_at_exit


class Reader(Protocol):
    """The database that reads what was fetched."""

    def stop(self) -> None:
        """Stop reading, from any thread."""

    def progress(self) -> float | None:
        """Return how far it is, 0 to 1; None if unknown."""


class Transfer:
    """The progress of one fetch. The fetching thread calls `advance` and `check`; any thread may read and `cancel`."""

    def __init__(self) -> None:
        self.rows = 0
        """Rows so far; 0 where rows are not counted."""
        self.size = 0
        """Bytes so far."""
        self.total: int | None = None
        """The bytes that there will be, or None if unknown."""
        self._lock = threading.Lock()
        self._cancelled = False
        self._reader: Reader | None = None
        self._interrupts: list[Callable[[], object]] = []
        stopped_at_exit(self)

    def advance(self, *, rows: int | None = None, size: int | None = None, total: int | None = None) -> None:
        """Note how many rows and bytes there are so far, and how many bytes there will be. Raises Cancelled."""
        self.rows = self.rows if rows is None else rows
        self.size = self.size if size is None else size
        self.total = self.total if total is None else total
        self.check()

    def check(self) -> None:
        """Raise Cancelled if the fetch was cancelled; to be called at least a few times a second."""
        if self._cancelled:
            raise Cancelled

    @property
    def cancelled(self) -> bool:
        """True once the fetch was cancelled."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop the fetch, from any thread: a wait for a server is interrupted. A second call interrupts again."""
        with self._lock:
            self._cancelled = True
            interrupts = tuple(self._interrupts)
        for interrupt in interrupts:
            interrupt()

    def stop(self) -> None:
        """Cancel: the process is about to end."""
        self.cancel()

    @contextmanager
    def interrupted_by(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Within the block, `cancel` calls `interrupt` (from its own thread): it ends a wait for a server.

        An exception that leaves the block after that becomes Cancelled.
        """
        with self._lock:
            self._interrupts.append(interrupt)
            late = self._cancelled
        try:
            if late:
                raise Cancelled
            yield
        except Exception as error:
            if self._cancelled and not isinstance(error, Cancelled):
                raise Cancelled from error
            raise
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)

    def read_by(self, database: Reader) -> None:
        """Have `cancel` stop the database that reads what was fetched, and `share` follow it from now on."""
        with self._lock:
            self._interrupts.append(database.stop)
            self._reader = database
        if self._cancelled:
            database.stop()

    def share(self) -> float | None:
        """Return how far the fetch is, 0 to 1, then how far the reading is; None if unknown."""
        if self._reader is not None:
            return self._reader.progress()
        return min(1.0, self.size / self.total) if self.total else None

    def words(self) -> str:
        """Return the progress for people: "12,000 rows, 3.4 MB"; "" before anything has come."""
        parts = [counted(self.rows, "row")] if self.rows else []
        parts += [f"{self.size / 1e6:,.1f} MB"] if self.size else []
        return ", ".join(parts)
