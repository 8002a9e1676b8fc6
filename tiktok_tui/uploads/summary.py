"""The counts of a run, for people: at the end of an upload, and in the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tiktok_tui.uploads.run import Status, Tally


@dataclass(frozen=True, slots=True)
class Summary:
    """A run's counts. Each of the `total` events to send is accepted, refused, skipped, withheld, similar or left.

    `skipped` were accepted in other runs; `withheld` have been in doubt for too long to be sent again unasked;
    `similar` look like events that were accepted under other IDs, and are not sent unasked;
    `uncertain` of the accepted ones are in batches that TikTok calls accepted in part. `batches` are those cut from the
    file, `requests` everything sent for them, since the run began.
    """

    run: str
    status: Status
    total: int
    tally: Tally
    similar_by: tuple[tuple[str, int], ...] = ()
    """The likenesses of the similar events of this upload to accepted ones, with their counts."""

    @property
    def accepted(self) -> int:
        """Events that TikTok accepted."""
        return self.tally.accepted

    @property
    def refused(self) -> int:
        """Events that TikTok refused."""
        return self.tally.refused

    @property
    def skipped(self) -> int:
        """Events accepted in other runs."""
        return self.tally.skipped

    @property
    def withheld(self) -> int:
        """Events in doubt for too long."""
        return self.tally.withheld

    @property
    def similar(self) -> int:
        """Events that look like accepted ones under other IDs."""
        return self.tally.similar

    @property
    def uncertain(self) -> int:
        """Accepted events in batches that TikTok calls accepted in part."""
        return self.tally.uncertain

    @property
    def batches(self) -> int:
        """Batches cut from the file."""
        return self.tally.batches

    @property
    def requests(self) -> int:
        """Requests sent."""
        return self.tally.requests

    @property
    def left(self) -> int:
        """Events that are still undecided."""
        return self.tally.left(self.total)

    @property
    def complete(self) -> bool:
        """True if TikTok certainly has every event of the run."""
        return self.status is Status.DONE and not (self.refused or self.tally.held_back or self.uncertain)

    def counts(self) -> dict[str, object]:
        """Return the counts as `--json` gives them, beside those of the check (`Totals.counts`)."""
        return {
            "run": self.run,
            "accepted": self.accepted,
            "refused": self.refused,
            "skipped": self.skipped,
            "withheld": self.withheld,
            "similar": self.similar,
            "similar_by": dict(self.similar_by),
            "uncertain": self.uncertain,
            "batches": self.batches,
            "requests": self.requests,
            "status": str(self.status),
        }


NOTHING_SENT: Final = Summary("", Status.DONE, 0, Tally())
"""The counts of a file without an event to send, for which there is no run."""
