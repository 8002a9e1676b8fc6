"""The result of running a sync, for the command, the app and the messages about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tiktok_tui.events.errors import AppError
from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.settings.sync import Sync
from tiktok_tui.uploads.summary import NOTHING_SENT, Summary


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The result of a night. `totals` and `summary` are those of its check and upload, None if it never got there.

    `notes` are the assumptions of the check. `error` is what it failed with; `stopped` is true if a person stopped the
    upload. `fault` is the exception of a fault in tiktok-tui itself, which `error` says in words.
    """

    sync: Sync
    night: Night
    totals: Totals | None = None
    notes: tuple[Note, ...] = ()
    summary: Summary | None = None
    error: AppError | None = None
    stopped: bool = False
    fault: Exception | None = None

    @property
    def occasions(self) -> frozenset[str]:
        """The results that a message may be about, as the sync's `on` names them; none if a person stopped it."""
        if self.stopped and self.error is None:
            return frozenset()
        match self.night.state:
            case NightState.FAILED:
                return frozenset(("failed",))
            case NightState.HELD:
                return frozenset(("held",))
            case NightState.SENT | NightState.RELEASED:
                return frozenset(("sent", "rejected") if self.night.not_accepted else ("sent",))
            case _:
                return frozenset(("rejected",) if self.night.not_accepted else ())

    @property
    def needs_a_look(self) -> bool:
        """True if it is held, or if TikTok does not certainly have every conversion of the export."""
        uncertain = self.summary is not None and not self.summary.complete
        return self.night.state is NightState.HELD or bool(self.night.not_accepted) or uncertain

    @property
    def is_whole(self) -> bool:
        """True if TikTok has a conversion of every row of the export, so that another copy of it has nothing to add."""
        return self.night.is_good and not self.needs_a_look and not self.night.left_out

    def facts(self) -> dict[str, object]:
        """Return the result as `--json` gives it: the keys of `send`, and those of the night."""
        night = self.night.facts()
        of_check = {} if self.totals is None else self.totals.counts(self.night.source)
        summary = self.summary or replace(NOTHING_SENT, run=self.night.run)
        return {
            "sync": self.sync.id,
            "destination": self.sync.destination,
            "state": str(self.night.state),
            "reason": self.night.reason,
            **{key: night[key] for key in ("number", "started", "ended", "newest")},
            **({"file": self.night.source} | {key: night[key] for key in ("rows", "left_out", "rejected", "events")}),
            **of_check,
            "notes": [note.facts() for note in (*self.notes, *(Note("sync", text) for text in self.night.notes))],
            **summary.counts(),
            **({} if self.summary is not None else {"status": ""}),
        }
