"""Wait for a condition, in tests that have no event loop."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(condition: Callable[[], object], within: float = 30.0) -> None:
    """Return as soon as the condition holds; fail if it does not in `within` seconds."""
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
