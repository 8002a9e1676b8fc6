"""State of a running upload: responses, retries, and when it gives up."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.uploads.ledgers import NOW, begun
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.prepare.event import Event
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.tiktok.errors import RowRefused, Transient, error_for
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger import claims
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options, RetryPolicy
from tiktok_tui.uploads.run import LeftOut, Run, Tally
from tiktok_tui.uploads.sending.batch import Batch
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.flight import Response
from tiktok_tui.uploads.sending.state import SendState

POLICY = RetryPolicy()
EVENTS = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(2, 32)]


@pytest.fixture
def state(ledger: Ledger) -> SendState:
    """A run whose first three batches of ten events are on their way."""
    return started(ledger, begun(ledger))


def started(ledger: Ledger, run: Run) -> SendState:
    """The same for this run."""
    state = SendState(run, ledger, Control(), POLICY, lambda row: "")
    for number in (1, 2, 3):
        with ledger.transaction():
            claims.write_claim(ledger, run.number, number, events(number), NOW, sending=True)
    state.number = 3
    return state


def events(number: int) -> tuple[Event, ...]:
    return tuple(EVENTS[10 * number - 10 : 10 * number])


def answered(number: int, code: int = 0) -> Response:
    batch = Batch(number, events(number), tries=1)
    accepts = code in {0, 20001, 40050}
    return Response(batch, Answer(code, f"r{number}", "OK", {}, 0.1) if accepts else error_for(code, "Busy"), 0.0, 0.1)


def states(ledger: Ledger) -> list[tuple[object, ...]]:
    return [tuple(row) for row in ledger.read("SELECT number, state, code, request_id FROM batches ORDER BY number")]


def test_those_accepted_before_the_first_trouble_are_recorded_at_once(ledger: Ledger, state: SendState) -> None:
    together = [answered(1), answered(3, 20001), answered(2, 50000)]
    recorded, news = state.record(together)
    assert (recorded, [type(each) for each in news]) == (2, [updates.BatchAccepted, updates.BatchAccepted])
    assert states(ledger) == [(1, "accepted", 0, "r1"), (2, "sending", 0, ""), (3, "accepted", 20001, "r3")]
    assert (state.tally.accepted, state.tally.uncertain) == (20, 10)
    recorded, news = state.record(together[2:])
    assert (recorded, [type(each) for each in news]) == (1, [updates.BatchRetrying])
    assert states(ledger)[1][1] == "waiting"


def test_what_cannot_be_written_changes_nothing_and_is_recorded_later(ledger: Ledger, state: SendState) -> None:
    together = [answered(1), answered(2)]
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


def failed(batch: Batch, error: Exception, sent_at: float | None = None) -> Response:
    """A request for the batch that failed; sent just now unless said otherwise (monotonic seconds)."""
    return Response(batch, error, time.monotonic() if sent_at is None else sent_at, 0.1)


def transient(
    *, throttled: bool = False, in_doubt: bool = False, wait: float | None = None, code: int = 0
) -> Transient:
    error = Transient("It did not work.", code=code)
    error.throttled, error.in_doubt, error.wait = throttled, in_doubt, wait
    return error


def refusal(index: int | None) -> RowRefused:
    error = RowRefused("A value is invalid.", code=40002)
    error.index = index
    return error


@pytest.fixture
def forward(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Puts both clocks forward by so many seconds."""
    passed = 0.0
    wall, steady = time.time, time.monotonic
    monkeypatch.setattr(time, "time", lambda: wall() + passed)
    monkeypatch.setattr(time, "monotonic", lambda: steady() + passed)

    def put(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    return put


def test_a_batch_in_doubt_that_waited_for_two_days_is_withheld(
    ledger: Ledger, state: SendState, forward: Callable[[float], None]
) -> None:
    batch = Batch(1, events(1), tries=1, sent=time.time())
    state.record([failed(batch, transient(in_doubt=True))])
    forward(47 * 3600 - 60)
    assert state.next_batch() is batch
    state.restart_outage_clock()
    batch.failing = None
    state.record([failed(batch, transient(in_doubt=True))])
    forward(120)
    assert state.next_batch() is None
    state.taken(LeftOut(), new=False)
    assert (state.tally.withheld, states(ledger)[0][1]) == (10, "doubtful")


def test_a_batch_that_was_not_carried_out_may_wait_for_ever(state: SendState, forward: Callable[[float], None]) -> None:
    batch = Batch(1, events(1), tries=1, sent=time.time())
    state.record([failed(batch, transient())])
    forward(100 * 3600)
    assert state.next_batch() is batch


def test_what_may_count_twice_is_sent_when_somebody_has_asked_for_it(
    ledger: Ledger, forward: Callable[[float], None]
) -> None:
    state = started(ledger, begun(ledger, options=Options(send_doubtful=True)))
    batch = Batch(1, events(1), tries=1, sent=time.time())
    state.record([failed(batch, transient(in_doubt=True))])
    forward(100 * 3600)
    assert state.next_batch() is batch


def test_the_index_that_tiktok_names_is_not_trusted_after_it_was_wrong_twice(state: SendState) -> None:
    def parts(news: list[updates.Update]) -> list[int]:
        [split] = news
        assert isinstance(split, updates.BatchSplit)
        return [count for _, count in split.parts]

    assert parts(state.record([failed(Batch(1, events(1), tries=1), refusal(3))])[1]) == [1, 9]
    for batch in (state.next_batch(), Batch(3, events(3), suspect=True)):
        assert batch is not None
        assert batch.suspect
        state.record([Response(batch, Answer(0, "r", "OK", {}, 0.1), 0.0, 0.1)])
    assert parts(state.record([failed(Batch(2, events(2), tries=1), refusal(3))])[1]) == [5, 5]


@pytest.mark.parametrize(("before", "ends"), [(Tally(), True), (Tally(accepted=1), False), (Tally(skipped=1), False)])
def test_it_is_hopeless_only_when_nothing_at_all_was_accepted(ledger: Ledger, before: Tally, ends: bool) -> None:
    state = started(ledger, begun(ledger))
    state.tally = Tally(accepted=before.accepted, skipped=before.skipped, refused=POLICY.hopeless - 2)
    with ledger.transaction():
        for number in (4, 5):
            claims.write_claim(ledger, state.run.number, number, events(1)[:1], NOW, sending=True, parent=1)
    state.record([failed(Batch(4, events(1)[:1], 1), refusal(None))])
    assert state.error is None
    state.record([failed(Batch(5, events(1)[:1], 1), refusal(None))])
    assert isinstance(state.error, SettingsError) is ends


def test_three_failures_in_a_row_hold_everything_for_a_while(state: SendState) -> None:
    for number in (1, 2, 3):
        assert state.hold <= time.monotonic()
        state.record([failed(Batch(number, events(number), tries=1), transient())])
    assert state.hold > time.monotonic()


def test_an_acceptance_in_between_holds_nothing(state: SendState) -> None:
    state.record([failed(Batch(1, events(1), tries=1), transient())])
    state.record([answered(2)])
    for number in (1, 3):
        state.record([failed(Batch(number, events(number), tries=1), transient())])
    assert state.hold <= time.monotonic()


def test_throttling_holds_everything_at_once(state: SendState) -> None:
    state.record([failed(Batch(1, events(1), tries=1), transient(throttled=True, code=40100))])
    assert state.hold > time.monotonic()


def test_it_waits_as_long_as_tiktok_asks_for(ledger: Ledger) -> None:
    state = started(ledger, begun(ledger))
    state.record([answered(2)])
    [retrying] = state.record([failed(Batch(1, events(1), tries=1), transient(wait=120.0, code=60001))])[1]
    assert isinstance(retrying, updates.BatchRetrying)
    assert 120 <= retrying.wait <= 150
    due = state.next_due()
    assert due is not None
    assert due - time.monotonic() > 100


def test_a_server_never_reached_is_given_up_soon(state: SendState, forward: Callable[[float], None]) -> None:
    batch = Batch(1, events(1), tries=1)
    state.record([failed(batch, transient())])
    assert state.error is None
    forward(POLICY.first_contact)
    state.record([failed(batch, transient())])
    assert state.error is not None


def test_one_that_has_answered_is_waited_for_half_an_hour(state: SendState, forward: Callable[[float], None]) -> None:
    batch = Batch(1, events(1), tries=1)
    state.record([answered(2)])
    state.record([failed(batch, transient())])
    forward(POLICY.outage - 60)
    state.record([failed(batch, transient())])
    assert state.error is None
    forward(61)
    state.record([failed(batch, transient())])
    assert state.error is not None


def test_a_first_failure_long_after_the_last_acceptance_is_retried(
    state: SendState, forward: Callable[[float], None]
) -> None:
    forward(10 * POLICY.outage)  # nothing was to be sent, since another run was sending it
    state.record([failed(Batch(1, events(1), tries=1), transient())])
    assert state.error is None


def test_a_restarted_clock_forgives_a_long_pause(state: SendState, forward: Callable[[float], None]) -> None:
    batch = Batch(1, events(1), tries=1)
    state.record([failed(batch, transient())])
    forward(10 * POLICY.outage)
    state.restart_outage_clock()
    state.record([failed(batch, transient())])
    assert state.error is None


def test_throttling_is_counted_from_the_last_acceptance(state: SendState, forward: Callable[[float], None]) -> None:
    def waits(number: int) -> float:
        _, news = state.record([failed(Batch(number, events(number), tries=1), transient(throttled=True, code=40100))])
        assert isinstance(news[0], updates.BatchRetrying)
        return news[0].wait

    for _ in range(3):
        longest = waits(1)
        forward(1)
    assert longest >= 4
    state.record([answered(2)])
    assert waits(3) < 2
