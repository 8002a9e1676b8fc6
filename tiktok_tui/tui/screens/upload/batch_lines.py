"""The batches of a running upload as lines of a table, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads import updates

COLUMNS = (
    TableColumn("Batch", 5, right=True),
    TableColumn("Events", 6, right=True),
    TableColumn("State", least=16),
)


@dataclass(slots=True)
class BatchLine:
    """One batch as it stands now."""

    number: int
    events: int
    rows: str
    state: Cell
    tries: int = 0
    request_id: str = ""
    said: str = ""
    """What TikTok said of it, without anybody's data."""
    code: int | None = None
    """TikTok's code; None before it has answered."""


@dataclass(slots=True)
class BatchLines:
    """A `RowSource` that is kept up to date with what happens."""

    _lines: dict[int, BatchLine] = field(default_factory=dict)
    _order: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many batches there are, parts included."""
        return len(self._order)

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """The batches from `offset` on, the newest first."""
        last = len(self._order) - 1
        numbers = [self._order[last - place] for place in range(offset, min(offset + limit, len(self._order)))]
        return [(f"{line.number:,}", f"{line.events:,}", line.state) for line in map(self._lines.__getitem__, numbers)]

    def at(self, place: int) -> BatchLine | None:
        """The batch in line `place` of the table."""
        return self._lines[self._order[-1 - place]] if place < len(self._order) else None

    def saw(self, update: updates.Update) -> None:
        """Take over what happened to a batch."""
        match update:
            case updates.BatchStarted():
                line = self._line(update.number, update.events)
                line.rows = f"{update.first_row:,} to {update.last_row:,}"
                line.tries = update.tries
                again = f" ({update.tries})" if update.tries > 1 else ""
                line.state = Cell(f"● sending{again}", Tone.INFO)
            case updates.BatchAccepted():
                line = self._line(update.number, update.events)
                line.request_id, line.said = update.request_id, update.message
                line.code = update.code
                words = f"✓ {update.seconds:.2f} s   {short(update.request_id)}"
                if update.partial:
                    line.state = Cell(f"! in part: TikTok does not say which   {update.code}", Tone.WARNING)
                else:
                    line.state = Cell(words, Tone.DONE)
            case updates.BatchRetrying():
                line = self._line(update.number)
                line.request_id, line.said = update.request_id, update.why
                line.code = update.code
                line.state = Cell(f"↻ again in {update.wait:.0f} s ({update.tries}): {update.why}", Tone.WARNING)
            case updates.BatchSplit():
                line = self._line(update.number)
                line.request_id, line.said = update.request_id, update.why
                line.code = update.code
                line.state = Cell(f"✓ split {_parts(update.parts)} to find the event at fault", Tone.QUIET)
            case updates.BatchSetAside():
                line = self._line(update.number, update.events)
                line.said = update.why
                words = "in doubt, sent again on resume" if update.in_doubt else "not sent yet"
                line.state = Cell(f"○ {words}", Tone.WARNING if update.in_doubt else Tone.QUIET)
            case updates.RowRefused():
                line = self._line(update.number)
                line.request_id, line.said = update.request_id, update.reason
                line.code = update.code
                line.state = Cell(f"✗ refused: row {update.row:,}", Tone.ERROR)
            case _:
                pass

    def _line(self, number: int, events: int | None = None) -> BatchLine:
        if number not in self._lines:
            self._lines[number] = BatchLine(number, events or 0, "", Cell("○ waiting", Tone.QUIET))
            self._order.append(number)
        line = self._lines[number]
        if events is not None:
            line.events = events
        return line


def short(request_id: str) -> str:
    """A request ID as it fits into a table; the dialog has all of it."""
    return request_id if len(request_id) <= 16 else f"{request_id[:8]}…{request_id[-4:]}"


def _parts(parts: tuple[tuple[int, int], ...]) -> str:
    return " + ".join(f"{events:,}" for _, events in parts)
