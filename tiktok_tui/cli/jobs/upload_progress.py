"""Show the progress of an upload on stderr, and let Ctrl+C stop it without losing anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tiktok_tui.cli import console
from tiktok_tui.cli.signals import on_stop
from tiktok_tui.events.counts import counted

if TYPE_CHECKING:
    from tiktok_tui.uploads.sending.control import Control
    from tiktok_tui.uploads.updates import RunFinished, RunStopped, Update

_ROWS_SHOWN = 20
"""Refused rows that are printed one by one; the others are counted, and the rejects file has them all."""


def follow(upload: Iterator[Update], control: Control, title: str) -> RunFinished | RunStopped:
    """Run the upload to its end, show its progress, and return how it ended.

    The first Ctrl+C (or SIGTERM) lets the batches in flight finish, the second one ends at once.
    """
    from tiktok_tui.uploads.updates import RunFinished, RunStopped

    def stop() -> None:
        control.stop()
        console.say("Stopping after the batches that are being sent.")

    ended: RunFinished | RunStopped | None = None
    with on_stop(stop), console.progress(title) as report:
        counted = _Counted()
        for update in upload:
            if message := counted.note(update):
                console.say(message)
            if isinstance(update, RunFinished | RunStopped):
                ended = update
            report(counted.share, counted.words)
    assert ended is not None, "an upload ends with RunFinished or RunStopped"
    return ended


class _Counted:
    """The counts of the upload so far, from its updates."""

    def __init__(self) -> None:
        self.total = self.done = self.accepted = self.refused = 0

    @property
    def share(self) -> float | None:
        """The share that is done, from 0 to 1; None before the total is known."""
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def words(self) -> str:
        """The counts in words."""
        refused = f", {self.refused:,} refused" if self.refused else ""
        return f"{self.accepted:,} of {counted(self.total, 'event')} accepted{refused}"

    def note(self, update: Update) -> str:
        """Count the update and return the message about it for the person, or ""."""
        from tiktok_tui.uploads import updates

        match update:
            case updates.RunStarted():
                self.total = update.total
                self.accepted, self.refused = update.accepted, update.refused
                self.done = self.accepted + self.refused
                again = f"; {update.sent_again}" if update.in_doubt else ""
                return f"Run {update.run}: {counted(update.total, 'event')}{again}."
            case updates.Skipped():
                self.done += update.skipped + update.withheld
            case updates.HeldBack():
                self.done += update.events
                return f"Held back: {update.what} ({update.words}). `--send-similar` sends them."
            case updates.QueryChanged():
                return (
                    f"The query gives other rows than when the run began: "
                    f"{counted(update.new, 'new event is', 'new events are')} not sent, "
                    f"{counted(update.gone, 'event of the run is', 'events of the run are')} no longer given."
                )
            case updates.BatchAccepted():
                self.done += update.events
                self.accepted += update.events
                if update.partial:
                    request = f"(request {update.request_id})"
                    return f"Batch {update.number}: TikTok reports a partial success {request}."
            case updates.BatchRetrying():
                return f"Batch {update.number}: {update.why} Next try in {update.wait:.0f} s."
            case updates.RowRefused():
                self.done += 1
                self.refused += 1
                if self.refused <= _ROWS_SHOWN:
                    row = update.name or f"Row {update.row:,}"
                    return f"{row} refused by TikTok: {update.reason} {update.remedy}".rstrip()
            case updates.Throttled():
                pace = f"{counted(update.in_flight, 'batch', 'batches')} at a time, the next in {update.wait:.0f} s"
                return f"TikTok asks us to send more slowly: {pace}."
            case updates.Waiting():
                return f"Waiting for another run that is sending {update.events:,} of these events."
            case _:
                pass
        return ""
