"""The log of one upload on the screen: its numbers, its batches, its refused rows, and the message of the moment."""

from __future__ import annotations

from collections import Counter

from tiktok_tui.events.counts import counted
from tiktok_tui.tui.screens.upload.batch_lines import BatchLines
from tiktok_tui.tui.screens.upload.details import refused_cells
from tiktok_tui.tui.widgets.table.rows import FixedRows, RowSource, TableColumn
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.progress import Progress

REFUSED = (TableColumn("Row", 8, right=True), TableColumn("Why", least=20))
"""The columns of the refused rows."""

_KEPT = 1000
"""Refused rows that are kept for the table; the rejects file has all of them."""

_READ = 2.0
"""Seconds that a message stays at least."""


class UploadLog:
    """Grows with the updates. Batches and refused rows are of the whole run, numbers since its last start."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.batches = BatchLines()
        self.refused: list[updates.RowRefused] = []
        self.reasons: Counter[str] = Counter()
        self.message = ""
        """The reason why the upload waits, or ""."""
        self.ended: updates.RunFinished | updates.RunStopped | None = None
        """How the upload ended, once it has."""
        self._message_until = 0.0

    def begin(self) -> None:
        """Start or resume the run."""
        self.progress = Progress()
        self.message = "Getting ready …"
        self.ended = None

    def add(self, update: updates.Update, now: float) -> None:
        """Apply an update; `now` in seconds of a monotonic clock."""
        self.progress.add(update, now)
        self.batches.add(update)
        match update:
            case updates.RowRefused():
                self.reasons[update.reason] += 1
                if len(self.refused) < _KEPT:
                    self.refused.append(update)
            case updates.Throttled():
                self.message = f"TikTok asks for less: {update.in_flight} at once, again in {update.wait:.0f} s"
                self._message_until = now + max(update.wait, _READ)
            case updates.Waiting():
                events = counted(update.events, "event is", "events are")
                self.message = f"{events} being sent by another run; waiting for it"
            case updates.HeldBack():
                self.message = f"Held back: {update.what} ({update.words})"
                self._message_until = now + _READ
            case updates.QueryChanged():
                new = counted(update.new, "new row is", "new rows are")
                gone = counted(update.gone, "is", "are")
                self.message = f"The source has changed: {new} not sent, {gone} missing"
            case updates.RunStarted() if update.in_doubt:
                self.message = update.sent_again
            case updates.BatchAccepted() if now < self._message_until or self.progress.paused:
                pass
            case updates.RunStarted() | updates.BatchAccepted() | updates.Resumed():
                self.message = ""
            case updates.Paused():
                self.message = "Paused. space  continue"
            case updates.RunFinished() | updates.RunStopped():
                self.ended = update
            case _:
                pass

    def refused_with(self, text: str) -> list[updates.RowRefused]:
        """The refused rows with `text` in their number, field or reason, in the order in which they came."""
        words = text.lower()
        return [each for each in self.refused if words in f"{each.row} {each.name} {each.field} {each.reason}".lower()]

    def refused_rows(self, text: str) -> RowSource:
        """The same as rows of a table: row number and reason."""
        return FixedRows([refused_cells(refused) for refused in self.refused_with(text)])
