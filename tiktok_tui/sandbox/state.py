"""The whole state of a running sandbox: accounts, accepted events, faults, clock and the log of requests."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from dataclasses import dataclass

from tiktok_tui.sandbox import tables
from tiktok_tui.sandbox.accounts import Accounts
from tiktok_tui.sandbox.grants import Grants
from tiktok_tui.sandbox.store import Store
from tiktok_tui.sandbox.trouble import Trouble

_LOGGED = 10_000


@dataclass(slots=True)
class Logged:
    """One request, numbered from 1 in the order of arrival; times are seconds since the start of the sandbox."""

    number: int
    method: str
    path: str
    token: str
    started: float
    in_flight: int
    """Requests under way when it arrived, itself included."""
    body_bytes: int
    ended: float | None = None
    status: int = 0
    """0 when the connection was reset in place of an answer."""
    code: int | None = None
    """None when the answer was no envelope of the API."""
    events: int = 0
    """Events in an accepted upload."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The options that the sandbox was started with."""

    fast: bool = False
    """Checks only the envelope of an upload and counts its events, for measuring speed."""
    keep_bodies: bool = False
    max_body: int = 2_000_000
    """Bytes; TikTok documents no limit, but there is one behind every HTTP 413."""
    seed: int | None = None
    token_seconds: int = tables.ACCESS_TOKEN_LIFETIME
    """Seconds of life of an access token that came from a refresh token."""


class State:
    """Everything that a request can change. `lock` guards accounts, grants, the store and the log."""

    def __init__(self, settings: Settings, trouble: Trouble) -> None:
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)
        self._begun = time.monotonic()
        self.original = settings
        """As it was started; a reset goes back to it."""
        self.settings = settings
        self.trouble = trouble
        self._start_afresh()

    def _start_afresh(self) -> None:
        self.clock_offset = 0.0
        self.accounts = Accounts()
        self.grants = Grants()
        self.store = Store(self.settings.keep_bodies)
        self.log: deque[Logged] = deque(maxlen=_LOGGED)
        self.requests = 0
        self._open: dict[int, Logged] = {}
        self.in_flight_max = 0
        self.by_path: Counter[str] = Counter()
        self.by_code: Counter[int] = Counter()
        self.refused_events = 0

    def now(self) -> float:
        """Unix seconds by the sandbox's clock, which a test can move."""
        return time.time() + self.clock_offset

    def reset(self, settings: Settings, trouble: Trouble) -> None:
        """Forgets everything that happened; the accounts are again those of `known`."""
        with self.lock:
            old, self.trouble = self.trouble, trouble
            self.settings = settings
            self._start_afresh()
        old.release()

    def replace_trouble(self, trouble: Trouble) -> None:
        """Other faults from now on; requests that were held or slowed continue at once."""
        with self.lock:
            old, self.trouble = self.trouble, trouble
        old.release()

    def begin(self, method: str, path: str, token: str, body_bytes: int) -> Logged:
        """Notes the arrival of a request to the API."""
        with self.changed:
            self.requests += 1
            self.by_path[path] += 1
            started = time.monotonic() - self._begun
            entry = Logged(self.requests, method, path, token, started, self.in_flight + 1, body_bytes)
            self._open[entry.number] = entry
            self.in_flight_max = max(self.in_flight_max, self.in_flight)
            self.log.append(entry)
            self.changed.notify_all()
            return entry

    def end(self, entry: Logged, status: int, code: int | None) -> None:
        """Notes the answer just before it is written, so that a client that has it finds it in the statistics."""
        with self.changed:
            if not self.is_stale(entry):
                del self._open[entry.number]
                entry.ended = time.monotonic() - self._begun
                entry.status, entry.code = status, code
                if code is not None:
                    self.by_code[code] += 1
            self.changed.notify_all()

    @property
    def in_flight(self) -> int:
        """Requests that have arrived and are not answered yet."""
        return len(self._open)

    def is_stale(self, entry: Logged) -> bool:
        """Return True if the request is answered, or from before the last reset."""
        return self._open.get(entry.number) is not entry

    def wait_for_requests(self, count: int, seconds: float) -> bool:
        """Waits until so many requests have arrived since the last reset."""
        with self.changed:
            return self.changed.wait_for(lambda: self.requests >= count, seconds)


@dataclass(frozen=True, slots=True)
class Call:
    """The context of an endpoint, beside the request itself."""

    state: State
    entry: Logged
    trouble: Trouble
    """The faults that were in force when the request arrived."""
