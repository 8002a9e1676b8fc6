"""Progress and rate of an upload, computed from its updates, for the command and the screen alike."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Final

from tiktok_tui.uploads import updates
from tiktok_tui.uploads.run import Tally

WINDOW_SECONDS: Final = 10.0
"""Seconds over which the rate is averaged."""

_KEPT_SECONDS: Final = 120.0
_LATENCIES: Final = 16


@dataclass(slots=True)
class Progress:
    """The sum of an upload's updates. All times are monotonic seconds and given by the caller."""

    run: str = ""
    total: int = 0
    tally: Tally = field(default_factory=Tally)
    paused: bool = False
    _flying: set[int] = field(default_factory=set)
    _decided: deque[tuple[float, int]] = field(default_factory=deque)
    _latencies: deque[float] = field(default_factory=lambda: deque(maxlen=_LATENCIES))
    _since: float = 0.0

    def add(self, update: updates.Update, now: float) -> None:
        """Count one update."""
        tally = self.tally
        match update:
            case updates.RunStarted():
                self.run, self.total = update.run, update.total
                self.tally = replace(tally, accepted=update.accepted, refused=update.refused)
                self._since = now
            case updates.Skipped():
                self.tally = replace(
                    tally, skipped=tally.skipped + update.skipped, withheld=tally.withheld + update.withheld
                )
            case updates.HeldBack():
                self.tally = replace(tally, similar=tally.similar + update.events)
            case updates.BatchStarted():
                self._flying.add(update.number)
            case updates.BatchAccepted():
                self._flying.discard(update.number)
                uncertain = tally.uncertain + (update.events if update.partial else 0)
                self.tally = replace(tally, accepted=tally.accepted + update.events, uncertain=uncertain)
                self._latencies.append(update.seconds)
                self._note(update.events, now)
            case updates.RowRefused():
                self._flying.discard(update.number)
                self.tally = replace(tally, refused=tally.refused + 1)
                self._note(1, now)
            case updates.BatchRetrying() | updates.BatchSplit() | updates.BatchSetAside():
                self._flying.discard(update.number)
            case updates.Paused() | updates.Resumed():
                self.paused = isinstance(update, updates.Paused)
                self._since = now
            case updates.RunFinished() | updates.RunStopped():
                self._flying.clear()
                self.tally = replace(tally, withheld=update.summary.withheld)
            case updates.Throttled() | updates.Waiting() | updates.QueryChanged():
                pass

    @property
    def done(self) -> int:
        """Events with a final result."""
        return self.total - self.tally.left(self.total)

    @property
    def in_flight(self) -> int:
        """Batches being sent."""
        return len(self._flying)

    @property
    def latency(self) -> float | None:
        """Seconds that TikTok took to accept a batch, the mean of the last ones; None before the first."""
        return sum(self._latencies) / len(self._latencies) if self._latencies else None

    def rate(self, now: float) -> float:
        """Events decided per second, over the last ten seconds."""
        seconds = min(WINDOW_SECONDS, now - self._since)
        if self.paused or seconds <= 0:
            return 0.0
        return sum(events for at, events in self._decided if now - at <= seconds) / seconds

    def rates(self, now: float, count: int) -> list[int]:
        """Events decided in each of the last `count` whole seconds, oldest first."""
        per_second = [0] * count
        for at, events in self._decided:
            ago = int(now - at)
            if 0 <= ago < count:
                per_second[count - 1 - ago] += events
        return per_second

    def seconds_left(self, now: float) -> float | None:
        """How long the rest takes at this rate; None when that is unknown."""
        rate = self.rate(now)
        return (self.total - self.done) / rate if rate else None

    def _note(self, events: int, now: float) -> None:
        self._decided.append((now, events))
        while self._decided[0][0] < now - _KEPT_SECONDS:
            self._decided.popleft()
