"""The steps of a sync in a thread: their progress can be read, and they can be stopped, from any other thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import AppError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.sources.open_source import open_source
from tiktok_tui.sources.transfer import Transfer
from tiktok_tui.uploads.progress import Progress
from tiktok_tui.uploads.updates import RunFinished, RunStopped

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.start import Sending


class WatchedSteps:
    """Carries out the steps of `Steps`. After `stop` they raise Cancelled, or end an upload after its next batches.

    `title` says what is being done; `on_message` gets each message, in the thread of the steps.
    """

    def __init__(self, on_message: Callable[[str], None] = lambda message: None) -> None:
        self.title = "Starting"
        self._on_message = on_message
        self._lock = threading.Lock()
        self._stopped = False
        self._share: Callable[[], float | None] = lambda: None
        self._words: Callable[[], str] = lambda: ""
        self._interrupt: Callable[[], None] = lambda: None

    def share(self) -> float | None:
        """Return how far the step is, 0 to 1; None if unknown."""
        return self._share()

    def words(self) -> str:
        """Return the progress of the step for people; "" before anything has come."""
        return self._words()

    def stop(self) -> None:
        """Stop the step and all that follow. Call it again if the step does not end: it may have just begun."""
        with self._lock:
            self._stopped = True
            interrupt = self._interrupt
        interrupt()

    def say(self, message: str) -> None:
        """Hand a message on."""
        self._on_message(message)

    def failure(self, error: AppError) -> None:
        """Hand an error on."""
        self._on_message(str(error))

    @contextmanager
    def open(self, home: Home, source: SourceRef, sheet: str | None) -> Iterator[Table]:
        """Open a source. Raises what `open_source` raises, and Cancelled."""
        transfer = Transfer()
        self._begin("Opening", transfer.cancel, transfer.share, transfer.words)
        with open_source(home, source, sheet=sheet, transfer=transfer) as table:
            for note in table.notes:
                self.say(f"{table.name}: {note}")
            yield table

    @contextmanager
    def check(self, table: Table, mapping: Mapping, destination: Destination, now: datetime) -> Iterator[Prepared]:
        """Check every row. Raises what `prepare` raises, and Cancelled."""
        self._begin(f"Checking {table.name}", table.interrupt, table.progress)
        with prepare(table, mapping, destination, now=now) as prepared:
            yield prepared

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        """Send to the end, or until `stop`."""
        progress = Progress()

        def words() -> str:
            refused = f", {progress.tally.refused:,} refused" if progress.tally.refused else ""
            return f"{progress.tally.accepted:,} of {counted(progress.total, 'event')} accepted{refused}"

        def share() -> float | None:
            return progress.done / progress.total if progress.total else None

        self._begin(f"Sending to {destination.name}", upload.control.stop, share, words)
        ended: RunFinished | RunStopped | None = None
        for update in upload:
            progress.add(update, time.monotonic())
            if isinstance(update, RunFinished | RunStopped):
                ended = update
        assert ended is not None, "an upload ends with RunFinished or RunStopped"
        return ended

    def _begin(
        self,
        title: str,
        interrupt: Callable[[], None],
        share: Callable[[], float | None],
        words: Callable[[], str] = lambda: "",
    ) -> None:
        with self._lock:
            self.title, self._interrupt, self._share, self._words = title, interrupt, share, words
            if self._stopped:
                raise Cancelled
