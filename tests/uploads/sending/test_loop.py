"""The upload loop with a server that is a function: how it ends, whatever the file does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pytest

from tests.support.uploads import QUICK
from tests.uploads.ledgers import EVENTS, NOW, accept, begin, begun, everybody_lives
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.errors import FileError, StateError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import KIND_BITS
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.tiktok.errors import SettingsRefused, error_for
from tiktok_tui.uploads.ledger import batches, claims, runs
from tiktok_tui.uploads.ledger.batches import Outcome, Refused
from tiktok_tui.uploads.ledger.database import Ledger, Values
from tiktok_tui.uploads.ledger.doubts import recover
from tiktok_tui.uploads.ledger.query_keys import count_keys, keep_keys
from tiktok_tui.uploads.ledger.screening import DOUBT_SECONDS, Sender
from tiktok_tui.uploads.options import Options, RetryPolicy
from tiktok_tui.uploads.run import Run, Status, Tally
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.flight import Flight, Response, Tracker
from tiktok_tui.uploads.sending.loop import Updates, upload
from tiktok_tui.uploads.sending.state import SendState
from tiktok_tui.uploads.updates import (
    BatchAccepted,
    BatchRetrying,
    BatchSetAside,
    BatchStarted,
    Paused,
    QueryChanged,
    RowRefused,
    RunFinished,
    RunStarted,
    RunStopped,
    Skipped,
    Update,
    Waiting,
)

pytestmark = pytest.mark.timeout(40)  # a fault in what ends a wait is to be noticed within a minute


class Accepting:
    """Accepts everything."""

    def track(self, body: bytes) -> Answer:
        return Answer(0, "r", "OK", {}, 0.0)


def sending(
    ledger: Ledger,
    chunks: Iterable[Sequence[Event]],
    *,
    tracker: Tracker | None = None,
    control: Control | None = None,
    options: Options | None = None,
    policy: RetryPolicy | None = None,
    run: Run | None = None,
    file: Sequence[Event] = EVENTS,
    source: EventSource = EventSource.OFFLINE,
) -> Updates:
    """The upload of these events in a new run, or in `run`, to a server that accepts everything or to `tracker`.

    `file` is all that is read when it is read once more.
    """
    return upload(
        chunks,
        run or begun(ledger, options=options),
        source,
        tracker or Accepting(),
        ledger,
        control or Control(),
        reread=lambda: iter([file]),
        unattended=everybody_lives,
        policy=policy,
        row_name=lambda row: f"order {row}",
    )


class Recorder(Accepting):
    """Accepts everything, and keeps it."""

    def __init__(self) -> None:
        self.requests: list[dict[str, object]] = []

    def track(self, body: bytes) -> Answer:
        self.requests.append(json.loads(body))
        return super().track(body)


def last_update(ledger: Ledger, events: Iterator[Sequence[Event]]) -> Update:
    """Upload these events and return the last update."""
    *_, last = sending(ledger, events)
    return last


def test_a_file_that_cannot_be_read_to_its_end_is_no_finished_run(ledger: Ledger) -> None:
    error = FileError("Row 7 cannot be read.")

    def events() -> Iterator[Sequence[Event]]:
        yield EVENTS[:5]
        raise error

    accept(ledger, begin(ledger), EVENTS[:3], time.time())
    last = last_update(ledger, events())
    assert isinstance(last, RunStopped)
    assert last.error is error
    assert (last.summary.skipped, last.summary.left) == (3, 7)
    run, _ = runs.listing(ledger)
    assert (run.status, run.error, run.tally.skipped) == (Status.FAILED, "Row 7 cannot be read.", 3)


def test_a_check_that_was_interrupted_is_a_stopped_run(ledger: Ledger) -> None:
    def events() -> Iterator[Sequence[Event]]:
        yield EVENTS[:5]
        raise Cancelled

    last = last_update(ledger, events())
    assert isinstance(last, RunStopped)
    assert (last.error, last.summary.status) == (None, Status.STOPPED)


def test_a_fault_of_ours_is_raised_once_everything_is_recorded(ledger: Ledger) -> None:
    def events() -> Iterator[Sequence[Event]]:
        yield EVENTS[:5]
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        last_update(ledger, events())
    assert runs.listing(ledger)[0].status is Status.STOPPED
    assert ledger.number("SELECT count(*) FROM batches WHERE keys IS NOT NULL AND state <> 'accepted'") == 0


def test_an_upload_that_gets_no_thread_stops_and_says_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    last = last_update(ledger, iter([EVENTS]))
    assert isinstance(last, RunStopped)
    assert isinstance(last.error, StateError)
    assert runs.listing(ledger)[0].status is Status.FAILED


def test_a_stop_once_nothing_is_left_to_send_leaves_a_finished_run(ledger: Ledger) -> None:
    control = Control()
    *_, last = _stopped_at_the_last_answer(ledger, control)
    assert isinstance(last, RunFinished)
    assert runs.listing(ledger)[0].status is Status.DONE


def _stopped_at_the_last_answer(ledger: Ledger, control: Control) -> Iterator[Update]:
    one = Options(in_flight_max=1)  # one at a time: nobody has looked for more yet
    for update in sending(ledger, [EVENTS], control=control, options=one, policy=QUICK):
        if type(update).__name__ == "BatchAccepted":
            control.stop()
        yield update


def test_while_nothing_is_due_it_waits_a_second_at_a_time(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    wait = Flight.wait

    def noted(self: Flight, seconds: float) -> list[Response]:
        waits.append(seconds)
        return wait(self, seconds)

    monkeypatch.setattr(Flight, "wait", noted)
    assert isinstance(last_update(ledger, iter([EVENTS])), RunFinished)
    assert [round(seconds, 6) for seconds in waits[:1]] == [1.0]


def test_a_batch_that_starts_is_told_with_its_rows(ledger: Ledger) -> None:
    updates = sending(ledger, [EVENTS[:4], EVENTS[4:]])
    started = [update for update in updates if isinstance(update, BatchStarted)]
    assert started == [BatchStarted(1, len(EVENTS), EVENTS[0].row, EVENTS[-1].row, 1, 1)]


def test_a_batch_that_starts_again_is_told_with_its_tries(ledger: Ledger) -> None:
    class BusyTwice(Recorder):
        def track(self, body: bytes) -> Answer:
            answer = super().track(body)
            return Busy().track(body) if len(self.requests) < 3 else answer

    updates = sending(ledger, [EVENTS], tracker=BusyTwice(), policy=QUICK)
    assert [update.tries for update in updates if isinstance(update, BatchStarted)] == [1, 2, 3]


def test_while_it_is_paused_nothing_is_due(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    control, waits = Control(), []

    def noted(self: Flight, seconds: float) -> list[Response]:
        if control.paused and not self.count:
            waits.append(round(seconds, 6))
            control.stop()
            return wait(self, 3600)  # which the stop ends
        return wait(self, seconds)

    wait = Flight.wait
    monkeypatch.setattr(Flight, "wait", noted)
    for update in sending(ledger, [EVENTS], tracker=Busy(), control=control, policy=QUICK):
        if isinstance(update, BatchRetrying):
            control.pause()
    assert waits[:1] == [1.0]


def test_a_pause_tells_how_many_batches_are_still_being_sent_and_is_no_outage(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    control, gate, pauses, restarted = Control(), threading.Event(), [], []
    monkeypatch.setattr(SendState, "restart_outage_clock", lambda self: restarted.append(control.paused))

    class Held(Accepting):
        def track(self, body: bytes) -> Answer:
            gate.wait(60)
            return super().track(body)

    for update in sending(ledger, [EVENTS], tracker=Held(), control=control, policy=QUICK):
        if isinstance(update, BatchStarted):
            control.pause()
        if isinstance(update, Paused):
            pauses.append(update)
            gate.set()
            control.resume()
    assert pauses == [Paused(1)]
    assert restarted[:2] == [True, False], "before anything was accepted"


def test_what_is_due_while_everything_is_held_does_not_keep_the_processor_busy(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    control, waits = Control(), []

    def noted(self: Flight, seconds: float) -> list[Response]:
        if not self.count:
            waits.append(round(seconds, 6))
            control.stop()
        return wait(self, seconds)

    wait = Flight.wait
    monkeypatch.setattr(Flight, "wait", noted)
    monkeypatch.setattr(SendState, "next_due", lambda self: time.monotonic() - 1)
    patient = RetryPolicy(first=30.0, outage=900.0, first_contact=900.0)
    list(sending(ledger, [EVENTS], tracker=Busy(), control=control, policy=patient))
    assert waits[:1] == [1.0]


def test_an_upload_of_which_something_was_accepted_goes_on_however_many_sets_are_refused(ledger: Ledger) -> None:
    class Choosy(Accepting):
        def track(self, body: bytes) -> Answer:
            name = json.loads(body)["event_source_id"]
            if name.startswith("wrong"):
                raise SettingsRefused("No.", code=40105, message=f"{name} is unknown")
            return super().track(body)

    names = ["good", *(f"wrong{number}" for number in range(7)), "better"]
    events = [event._replace(event_set_id=name) for event, name in zip(EVENTS, names, strict=False)]
    *_, last = sending(ledger, [[event] for event in events], tracker=Choosy(), options=Options(in_flight_max=1))
    assert isinstance(last, RunStopped)
    assert (last.summary.accepted, last.summary.requests) == (2, 9)


@pytest.mark.parametrize(
    ("kept", "limit", "gives", "changed"),
    [
        (EVENTS, None, EVENTS, []),
        (EVENTS[:4], None, EVENTS, [QueryChanged(6, 0)]),
        (EVENTS, None, EVENTS[:4], [QueryChanged(0, 6)]),
        (EVENTS, 5, EVENTS, []),
        (EVENTS, 5, EVENTS[3:], [QueryChanged(0, 3)]),
        (EVENTS[:4], 5, EVENTS, [QueryChanged(6, 0)]),
    ],
)
def test_a_query_that_gives_other_events_than_before_is_reported(
    ledger: Ledger, kept: list[Event], limit: int | None, gives: list[Event], changed: list[QueryChanged]
) -> None:
    run = begun(ledger, options=Options(limit=limit))
    keep_keys(ledger, run.number, [kept], limit)
    seen = sending(ledger, [gives], run=run)
    assert [update for update in seen if isinstance(update, QueryChanged)] == changed


@pytest.mark.parametrize(("own", "told"), [(0, []), (2, ["BatchStarted", "BatchAccepted"])])
def test_a_single_event_that_another_run_is_sending_is_reported_and_waited_for_once_all_others_were_answered(
    ledger: Ledger, own: int, told: list[str]
) -> None:
    claims.claim(ledger, begin(ledger), 1, EVENTS[:1], NOW, everybody_lives)
    control, seen = Control(), []
    for update in sending(ledger, [EVENTS[: 1 + own]], control=control, policy=QUICK):
        seen.append(update)
        if isinstance(update, Waiting):
            control.stop()
    assert [type(update).__name__ for update in seen] == ["RunStarted", *told, "Waiting", "RunStopped"]
    assert seen[-2] == Waiting(1)


FULL = "BEGIN SELECT raise(FAIL, 'full'); END"


@pytest.mark.parametrize(("fails", "error"), [(False, StateError), (True, FileError)])
def test_an_end_that_cannot_be_written_is_no_finished_run_and_hides_no_error(
    ledger: Ledger, fails: bool, error: type[Exception]
) -> None:
    def events() -> Iterator[Sequence[Event]]:
        yield EVENTS
        if fails:
            raise FileError("Row 12 cannot be read.")

    ledger.write(f"CREATE TRIGGER full BEFORE UPDATE OF status ON runs {FULL}")
    last = last_update(ledger, events())
    assert isinstance(last, RunStopped)
    assert isinstance(last.error, error)
    assert last.summary.accepted == (0 if fails else len(EVENTS))


def test_a_batch_is_not_sent_again_if_that_cannot_be_written(ledger: Ledger) -> None:
    ledger.write(f"CREATE TRIGGER full BEFORE UPDATE ON batches WHEN new.state = 'sending' {FULL}")
    requests: list[bytes] = []

    class BusyOnce(Accepting):
        def track(self, body: bytes) -> Answer:
            requests.append(body)
            return Busy().track(body) if len(requests) == 1 else super().track(body)

    *_, last = sending(ledger, [EVENTS], tracker=BusyOnce(), policy=QUICK)
    assert isinstance(last, RunStopped)
    assert isinstance(last.error, StateError)
    assert (len(requests), last.summary.requests) == (1, 1)


def test_an_answer_that_cannot_be_written_at_first_is_written_at_the_end(
    home: Home, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[bytes] = []
    wait = Flight.wait

    def noted(self: Flight, seconds: float) -> list[Response]:
        assert self.count, "nothing is waited for if nothing is on its way"
        return wait(self, seconds)

    monkeypatch.setattr(Flight, "wait", noted)

    class FullOnce(Ledger):
        def write(self, sql: str, values: Values = ()) -> int:
            if answered and answered.pop():
                raise StateError("The disk with the ledger is full.")
            return super().write(sql, values)

    class Answering(Accepting):
        def track(self, body: bytes) -> Answer:
            answered.append(body)
            return super().track(body)

    with FullOnce(home.ledger) as full:
        *_, last = sending(full, [EVENTS], tracker=Answering())
    assert isinstance(last, RunStopped)
    assert isinstance(last.error, StateError)
    [run] = runs.listing(ledger)
    assert (run.status, run.tally.accepted, last.summary.accepted) == (Status.FAILED, 10, 10)
    assert ledger.read("SELECT state FROM batches") == [("accepted",)]


def test_the_events_of_a_query_that_are_held_back_are_still_its_own_when_it_is_done(ledger: Ledger) -> None:
    run = begun(ledger)
    keep_keys(ledger, run.number, [EVENTS], None)
    claims.claim(ledger, begin(ledger), 1, EVENTS, time.time() - DOUBT_SECONDS - 60, everybody_lives)
    recover(ledger, run.number + 1)
    *_, last = sending(ledger, [EVENTS], run=run)
    assert isinstance(last, RunFinished)
    assert (last.summary.withheld, count_keys(ledger, run.number)) == (10, 10)


class Busy:
    """Accepts nothing for now."""

    def track(self, body: bytes) -> Answer:
        raise error_for(40100, "Too many requests.")


def test_leaving_while_a_batch_waits_gives_its_claim_up(ledger: Ledger) -> None:
    updates = sending(ledger, [EVENTS], tracker=Busy())
    assert any(isinstance(update, BatchRetrying) for update in updates)
    updates.close()
    assert ledger.read("SELECT state, keys FROM batches") == [("unsent", None)]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("tiktok-tui-send")]


@pytest.mark.parametrize("code", ["", "T1"])
@pytest.mark.parametrize("source", EventSource)
def test_each_event_set_has_a_request_with_its_events_and_the_test_code(
    ledger: Ledger, source: EventSource, code: str
) -> None:
    events = [
        event._replace(event_set_id=f"set {event.row % 2}", body=f'{{"event_id":"{event.row}"}}'.encode())
        for event in EVENTS[:5]
    ]
    server, options = Recorder(), Options(test_event_code=code, in_flight_max=1, limit=4)
    *_, last = sending(ledger, [events], tracker=server, options=options, source=source)
    assert isinstance(last, RunFinished)
    same = {"event_source": source.value, **({"test_event_code": code} if code else {})}
    assert server.requests == [
        {"event_source_id": name, "data": [{"event_id": row} for row in rows], **same}
        for name, rows in (("set 0", ["2", "4"]), ("set 1", ["3", "5"]))
    ]


def test_nothing_is_sent_while_tiktok_throttles(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    control = Control()

    def until_it_waits(self: Flight, seconds: float) -> list[Response]:
        if not self.count:
            control.stop()
        return wait(self, seconds)

    wait = Flight.wait
    monkeypatch.setattr(Flight, "wait", until_it_waits)
    other = [event._replace(event_set_id="other") for event in EVENTS[5:]]
    patient, one = RetryPolicy(first=30.0, outage=900.0, first_contact=900.0), Options(in_flight_max=1)
    *_, last = sending(ledger, [EVENTS[:5] + other], tracker=Busy(), control=control, options=one, policy=patient)
    assert isinstance(last, RunStopped)
    assert last.summary.requests == 1


def test_a_resumed_run_begins_with_its_counts_and_what_was_in_doubt(ledger: Ledger) -> None:
    run = replace(begun(ledger), tally=Tally(accepted=3, refused=2, uncertain=1, batches=1, requests=4))
    sender = Sender(run.number, run.recipient)
    for number, some in ((1, EVENTS[:1]), (2, EVENTS[1:4])):
        claims.claim(ledger, sender, number, some, time.time(), everybody_lives)
    refused = Refused(EVENTS[0], "", "")
    batches.refuse(ledger, sender, 1, refused, Outcome(1, 0.1), run.tally)
    before = time.time()
    first, second, *_, last = sending(ledger, [EVENTS], run=run)
    assert first == RunStarted(run.id, 10, 3, 2, 3)
    assert second == BatchStarted(3, 9, EVENTS[1].row, EVENTS[-1].row, 1, 1)
    assert isinstance(last, RunFinished)
    assert last.summary.tally == Tally(accepted=12, refused=2, uncertain=1, batches=2, requests=5)
    [found] = runs.listing(ledger)
    assert (found.status, found.tally) == (Status.DONE, last.summary.tally)
    assert before <= (found.finished_at or 0) <= time.time()


@pytest.mark.parametrize("options", [Options(), Options(send_doubtful=True), Options(resend=True)])
def test_what_is_withheld_is_not_said_to_be_sent_again(ledger: Ledger, options: Options) -> None:
    run = begun(ledger, options=options)
    died = time.time() - DOUBT_SECONDS
    for number, (some, at) in enumerate(((EVENTS[:1], died + 60), (EVENTS[1:4], died - 60)), 1):
        claims.claim(ledger, Sender(run.number, run.recipient), number, some, at, everybody_lives)
    first, *_, last = sending(ledger, [EVENTS], run=run)
    assert isinstance(first, RunStarted)
    assert isinstance(last, RunFinished)
    assert (first.in_doubt, last.summary.withheld) == ((1, 3) if options == Options() else (4, 0))


def test_what_another_run_is_sending_is_told_when_it_changes(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    other, waits = begin(ledger), list[float]()
    for number, some in ((1, EVENTS[:3]), (2, EVENTS[3:5])):
        claims.claim(ledger, other, number, some, time.time(), everybody_lives)

    def noted(self: Flight, seconds: float) -> list[Response]:
        waits.append(round(seconds, 6))
        assert len(waits) < 99, "they are looked up again as often"
        if len(waits) in {3, 6}:
            number, some = (1, EVENTS[:3]) if len(waits) == 3 else (2, EVENTS[3:5])
            batches.accept(ledger, other, [(number, some, Outcome(1, 0.1))], Tally())
        return wait(self, seconds)

    wait = Flight.wait
    monkeypatch.setattr(Flight, "wait", noted)
    seen = list(sending(ledger, [EVENTS[:5]], policy=replace(QUICK, recovery=3600.0)))
    assert seen[1:-1] == [Waiting(5), Skipped(3), Waiting(2), Skipped(2)]
    assert isinstance(seen[-1], RunFinished)
    assert set(waits) == {QUICK.claimed}


@pytest.mark.parametrize("known", [0, 5])
def test_a_stop_while_rows_are_read_sends_nothing_more_and_is_no_end(ledger: Ledger, known: int) -> None:
    accept(ledger, begin(ledger), EVENTS[5 : 5 + known], time.time())
    control = Control()

    def events() -> Iterator[Sequence[Event]]:
        control.stop()
        yield EVENTS[5:]
        yield EVENTS[:5]

    *_, last = sending(ledger, events(), control=control)
    assert isinstance(last, RunStopped)
    assert (last.error, last.summary.requests, last.summary.status) == (None, 0, Status.STOPPED)


@pytest.mark.parametrize("refuse", [False, True])
def test_an_answer_is_recorded_once_though_the_upload_is_left_at_its_update(ledger: Ledger, refuse: bool) -> None:
    class Answering(Accepting):
        def track(self, body: bytes) -> Answer:
            if refuse:
                raise error_for(40002, "data.0.user.email: bad", "r1", events=True)
            return super().track(body)

    uploading = sending(ledger, [EVENTS[:1]], tracker=Answering())
    assert any(isinstance(update, BatchAccepted | RowRefused) for update in uploading)
    uploading.close()
    [run] = runs.listing(ledger)
    assert (run.tally.accepted, run.tally.refused) == ((0, 1) if refuse else (1, 0))


def test_the_error_that_ended_a_run_goes_before_the_sets_that_were_refused(ledger: Ledger) -> None:
    class Refusing:
        def track(self, body: bytes) -> Answer:
            name = json.loads(body)["event_source_id"]
            raise SettingsRefused("No.", code=40105, message=f"{name} is unknown" if name == "other" else "closed")

    other = [event._replace(event_set_id="other") for event in EVENTS[:5]]
    *_, last = sending(ledger, [other, EVENTS[5:]], tracker=Refusing())
    assert isinstance(last, RunStopped)
    assert isinstance(last.error, SettingsRefused)
    assert last.error.message == "closed"


def test_a_query_that_was_not_read_to_its_end_has_lost_nothing(ledger: Ledger) -> None:
    run, control = begun(ledger), Control()
    keep_keys(ledger, run.number, [EVENTS], None)
    control.stop()
    seen = list(sending(ledger, [EVENTS[:4]], run=run, control=control))
    assert [type(update) for update in seen] == [RunStarted, RunStopped]


def test_similar_events_that_are_held_back_are_told_and_summed_up_and_a_refused_row_is_named(ledger: Ledger) -> None:
    class Refusing:
        def track(self, body: bytes) -> Answer:
            raise error_for(40002, "data[0].value is invalid", events=True)

    known, alike = (event._replace(marks=[71 << KIND_BITS, event.row << KIND_BITS]) for event in EVENTS[:2])
    accept(ledger, begin(ledger), [known], time.time())
    one = Options(in_flight_max=1)
    seen = list(sending(ledger, [[alike], EVENTS[2:4]], file=[alike], tracker=Refusing(), options=one))
    told = [(type(each).__name__, getattr(each, "parent", None), getattr(each, "name", None)) for each in seen]
    assert told[1:-1] == [
        ("BatchStarted", None, None),
        ("BatchSplit", None, None),
        ("BatchStarted", 1, None),
        ("RowRefused", None, "order 4"),
        ("BatchStarted", 1, None),
        ("RowRefused", None, "order 5"),
        ("HeldBack", None, None),
    ]
    assert isinstance(seen[-1], RunFinished)
    summary = seen[-1].summary
    assert (summary.similar, summary.similar_by, summary.refused) == (1, (("same person and time", 1),), 2)


@pytest.mark.parametrize(("act", "ends", "accepted"), [(Control.stop, RunStopped, 1), (Control.pause, RunFinished, 2)])
def test_similar_events_that_the_file_explains_are_not_forgotten_by_a_stop_or_a_pause(
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Control], None],
    ends: type[RunStopped | RunFinished],
    accepted: int,
) -> None:
    file = [
        event._replace(event_set_id=f"set {event.row}", marks=[71 << KIND_BITS, event.row << KIND_BITS])
        for event in EVENTS[:3]
    ]
    accept(ledger, begin(ledger), file[:1], time.time())
    control = Control()

    def drained(self: Flight, seconds: float) -> list[Response]:
        if control.paused and not self.count:
            control.resume()
        return wait(self, seconds)

    wait = Flight.wait
    monkeypatch.setattr(Flight, "wait", drained)
    for update in sending(ledger, [file], control=control, options=Options(in_flight_max=1), file=file):
        if isinstance(update, BatchStarted) and update.number == 1:
            act(control)
    assert isinstance(update, ends)
    assert update.summary.accepted == accepted


@pytest.mark.parametrize(
    ("stops_at", "accepts", "status"),
    [(None, True, Status.FAILED), (BatchSetAside, True, Status.STOPPED), (BatchRetrying, False, Status.STOPPED)],
)
def test_that_all_other_events_were_sent_is_told_only_of_a_run_that_was_not_stopped(
    ledger: Ledger, stops_at: type[Update] | None, accepts: bool, status: Status
) -> None:
    class Choosy(Accepting):
        def track(self, body: bytes) -> Answer:
            if json.loads(body)["event_source_id"] == "wrong":
                raise SettingsRefused("No.", code=40105, message="wrong is unknown")
            return super().track(body) if accepts else Busy().track(body)

    control, options = Control(), Options(in_flight_max=1 if accepts else 3)
    wrong = [event._replace(event_set_id="wrong") for event in EVENTS[:2]]
    for update in sending(ledger, [wrong, EVENTS[2:]], tracker=Choosy(), control=control, options=options):
        if stops_at and isinstance(update, stops_at):
            control.stop()
    assert isinstance(update, RunStopped)
    assert (update.error is None, update.summary.accepted) == (stops_at is not None, 0 if stops_at else 8)
    assert runs.listing(ledger)[0].status is status


def test_a_run_whose_last_event_was_refused_is_done_even_if_all_were(ledger: Ledger) -> None:
    class Refusing:
        def track(self, body: bytes) -> Answer:
            raise error_for(40002, "data[0].value is invalid", events=True)

    *_, last = sending(ledger, [EVENTS[:1]], tracker=Refusing(), policy=replace(QUICK, hopeless=1))
    assert isinstance(last, RunFinished)
    assert (last.summary.status, last.summary.tally.refused, last.summary.complete) == (Status.DONE, 1, False)
    [found] = runs.listing(ledger)
    assert (found.status, found.resumable) == (Status.DONE, False)
