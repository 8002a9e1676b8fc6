"""How long work reports its progress, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float | None], None]
"""Called with the share of the work that is done, 0 to 1, or None if unknown. Raises Cancelled to stop the work."""


class Cancelled(Exception):
    """The work was stopped by `Table.interrupt()`."""
