"""Pause full garbage collections: one that walks all objects stalls the screen for a tenth of a second."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


class _Pause:
    def __init__(self) -> None:
        self._jobs = 0

    @contextmanager
    def gc_paused(self) -> Iterator[None]:
        """Freeze existing objects while jobs run, so that no full collection stalls the screen. UI thread only."""
        self._jobs += 1
        if self._jobs == 1:
            gc.freeze()
        try:
            yield
        finally:
            self._jobs -= 1
            if not self._jobs:
                gc.unfreeze()


gc_paused = _Pause().gc_paused
