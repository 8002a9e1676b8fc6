"""Pause, resume and stop an upload from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Control:
    """Pause, resume and stop a running upload; thread-safe. An upload that is stopped stays stopped."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # a signal handler may call us while we are being called
        self._paused = False
        self._stopped = False
        self._wake: Callable[[], None] = _nothing

    def pause(self) -> None:
        """Stop starting batches; those in flight are finished."""
        self._set(paused=True)

    def resume(self) -> None:
        """Start batches again."""
        self._set(paused=False)

    def stop(self) -> None:
        """End the upload once the batches in flight are finished; it can be resumed later."""
        self._set(stopped=True)

    @property
    def paused(self) -> bool:
        """True while no further batch is to be started."""
        return self._paused

    @property
    def stopped(self) -> bool:
        """True if the upload is to end."""
        return self._stopped

    def on_change(self, wake: Callable[[], None] | None) -> None:
        """Call `wake` after every change, in the thread that made it; None ends that."""
        with self._lock:
            self._wake = wake or _nothing

    def _set(self, *, paused: bool | None = None, stopped: bool | None = None) -> None:
        with self._lock:
            self._paused = self._paused if paused is None else paused
            self._stopped = self._stopped if stopped is None else stopped
            self._wake()


def _nothing() -> None:
    """Nobody is informed."""
