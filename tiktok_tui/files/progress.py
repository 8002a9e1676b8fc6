"""The progress of long work, and the ways to stop it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

Progress = Callable[[float | None], None]
"""Called with the share of the work that is done, 0 to 1, or None if unknown. Raises Cancelled to stop the work."""


class Cancelled(Exception):
    """The work was stopped by `Table.interrupt()`, or for good."""


class Stoppable(Protocol):
    """Something whose work can be stopped for good, from any thread."""

    def stop(self) -> None:
        """Stop what runs now and what would begin later."""


_stoppable: weakref.WeakSet[Stoppable] = weakref.WeakSet()


def stopped_at_exit(work: Stoppable) -> None:
    """Have `work` stopped by `stop_all()`, for as long as it exists."""
    _stoppable.add(work)


def stop_all() -> None:
    """Stop everything that this process reads, queries and checks: it is about to end."""
    for work in list(_stoppable):
        # One that can no longer be stopped, such as a closed connection, must not keep the rest running.
        with suppress(Exception):
            work.stop()
