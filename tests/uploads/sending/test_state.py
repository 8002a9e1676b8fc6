"""State of a running upload: responses, retries, and when it gives up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tiktok_tui.events.errors import StateError
from tiktok_tui.files.source import FileSource
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.tiktok.errors import error_for
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger import claims, runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options, RetryPolicy
from tiktok_tui.uploads.run import RunSpec
from tiktok_tui.uploads.sending.batch import Batch
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.flight import Response
from tiktok_tui.uploads.sending.state import SendState

NOW = 1_790_000_000.0


EVENTS = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(2, 32)]


@pytest.fixture
def state(ledger: Ledger) -> SendState:
    """A run whose first three batches of ten events are on their way."""
    totals = Totals(30, 0, 0, 0, 30, 30, {}, {}, (0,) * 30, 30, 0, 0, 0.1)
    job = RunSpec(
        FileSource(Path("/a.csv")), "f", 1, 1.0, "shop", "{}", "", Options(), "https://tiktok.example", NOW, totals
    )
    state = SendState(runs.begin(ledger, job, datetime.fromtimestamp(NOW, UTC)), ledger, Control(), RetryPolicy())
    for number in (1, 2, 3):
        with ledger.transaction():
            claims.write_claim(ledger, state.run.number, number, events(number), NOW, sending=True)
    return state


def events(number: int) -> tuple[Event, ...]:
    return tuple(EVENTS[10 * number - 10 : 10 * number])


def landed(number: int, code: int = 0) -> Response:
    batch = Batch(number, events(number), tries=1)
    accepts = code in {0, 20001, 40050}
    return Response(batch, Answer(code, f"r{number}", "OK", {}, 0.1) if accepts else error_for(code, "Busy"), 0.0, 0.1)


def states(ledger: Ledger) -> list[tuple[object, ...]]:
    return [tuple(row) for row in ledger.read("SELECT number, state, code, request_id FROM batches ORDER BY number")]


def test_those_accepted_before_the_first_trouble_are_settled_at_once(ledger: Ledger, state: SendState) -> None:
    together = [landed(1), landed(3, 20001), landed(2, 50000)]
    settled, happened = state.record(together)
    assert (settled, [type(each) for each in happened]) == (2, [updates.BatchAccepted, updates.BatchAccepted])
    assert states(ledger) == [(1, "accepted", 0, "r1"), (2, "sending", 0, ""), (3, "accepted", 20001, "r3")]
    assert (state.tally.accepted, state.tally.uncertain) == (20, 10)
    settled, happened = state.record(together[2:])
    assert (settled, [type(each) for each in happened]) == (1, [updates.BatchRetrying])
    assert states(ledger)[1][1] == "waiting"


def test_what_cannot_be_written_down_changes_nothing_and_is_settled_later(ledger: Ledger, state: SendState) -> None:
    together = [landed(1), landed(2)]
    # The second write of the transaction fails.
    ledger.write(
        "CREATE TRIGGER full BEFORE UPDATE ON batches WHEN old.number = 2 BEGIN SELECT raise(FAIL, 'full'); END"
    )
    before = states(ledger)
    with pytest.raises(StateError):
        state.record(together)
    assert states(ledger) == before
    assert state.tally.accepted == 0
    ledger.write("DROP TRIGGER full")
    assert state.record(together)[0] == 2
    assert [state for _, state, *_ in states(ledger)] == ["accepted", "accepted", "sending"]
    assert state.tally.accepted == 20
    assert ledger.read("SELECT accepted FROM runs") == [(20,)]
