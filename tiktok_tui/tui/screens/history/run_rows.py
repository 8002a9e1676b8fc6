"""Reads the batches and refusals of one run from the ledger. Every method is called in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.tui.screens.upload.batch_lines import BatchLine, line_of

if TYPE_CHECKING:
    from tiktok_tui.uploads.ledger.history import Refusal
    from tiktok_tui.uploads.run import Run


@dataclass(frozen=True, slots=True)
class RunRows:
    """The rows of `run` in the ledger at `path`."""

    path: Path
    run: Run

    def batch_count(self) -> int:
        """The number of batches."""
        from tiktok_tui.uploads.ledger import history
        from tiktok_tui.uploads.ledger.database import Ledger

        with Ledger(self.path) as ledger:
            return history.batch_count(ledger, self.run)

    def batches(self, offset: int, limit: int) -> list[BatchLine]:
        """The batches of a window, the newest first."""
        from tiktok_tui.uploads.ledger import history
        from tiktok_tui.uploads.ledger.database import Ledger

        with Ledger(self.path) as ledger:
            return [line_of(record) for record in history.batches(ledger, self.run, offset=offset, limit=limit)]

    def refusal_count(self, text: str) -> int:
        """The number of refused rows that contain `text`."""
        from tiktok_tui.uploads.ledger import history
        from tiktok_tui.uploads.ledger.database import Ledger

        with Ledger(self.path) as ledger:
            return history.refusal_count(ledger, self.run, text)

    def refusals(self, text: str, offset: int, limit: int) -> Sequence[Refusal]:
        """A window of the refused rows that contain `text`."""
        from tiktok_tui.uploads.ledger import history
        from tiktok_tui.uploads.ledger.database import Ledger

        with Ledger(self.path) as ledger:
            return history.refusals(ledger, self.run, containing=text, offset=offset, limit=limit)
