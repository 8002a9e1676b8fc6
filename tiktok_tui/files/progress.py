"""How long work tells how far it is and learns that it is to stop."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float | None], None]
"""Is told how far a piece of work is, 0 to 1, or None for unknown; raises Cancelled when it is to stop."""
