"""State of a running upload: responses, retries, and when it gives up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.uploads.ledgers import NOW, begun
from tiktok_tui.events.errors import AppError, SettingsError, StateError, UnreachableError
from tiktok_tui.prepare.event import Event
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.tiktok.errors import RowRefused, SettingsRefused, Transient, error_for
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger import claims
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import refusals
from tiktok_tui.uploads.ledger.screening import Sender
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


def started(ledger: Ledger, run: Run, control: Control | None = None) -> SendState:
    """The same for this run."""
    state = SendState(run, ledger, control or Control(), POLICY, lambda row: f"order {row}")
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
    state.record([answered(2)])
    assert (state.tally.accepted, state.tally.uncertain) == (30, 10)


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
    error = Transient("It did not work.", code=code, request_id="q", message="Raw words.")
    error.throttled, error.in_doubt, error.wait = throttled, in_doubt, wait
    return error


def refusal(index: int | None) -> RowRefused:
    error = RowRefused("A value is invalid.", code=40002, request_id="q", message="Raw words.", remedy="Correct it.")
    error.index, error.field = index, "properties.value"
    return error


def refused_set() -> SettingsRefused:
    """The refusal of the event set that the rows name."""
    return SettingsRefused("No.", code=40105, request_id="q", message="set is unknown")


def sent(number: int, tries: int = 1, since: float | None = None) -> Batch:
    """One of the three batches, on its way since 1000 s; in doubt since then or not."""
    return Batch(number, events(number), tries=tries, sent=1000.0, doubt=since)


def kept(ledger: Ledger, number: int) -> tuple[object, ...]:
    """The answer to a batch, as the ledger has it."""
    [row] = ledger.read(
        "SELECT state, doubt, tries, seconds, code, request_id, message, details FROM batches WHERE number = ?",
        (number,),
    )
    return tuple(row)


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
    first = batch.sent
    state.record([failed(batch, transient(in_doubt=True))])
    forward(47 * 3600 - 60)
    assert state.next_batch() is batch
    state.sending(batch)
    state.restart_outage_clock()
    batch.failing = None
    for each in (batch, Batch(2, events(2), tries=1, sent=batch.doubt or 0.0)):
        state.record([failed(each, transient(in_doubt=True))])
    forward(120)
    assert state.next_batch() is None
    state.taken(LeftOut(), new=False)
    assert (state.tally.withheld, [each[1] for each in states(ledger)]) == (20, ["doubtful", "doubtful", "sending"])
    assert ledger.read("SELECT DISTINCT since FROM doubts") == [(first,)]


def test_batches_whose_end_cannot_be_written_at_first_are_set_aside_later(ledger: Ledger, state: SendState) -> None:
    state.record([failed(sent(1), refusal(None))])
    ledger.write("CREATE TRIGGER full BEFORE UPDATE ON batches BEGIN SELECT raise(FAIL, 'full'); END")
    with pytest.raises(StateError):
        state.set_aside_rest()
    ledger.write("DROP TRIGGER full")
    assert [type(each) for each in state.set_aside_rest()] == [updates.BatchSetAside] * 2
    assert [each[1] for each in states(ledger)] == ["split", "sending", "sending", "unsent", "unsent"]


def test_a_batch_that_was_not_carried_out_may_wait_for_ever(state: SendState, forward: Callable[[float], None]) -> None:
    batch = Batch(1, events(1), tries=1, sent=time.time())
    state.record([failed(batch, transient())])
    forward(100 * 3600)
    assert state.next_batch() is batch


@pytest.mark.parametrize("options", [Options(send_doubtful=True), Options(resend=True)])
def test_what_may_count_twice_is_sent_when_somebody_has_asked_for_it(
    ledger: Ledger, forward: Callable[[float], None], options: Options
) -> None:
    state = started(ledger, begun(ledger, options=options))
    batch = Batch(1, events(1), tries=1, sent=time.time())
    state.record([failed(batch, transient(in_doubt=True))])
    forward(100 * 3600)
    assert state.next_batch() is batch


def test_the_index_that_tiktok_names_is_not_trusted_after_it_was_wrong_twice(state: SendState) -> None:
    def parts(news: list[updates.Update]) -> list[int]:
        [split] = news
        assert isinstance(split, updates.BatchSplit)
        return [count for _, count in split.parts]

    state.record([answered(2)])  # nothing was named in it
    assert parts(state.record([failed(Batch(1, events(1), tries=1), refusal(3))])[1]) == [1, 9]
    suspects = [batch for batch in (state.next_batch(), Batch(3, events(3), suspect=True)) if batch]
    assert all(batch.suspect for batch in suspects)
    accepted = [Response(batch, Answer(0, "r", "OK", {}, 0.1), 0.0, 0.1) for batch in suspects]
    state.record([answered(3), *accepted])  # nor in the first of these
    assert parts(state.record([failed(Batch(2, events(2), tries=1), refusal(3))])[1]) == [5, 5]


@pytest.mark.parametrize(("before", "ends"), [(Tally(), True), (Tally(accepted=1), False), (Tally(skipped=1), False)])
def test_it_is_hopeless_only_when_nothing_at_all_was_accepted(ledger: Ledger, before: Tally, ends: bool) -> None:
    tally = replace(before, refused=POLICY.hopeless - 2)  # of a run that is resumed
    state = started(ledger, replace(begun(ledger), tally=tally))
    with ledger.transaction():
        for number in (4, 5):
            claims.write_claim(ledger, state.run.number, number, events(1)[:1], NOW, sending=True, parent=1)
    state.record([failed(Batch(4, events(1)[:1], 1), refusal(None))])
    errors = [state.error]
    state.record([failed(Batch(5, events(1)[:1], 1), refusal(None))])
    errors += [state.error]
    assert [isinstance(each, SettingsError) for each in errors] == [False, ends]
    if error := errors[1]:
        told = "TikTok has refused the first 200 events and accepted none; the last time: A value is invalid."
        remedy = "Correct the mapping or the destination, then send the file again."
        assert (error.what, error.where, error.remedy) == (told, "request q", remedy)


def test_a_hopeless_run_that_is_resumed_ends_with_the_next_refusal(ledger: Ledger) -> None:
    state = started(ledger, begun(ledger))
    state.tally = Tally(refused=POLICY.hopeless + 7)
    state.record([failed(Batch(1, events(1)[:1], 1), refusal(None))])
    assert isinstance(state.error, SettingsError)


def test_three_failures_in_a_row_hold_everything_for_a_while(state: SendState) -> None:
    for number in (1, 2, 3):
        assert state.hold <= time.monotonic()
        state.record([failed(Batch(number, events(number), tries=1), transient())])
    assert state.hold > time.monotonic()


@pytest.mark.parametrize("between", [None, refusal(None)], ids=["accepted", "refused"])
def test_an_answer_in_between_holds_nothing(state: SendState, between: RowRefused | None) -> None:
    for _ in range(2):
        state.record([failed(Batch(1, events(1), tries=1), transient())])
    state.record([failed(sent(2), between) if between else answered(2)])
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


def test_what_tiktok_accepted_is_told_and_kept_with_its_words_only_where_they_leave_a_doubt(
    ledger: Ledger, state: SendState
) -> None:
    answers = [
        Answer(20001, "r1", "Some failed.", {"failed": 2}, 0.5),
        Answer(40050, "r2", "Sent before.", {"seen": 1}, 0.25),
        Answer(0, "r3", "OK", {"note": "x"}, 0.125),
    ]
    batches = [sent(1, since=900.0), sent(2, tries=3), sent(3)]
    _, news = state.record([Response(*pair, 0.0, 9.0) for pair in zip(batches, answers, strict=True)])
    assert news == [
        updates.BatchAccepted(1, 10, 0.5, 20001, "r1", partial=True, message="Some failed."),
        updates.BatchAccepted(2, 10, 0.25, 40050, "r2", repeated=True),
        updates.BatchAccepted(3, 10, 0.125, 0, "r3"),
    ]
    assert [kept(ledger, number) for number in (1, 2, 3)] == [
        ("accepted", None, 1, 0.5, 20001, "r1", "Some failed.", '{"failed": 2}'),
        ("accepted", None, 3, 0.25, 40050, "r2", "Sent before.", ""),
        ("accepted", None, 1, 0.125, 0, "r3", "OK", ""),
    ]


@pytest.mark.parametrize(
    ("error", "since", "row"),
    [
        (transient(code=40100), None, ("waiting", None, 2, 0.1, 40100, "q", "It did not work.", "")),
        (transient(in_doubt=True, code=50000), 900.0, ("waiting", 900.0, 2, 0.1, 50000, "q", "It did not work.", "")),
        (UnreachableError("No answer."), None, ("waiting", 1000.0, 2, 0.1, 0, "", "No answer.", "")),
    ],
)
def test_a_batch_that_failed_is_told_and_kept_with_why(
    ledger: Ledger, state: SendState, error: AppError, since: float | None, row: tuple[object, ...]
) -> None:
    [news] = state.record([failed(sent(2, 2, since), error)])[1]
    assert isinstance(news, updates.BatchRetrying)
    assert (news.number, news.tries, news.why, news.code, news.request_id) == (2, 2, row[6], row[4], row[5])
    assert 2 <= news.wait <= 2.5
    assert (kept(ledger, 2), state.idle, state.left_behind) == (row, False, False)


@pytest.mark.parametrize(
    ("first", "then", "since"),
    [(True, False, 1000.0), (True, True, 1000.0), (False, True, 2000.0), (False, False, None)],
)
def test_a_batch_is_in_doubt_since_the_first_request_that_may_have_been_carried_out(
    ledger: Ledger, state: SendState, first: bool, then: bool, since: float | None
) -> None:
    batch = sent(1)
    state.record([failed(batch, transient(in_doubt=first))])
    batch.sent = 2000.0
    state.record([failed(batch, transient(in_doubt=then))])
    assert (batch.doubt, kept(ledger, 1)[1]) == (since, since)
    assert state.set_aside_rest()[0] == updates.BatchSetAside(1, 10, in_doubt=since is not None)


@pytest.mark.parametrize(("since", "as_"), [(None, "unsent"), (900.0, "doubtful")])
@pytest.mark.parametrize("gives_up", [False, True])
def test_a_batch_that_is_set_aside_is_in_doubt_only_where_it_was_before(
    ledger: Ledger, since: float | None, as_: str, gives_up: bool
) -> None:
    control = Control()
    state = started(ledger, begun(ledger), control)
    error = transient(code=40100) if gives_up else SettingsRefused("The account is closed.", code=40105, request_id="q")
    if gives_up:
        control.stop()
    _, news = state.record([failed(sent(1, since=since), error)])
    assert news == [updates.BatchSetAside(1, 10, since is not None, error.what)]
    assert kept(ledger, 1) == (as_, None, 1, 0.1, error.code, "q", error.what, "")
    assert (state.left_behind, state.error) == (True, None if gives_up else error)
    state.record([failed(sent(2), SettingsRefused("Another.", code=40105))])
    assert isinstance(state.error, SettingsRefused)
    assert state.error.what == ("Another." if gives_up else error.what), "the first error is told"


@pytest.mark.parametrize("since", [None, 900.0])
@pytest.mark.parametrize(
    ("error", "stopped", "doubt"),
    [
        (transient(in_doubt=True), True, "from now on"),
        (transient(in_doubt=True), False, "from now on"),
        (transient(), True, "as before"),
        (transient(), False, "as before"),
        (refused_set(), True, "as before"),
        (refusal(None), True, "none: it was answered"),
    ],
)
def test_whatever_ends_the_tries_of_a_batch_its_events_are_in_doubt_since_the_first_that_may_have_got_through(
    ledger: Ledger,
    forward: Callable[[float], None],
    error: AppError,
    stopped: bool,
    doubt: str,
    since: float | None,
) -> None:
    control = Control()
    state = started(ledger, begun(ledger), control)
    batch = replace(sent(1, since=since), failing=time.monotonic())
    if stopped:
        control.stop()
    else:
        forward(POLICY.first_contact + 1)
    _, news = state.record([failed(batch, error)])
    found = {"from now on": since or batch.sent, "as before": since}.get(doubt)
    assert news == [updates.BatchSetAside(1, 10, found is not None, error.what)]
    assert ledger.read("SELECT DISTINCT since FROM doubts") == ([] if found is None else [(found,)])
    assert kept(ledger, 1)[0] == ("unsent" if found is None else "doubtful")


def test_a_refused_batch_is_told_with_its_parts_which_are_sent_next_in_their_order(
    ledger: Ledger, state: SendState
) -> None:
    batch = Batch(2, events(2), tries=1, named=2, doubt=900.0)
    _, news = state.record([failed(batch, refusal(4))])
    parts = ((4, 1), (5, 4), (6, 5))  # the third that TikTok named in it: the rest is halved
    assert news == [updates.BatchSplit(2, parts, "A value is invalid.", 40002, "q")]
    assert not state.idle
    assert kept(ledger, 2) == ("split", None, 1, 0.1, 40002, "q", "A value is invalid.", "")
    rows = ledger.read("SELECT number, parent, state, events, doubt FROM batches WHERE number > 3 ORDER BY number")
    assert rows == [(number, 2, "queued", size, None) for number, size in parts]
    state.record([failed(sent(1), transient())])
    first, second, third = state.next_batch(), state.next_batch(), state.next_batch()
    assert first == Batch(4, events(2)[4:5], 2, 2, suspect=True)
    assert second == Batch(5, (*events(2)[:4],), 2, 3)
    assert third == Batch(6, events(2)[5:], 2, 3)
    assert (state.next_batch(), state.idle, state.number) == (None, False, 6)
    assert second is not None
    state.record([failed(second, refusal(None))])
    assert ledger.read("SELECT number, parent FROM batches WHERE number > 6 ORDER BY number") == [(7, 5), (8, 5)]
    assert [part.parent for part in (state.next_batch(), state.next_batch()) if part] == [5, 5]


def test_the_parts_of_the_batch_that_was_refused_last_are_sent_first(state: SendState) -> None:
    for number in (1, 2):
        state.record([failed(sent(number), refusal(0))])
    parts = [state.next_batch() for _ in range(4)]
    assert [(part.parent, len(part.events)) for part in parts if part] == [(2, 1), (2, 9), (1, 1), (1, 9)]


def test_a_refused_event_is_told_and_kept_with_the_name_of_its_row(ledger: Ledger) -> None:
    control, run = Control(), begun(ledger)
    state = started(ledger, run, control)
    control.stop()  # it is recorded all the same
    batch = Batch(3, events(3)[:1], tries=1)
    _, news = state.record([failed(batch, refusal(None))])
    told = updates.RowRefused(3, 22, "properties.value", "A value is invalid.", "Correct it.", 40002, "q", "order 22")
    assert news == [told]
    [refused] = refusals(ledger, run, limit=9)
    assert (refused.row, refused.field, refused.reason, refused.name) == (22, told.field, told.reason, told.name)
    assert (state.tally.refused, kept(ledger, 3)[0], state.left_behind) == (1, "refused", False)


def test_a_refused_batch_is_not_split_once_it_is_stopped_and_nothing_of_it_is_in_doubt(ledger: Ledger) -> None:
    control = Control()
    state = started(ledger, begun(ledger), control)
    control.stop()
    _, news = state.record([failed(sent(1, since=900.0), refusal(0))])
    assert news == [updates.BatchSetAside(1, 10, in_doubt=False, why="A value is invalid.")]
    assert (kept(ledger, 1)[0], state.idle, ledger.number("SELECT count(*) FROM doubts")) == ("unsent", True, 0)


def test_what_is_left_is_set_aside_in_the_order_of_its_numbers(ledger: Ledger, state: SendState) -> None:
    state.record([failed(sent(3), refusal(0))])
    for number, wait in ((1, 90.0), (2, 60.0)):
        state.record([failed(sent(number), transient(in_doubt=number == 1, wait=wait))])
    news = state.set_aside_rest()
    assert news == [
        updates.BatchSetAside(*each) for each in ((4, 1, False), (5, 9, False), (1, 10, True), (2, 10, False))
    ]
    found = ["split", "unsent", "unsent", "doubtful", "unsent"]
    assert [kept(ledger, number)[0] for number in (3, 4, 5, 1, 2)] == found
    assert (state.idle, state.left_behind, state.next_due(), state.set_aside_rest()) == (True, True, None, [])


def test_a_batch_of_a_refused_set_is_left_out_and_may_be_in_doubt(ledger: Ledger, state: SendState) -> None:
    assert state.leave_out(sent(1)) == [updates.BatchSetAside(1, 10, in_doubt=False)]
    assert state.leave_out(sent(2, since=900.0)) == [updates.BatchSetAside(2, 10, in_doubt=True)]
    assert [each[1] for each in states(ledger)] == ["unsent", "doubtful", "sending"]
    assert state.left_behind


ANSWERS = {"accepted": None, "an event refused": refusal(None), "the set refused": refused_set()}


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_shows_that_tiktok_is_there_and_starts_the_outage_again(
    state: SendState, forward: Callable[[float], None], answer: str
) -> None:
    batch, error = sent(1), ANSWERS[answer]
    state.record([failed(batch, transient())])
    forward(POLICY.first_contact - 5)
    state.record([failed(sent(3), error) if error else answered(3)])
    assert state.error is None
    for passed, ends in ((POLICY.outage - 10, False), (11, True)):
        forward(passed)
        _, news = state.record([failed(batch, transient())])
        assert (state.error is not None) is ends
    assert news == [updates.BatchSetAside(1, 10, in_doubt=False, why="It did not work.")]


def test_a_failure_with_a_code_shows_that_tiktok_is_there(state: SendState, forward: Callable[[float], None]) -> None:
    batch = sent(1)
    state.record([failed(batch, transient(code=50000))])
    forward(POLICY.first_contact + 5)
    state.record([failed(batch, transient())])
    assert state.error is None


def test_five_refused_sets_and_nothing_accepted_end_it(state: SendState) -> None:
    for number in range(1, 6):
        assert state.error is None
        batch = Batch(1, tuple(event._replace(event_set_id=f"set {number}") for event in events(1)), tries=1)
        state.record([failed(batch, SettingsRefused("No.", code=40105, message=f"set {number} is unknown"))])
    assert isinstance(state.error, SettingsRefused)


def test_a_batch_that_was_throttled_before_a_halving_waits_and_halves_nothing(state: SendState) -> None:
    before = time.monotonic() - 5
    _, news = state.record([failed(sent(1), transient(throttled=True, code=40100))])
    [retrying, throttled] = news
    assert isinstance(retrying, updates.BatchRetrying)
    assert throttled == updates.Throttled(2, retrying.wait, "It did not work.")
    held = state.hold
    state.record([answered(2)])
    _, news = state.record([failed(sent(3, tries=4), transient(throttled=True, code=40100), before)])
    [retrying] = news
    assert isinstance(retrying, updates.BatchRetrying)
    assert 1 <= retrying.wait <= 1.25
    assert state.window.size == 2
    assert state.hold >= held


def test_a_shorter_wait_shortens_no_longer_one(state: SendState) -> None:
    state.record([failed(sent(1), transient(throttled=True, code=40100, wait=120.0))])
    held = state.hold
    assert held - time.monotonic() > 100
    state.record([failed(sent(2), transient(throttled=True, code=40100))])
    assert state.hold == held


@pytest.mark.parametrize(("asked", "most"), [(-1, 1), (0, 1), (1, 1), (16, 16), (17, 16)])
def test_one_to_sixteen_batches_are_under_way_whatever_is_asked_for(ledger: Ledger, asked: int, most: int) -> None:
    state = started(ledger, begun(ledger, options=Options(in_flight_max=asked)))
    assert (state.most, state.window.size) == (most, min(most, 4))


@pytest.mark.parametrize("asked", [(True, False, False), (False, True, False), (False, False, True)])
def test_each_option_that_sends_more_is_its_own(ledger: Ledger, asked: tuple[bool, bool, bool]) -> None:
    resend, doubtful, similar = asked
    run = begun(ledger, options=Options(resend=resend, send_doubtful=doubtful, send_similar=similar))
    assert started(ledger, run).sender == Sender(run.number, run.recipient, *asked)


def test_a_batch_that_leaves_is_counted_and_written_unless_it_was_just_claimed(
    ledger: Ledger, state: SendState
) -> None:
    state.taken(LeftOut(1, 2, 3), new=True)
    state.taken(LeftOut(2, 3, 4), new=False)
    assert (state.number, state.tally) == (4, Tally(skipped=2, withheld=3, similar=4, batches=1))
    state.record([failed(sent(1), refusal(None))])
    part = state.next_batch()
    assert part is not None
    new = Batch(2, events(2))
    for batch in (part, new):
        before = time.time()
        state.sending(batch)
        assert before <= batch.sent <= time.time()
        assert batch.tries == 1
    rows = ledger.read("SELECT state, doubt FROM batches WHERE number IN (?, 2) ORDER BY number", (part.number,))
    assert rows == [("sending", NOW), ("sending", part.sent)]
    state.record([failed(new, transient())])
    state.sending(new)
    assert (state.tally.requests, new.tries) == (3, 2)
    assert ledger.read("SELECT state, doubt FROM batches WHERE number = 2") == [("sending", new.sent)]


@pytest.mark.parametrize(
    ("events_sent", "error"),
    [
        (10, None),
        (1, refusal(None)),
        (10, refusal(0)),
        (10, transient(in_doubt=True)),
        (10, SettingsRefused("The account is closed.", code=40105)),
    ],
    ids=["accepted", "refused", "split", "waiting", "set aside"],
)
def test_an_answer_that_could_not_be_written_is_recorded_as_if_it_had_just_come(
    ledger: Ledger, events_sent: int, error: AppError | None
) -> None:
    def recorded(*, fails: bool) -> tuple[object, ...]:
        state = started(ledger, begun(ledger))
        result = error or Answer(0, "r", "OK", {}, 0.1)
        response = Response(Batch(1, events(1)[:events_sent], tries=1, sent=1000.0), result, time.monotonic(), 0.1)
        if fails:
            ledger.write("CREATE TRIGGER full BEFORE UPDATE ON batches BEGIN SELECT raise(FAIL, 'full'); END")
            with pytest.raises(StateError):
                state.record([response])
            ledger.write("DROP TRIGGER full")
        state.record([response])
        return state.tally, state.number, state.error, state.set_aside_rest()

    assert recorded(fails=True) == recorded(fails=False)


def test_a_fault_of_ours_is_raised(state: SendState) -> None:
    with pytest.raises(ZeroDivisionError):
        state.record([failed(sent(1), ZeroDivisionError())])
