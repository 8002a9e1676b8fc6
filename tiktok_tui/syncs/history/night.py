"""One run of a sync, as its history keeps it: counts and reasons, and nothing of anybody's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.summary import Summary


class NightState(StrEnum):
    """The result of a night.

    A night begins as `failed`, so that one that was interrupted is no success, and ends as one of the others:

        failed ─▶ sent, nothing, held
        failed ─▶ sent              its run was resumed on a later night
        held ───▶ released, dropped a person decided
    """

    SENT = "sent"
    NOTHING = "nothing"
    """There was no event to send."""
    FAILED = "failed"
    HELD = "held"
    RELEASED = "released"
    """It was held, and then sent."""
    DROPPED = "dropped"
    """It was held, and given up."""


INTERRUPTED = "It did not reach its end: it was stopped, or the machine went down."


@dataclass(frozen=True, slots=True)
class Night:
    """One run of a sync. `number` counts the nights of the sync; the times are aware, `ended` None if interrupted.

    `reason` says why it failed or was held. `source` is what lists call the source, `run` the upload's name in the
    ledger. `rows`, `events` and `rejected` are counts of the check, `events` before it; the others those of the upload.
    `newest` is the newest conversion. `notes` say what was unusual.
    """

    number: int
    started: datetime
    ended: datetime | None = None
    state: NightState = NightState.FAILED
    reason: str = INTERRUPTED
    source: str = ""
    run: str = ""
    rows: int = 0
    left_out: int = 0
    events: int = 0
    rejected: int = 0
    accepted: int = 0
    refused: int = 0
    skipped: int = 0
    withheld: int = 0
    similar: int = 0
    newest: datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """True if it was sent: such nights show what is usual."""
        return self.state in (NightState.SENT, NightState.RELEASED)

    @property
    def not_accepted(self) -> int:
        """Rows that were rejected, and events that TikTok refused or that are held back."""
        return self.rejected + self.refused + self.withheld + self.similar

    def with_check(self, source: str, totals: Totals) -> Night:
        """Return the night with the counts of the check of the source that lists call `source`."""
        newest = None if totals.newest is None else datetime.fromtimestamp(totals.newest, UTC)
        return replace(
            self,
            source=source,
            rows=totals.rows,
            left_out=totals.left_out,
            events=totals.events,
            rejected=totals.rejected,
            newest=newest,
        )

    def with_upload(self, summary: Summary) -> Night:
        """Return the night with the counts of its upload."""
        return replace(
            self,
            run=summary.run,
            accepted=summary.accepted,
            refused=summary.refused,
            skipped=summary.skipped,
            withheld=summary.withheld,
            similar=summary.similar,
        )

    def facts(self) -> dict[str, object]:
        """Return the night as JSON has it: times in ISO 8601, None where there is none."""
        return {
            key: value.isoformat() if isinstance(value, datetime) else list(value) if key == "notes" else value
            for key, value in asdict(self).items()
        }

    @classmethod
    def of(cls, facts: Mapping[str, object]) -> Self:
        """Return the night that `facts` gave; unknown keys are ignored. Raises ValueError, TypeError, KeyError."""
        known = {field.name: facts[field.name] for field in fields(cls) if field.name in facts}
        for key in ("started", "ended", "newest"):
            known[key] = datetime.fromisoformat(str(known[key])) if known.get(key) else None
        known["state"] = NightState(str(known["state"]))
        notes = known.get("notes")
        known["notes"] = tuple(map(str, notes)) if isinstance(notes, list) else ()
        for key in ("number", *_COUNTS):
            known[key] = int(str(known.get(key, 0)))
        for key in ("reason", "source", "run"):
            known[key] = str(known.get(key, ""))
        if known["started"] is None:
            raise ValueError("a night without its start")
        return cls(**known)  # type: ignore[arg-type]  # each was converted above


_COUNTS = ("rows", "left_out", "events", "rejected", "accepted", "refused", "skipped", "withheld", "similar")
