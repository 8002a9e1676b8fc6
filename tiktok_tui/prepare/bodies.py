"""Cuts ready events into batches of one event set each, and joins each batch into the exact bytes of a request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from tiktok_tui.events.destination import EventSource
from tiktok_tui.prepare.event import Event
from tiktok_tui.tiktok.limits import MAX_BYTES, MAX_EVENTS

_OPEN = 32


@dataclass(frozen=True, slots=True)
class EventBatch:
    """Events of one event set that go out in one request."""

    event_set_id: str
    events: tuple[Event, ...]


def batches(
    events: Iterable[Sequence[Event]], max_events: int = MAX_EVENTS, max_bytes: int = MAX_BYTES
) -> Iterator[EventBatch]:
    """Return the events as batches, each as full as the limits allow; events of one set keep their order.

    `max_bytes` counts the events' JSON; a single event above it is a batch of its own. At most 32 sets are kept open
    at a time, so that a file with thousands of event sets does not fill the memory.
    """
    waiting: dict[str, list[Event]] = {}
    sizes: dict[str, int] = {}

    def full(event_set_id: str) -> EventBatch:
        del sizes[event_set_id]
        return EventBatch(event_set_id, tuple(waiting.pop(event_set_id)))

    def fits(name: str, number: int, size: int) -> bool:
        return len(waiting.get(name, ())) + number <= max_events and sizes.get(name, 0) + size <= max_bytes

    def add(name: str, some: Sequence[Event]) -> Iterator[EventBatch]:
        if name in waiting and not fits(name, 1, len(some[0].body) + 1):
            yield full(name)
        size = sum([len(event.body) for event in some]) + len(some)
        if len(some) > 1 and not fits(name, len(some), size):
            yield from add(name, some[: len(some) // 2])
            yield from add(name, some[len(some) // 2 :])
            return
        if name not in waiting and len(waiting) >= _OPEN:
            yield full(next(iter(waiting)))
        waiting.setdefault(name, []).extend(some)
        sizes[name] = sizes.get(name, 0) + size

    for chunk in events:
        for name, neighbours in groupby(chunk, attrgetter("event_set_id")):
            yield from add(name, list(neighbours))
    for name in list(waiting):
        yield full(name)


def body(source: EventSource, event_set_id: str, events: Iterable[Event], test_event_code: str | None = None) -> bytes:
    """Return the exact body of one request to `/event/track/`: JSON, UTF-8, without blanks."""
    code = f',"test_event_code":{_text(test_event_code)}' if test_event_code else ""
    head = f'{{"event_source":{_text(source.value)},"event_source_id":{_text(event_set_id)}{code},"data":['
    return head.encode() + b",".join([event.body for event in events]) + b"]}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
