"""A ready event: its JSON, and the fields by which the sender routes and remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Event(NamedTuple):
    """One event as it will be sent.

    `row` is its first row's number as a spreadsheet shows it. `key` are 16 bytes made of event set, event and
    event ID: two events with one key are the same event to TikTok. `body` is its JSON object, UTF-8. Two events that
    share a mark may be one conversion: `marks` are as many first as second ones, and perhaps a last (`query.marks`).
    """

    row: int
    event_set_id: str
    key: bytes
    body: bytes
    marks: Sequence[int | None] = ()


def first_of(chunks: Iterable[list[Event]], limit: int | None) -> Iterator[list[Event]]:
    """Yield the first `limit` events of the chunks; all of them for None."""
    left = limit
    for events in chunks:
        if left is None:
            yield events
            continue
        yield events[:left]
        left -= len(events)
        if left <= 0:
            return
