"""Counts in words: one is no plural, and the words of several agree with their number."""

from __future__ import annotations

import pytest

from tiktok_tui.events.counts import agreeing, counted


@pytest.mark.parametrize(
    ("count", "event", "row"),
    [
        (0, "0 events", "0 rows are rejected"),
        (1, "1 event", "1 row is rejected"),
        (2, "2 events", "2 rows are rejected"),
        (1_200, "1,200 events", "1,200 rows are rejected"),
    ],
)
def test_one_is_no_plural(count: int, event: str, row: str) -> None:
    assert counted(count, "event") == event
    assert counted(count, "row is rejected", "rows are rejected") == row
    assert agreeing(count, "row is rejected", "rows are rejected") == row.split(" ", 1)[1]
