"""Fewer garbage collections during an upload: each would walk thousands of events that come and go without cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ALLOCATIONS: Final = 20_000
"""Objects that are made before the young ones are looked at: those of more events than are made at a time."""

_USUAL: Final = gc.get_threshold()


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Collect garbage less often within; where uploads overlap, until the first of them ends."""
    gc.set_threshold(ALLOCATIONS, *_USUAL[1:])
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)
