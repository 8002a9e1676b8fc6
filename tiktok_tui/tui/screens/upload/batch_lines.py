"""The batches of a running upload as lines of a table, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads import updates as h

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

    def saw(self, happening: h.Happening) -> None:
        """Take over what happened to a batch."""
        match happening:
            case h.BatchStarted():
                line = self._line(happening.number, happening.events)
                line.rows = f"{happening.first_row:,} to {happening.last_row:,}"
                line.tries = happening.tries
                again = f" ({happening.tries})" if happening.tries > 1 else ""
                line.state = Cell(f"● sending{again}", Tone.INFO)
            case h.BatchAccepted():
                line = self._line(happening.number, happening.events)
                line.request_id, line.said = happening.request_id, happening.message
                line.code = happening.code
                words = f"✓ {happening.seconds:.2f} s   {short(happening.request_id)}"
                if happening.partial:
                    line.state = Cell(f"! in part: TikTok does not say which   {happening.code}", Tone.WARNING)
                else:
                    line.state = Cell(words, Tone.DONE)
            case h.BatchRetrying():
                line = self._line(happening.number)
                line.request_id, line.said = happening.request_id, happening.why
                line.code = happening.code
                line.state = Cell(
                    f"↻ again in {happening.wait:.0f} s ({happening.tries}): {happening.why}", Tone.WARNING
                )
            case h.BatchSplit():
                line = self._line(happening.number)
                line.request_id, line.said = happening.request_id, happening.why
                line.code = happening.code
                line.state = Cell(f"✓ split {_parts(happening.parts)} to find the event at fault", Tone.QUIET)
            case h.BatchSetAside():
                line = self._line(happening.number, happening.events)
                line.said = happening.why
                words = "in doubt, sent again on resume" if happening.in_doubt else "not sent yet"
                line.state = Cell(f"○ {words}", Tone.WARNING if happening.in_doubt else Tone.QUIET)
            case h.RowRefused():
                line = self._line(happening.number)
                line.request_id, line.said = happening.request_id, happening.reason
                line.code = happening.code
                line.state = Cell(f"✗ refused: row {happening.row:,}", Tone.ERROR)
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
