"""The threads that send: bodies in, answers out, in the order in which they come."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol

from tiktok_tui.uploads.sending.batch import Batch

if TYPE_CHECKING:
    from tiktok_tui.tiktok.answers import Answer


class Tracker(Protocol):
    """What sends a ready body, from any thread; `tiktok.client.Client` does."""

    def track(self, body: bytes) -> Answer:
        """Send it; returns when TikTok took it, else raises."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came of a request for `piece`: an answer or an error. `sent_at` is monotonic, `seconds` its duration."""

    piece: Batch
    result: Answer | Exception
    sent_at: float
    seconds: float


def accepted_first(landed: Iterable[Response]) -> list[tuple[Batch, Answer]]:
    """Those of `landed` that were accepted, up to the first that was not."""
    found: list[tuple[Batch, Answer]] = []
    for each in landed:
        if isinstance(each.result, Exception):
            break
        found.append((each.piece, each.result))
    return found


class Flight:
    """Batches on their way. Everything but `wake` is for one thread."""

    def __init__(self, tracker: Tracker, most: int) -> None:
        self._tracker = tracker
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="tiktok-tui-send")
        self._inbox: SimpleQueue[Response | None] = SimpleQueue()
        self.flying = 0

    def launch(self, piece: Batch, body: bytes) -> None:
        """Send a piece."""
        self.flying += 1
        self._threads.submit(self._send, piece, body)

    def wait(self, seconds: float) -> list[Response]:
        """What has landed, waited for up to `seconds`; less after `wake`."""
        landed: list[Response] = []
        try:
            first = self._inbox.get(timeout=max(0.0, seconds))
            while True:
                if first is not None:
                    landed.append(first)
                first = self._inbox.get_nowait()
        except Empty:
            self.flying -= len(landed)
            return landed

    def wake(self) -> None:
        """End a wait, from any thread."""
        self._inbox.put(None)

    def close(self) -> None:
        """End the threads, once all have landed."""
        self._threads.shutdown()

    def _send(self, piece: Batch, body: bytes) -> None:
        started = time.monotonic()
        result: Answer | Exception
        try:
            result = self._tracker.track(body)
        except Exception as error:
            result = error
        self._inbox.put(Response(piece, result, started, time.monotonic() - started))
