"""The steps of a run, as the one who runs it carries them out: with a bar, on a screen, or silently."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.source import SourceRef
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.uploads.choosing import Reporter
from tiktok_tui.uploads.updates import RunFinished, RunStopped

if TYPE_CHECKING:
    from tiktok_tui.uploads.start import Sending


class Steps(Reporter, Protocol):
    """Opens, checks and sends, showing the progress, so that it can be stopped; and shows messages."""

    def open(self, home: Home, source: SourceRef, sheet: str | None) -> AbstractContextManager[Table]:
        """Open a source. Raises what `sources.open_source` raises."""

    def check(
        self, table: Table, mapping: Mapping, destination: Destination, now: datetime
    ) -> AbstractContextManager[Prepared]:
        """Check every row. Raises what `prepare` raises."""

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        """Iterate over the upload to its end and return its last update."""
