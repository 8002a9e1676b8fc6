"""The steps of a sync as a command shows them: on stderr, with a bar on a terminal, stopped by Ctrl+C and SIGTERM."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.cli.jobs import job, sending
from tiktok_tui.files.progress import Cancelled

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.events.errors import AppError
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.start import Sending
    from tiktok_tui.uploads.updates import RunFinished, RunStopped


class ConsoleSteps:
    """Carries out the steps of `syncs.steps.Steps`."""

    def say(self, message: str) -> None:
        """Print a sentence."""
        console.say(message)

    def failure(self, error: AppError) -> None:
        """Print an error."""
        console.failure(error)

    @contextmanager
    def open(self, home: Home, source: SourceRef, sheet: str | None) -> Iterator[Table]:
        """Open a source. Raises Cancelled for Ctrl+C."""
        with _cancelled(), job.open_source(home, source, sheet=sheet) as table:
            yield table

    @contextmanager
    def check(self, table: Table, mapping: Mapping, destination: Destination, now: datetime) -> Iterator[Prepared]:
        """Check every row. Raises Cancelled for Ctrl+C."""
        with _cancelled(), job.check_table(table, mapping, destination, now) as prepared:
            yield prepared

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        """Send to the end."""
        return sending.watch(upload, destination)


@contextmanager
def _cancelled() -> Iterator[None]:
    try:
        yield
    except Stopped:
        raise Cancelled from None
