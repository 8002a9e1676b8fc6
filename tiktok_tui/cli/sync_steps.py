"""The steps of a sync as a command shows them: on stderr, with a bar on a terminal, and stopped by Ctrl+C."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import console, job, sending

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.events.errors import AppError
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.start import Sending
    from tiktok_tui.uploads.updates import RunFinished, RunStopped


class ConsoleSteps:
    """Carries out the steps of `syncs.steps.Steps`; each raises Stopped for Ctrl+C."""

    def say(self, message: str) -> None:
        """Print a sentence."""
        console.say(message)

    def failure(self, error: AppError) -> None:
        """Print an error."""
        console.failure(error)

    def open(self, home: Home, source: SourceRef, sheet: str | None) -> AbstractContextManager[Table]:
        """Open a source."""
        return job.open_source(home, source, sheet=sheet)

    def check(
        self, table: Table, mapping: Mapping, destination: Destination, now: datetime
    ) -> AbstractContextManager[Prepared]:
        """Check every row."""
        return job.check_table(table, mapping, destination, now)

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        """Send to the end."""
        return sending.watch(upload, f"Sending to {destination.name}", destination)
