"""Splitting a refused batch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.prepare.event import Event
from tiktok_tui.uploads.sending.batch import Part, split

STYLES = ["first", "none", "beyond", "just beyond", "negative", "innocent"]
"""The events that TikTok names."""


def _events(count: int) -> list[Event]:
    return [Event(row + 2, "set", row.to_bytes(16, "big"), b"{}") for row in range(count)]


@given(
    st.integers(2, 300).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.sets(st.integers(0, count - 1)),
            st.sampled_from(STYLES),
        )
    )
)
def test_whatever_tiktok_says_the_bad_ones_are_found_and_no_other(case: tuple[int, set[int], str]) -> None:
    count, bad, style = case
    events = _events(count)
    culprits = {events[place].key for place in bad}
    accepted: list[bytes] = []
    refused: list[bytes] = []
    requests = 0
    todo = [(tuple(events), 0)]
    while todo:
        some, named = todo.pop()
        requests += 1
        at_fault = [place for place, event in enumerate(some) if event.key in culprits]
        if not at_fault:
            accepted += [event.key for event in some]
        elif len(some) == 1:
            refused.append(some[0].key)
        else:
            innocent = next((place for place in range(len(some)) if place not in at_fault), None)
            index = {
                "first": at_fault[0],
                "none": None,
                "beyond": 10**6,
                "just beyond": len(some),
                "negative": -1,
                "innocent": innocent,
            }[style]
            todo += [(part.events, part.named) for part in split(some, index, named)]
    assert sorted(refused) == sorted(culprits)
    assert sorted(accepted + refused) == sorted(event.key for event in events)
    assert requests <= 1 + 2 * len(bad) * (count.bit_length() + 6)


@pytest.mark.parametrize("index", [0, 4, 8])
def test_the_event_that_is_named_is_sent_alone_and_before_the_rest(index: int) -> None:
    events = _events(9)
    alone, rest = split(events, index, 0)
    assert alone == Part((events[index],), 0, suspect=True)
    assert rest == Part((*events[:index], *events[index + 1 :]), 1)


def test_of_two_events_the_other_one_is_not_halved() -> None:
    events = _events(2)
    assert split(events, 1, 7) == [Part((events[1],), 7, suspect=True), Part((events[0],), 8)]


@pytest.mark.parametrize("index", [None, -1, 9])
def test_where_no_event_is_named_the_batch_is_halved(index: int | None) -> None:
    events = _events(9)
    assert split(events, index, 1) == [Part((*events[:4],), 1), Part((*events[4:],), 1)]


@pytest.mark.parametrize(("named", "sizes"), [(0, [1, 8]), (1, [1, 8]), (2, [1, 4, 4]), (3, [1, 4, 4])])
def test_a_rest_is_halved_once_three_events_were_named(named: int, sizes: list[int]) -> None:
    parts = split(_events(9), 4, named)
    assert [len(part.events) for part in parts] == sizes
    assert [part.suspect for part in parts] == [True, *(False for _ in sizes[1:])]
