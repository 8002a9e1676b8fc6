"""Progress updates of an upload, as frozen values. The loop emits them; the CLI and the app display them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from tiktok_tui.events.counts import agreeing
from tiktok_tui.events.errors import AppError
from tiktok_tui.tiktok import errors
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads.summary import Summary


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run begins or is resumed; `accepted` and `refused` date from before it was resumed.

    `in_doubt` events were being sent when its process died; they are sent again with the same IDs.
    """

    run: str
    total: int
    accepted: int = 0
    refused: int = 0
    in_doubt: int = 0

    @property
    def sent_again(self) -> str:
        """`3 with an unknown result are sent again under the same IDs`; "" if there are none."""
        one, many = "is sent again under the same ID", "are sent again under the same IDs"
        return f"{self.in_doubt:,} with an unknown result {agreeing(self.in_doubt, one, many)}" if self.in_doubt else ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Events that are not sent: accepted in another run, or withheld since they have been in doubt for too long."""

    skipped: int
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Events that are not sent since they look like accepted ones under other IDs; `words` say how, and where."""

    events: int
    words: str

    @property
    def what(self) -> str:
        """`37 events look like events accepted before under other IDs`."""
        if self.events == 1:
            return "1 event looks like one accepted before under another ID"
        return f"{self.events:,} events look like events accepted before under other IDs"


@dataclass(frozen=True, slots=True)
class QueryChanged:
    """The query gives other events than when the run began: `new` ones, which are not sent, and `gone` ones."""

    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class BatchStarted:
    """A batch is being sent. `tries` counts from 1; `parent` is the batch that it is a part of."""

    number: int
    events: int
    first_row: int
    last_row: int
    tries: int
    in_flight: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class BatchAccepted:
    """TikTok accepted the batch, in `seconds`. `partial`: it reports refusing some of the events (20001), not which.

    `repeated`: it reports having had the same request before (40050), so an earlier try was carried out.
    """

    number: int
    events: int
    seconds: float
    code: int
    request_id: str
    partial: bool = False
    repeated: bool = False
    message: str = ""

    @classmethod
    def by(cls, answer: Answer, number: int, events: int) -> Self:
        """The update for TikTok's answer to a batch; its message matters only where it leaves a doubt."""
        return cls(
            number,
            events,
            answer.seconds,
            answer.code,
            answer.request_id,
            partial=answer.partial,
            repeated=answer.repeated,
            message=answer.message if answer.partial else "",
        )


@dataclass(frozen=True, slots=True)
class BatchRetrying:
    """The batch failed and is sent again in `wait` seconds, after `tries` tries."""

    number: int
    tries: int
    wait: float
    why: str
    code: int
    request_id: str


@dataclass(frozen=True, slots=True)
class BatchSplit:
    """TikTok refused the batch for one of its events; it is replaced by `parts` (number, events)."""

    number: int
    parts: tuple[tuple[int, int], ...]
    why: str
    code: int
    request_id: str


@dataclass(frozen=True, slots=True)
class BatchSetAside:
    """The batch is not sent again until the run is resumed. `in_doubt`: an earlier try may have been carried out."""

    number: int
    events: int
    in_doubt: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class RowRefused:
    """TikTok refused the event of this row, on its own; `field` is the path that it names, or "".

    `name` names the row where its number would not find it, else "".
    """

    number: int
    row: int
    field: str
    reason: str
    remedy: str
    code: int
    request_id: str
    name: str = ""

    @classmethod
    def by(cls, error: errors.RowRefused, number: int, row: int, name: str) -> Self:
        """The update for TikTok's refusal of one event."""
        return cls(number, row, error.field, error.what, error.remedy, error.code, error.request_id, name)

    @property
    def row_words(self) -> str:
        """The row for people: "row 12", or its name."""
        return self.name or f"row {self.row:,}"


@dataclass(frozen=True, slots=True)
class Throttled:
    """TikTok throttles: at most `in_flight` batches at a time from now on, and none for `wait` seconds."""

    in_flight: int
    wait: float
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that is left are `events` that another run is sending; the upload waits for their result."""

    events: int


@dataclass(frozen=True, slots=True)
class Paused:
    """No batch is started until it is resumed; `in_flight` are still being sent."""

    in_flight: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """The pause is over."""


@dataclass(frozen=True, slots=True)
class RunStopped:
    """The run ended before its end and can be resumed. `error` is the cause; None: a person stopped it."""

    summary: Summary
    error: AppError | None = None

    @property
    def reason(self) -> str:
        """The cause, in one sentence."""
        return self.error.what if self.error else "Stopped."


@dataclass(frozen=True, slots=True)
class RunFinished:
    """Every event has been decided."""

    summary: Summary


Update = (
    RunStarted
    | Skipped
    | HeldBack
    | QueryChanged
    | BatchStarted
    | BatchAccepted
    | BatchRetrying
    | BatchSplit
    | BatchSetAside
    | RowRefused
    | Throttled
    | Waiting
    | Paused
    | Resumed
    | RunStopped
    | RunFinished
)
