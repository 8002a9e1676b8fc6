"""The accepted events, so that a test can prove "once, and nothing lost": digests of keys, counts, newest events."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from hashlib import blake2b

from tiktok_tui.sandbox.tables import OFFLINE_MAX_AGE, REPEAT_WINDOW

_KEPT = 1000
_AHEAD = 600


@dataclass(frozen=True, slots=True)
class Kept:
    """One accepted event with its body, numbered from 1 in the order of arrival."""

    number: int
    request: int
    event_source: str
    event_source_id: str
    test_event_code: str
    repeat: bool
    body: dict[str, object]


@dataclass(slots=True)
class Store:
    """Accepted events. About 150 bytes an event; bodies only of the newest thousand unless all are asked for."""

    keep_all: bool = False
    arrived: int = 0
    """Events in accepted requests, repeats and test events included."""
    accepted: int = 0
    """Events counted for reporting: new ones, and repeats after the window of 48 hours."""
    repeats: int = 0
    """Dropped, because the same set, name and ID was accepted within 48 hours."""
    counted_again: int = 0
    """Those of `accepted` whose key had been accepted before, more than 48 hours ago: double counts."""
    without_id: int = 0
    too_old: int = 0
    """Those of `accepted` that are offline and older than 28 days: answered with OK, and of no use to TikTok."""
    ahead: int = 0
    """Those of `accepted` that lie more than ten minutes in the future."""
    test_events: int = 0
    by_source: Counter[str] = field(default_factory=Counter)
    by_event: Counter[str] = field(default_factory=Counter)
    kept: deque[Kept] = field(default_factory=deque)
    _first: dict[bytes, float] = field(default_factory=dict)

    def take(
        self, events: list[dict[str, object]], source: str, source_id: str, test_code: str, request: int, now: float
    ) -> None:
        """Counts the events of one accepted request. The caller holds the sandbox's lock."""
        prefix = f"{source_id}\0"
        for event in events:
            self.arrived += 1
            repeat = False
            if test_code:
                self.test_events += 1
            else:
                repeat = self._is_repeat(event, prefix, now)
            if not repeat and not test_code:
                self._note_age(event, source, now)
                self.accepted += 1
                self.by_source[source_id] += 1
                self.by_event[str(event["event"])] += 1
            self.kept.append(Kept(self.arrived, request, source, source_id, test_code, repeat, event))
            if not self.keep_all and len(self.kept) > _KEPT:
                self.kept.popleft()

    def _note_age(self, event: dict[str, object], source: str, now: float) -> None:
        age = now - int(str(event["event_time"]))
        if age > OFFLINE_MAX_AGE and source == "offline":
            self.too_old += 1
        elif age < -_AHEAD:
            self.ahead += 1

    def _is_repeat(self, event: dict[str, object], prefix: str, now: float) -> bool:
        if "event_id" not in event:
            self.without_id += 1
            return False
        key = blake2b(f"{prefix}{event['event']}\0{event['event_id']}".encode("utf-8", "surrogatepass"), digest_size=16)
        digest = key.digest()
        before = self._first.get(digest)
        if before is not None:
            if now - before < REPEAT_WINDOW:
                self.repeats += 1
                return True
            self.counted_again += 1
        self._first[digest] = now
        return False

    def tally(self, events: int, source_id: str) -> None:
        """Counts without looking inside, as `--fast` does."""
        self.arrived += events
        self.accepted += events
        self.by_source[source_id] += events
