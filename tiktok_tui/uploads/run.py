"""A run: what it sends and where, its status, and its counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiktok_tui.files.source.source import SourceRef
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.options import Options


class Status(StrEnum):
    """The status of a run in the ledger.

    A run begins as `running` and ends as one of the others; resuming an unfinished run makes it `running` again:

        running ─▶ done      every event has been decided
        running ─▶ stopped   a person stopped it             ─▶ running
        running ─▶ failed    an error, which the run names   ─▶ running

    A person can give an unfinished run up: it is `given up` for good, and its file may be sent as a new run.

    A run that is `running` although no process sends it has died (a crash, a power cut) and can be resumed, too.
    A `done` run that held events back can be resumed to send those.
    """

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    GIVEN_UP = "given up"


class RunState(StrEnum):
    """The state of a run as people see it: its status, and whether a process is sending it."""

    RUNNING = "running"
    UNFINISHED = "unfinished"
    """Its process died."""
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    GIVEN_UP = "given up"


class BatchState(StrEnum):
    """The state of a batch in the ledger.

    A batch is written as `sending` when it leaves for the first time; the parts of a refused batch begin as `queued`:

        queued ──▶ sending, unsent
        sending ─▶ accepted, refused, split, waiting, unsent, doubtful
        waiting ─▶ sending, unsent, doubtful

    `waiting` is sent again later. The others are final: `refused` is a batch of one event, `split` continues as its
    parts, `unsent` was not carried out for certain, `doubtful` may have been. The events of the last two are sent in
    other batches when the run is resumed.
    """

    QUEUED = "queued"
    SENDING = "sending"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SPLIT = "split"
    UNSENT = "unsent"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a run, as its row in the ledger holds them (see `schema.sql`)."""

    accepted: int = 0
    refused: int = 0
    uncertain: int = 0
    skipped: int = 0
    withheld: int = 0
    batches: int = 0
    requests: int = 0
    similar: int = 0

    @property
    def held_back(self) -> int:
        """Events that are sent only on request: withheld, or similar to accepted ones."""
        return self.withheld + self.similar

    def left(self, total: int) -> int:
        """How many of `total` events are still undecided."""
        return max(0, total - self.accepted - self.refused - self.skipped - self.withheld - self.similar)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many events are not sent.

    They were accepted in other runs, have been in doubt for too long, or look like accepted ones under other IDs.
    """

    skipped: int = 0
    withheld: int = 0
    similar: int = 0


@dataclass(frozen=True, slots=True)
class RunSpec:
    """Everything a run is made from.

    `size` (bytes) and `modified_at` (Unix seconds) are the file's, 0 for a query. `settings` are the destination's as
    JSON, `mapping` is TOML, `checked_at` is the instant (Unix seconds) that the age rules were applied with.
    """

    source: SourceRef
    fingerprint: str
    size: int
    modified_at: float
    destination: str
    settings: str
    mapping: str
    options: Options
    base_url: str
    checked_at: float
    totals: Totals

    @property
    def name(self) -> str:
        """The file's name, or the word "query"."""
        return self.source.label

    @property
    def total(self) -> int:
        """How many events there are to send, including those that earlier runs sent."""
        return min(self.totals.sendable, self.options.limit if self.options.limit is not None else self.totals.sendable)


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the ledger holds it.

    Times are Unix seconds; `finished_at` is None while it runs and when it died. `recipient` is the ledger's number
    for where the events go (see `schema.sql`).
    """

    number: int
    id: str
    spec: RunSpec
    recipient: int
    status: Status
    started_at: float
    finished_at: float | None
    total: int
    tally: Tally
    error: str
    remedy: str

    @property
    def left(self) -> int:
        """Events that are still undecided."""
        return self.tally.left(self.total)

    @property
    def ended(self) -> bool:
        """True if it is done or given up: it cannot be given up any more."""
        return self.status in (Status.DONE, Status.GIVEN_UP)

    @property
    def resumable(self) -> bool:
        """True if there is something left to send."""
        return not self.ended or (self.status is Status.DONE and self.tally.held_back > 0)
