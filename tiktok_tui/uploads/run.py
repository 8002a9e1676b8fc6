"""What a run is: its job, its state, how far it came."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiktok_tui.files.source import SourceRef
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.ledger.batches import Tally
from tiktok_tui.uploads.options import Options


class Status(StrEnum):
    """How a run stands. `running` with no process behind it is a run that died; see `Run.resumable`."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    """By a person."""
    FAILED = "failed"
    """By an error, which the run names."""


@dataclass(frozen=True, slots=True)
class RunSpec:
    """What a run is made of, before it has a name.

    `size` in bytes and `changed` in Unix seconds are 0 for a query. `settings` are the
    destination's as JSON (`settings`), `mapping` is TOML, `checked` the "now" of the age rules in Unix seconds.
    """

    source: SourceRef
    fingerprint: str
    size: int
    changed: float
    destination: str
    settings: str
    mapping: str
    options: Options
    base_url: str
    checked: float
    totals: Totals

    @property
    def name(self) -> str:
        """The file's name, or the word "query"."""
        return self.source.label

    @property
    def total(self) -> int:
        """How many events there are to send, those sent before included."""
        return min(self.totals.sendable, self.options.limit if self.options.limit is not None else self.totals.sendable)


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the ledger holds it. Times are Unix seconds; `finished` is None while it runs or when it died."""

    number: int
    id: str
    job: RunSpec
    audience: int
    status: Status
    started: float
    finished: float | None
    total: int
    tally: Tally
    error: str
    remedy: str

    @property
    def left(self) -> int:
        """Events that are neither accepted, refused, skipped nor withheld."""
        counts = self.tally
        return max(0, self.total - counts.accepted - counts.refused - counts.skipped - counts.withheld)

    @property
    def resumable(self) -> bool:
        """Whether there is something left to do for it."""
        return self.status is not Status.DONE or self.tally.withheld > 0
