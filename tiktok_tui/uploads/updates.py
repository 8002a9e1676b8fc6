"""What happens during an upload, as small values: the command tells them, the screen shows them, neither makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tiktok_tui.events.errors import AppError
from tiktok_tui.uploads.run import Status

if TYPE_CHECKING:
    from tiktok_tui.tiktok.answers import Answer


@dataclass(frozen=True, slots=True)
class Summary:
    """A run's counts. `total` events are to be sent in all; each is accepted, refused, skipped, withheld or left.

    `skipped` were accepted in other runs; `withheld` have been in doubt for too long to be sent again unasked;
    `uncertain` of the accepted ones are in batches of which TikTok says that they succeeded in part. `batches` are
    those made from the file, `requests` everything sent for them, over all sittings of the run.
    """

    run: str
    status: Status
    total: int
    accepted: int
    refused: int
    skipped: int
    withheld: int
    uncertain: int
    batches: int
    requests: int

    @property
    def left(self) -> int:
        """Events that nothing has been decided about."""
        return max(0, self.total - self.accepted - self.refused - self.skipped - self.withheld)

    @property
    def complete(self) -> bool:
        """Whether TikTok has every event of the run for certain."""
        return self.status is Status.DONE and not (self.refused or self.withheld or self.uncertain)


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run begins or goes on. `accepted` and `refused` were so in its earlier sittings.

    `in_doubt` events were on their way when an earlier sitting died; they are sent again with the same IDs.
    """

    run: str
    total: int
    accepted: int = 0
    refused: int = 0
    in_doubt: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """Events that are not sent: accepted in another run, or withheld since they have been in doubt for too long."""

    skipped: int
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class BatchStarted:
    """A batch is on its way. `tries` counts from 1; `parent` is the batch that it is a part of."""

    number: int
    events: int
    first_row: int
    last_row: int
    tries: int
    in_flight: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class BatchAccepted:
    """TikTok took the batch, in `seconds`. `partial`: it says that it refused some of the events (20001), not which.

    `repeated`: it says that it has had the very same request before (40050), so an earlier try got through.
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
        """What TikTok's answer says of a batch; its words are worth telling only where they leave a doubt."""
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
    """The batch did not get through and is tried again in `wait` seconds. `tries` have been made."""

    number: int
    tries: int
    wait: float
    why: str
    code: int
    request_id: str


@dataclass(frozen=True, slots=True)
class BatchSplit:
    """TikTok refused the batch for one of its events; it goes on as `parts` (number, events)."""

    number: int
    parts: tuple[tuple[int, int], ...]
    why: str
    code: int
    request_id: str


@dataclass(frozen=True, slots=True)
class BatchSetAside:
    """The batch is not sent any more in this sitting. `in_doubt`: an earlier try may have got through."""

    number: int
    events: int
    in_doubt: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class RowRefused:
    """TikTok refused the event of this row, on its own; `field` is the path that it names, or ""."""

    number: int
    row: int
    field: str
    reason: str
    remedy: str
    code: int
    request_id: str


@dataclass(frozen=True, slots=True)
class Throttled:
    """TikTok wants less: `in_flight` batches at once from now on, and none for `wait` seconds."""

    in_flight: int
    wait: float
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that is left are `events` that another run is sending just now; what comes of them is waited for."""

    events: int


@dataclass(frozen=True, slots=True)
class Paused:
    """No batch is started until it goes on; `in_flight` are still on their way."""

    in_flight: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """It goes on after a pause."""


@dataclass(frozen=True, slots=True)
class RunStopped:
    """The run ended before its end and can be resumed. `error` says why; None: a person stopped it."""

    summary: Summary
    error: AppError | None = None

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        return self.error.what if self.error else "Stopped."


@dataclass(frozen=True, slots=True)
class RunFinished:
    """Every event has been dealt with."""

    summary: Summary


Happening = (
    RunStarted
    | Skipped
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
