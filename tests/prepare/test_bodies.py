"""Batches keep to TikTok's limits and to one event set, lose nothing, and become exact JSON."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.destination import EventSource
from tiktok_tui.prepare.bodies import batches, body
from tiktok_tui.prepare.event import Event

EVENTS = st.lists(
    st.builds(
        lambda row, name, size: Event(row, name, b"k" * 16, b'{"a":"' + b"x" * size + b'"}'),
        st.integers(2, 999),
        st.sampled_from(["1", "2", "3"]),
        st.integers(0, 90),
    ),
    max_size=60,
)


@given(EVENTS, st.integers(1, 9), st.integers(1, 300))
def test_batches_hold_every_event_once_in_order(events: list[Event], most: int, size: int) -> None:
    made = list(batches([events[:20], events[20:]], max_events=most, max_bytes=size))
    for batch in made:
        assert {event.event_set_id for event in batch.events} == {batch.event_set_id}
        assert len(batch.events) <= most
        assert len(batch.events) == 1 or sum(len(event.body) + 1 for event in batch.events) <= size
    for name in ("1", "2", "3"):
        of_set = [batch.events for batch in made if batch.event_set_id == name]
        for events_of, (first, *_) in pairwise(of_set):
            assert len(events_of) == most or sum(len(event.body) + 1 for event in (*events_of, first)) > size, (
                "as full as may be"
            )
        flat = [event for batch in made if batch.event_set_id == name for event in batch.events]
        assert flat == [event for event in events if event.event_set_id == name]


def test_many_event_sets_do_not_wait_in_memory() -> None:
    events = [Event(number, str(number), b"", b"{}") for number in range(100)]
    chunks = iter([[event] for event in events])
    waiting = batches(chunks)
    first = next(waiting)
    assert first.events == (events[0],)
    assert next(chunks) == [events[33]]
    assert len(list(waiting)) == 98


def test_a_body_is_what_the_documentation_shows() -> None:
    events = [Event(2, "7", b"", b'{"event":"Lead"}'), Event(3, "7", b"", '{"event":"Søk"}'.encode())]
    sent = body(EventSource.OFFLINE, "7200000000000000000", events)
    assert sent.decode() == (
        '{"event_source":"offline","event_source_id":"7200000000000000000","data":[{"event":"Lead"},{"event":"Søk"}]}'
    )
    assert "é" in body(EventSource.WEB, "é", events).decode()
    tested = json.loads(body(EventSource.WEB, 'a"b', events, "TEST1"))
    assert (tested["event_source"], tested["event_source_id"], tested["test_event_code"]) == ("web", 'a"b', "TEST1")


def test_a_batch_is_full_at_the_limits_and_not_before() -> None:
    small = [Event(number, "1", b"", b"{}") for number in range(2001)]
    assert [len(batch.events) for batch in batches([small])] == [1000, 1000, 1]
    # The joining comma counts: 1,000,000 bytes hold exactly two of these.
    large = [Event(number, "1", b"", b"x" * 499_999) for number in range(3)]
    assert [len(batch.events) for batch in batches([large])] == [2, 1]
    larger = [Event(number, "1", b"", b"x" * 500_000) for number in range(2)]
    assert [len(batch.events) for batch in batches([larger])] == [1, 1]
