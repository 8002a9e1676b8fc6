"""Wait for a condition, in tests that have no event loop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds that a test waits for what comes at once on a machine with nothing else to do: another may be slow."""


def until(condition: Callable[[], object], within: float = PATIENCE) -> None:
    """Return as soon as the condition holds; fail if it does not in `within` seconds."""
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


class InThread(Generic[T]):
    """Work in a thread of its own: where a fault makes it wait for ever, the test fails and does not wait as well."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._outcomes: list[T | Exception] = []
        self._work = work
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def outcome(self, within: float = PATIENCE) -> T | Exception:
        """Return the result, or the error that was raised; fail if there is none in `within` seconds."""
        self._thread.join(within)
        assert not self._thread.is_alive(), f"nothing ended the wait in {within:g} seconds"
        return self._outcomes[0]

    def _run(self) -> None:
        try:
            self._outcomes.append(self._work())
        except Exception as error:
            self._outcomes.append(error)
