"""Python's collection of garbage: one that looks at everything holds the screen for a tenth of a second."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


class _Memory:
    def __init__(self) -> None:
        self._busy = 0

    @contextmanager
    def spared(self) -> Iterator[None]:
        """While work goes on, which makes much that is new, only what is new is looked at. For the UI thread."""
        self._busy += 1
        if self._busy == 1:
            gc.freeze()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                gc.unfreeze()


spared = _Memory().spared
