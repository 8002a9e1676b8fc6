"""The result of an upload in words, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.tui.screens.review.wording import look_accepted, what_and_where
from tiktok_tui.tui.widgets.link import events_manager
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload

if TYPE_CHECKING:
    from tiktok_tui.uploads.options import Options
    from tiktok_tui.uploads.summary import Summary


@dataclass(frozen=True, slots=True)
class Ending:
    """How an upload ended, if it did, and what followed.

    `rest` counts the events that are ready beyond the first few; `saved` is a sentence about the file that the rejects
    were written to.
    """

    summary: Summary | None = None
    finished: bool = False
    rest: int = 0
    saved: str = ""

    @property
    def similar(self) -> int:
        """The number of events that were held back and can be sent now."""
        return self.summary.similar if self.finished and self.summary is not None else 0

    def has_rejects(self, upload: StartedUpload) -> bool:
        """Return True if some row was rejected before sending or refused by TikTok."""
        refused = self.summary.refused if self.summary is not None else 0
        return bool(upload.file.prepared.totals.rejected or refused)

    def words(self, upload: StartedUpload) -> tuple[str, Tone]:
        """The result and what to do next."""
        if self.summary is None:
            return self.saved, Tone.DONE
        rejected, destination = upload.file.prepared.totals.rejected, upload.file.destination
        return outcome(self.summary, rejected, destination, saved=self.saved, rest=self.rest)


def options_of_rest(options: Options) -> Options:
    """The options of the upload of all that the first few were a test of."""
    return replace(options, limit=None, resend=False)


def titled(file: CheckedFile) -> str:
    """`orders.csv → Store sales`."""
    return f"{file.table.name} → {file.destination.name}"


def described(upload: StartedUpload, sent: int | None = None) -> str:
    """`46,902 events from orders.csv to Store sales`: those to be sent, or those that were `sent`."""
    file = upload.file
    limit = upload.options.limit if sent is None else None
    count = file.prepared.totals.sendable if sent is None else sent
    return safe_text(what_and_where(count, file.table.name, file.destination, limit=limit), 300)


def ended_sentence(upload: StartedUpload, sent: int | None, *, finished: bool) -> Content:
    """`Sent 46,902 events from orders.csv to Store sales.`, with a link to where they are shown at TikTok."""
    destination = upload.file.destination
    words = f"{'Sent' if finished else 'Stopped sending'} {described(upload, sent)}."
    if destination.sandbox or not destination.advertiser_id:
        return Content(words)
    return Content.assemble(words, "  ", events_manager(destination.advertiser_id))


def outcome(
    summary: Summary, rejected: int, destination: Destination, *, saved: str = "", rest: int = 0
) -> tuple[str, Tone]:
    """The result of an upload and what to do next.

    `rejected` counts the rows that were not sent at all; `saved` and `rest` are those of `Ending`.
    """
    words = [f"{summary.accepted:,} accepted."]
    if summary.skipped:
        words.append(f"{summary.skipped:,} {'was' if summary.skipped == 1 else 'were'} accepted in earlier runs.")
    if summary.refused:
        words.append(f"{summary.refused:,} refused by TikTok.")
    if rejected:
        words.append(f"{counted(rejected, 'row')} rejected before sending.")
    if summary.refused or rejected:
        again = f"{saved} Correct them there, then n  sends that file; e  writes them again."
        words.append(again if saved else "Export them (e) to fix and send again.")
    if summary.uncertain:
        batches = agreeing(summary.uncertain, "a batch with 1 event", f"batches with {summary.uncertain:,} events")
        words.append(f"TikTok accepted {batches} only in part, without saying which.")
    if summary.withheld:
        they_are = agreeing(summary.withheld, "it is", "they are")
        words.append(
            f"{summary.withheld:,} may have been accepted over 48 hours ago, so {they_are} not sent again unasked."
        )
    if summary.similar:
        words.append(f"{look_accepted(summary.similar)}: b  sends {'it' if summary.similar == 1 else 'them'}.")
    if summary.left:
        words.append(f"{summary.left:,} left: resume (r).")
        return " ".join(words), Tone.WARNING
    if destination.sandbox:
        words.append("This was the sandbox: nothing has reached TikTok.")
    elif destination.event_source is EventSource.OFFLINE:
        words.append("TikTok shows offline events within 24 hours.")
        if not destination.auto_tracking:
            words.append("Auto tracking is off: link the event set to a campaign.")
    if rest:
        words.append(f"{rest:,} more {'is' if rest == 1 else 'are'} ready: a  sends them.")
    return " ".join(words), Tone.DONE if summary.complete else Tone.WARNING
