"""The threads that send: bodies in, responses out, in the order in which they arrive."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol

from tiktok_tui.events.errors import StateError
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads.sending.batch import Batch


class Tracker(Protocol):
    """Sends a ready body, from any thread; `tiktok.client.Client` does."""

    def track(self, body: bytes) -> Answer:
        """Send it; returns when TikTok accepted it, else raises."""


@dataclass(frozen=True, slots=True)
class Response:
    """The result of a request for `batch`: an answer or an error. `sent_at` is monotonic, `seconds` its duration."""

    batch: Batch
    result: Answer | Exception
    sent_at: float
    seconds: float


def accepted_first(responses: Iterable[Response]) -> list[tuple[Batch, Answer]]:
    """Those of `responses` that were accepted, up to the first that was not."""
    found: list[tuple[Batch, Answer]] = []
    for each in responses:
        if isinstance(each.result, Exception):
            break
        found.append((each.batch, each.result))
    return found


class Flight:
    """The batches being sent. Everything but `wake` is for one thread."""

    def __init__(self, tracker: Tracker, most: int) -> None:
        self._tracker = tracker
        self._most = most
        self._threads: list[threading.Thread] = []
        self._outbox: SimpleQueue[tuple[Batch, bytes] | None] = SimpleQueue()
        self._inbox: SimpleQueue[Response | None] = SimpleQueue()
        self.count = 0
        """Batches in flight."""

    def launch(self, batch: Batch, body: bytes) -> None:
        """Send a batch. Raises StateError if there is no thread for that, and the system starts none."""
        if len(self._threads) <= self.count and len(self._threads) < self._most:
            self._start_thread()
        self._outbox.put((batch, body))
        self.count += 1

    def wait(self, seconds: float) -> list[Response]:
        """The responses that have arrived; waits for the first up to `seconds`, less after `wake`."""
        arrived: list[Response] = []
        try:
            response = self._inbox.get(timeout=max(0.0, seconds))
            while True:
                if response is not None:
                    arrived.append(response)
                response = self._inbox.get_nowait()
        except Empty:
            self.count -= len(arrived)
            return arrived

    def wake(self) -> None:
        """End a wait, from any thread."""
        self._inbox.put(None)

    def close(self) -> None:
        """End the threads, once all responses have arrived."""
        for _ in self._threads:
            self._outbox.put(None)
        for thread in self._threads:
            thread.join()

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._work, name="tiktok-tui-send", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # those that are there send it, one batch after the other
            if not self._threads:
                raise StateError(
                    "The system starts no further thread.", remedy="Close other programs, then resume the run."
                ) from None
        else:
            self._threads.append(thread)

    def _work(self) -> None:
        while launched := self._outbox.get():
            self._send(*launched)

    def _send(self, batch: Batch, body: bytes) -> None:
        started = time.monotonic()
        result: Answer | Exception
        try:
            result = self._tracker.track(body)
        except Exception as error:
            result = error
        self._inbox.put(Response(batch, result, started, time.monotonic() - started))
