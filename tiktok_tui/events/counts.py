"""Counts in words, for every message and screen: one thing is never “1 things”."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return how many there are, the words agreeing with the number; `many` is `one` with an s unless it is given.

    >>> counted(1, "event"), counted(1200, "event"), counted(1, "row is rejected", "rows are rejected")
    ('1 event', '1,200 events', '1 row is rejected')
    """
    return f"{count:,} {agreeing(count, one, many)}"


def agreeing(count: int, one: str, many: str = "") -> str:
    """Return the words that go with the number, which stands elsewhere."""
    return one if count == 1 else many or f"{one}s"
