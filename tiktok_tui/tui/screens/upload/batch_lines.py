"""Batches as lines of a table, of a running upload or of a run in the ledger: one set of words for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tiktok_tui.files.row_names import number_in_words
from tiktok_tui.tiktok.codes import REPEATED
from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.run import BatchState

if TYPE_CHECKING:
    from tiktok_tui.uploads.ledger.history import BatchRecord

COLUMNS = (
    TableColumn("Batch", 5, right=True),
    TableColumn("Events", 6, right=True),
    TableColumn("State", least=16),
)

_STATES = {
    BatchState.QUEUED: Cell("○ waiting", Tone.QUIET),
    BatchState.SENDING: Cell("● sending", Tone.INFO),
    BatchState.WAITING: Cell("↻ waiting to be sent again", Tone.WARNING),
    BatchState.REFUSED: Cell("✗ refused", Tone.ERROR),
    BatchState.SPLIT: Cell("✓ split to find the event at fault", Tone.QUIET),
    BatchState.UNSENT: Cell("○ moved to a later batch", Tone.QUIET),
    BatchState.DOUBTFUL: Cell("! in doubt, moved to a later batch", Tone.WARNING),
}


@dataclass(slots=True)
class BatchLine:
    """One batch as it is now."""

    number: int
    events: int
    rows: str
    state: Cell
    tries: int = 0
    request_id: str = ""
    message: str = ""
    """TikTok's message, or the reason for a retry; without anybody's data."""
    code: int | None = None
    """TikTok's code; None before it has answered."""

    @property
    def cells(self) -> tuple[str, str, Cell]:
        """The line as cells of `COLUMNS`."""
        return (f"{self.number:,}", f"{self.events:,}", self.state)


def line_of(record: BatchRecord) -> BatchLine:
    """Return the line of a batch in the ledger."""
    if record.state is BatchState.ACCEPTED:
        partial = record.code not in {0, REPEATED}
        state = _accepted(record.seconds, record.request_id, record.code, partial=partial)
    else:
        state = _STATES[record.state]
    answered = record.request_id or record.code
    return BatchLine(
        record.number,
        record.events,
        _rows(record.first_row, record.last_row),
        state,
        record.tries,
        record.request_id,
        " ".join(filter(None, (record.message, record.details))),
        record.code if answered else None,
    )


@dataclass(slots=True)
class BatchLines:
    """A `RowSource` of the batches of a running upload, the newest first."""

    _lines: dict[int, BatchLine] = field(default_factory=dict)
    _order: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of batches, parts included."""
        return len(self._order)

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """The batches from `offset` on, the newest first."""
        last = len(self._order) - 1
        numbers = [self._order[last - index] for index in range(offset, min(offset + limit, len(self._order)))]
        return [line.cells for line in map(self._lines.__getitem__, numbers)]

    def at(self, index: int) -> BatchLine | None:
        """The batch in line `index` of the table."""
        return self._lines[self._order[-1 - index]] if index < len(self._order) else None

    def add(self, update: updates.Update) -> None:
        """Apply an update of the upload."""
        match update:
            case updates.BatchStarted():
                line = self._line(update.number, update.events)
                line.rows = _rows(update.first_row, update.last_row)
                line.tries = update.tries
                again = f" ({update.tries})" if update.tries > 1 else ""
                line.state = Cell(f"● sending{again}", Tone.INFO)
            case updates.BatchAccepted():
                line = self._answered(update.number, update.request_id, update.message, update.code)
                line.events = update.events
                line.state = _accepted(update.seconds, update.request_id, update.code, partial=update.partial)
            case updates.BatchRetrying():
                line = self._answered(update.number, update.request_id, update.why, update.code)
                line.state = Cell(f"↻ again in {update.wait:.0f} s ({update.tries}): {update.why}", Tone.WARNING)
            case updates.BatchSplit():
                line = self._answered(update.number, update.request_id, update.why, update.code)
                parts = " + ".join(f"{events:,}" for _, events in update.parts)
                line.state = Cell(f"✓ split {parts} to find the event at fault", Tone.QUIET)
            case updates.BatchSetAside():
                line = self._line(update.number, update.events)
                line.message = update.why
                line.state = _STATES[BatchState.DOUBTFUL if update.in_doubt else BatchState.UNSENT]
            case updates.RowRefused():
                line = self._answered(update.number, update.request_id, update.reason, update.code)
                line.state = Cell(f"✗ {update.row_words} refused", Tone.ERROR)
            case _:
                pass

    def _answered(self, number: int, request_id: str, message: str, code: int) -> BatchLine:
        line = self._line(number)
        line.request_id, line.message, line.code = request_id, message, code
        return line

    def _line(self, number: int, events: int | None = None) -> BatchLine:
        if number not in self._lines:
            self._lines[number] = BatchLine(number, events or 0, "", _STATES[BatchState.QUEUED])
            self._order.append(number)
        line = self._lines[number]
        if events is not None:
            line.events = events
        return line


def _accepted(seconds: float, request_id: str, code: int, *, partial: bool) -> Cell:
    if partial:
        return Cell(f"! in part: TikTok does not say which   {code}", Tone.WARNING)
    # IDs begin alike, and at 80 columns there is room for six characters of them.
    short = f"…{request_id[-6:]}" if len(request_id) > 7 else request_id
    return Cell(f"✓ {seconds:.2f} s   {short}", Tone.DONE)


def _rows(first: int, last: int) -> str:
    return f"{number_in_words(first)} to {number_in_words(last)}"
