"""The first events of a stream of chunks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tiktok_tui.prepare.event import Event, first_of

EVENTS = [Event(row, "1", b"", b"{}") for row in range(7)]


@pytest.mark.parametrize(
    ("limit", "sizes", "read"),
    [
        (None, [3, 3, 1], 3),
        (7, [3, 3, 1], 3),
        (9, [3, 3, 1], 3),
        (6, [3, 3], 2),
        (4, [3, 1], 2),
        (3, [3], 1),
        (1, [1], 1),
    ],
)
def test_no_more_is_read_than_is_asked_for(limit: int | None, sizes: list[int], read: int) -> None:
    asked = 0

    def chunks() -> Iterator[list[Event]]:
        nonlocal asked
        for start in (0, 3, 6):
            asked += 1
            yield EVENTS[start : start + 3]

    found = list(first_of(chunks(), limit))
    assert [len(chunk) for chunk in found] == sizes
    assert [event for chunk in found for event in chunk] == EVENTS[: sum(sizes)]
    assert asked == read
