"""The events still to be sent: what is left out, what another run is sending, and none that would count twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from tests.uploads.ledgers import EVENTS, NOW, accept, begin, everybody_is_dead, everybody_lives
from tiktok_tui.accounts.home import Home
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import KIND_BITS
from tiktok_tui.uploads.ledger import batches, claims, doubts
from tiktok_tui.uploads.ledger.batches import Outcome
from tiktok_tui.uploads.ledger.claims import Unattended
from tiktok_tui.uploads.ledger.database import Ledger, Values
from tiktok_tui.uploads.ledger.record import Value
from tiktok_tui.uploads.ledger.screening import DOUBT_SECONDS, Sender
from tiktok_tui.uploads.run import LeftOut, Tally
from tiktok_tui.uploads.sending.supply import MOST_BUSY, Limits, Supply
from tiktok_tui.uploads.updates import HeldBack, Skipped

Chunks = Iterable[Sequence[Event]]

ALL = Limits(None, frozenset())


def supply_of(
    ledger: Ledger,
    chunks: Chunks,
    *,
    sender: Sender | None = None,
    limits: Limits = ALL,
    reread: Callable[[], Chunks] | None = None,
    unattended: Unattended = everybody_lives,
    stopped: Callable[[], bool] = lambda: False,
    recheck: float = 3600,
) -> Supply:
    """The supply of these events for a new run or for `sender`."""
    return Supply(
        iter(chunks),
        ledger,
        sender or begin(ledger),
        limits,
        reread=reread or (lambda: iter(chunks)),
        unattended=unattended,
        stopped=stopped,
        recheck=recheck,
    )


def taken(supply: Supply) -> list[int]:
    """The rows of all batches that can be taken now."""
    rows: list[int] = []
    number = 0
    while batch := supply.take(number := number + 1):
        assert batch.number == number
        rows += [event.row for event in batch.events]
    return rows


def rows(events: Sequence[Event]) -> list[int]:
    return [event.row for event in events]


def marked(number: int, *hashes: int, event_set: str = "set") -> Event:
    return Event(number, event_set, number.to_bytes(16, "big"), b"{}", [each << KIND_BITS for each in hashes])


def with_event_set(events: Sequence[Event], name: str) -> list[Event]:
    return [event._replace(event_set_id=name) for event in events]


def test_events_that_another_run_is_sending_are_checked_only_so_often(ledger: Ledger) -> None:
    claims.claim(ledger, begin(ledger), 1, EVENTS, NOW, everybody_lives)
    looked: list[int] = []

    @contextmanager
    def counted(run: int) -> Iterator[bool]:
        looked.append(run)
        yield False

    supply = supply_of(ledger, [EVENTS], unattended=counted)
    for _ in range(5):
        assert supply.take(1) is None
    assert len(looked) == 2  # when they were read, and once again
    assert (supply.busy, supply.seen, supply.new) == (len(EVENTS), 0, 0)
    assert supply.only_busy


@pytest.mark.parametrize(("busy", "takes", "read"), [(MOST_BUSY - 1, [2], 10), (MOST_BUSY, [], 9)])
def test_no_more_is_read_once_so_many_wait_for_another_run(
    ledger: Ledger, busy: int, takes: list[int], read: int
) -> None:
    others = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(1000, 1000 + busy)]
    other = begin(ledger)
    chunks = [others[start : start + 1000] for start in range(0, busy, 1000)]
    for number, some in enumerate(chunks, 1):
        claims.claim(ledger, other, number, some, NOW, everybody_lives)
    chunks += [EVENTS[:1], with_event_set(EVENTS[1:], "other")]
    came: list[int] = []

    def noted() -> Iterator[Sequence[Event]]:
        for place, some in enumerate(chunks, 1):
            came.append(place)
            yield some

    supply = supply_of(ledger, noted(), reread=lambda: iter(chunks))
    batch = supply.take(1)
    assert [event.row for event in (batch.events if batch else ())] == takes
    assert (supply.busy, supply.only_busy, came[-1]) == (busy, busy == MOST_BUSY, read)


def test_what_another_run_was_sending_is_taken_once_that_run_gave_it_up(ledger: Ledger) -> None:
    other = begin(ledger)
    for number, some in ((1, EVENTS[:3]), (2, EVENTS[5:8])):
        claims.claim(ledger, other, number, some, time.time(), everybody_lives)
    file = [*with_event_set(EVENTS[:5], "early"), *EVENTS[5:]]
    supply = supply_of(ledger, [file], recheck=0)
    assert taken(supply) == rows(EVENTS[3:5] + EVENTS[8:])
    assert (supply.busy, supply.only_busy, supply.exhausted) == (6, True, False)
    with ledger.transaction():
        doubts.release(ledger, other.run, 2, (), None)
    batch = supply.take(7)
    assert batch is not None
    assert (batch.number, rows(batch.events)) == (7, rows(EVENTS[5:8]))
    batches.accept(ledger, other, [(1, EVENTS[:3], Outcome(1, 0.1))], Tally(accepted=3))
    assert supply.take(8) is None
    assert (supply.busy, supply.exhausted, supply.left_out) == (0, True, LeftOut(3))


@pytest.mark.parametrize("given_up", [1, 2])
def test_all_that_another_run_is_sending_is_looked_at_in_each_check(ledger: Ledger, given_up: int) -> None:
    other, some = begin(ledger), [EVENTS[:3], with_event_set(EVENTS[3:], "late")]
    for number, each in enumerate(some, 1):
        claims.claim(ledger, other, number, each, time.time(), everybody_lives)
    supply = supply_of(ledger, some, recheck=0)
    assert (taken(supply), supply.busy) == ([], len(EVENTS))
    with ledger.transaction():
        doubts.release(ledger, other.run, given_up, (), None)
    batch = supply.take(1)
    assert batch is not None
    assert rows(batch.events) == rows(some[given_up - 1])


@pytest.mark.parametrize(
    ("limit", "read"), [(0, 1), (1, 1), (3, 1), (4, 1), (5, 2), (8, 2), (9, 3), (10, 3), (11, 3), (None, 3)]
)
def test_only_the_first_so_many_events_are_taken_those_refused_before_included(
    ledger: Ledger, limit: int | None, read: int
) -> None:
    came: list[int] = []

    def chunks() -> Iterator[Sequence[Event]]:
        for start in (0, 4, 8):
            came.append(start)
            yield EVENTS[start : start + 4]

    refused = frozenset([EVENTS[2].key, EVENTS[8].key])
    supply = supply_of(ledger, chunks(), limits=Limits(limit, refused))
    assert taken(supply) == [row for row in rows(EVENTS[:limit]) if row not in {4, 10}]
    assert (len(came), supply.exhausted) == (read, True)


def test_of_a_query_only_the_events_that_the_run_began_with_are_taken(ledger: Ledger) -> None:
    own = {event.key for event in EVENTS[2:5]}
    # Their limit was applied before.
    limits = Limits(2, frozenset([EVENTS[3].key]), lambda keys: own.intersection(keys))
    supply = supply_of(ledger, [EVENTS[:4], [], EVENTS[4:]], limits=limits)
    assert taken(supply) == rows([EVENTS[2], EVENTS[4]])
    assert (supply.exhausted, supply.seen, supply.new) == (True, 3, 7)


def test_what_is_left_out_is_told_once_each(ledger: Ledger) -> None:
    now = time.time()
    accept(ledger, begin(ledger), EVENTS[:2], now)
    accept(ledger, begin(ledger), EVENTS[8:9], now)
    doubtful = begin(ledger)
    claims.claim(ledger, doubtful, 1, [EVENTS[4], *EVENTS[6:8]], now, everybody_lives)
    batches.set_aside(ledger, doubtful, 1, [EVENTS[4], *EVENTS[6:8]], now - DOUBT_SECONDS - 60, None, Tally())
    chunks = [[event] for event in with_event_set(EVENTS[:5], "early")] + [EVENTS[5:8], EVENTS[8:]]
    told: list[object] = []

    def noted() -> Iterator[Sequence[Event]]:
        for some in chunks:
            told.extend(supply.news())
            yield some

    supply = supply_of(ledger, noted(), reread=lambda: iter(chunks))
    assert taken(supply) == rows([*EVENTS[2:4], EVENTS[5], EVENTS[9]])
    told.extend(supply.news())
    assert told == [Skipped(1), Skipped(1), Skipped(0, 1), Skipped(0, 2), Skipped(1)]
    assert (supply.news(), supply.left_out) == ([], LeftOut(3, 3))


def test_what_a_dead_run_had_accepted_is_sent_in_none_of_the_batches_read_before(ledger: Ledger) -> None:
    dead, now = begin(ledger), time.time()
    claims.claim(ledger, dead, 1, EVENTS[6:], now, everybody_lives)
    batches.accept(ledger, dead, [(1, EVENTS[6:], Outcome(1, 0.1))], Tally(accepted=4))  # and died before it filed them
    first = with_event_set(EVENTS[:3], "first")
    supply = supply_of(ledger, [first + EVENTS[3:]], unattended=everybody_is_dead)
    assert taken(supply) == rows(EVENTS[:6])
    assert supply.left_out == LeftOut(4)


def test_what_another_process_sends_between_reading_and_claiming_is_not_sent(home: Home, ledger: Ledger) -> None:
    def chunks() -> Iterator[Sequence[Event]]:
        yield EVENTS[:3]
        with Ledger(home.ledger) as another:
            accept(another, begin(another), EVENTS[:2], time.time())
        yield EVENTS[3:]

    assert taken(supply_of(ledger, chunks())) == rows(EVENTS[2:])


def test_what_another_process_sends_while_events_are_looked_up_is_not_sent(home: Home, ledger: Ledger) -> None:
    class Overtaken(Ledger):
        looks = 0

        def read(self, sql: str, values: Values = ()) -> list[tuple[Value, ...]]:
            found = super().read(sql, values)
            self.looks += 1
            if self.looks == 1:
                accept(ledger, begin(ledger), EVENTS[:2], time.time())
            return found

    with Overtaken(home.ledger) as own:
        assert taken(supply_of(own, [EVENTS], sender=begin(own))) == rows(EVENTS[2:])


def test_once_another_run_was_met_what_it_sends_between_two_reads_is_not_sent(ledger: Ledger) -> None:
    other = begin(ledger)
    claims.claim(ledger, other, 1, EVENTS[:1], time.time(), everybody_lives)
    late = [event._replace(key=(2000 + event.row).to_bytes(16, "big"), event_set_id="late") for event in EVENTS[:3]]
    full = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(100, 1100)]

    def chunks() -> Iterator[Sequence[Event]]:
        yield late
        yield full  # is sent beside the other run
        yield EVENTS[2:3]
        batches.accept(ledger, other, [(1, EVENTS[:1], Outcome(1, 0.1))], Tally(accepted=1))
        accept(ledger, other, late[:2], time.time())
        yield EVENTS[3:4]

    assert taken(supply_of(ledger, chunks())) == rows([*full, late[2], *EVENTS[2:4]])


KNOWN, ALIKE, OTHER = marked(2, 71, 72), marked(3, 71, 73), marked(4, 81, 82)


def test_similar_events_that_the_file_explains_are_sent_also_while_another_run_sends(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [KNOWN], time.time())
    claims.claim(ledger, begin(ledger), 1, [OTHER], time.time(), everybody_lives)
    supply = supply_of(ledger, [[KNOWN, ALIKE]])
    assert taken(supply) == [3]
    assert (supply.exhausted, supply.left_out) == (True, LeftOut(1))


def test_similar_events_that_nothing_explains_are_held_back_and_told(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [KNOWN], time.time())
    supply = supply_of(ledger, [[ALIKE], [OTHER, marked(5, 91, 72), marked(6, 92, 72)]])
    assert taken(supply) == [4]
    assert (supply.exhausted, supply.left_out) == (True, LeftOut(similar=3))
    words = "same person, day and amount: 2, same person and time: 1; rows 3, 5, 6"
    assert supply.news() == [HeldBack(3, words)]
    assert supply.similar_by == (("same person, day and amount", 2), ("same person and time", 1))


def test_one_that_the_file_explains_is_not_sent_once_another_run_got_it_accepted(home: Home, ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [KNOWN], time.time())
    file = [[KNOWN, ALIKE]]
    times: list[int] = []

    def reread() -> Chunks:
        times.append(1)
        if len(times) == 2:
            with Ledger(home.ledger) as another:
                accept(another, begin(another), [ALIKE._replace(marks=())], time.time())
        return iter(file)

    supply = supply_of(ledger, file, reread=reread)
    assert (taken(supply), supply.left_out) == ([], LeftOut(2))


def test_nothing_is_decided_about_similar_events_before_the_other_run_is_done(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [KNOWN], time.time())
    other = begin(ledger)
    claims.claim(ledger, other, 1, [OTHER], time.time(), everybody_lives)
    supply = supply_of(ledger, [[KNOWN, ALIKE, OTHER]], recheck=0)
    assert (taken(supply), supply.only_busy, supply.exhausted) == ([], True, False)
    with ledger.transaction():
        doubts.release(ledger, other.run, 1, (), None)
    assert (taken(supply), supply.exhausted) == ([4, 3], True)


@pytest.mark.parametrize("moment", ["reading", "deciding", "sending"])
def test_once_it_is_stopped_nothing_is_taken_and_something_is_left(ledger: Ledger, moment: str) -> None:
    accept(ledger, begin(ledger), [KNOWN], time.time())
    file = [[KNOWN, ALIKE], [OTHER]]
    stopped: list[str] = []
    beyond: list[str] = []

    def chunks(now: str) -> Iterator[Sequence[Event]]:
        yield file[0]
        stopped.extend([now] if now == moment else ())
        yield file[1]
        beyond.append(now)

    rereads = iter(["deciding", "sending"])
    supply = supply_of(ledger, chunks("reading"), reread=lambda: chunks(next(rereads)), stopped=lambda: bool(stopped))
    assert taken(supply) == ([] if moment == "reading" else [4])
    assert not supply.exhausted
    assert supply.take(9) is None
    assert moment not in beyond, "nothing more is read"


def test_nothing_is_decided_about_similar_events_by_a_part_of_the_file(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [KNOWN], time.time())
    file: list[list[Event]] = [[ALIKE], [KNOWN]]
    stopped: list[bool] = []

    def half() -> Iterator[Sequence[Event]]:
        yield file[0]
        stopped.append(True)
        yield file[1]  # explains the first one

    supply = supply_of(ledger, file, reread=half, stopped=lambda: bool(stopped))
    assert (taken(supply), supply.news(), supply.exhausted) == ([], [Skipped(1)], False)
    assert (supply.left_out, supply.similar_by) == (LeftOut(1), ())


def test_what_a_run_without_marks_may_have_sent_is_told_as_it_is_read(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), EVENTS[8:9], time.time())
    ledger.write("UPDATE runs SET marked = 0, started_at = ?", (time.time(),))
    told: list[object] = []

    def noted() -> Iterator[Sequence[Event]]:
        for some in ([KNOWN, EVENTS[8]], [ALIKE, OTHER]):
            yield some
            told.extend(supply.news())

    supply = supply_of(ledger, noted(), reread=lambda: iter(()))
    assert (taken(supply), supply.left_out) == ([], LeftOut(1, similar=3))
    told.extend(supply.news())
    assert told[0] == Skipped(1)
    assert [each.events for each in told[1:] if isinstance(each, HeldBack)] == [1, 2]
    assert len(told) == 3
