"""What has been seen of one upload: its numbers, its batches, its refused rows, and the sentence of the moment."""

from __future__ import annotations

from collections import Counter

from tiktok_tui.tui.screens.upload.batch_lines import BatchLines
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.progress import Progress

_KEPT = 1000
"""Refused rows that are kept for the table; the rejects file has all of them."""

_READ = 2.0
"""Seconds that a sentence stays at least."""


class UploadStory:
    """Grows with what happens. Batches and refused rows are those of the whole run, numbers those of one sitting."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.batches = BatchLines()
        self.refused: list[updates.RowRefused] = []
        self.reasons: Counter[str] = Counter()
        self.sentence = ""
        """What there is to say just now."""
        self.ended: updates.RunFinished | updates.RunStopped | None = None
        """How the sitting ended, once it has."""
        self._said_until = 0.0

    def begin(self) -> None:
        """Another sitting of the same run begins."""
        self.progress = Progress()
        self.sentence = "Getting ready …"
        self.ended = None

    def saw(self, update: updates.Update, now: float) -> None:
        """Take over what happened; `now` in seconds, of a clock that never goes back."""
        self.progress.add(update, now)
        self.batches.saw(update)
        match update:
            case updates.RowRefused():
                self.reasons[update.reason] += 1
                if len(self.refused) < _KEPT:
                    self.refused.append(update)
            case updates.Throttled():
                self.sentence = f"TikTok asks for less: {update.in_flight} at once, again in {update.wait:.0f} s"
                self._said_until = now + max(update.wait, _READ)
            case updates.Waiting():
                self.sentence = f"{update.events:,} events are being sent by another run; waiting for it"
            case updates.RunStarted() if update.in_doubt:
                self.sentence = f"{update.in_doubt:,} events were on their way before; sent with the same IDs"
            case updates.BatchAccepted() if now < self._said_until or self.progress.paused:
                pass
            case updates.RunStarted() | updates.BatchAccepted() | updates.Resumed():
                self.sentence = ""
            case updates.Paused():
                self.sentence = "Paused. space  go on"
            case updates.RunFinished() | updates.RunStopped():
                self.ended = update
            case _:
                pass

    def refused_with(self, text: str) -> list[updates.RowRefused]:
        """The refused rows in whose number, field or reason `text` is, in the order in which they came."""
        words = text.lower()
        return [each for each in self.refused if words in f"{each.row} {each.field} {each.reason}".lower()]
