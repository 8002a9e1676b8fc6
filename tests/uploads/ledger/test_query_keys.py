"""The keys of a query's run: of its first events, or of all."""

from __future__ import annotations

import pytest

from tests.uploads.ledgers import EVENTS, begin
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.query_keys import count_keys, forget_keys, keep_keys, kept_keys


@pytest.mark.parametrize(("limit", "kept"), [(None, 10), (10, 10), (6, 6), (5, 5), (1, 1)])
def test_the_keys_of_the_first_events_are_kept_and_those_of_no_other_run(
    ledger: Ledger, limit: int | None, kept: int
) -> None:
    earlier, run, later = (begin(ledger).run for _ in range(3))
    for other in (earlier, later):
        keep_keys(ledger, other, [EVENTS[9:]], None)
    keep_keys(ledger, run, [EVENTS], None)
    keep_keys(ledger, run, [EVENTS[:2], EVENTS[2:7], EVENTS[7:]], limit)
    keys = [event.key for event in EVENTS]
    assert (count_keys(ledger, run), kept_keys(ledger, run, keys)) == (kept, {*keys[:kept]})
    unread = iter([EVENTS[:2], EVENTS[2:]])
    keep_keys(ledger, run, unread, 2)
    assert [*unread] == [EVENTS[2:]], "no more is made of the query than is kept"
    forget_keys(ledger, run)
    assert [count_keys(ledger, each) for each in (earlier, run, later)] == [1, 0, 1]
