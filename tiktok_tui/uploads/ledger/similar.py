"""Finds events that look like accepted ones under other IDs.

A made ID changes with what it is made of: an order number is filled in later, a shop is mapped, a date gets its time.
TikTok would count such an event twice. So the ledger keeps the marks (`prepare.query.marks`) of every event that was
accepted or is in doubt, and an event that shares one is held back until somebody asks for it (`Options.send_similar`),
unless the rest of its file explains the mark (`suspects`).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import CLOCK_SHIFT, KIND_BITS, ORDERED, OWN_ID
from tiktok_tui.uploads.ledger.database import Ledger

Item = TypeVar("Item")

Counts = dict[int, dict[int, int]]
"""How many events have a mark, by its hash and its kind."""

_AT_ONCE: Final = 8000
_KIND: Final = (1 << KIND_BITS) - 1
_FLAGS: Final = OWN_ID | ORDERED
_DAY: Final = 86400


class Evidence(StrEnum):
    """The likeness of an event to an accepted one."""

    ORDER = "same order"
    NUMBER = "same person and last number of the order"
    TIME = "same person and time"
    DAY = "same person, day and amount"
    VERSION = "perhaps sent by an earlier version, which made other IDs"


def pack(events: Iterable[Event]) -> bytes:
    """The marks that a batch of these events keeps, 8 bytes each."""
    marks: list[int] = []
    for event in events:
        marks += kept(event)
    return struct.pack(f">{len(marks)}q", *marks)


def kept(event: Event) -> Sequence[int]:
    """The marks that are kept of an accepted event: those that a change of one column cannot take away.

    They are the order's and the instant's with the first identifier, and that of the order's last number if there is
    one; without an order the instant's with each identifier, and one of the day. Of an event with an ID of its own the
    first one will do.
    """
    marks = [mark for mark in event.marks if mark is not None]
    if not marks or marks[0] & OWN_ID:
        return marks[:1]
    if marks[-1] & ORDERED:
        return [marks[0], *(mark for mark in marks if mark & ORDERED)]
    return marks[: len(marks) // 2 + 1]


def keep(ledger: Ledger, recipient: int, packed: Iterable[tuple[bytes, float]]) -> None:
    """Count marks of batches, each with the time (Unix seconds) that it was sent. Needs a transaction."""
    days: dict[int, list[int]] = {}
    for marks, at in packed:
        days.setdefault(int(at // _DAY), []).extend(_unpack(marks))
    for day, marks_of_day in days.items():
        marks_of_day.sort()
        for some in slices(marks_of_day, _AT_ONCE):
            # One statement for thousands of marks takes less than half the time of one for each.
            ledger.write(
                f"INSERT INTO marks SELECT ?, value >> {KIND_BITS}, value & {_KIND}, 1, ? FROM json_each(?) WHERE true"
                " ON CONFLICT (recipient, mark, kind) DO UPDATE SET events = events + 1, day = max(day, excluded.day)",
                (recipient, day, json.dumps(some)),
            )


def forget(ledger: Ledger, recipient: int, events: Iterable[Event]) -> None:
    """Subtract the marks of these events from the count: they are about to be written again. Needs a transaction."""
    ledger.write_all(
        "UPDATE marks SET events = max(0, events - 1) WHERE recipient = ? AND mark = ? AND kind = ?",
        ((recipient, mark >> KIND_BITS, mark & _KIND) for mark in _unpack(pack(events))),
    )


def look_up(ledger: Ledger, recipient: int, events: Iterable[Event], since: float) -> Counts:
    """The kept marks among those of the events; `since` in Unix seconds."""
    found: Counts = {}
    if not ledger.read("SELECT 1 FROM marks WHERE recipient = ? LIMIT 1", (recipient,)):
        return found
    hashes = sorted({mark >> KIND_BITS for event in events for mark in event.marks if mark is not None})
    for start in range(0, len(hashes), _AT_ONCE):
        some = hashes[start : start + _AT_ONCE]
        for mark, kind, number in ledger.read(
            f"SELECT mark, kind, events FROM marks WHERE recipient = ? AND mark IN ({','.join('?' * len(some))})"
            " AND day >= ?",
            (recipient, *some, int(since // _DAY)),
        ):
            if isinstance(mark, int) and isinstance(kind, int) and isinstance(number, int):
                add(found, mark, kind, number)
    return found


def count(packed: Iterable[bytes]) -> Counts:
    """The marks of batches, counted."""
    counted: Counts = {}
    for marks in packed:
        for mark in _unpack(marks):
            add(counted, mark >> KIND_BITS, mark & _KIND, 1)
    return counted


def evidence(event: Event, counted: Counts) -> Evidence | None:
    """Return the likeness to an event whose mark was kept, None if there is none."""
    if not counted:
        return None
    for place, mark in enumerate(event.marks):
        kinds = counted.get(mark >> KIND_BITS, _NONE) if mark is not None else _NONE
        for kind, count in kinds.items():
            if count > 0 and _may_be_one(kind, (mark or 0) & _KIND):
                return _evidence(event, place, kind)
    return None


def older(event: Event, instant: float) -> bool:
    """True if the event's ID is made and its time is not after `instant` (Unix seconds)."""
    mark = next((mark for mark in event.marks if mark is not None), OWN_ID)
    if mark & OWN_ID:
        return False
    return int(event.body.partition(b'"event_time":')[2].partition(b",")[0] or 0) <= instant


_NONE: Final[dict[int, int]] = {}


def add(counts: Counts, mark: int, kind: int, events: int) -> None:
    """Count so many events that have a mark."""
    kinds = counts.get(mark)
    if kinds is None:
        counts[mark] = {kind: events}
    else:
        kinds[kind] = kinds.get(kind, 0) + events


def _may_be_one(kind: int, other: int) -> bool:
    """True if events with marks of these kinds may be one conversion: no flag in common, and no two times of day."""
    clocks = {kind >> CLOCK_SHIFT, other >> CLOCK_SHIFT} - {0}
    return not kind & other & _FLAGS and len(clocks) < 2


def _evidence(event: Event, place: int, kind: int) -> Evidence:
    """Return what the mark at this place in the event's, and a kept one of this kind, are made of."""
    half = len(event.marks) // 2
    if not any(mark & ORDERED for mark in event.marks[half:] if mark is not None):
        return Evidence.TIME if place < half else Evidence.DAY
    if place >= 2 * half:
        return Evidence.NUMBER
    if place >= half:
        return Evidence.TIME
    return Evidence.NUMBER if kind & ORDERED else Evidence.ORDER


def _unpack(marks: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(marks) // 8}q", marks)


def slices(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield the items in their order, `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
