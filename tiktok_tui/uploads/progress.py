"""How far an upload is and how fast it goes, worked out of what happens, for the command and the screen alike."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from tiktok_tui.uploads import updates as h

WINDOW_SECONDS: Final = 10.0
"""The rate is that of the last so many seconds."""

_KEPT_SECONDS: Final = 120.0
_LATENCIES: Final = 16


@dataclass(slots=True)
class Progress:
    """The sum of the happenings that it `saw`. All times are monotonic seconds and given by the caller."""

    run: str = ""
    total: int = 0
    accepted: int = 0
    refused: int = 0
    skipped: int = 0
    withheld: int = 0
    uncertain: int = 0
    paused: bool = False
    _flying: set[int] = field(default_factory=set)
    _landed: deque[tuple[float, int]] = field(default_factory=deque)
    _latencies: deque[float] = field(default_factory=lambda: deque(maxlen=_LATENCIES))
    _since: float = 0.0

    def saw(self, happening: h.Happening, now: float) -> None:
        """Count one happening."""
        match happening:
            case h.RunStarted():
                self.run, self.total = happening.run, happening.total
                self.accepted, self.refused = happening.accepted, happening.refused
                self._since = now
            case h.Skipped():
                self.skipped += happening.skipped
                self.withheld += happening.withheld
            case h.BatchStarted():
                self._flying.add(happening.number)
            case h.BatchAccepted():
                self._flying.discard(happening.number)
                self.accepted += happening.events
                self.uncertain += happening.events if happening.partial else 0
                self._latencies.append(happening.seconds)
                self._note(happening.events, now)
            case h.RowRefused():
                self._flying.discard(happening.number)
                self.refused += 1
                self._note(1, now)
            case h.BatchRetrying() | h.BatchSplit() | h.BatchSetAside():
                self._flying.discard(happening.number)
            case h.Paused() | h.Resumed():
                self.paused = isinstance(happening, h.Paused)
                self._since = now
                self._landed.clear()
            case h.RunFinished() | h.RunStopped():
                self._flying.clear()
                self.withheld = happening.summary.withheld
            case h.Throttled() | h.Waiting():
                pass

    @property
    def done(self) -> int:
        """Events that need nothing more."""
        return min(self.total, self.accepted + self.refused + self.skipped + self.withheld)

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there is nothing to do."""
        return self.done / self.total if self.total else 1.0

    @property
    def in_flight(self) -> int:
        """Batches on their way."""
        return len(self._flying)

    @property
    def latency(self) -> float | None:
        """Seconds that TikTok took to accept a batch, the mean of the last ones; None before the first."""
        return sum(self._latencies) / len(self._latencies) if self._latencies else None

    def rate(self, now: float) -> float:
        """Events dealt with per second, over the last ten."""
        seconds = min(WINDOW_SECONDS, now - self._since)
        if self.paused or seconds <= 0:
            return 0.0
        return sum(events for at, events in self._landed if now - at <= seconds) / seconds

    def rates(self, now: float, count: int) -> list[int]:
        """Events dealt with in each of the last `count` whole seconds, oldest first."""
        per_second = [0] * count
        for at, events in self._landed:
            ago = int(now - at)
            if 0 <= ago < count:
                per_second[count - 1 - ago] += events
        return per_second

    def seconds_left(self, now: float) -> float | None:
        """How long the rest takes at this rate; None when that cannot be said."""
        rate = self.rate(now)
        return (self.total - self.done) / rate if rate else None

    def _note(self, events: int, now: float) -> None:
        self._landed.append((now, events))
        while self._landed[0][0] < now - _KEPT_SECONDS:
            self._landed.popleft()
