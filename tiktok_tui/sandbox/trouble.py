"""Decide which faults apply to a request: chances with a seed, counts, storms and limits."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from tiktok_tui.sandbox.faults import Fault

_AFTER = frozenset(
    ("drop-after", "html-504", "empty-200", "truncated-json", "data-null", "data-absent", "nested-lists", "20001")
)
"""Faults of the answer: the request itself is carried out."""


@dataclass(slots=True)
class Struck:
    """The faults of one request: a wait, then perhaps a failure in its place, and changes of its answer."""

    wait: float = 0.0
    hold: bool = False
    instead: Fault | None = None
    after: list[str] = field(default_factory=list)


class Trouble:
    """The faults in force. Thread-safe; replaced whole when they are changed."""

    def __init__(self, faults: Iterable[Fault] = (), *, seed: int | None = None) -> None:
        self._faults = [(fault, [fault.count]) for fault in faults]
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._begun = time.monotonic()
        self._recent: deque[float] = deque()
        self._released = threading.Event()
        self.style = "refuse-path"
        self.refused_share = 0.0
        self._expire_after: int | None = None
        self._spent: Counter[str] = Counter()
        for fault, _ in self._faults:
            if fault.word == "refuse-events":
                self.refused_share = fault.number
            elif fault.word == "expire-token-after":
                self._expire_after = int(fault.number)
            elif fault.word.startswith("refuse-"):
                self.style = fault.word

    def strike(self, path: str) -> Struck:
        """Return the faults of a request to `path` (inside the API) that arrives now."""
        struck = Struck()
        with self._lock:
            now = time.monotonic()
            for fault, left in self._faults:
                if (fault.path and fault.path != path) or left[0] == 0 or self._random.random() >= fault.chance:
                    continue
                taken = self._apply(fault, struck, now)
                if taken and left[0] is not None:
                    left[0] -= 1
        return struck

    def _apply(self, fault: Fault, struck: Struck, now: float) -> bool:
        match fault.word:
            case "slow":
                struck.wait = max(struck.wait, fault.number)
            case "hold":
                struck.hold = True
            case word if word in _AFTER:
                struck.after.append(word)
            case "CODE" | "html-502" | "http-429" | "http-500" | "drop-before" | "redirect":
                if struck.instead is not None:
                    return False
                struck.instead = fault
            case "maintenance":
                struck.instead = struck.instead or Fault("CODE", 60001)
            case "storm" if now - self._begun < fault.number:
                struck.instead = struck.instead or Fault("CODE", fault.code)
            case "qps" if self._too_many(now, fault.number):
                struck.instead = struck.instead or Fault("CODE", 40100)
        return True

    def _too_many(self, now: float, limit: float) -> bool:
        while self._recent and now - self._recent[0] >= 1.0:
            self._recent.popleft()
        if len(self._recent) >= limit:
            return True
        self._recent.append(now)
        return False

    def pause(self, struck: Struck) -> None:
        """Waits as long as the request has to; a change of the faults ends every wait at once."""
        if struck.hold:
            self._released.wait()
        elif struck.wait:
            self._released.wait(struck.wait)

    def release(self) -> None:
        """Let every waiting request continue."""
        self._released.set()

    def is_spent(self, token: str) -> bool:
        """Counts a request with this token; True once there were more than `expire-token-after` allows."""
        if self._expire_after is None:
            return False
        with self._lock:
            self._spent[token] += 1
            return self._spent[token] > self._expire_after

    def refuses(self, event: dict[str, object]) -> bool:
        """Return True if this event is in the refused share. Decided by its ID alone, so always the same."""
        if not self.refused_share:
            return False
        digest = blake2b(str(event.get("event_id", "")).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") < self.refused_share * 2**64
