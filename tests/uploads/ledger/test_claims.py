"""Which events may be sent: the ledger decides, event by event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest

from tests.uploads.ledgers import EVENTS, NOW, accept, begin, everybody_is_dead, everybody_lives, overtaken
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import KIND_BITS
from tiktok_tui.uploads.ledger import archive, batches, claims, screening
from tiktok_tui.uploads.ledger.batches import Outcome
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import doubt_count, recover
from tiktok_tui.uploads.ledger.screening import DOUBT_SECONDS, Screened, Sender
from tiktok_tui.uploads.run import Tally

pytestmark = pytest.mark.timeout(40)  # a fault in what ends a wait is to be noticed within a minute


def written(ledger: Ledger, sender: Sender) -> list[tuple[object, ...]]:
    """The claims of a run: state, events, keys, and since when they are in doubt."""
    return [*ledger.read("SELECT state, events, keys, doubt FROM batches WHERE run = ?", (sender.run,))]


def test_accepted_events_are_own_or_skipped(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    accept(ledger, first, EVENTS[:4])
    assert screening.screen(ledger, first, EVENTS, NOW) == Screened(tuple(EVENTS[4:]), own=4)
    for sender in (second, replace(second, send_doubtful=True, send_similar=True)):
        assert screening.screen(ledger, sender, EVENTS, NOW) == Screened(tuple(EVENTS[4:]), skipped=4)
    assert screening.screen(ledger, replace(second, resend=True), EVENTS, NOW) == Screened(tuple(EVENTS))
    assert screening.screen(ledger, replace(first, resend=True), EVENTS, NOW) == Screened(tuple(EVENTS[4:]), own=4)


def test_another_address_or_test_code_is_another_recipient(ledger: Ledger) -> None:
    senders = [begin(ledger), begin(ledger, url="http://127.0.0.1:1/open_api/v1.3"), begin(ledger, code="TEST1")]
    for place, sender in enumerate(senders):
        assert screening.screen(ledger, sender, EVENTS, NOW).fresh == tuple(EVENTS)
        accept(ledger, sender, [EVENTS[place]])
    for place, sender in enumerate(senders):
        others = (*EVENTS[:place], *EVENTS[place + 1 :])
        assert screening.screen(ledger, sender, EVENTS, NOW) == Screened(others, own=1)


def test_what_a_living_run_is_sending_is_busy(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    claimed = claims.claim(ledger, second, 1, EVENTS, NOW, everybody_lives)
    assert (claimed.busy, claimed.screened.fresh) == (tuple(EVENTS[:3]), tuple(EVENTS[3:]))
    assert written(ledger, second) == [("sending", 7, b"".join(event.key for event in EVENTS[3:]), NOW)]
    assert claims.claim(ledger, first, 2, EVENTS[3:], NOW, everybody_lives).busy == tuple(EVENTS[3:])


def test_nobody_can_write_between_the_look_at_the_ledger_and_the_claim(
    ledger: Ledger, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, write = [], claims.write_claim

    def alone(*arguments: Any, **named: Any) -> None:
        with (
            closing(sqlite3.connect(home.ledger, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
        written.append(arguments[2])
        write(*arguments, **named)

    monkeypatch.setattr(claims, "write_claim", alone)
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS[:3], NOW, everybody_lives, screened_at=ledger.version())
    claims.claim(ledger, sender, 2, EVENTS[3:], NOW, everybody_lives)
    assert written == [1, 2]


@pytest.mark.parametrize("at", [1, 2])
def test_a_claim_made_just_before_the_transaction_is_seen(home: Home, ledger: Ledger, at: int) -> None:
    first, second = begin(ledger), begin(ledger)

    def meanwhile(other: Ledger) -> None:
        claims.claim(other, second, 1, EVENTS[:3], NOW, everybody_lives)

    with overtaken(home.ledger, meanwhile, at=at) as own:
        screened_at = own.version() if at == 1 else None
        claimed = claims.claim(own, first, 1, EVENTS, NOW, everybody_lives, screened_at=screened_at)
    assert (claimed.busy, claimed.screened.fresh) == (tuple(EVENTS[:3]), tuple(EVENTS[3:]))


def test_the_claims_of_a_dead_run_end_while_nobody_else_can_begin_to_send_it(ledger: Ledger) -> None:
    dead, own = begin(ledger), begin(ledger)
    claims.claim(ledger, dead, 1, EVENTS[:3], NOW, everybody_lives)
    at_the_end: list[list[tuple[object, ...]]] = []

    @contextmanager
    def locked(run: int) -> Iterator[bool]:
        yield True
        at_the_end.append(written(ledger, dead))

    claims.claim(ledger, own, 1, EVENTS, NOW, locked)
    assert at_the_end == [[("doubtful", 3, None, None)]]


def test_what_a_run_has_had_accepted_is_known_to_others_before_it_is_filed(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    batches.accept(ledger, first, [(1, EVENTS[:3], Outcome(1, 0.1))], Tally(accepted=3))
    assert ledger.read("SELECT count(*) FROM accepted") == [(0,)]
    claimed = claims.claim(ledger, second, 1, EVENTS, NOW, everybody_lives)
    assert (claimed.screened.skipped, claimed.screened.fresh, claimed.busy) == (3, tuple(EVENTS[3:]), ())
    assert written(ledger, second) == [("sending", 7, b"".join(event.key for event in EVENTS[3:]), NOW)]


def test_all_that_a_living_run_has_had_accepted_is_known_however_many_its_batches_are(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    many = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(2, 505)]
    with ledger.transaction():
        for number, event in enumerate(many, 1):
            claims.write_claim(ledger, first.run, number, [event], NOW, sending=True)
    answered = [(number, [event], Outcome(1, 0.1)) for number, event in enumerate(many[:-1], 1)]
    batches.accept(ledger, first, answered, Tally(accepted=len(answered)))
    claimed = claims.claim(ledger, second, 1, many, NOW, everybody_lives)
    assert (claimed.screened.skipped, claimed.screened.fresh, claimed.busy) == (502, (), (many[-1],))


def test_what_a_dead_run_was_sending_is_in_doubt_and_sent_again_within_two_days(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    claimed = claims.claim(ledger, second, 1, EVENTS, NOW + DOUBT_SECONDS - 60, everybody_is_dead)
    assert claimed.screened.fresh == tuple(EVENTS)
    accepted = Outcome(1, 0.1)
    batches.accept(ledger, second, [(1, EVENTS, accepted)], Tally(accepted=10))
    assert ledger.read("SELECT count(*) FROM doubts") == [(0,)]


def test_what_a_run_had_accepted_when_it_died_is_its_own_when_it_is_resumed(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS[:3], NOW, everybody_lives)
    batches.accept(ledger, sender, [(1, EVENTS[:3], Outcome(1, 0.1))], Tally(accepted=3))
    assert recover(ledger, sender.run) == 0
    assert screening.screen(ledger, sender, EVENTS, NOW) == Screened(tuple(EVENTS[3:]), own=3)


def test_later_it_is_withheld_until_somebody_asks_for_it(ledger: Ledger) -> None:
    first = begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    assert recover(ledger, first.run) == 3
    later = NOW + DOUBT_SECONDS + 60
    for sender in (first, begin(ledger)):
        screened = screening.screen(ledger, sender, EVENTS, later)
        assert (screened.withheld, screened.fresh) == (3, tuple(EVENTS[3:]))
        for bold in (
            Sender(sender.run, sender.recipient, send_doubtful=True),
            Sender(sender.run, sender.recipient, resend=True),
        ):
            assert screening.screen(ledger, bold, EVENTS, later).fresh == tuple(EVENTS)


def test_a_second_doubt_does_not_make_the_first_one_younger(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    claims.claim(ledger, second, 1, EVENTS[:3], NOW + DOUBT_SECONDS - 60, everybody_is_dead)
    recover(ledger, second.run)
    assert screening.screen(ledger, begin(ledger), EVENTS[:3], NOW + DOUBT_SECONDS + 60).withheld == 3


def test_parts_that_were_never_sent_are_in_no_doubt(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
    batches.split(ledger, sender, 1, [(2, EVENTS[:5]), (3, EVENTS[5:])], Outcome(1, 0.1, 40002), Tally(), NOW)
    batches.sending(ledger, sender, 3, EVENTS[5:], NOW)
    assert recover(ledger, sender.run) == 5
    assert ledger.read("SELECT state FROM batches ORDER BY number") == [("split",), ("unsent",), ("doubtful",)]


def test_events_that_were_being_sent_when_a_run_died_are_counted_as_in_doubt(ledger: Ledger) -> None:
    earlier, sender, later = (begin(ledger) for _ in range(3))
    claims.claim(ledger, earlier, 1, EVENTS[5:6], NOW, everybody_lives)
    claims.claim(ledger, sender, 1, EVENTS[:3], NOW, everybody_lives)
    claims.claim(ledger, sender, 2, EVENTS[3:5], NOW, everybody_lives)
    claims.claim(ledger, later, 1, EVENTS[6:8], NOW, everybody_lives)
    batches.wait(ledger, sender, 2, None, Outcome(1, 0.1, 40100), Tally())
    assert [doubt_count(ledger, each.run) for each in (earlier, sender, later)] == [1, 3, 2]
    assert recover(ledger, sender.run) == 3
    assert [doubt_count(ledger, each.run) for each in (earlier, sender, later)] == [1, 3, 2]
    assert claims.claim(ledger, begin(ledger), 1, EVENTS, NOW, everybody_lives).busy == tuple(EVENTS[5:8])


def test_the_claims_of_a_dead_run_end_with_their_doubts_and_marks_or_not_at_all(ledger: Ledger) -> None:
    sender = begin(ledger)
    some = [event._replace(marks=[event.row << KIND_BITS]) for event in EVENTS[:2]]
    for number, event in enumerate(some, 1):
        claims.claim(ledger, sender, number, [event], NOW, everybody_lives)
    ledger.write(
        "CREATE TRIGGER full BEFORE UPDATE ON batches WHEN old.number = 2 BEGIN SELECT raise(FAIL, 'full'); END"
    )
    with pytest.raises(StateError):
        recover(ledger, sender.run)
    assert ledger.number("SELECT (SELECT count(*) FROM doubts) + (SELECT count(*) FROM marks)") == 0
    ledger.write("DROP TRIGGER full")
    assert recover(ledger, sender.run, NOW) == 2
    assert ledger.read("SELECT mark, events FROM marks") == [(event.row, 1) for event in some]


def test_a_throttled_batch_is_in_no_doubt(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
    batches.wait(ledger, sender, 1, None, Outcome(1, 0.1, 40100), Tally())
    assert recover(ledger, sender.run) == 0


def test_what_a_living_run_whose_lock_file_was_removed_gets_accepted_is_filed_all_the_same(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    some = [event._replace(marks=[event.row << KIND_BITS]) for event in EVENTS[:3]]
    parts = [(1, some[:2], Outcome(1, 0.1)), (2, some[2:], Outcome(1, 0.1))]
    for number, part, _ in parts:
        claims.claim(ledger, first, number, part, NOW, everybody_lives)
    claims.claim(ledger, second, 1, EVENTS[3:], NOW, everybody_is_dead)  # takes the claims of the first one over
    batches.accept(ledger, first, parts, Tally(accepted=3))
    archive.file_accepted(ledger, first.run)
    assert screening.screen(ledger, begin(ledger), EVENTS, NOW).skipped == 3
    assert ledger.read("SELECT count(*) FROM doubts") == [(0,)]
    assert ledger.read("SELECT mark, events FROM marks") == [(event.row, 1) for event in some]


def test_an_event_in_doubt_is_sent_again_within_47_hours_and_never_after_48(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS[:3], NOW, everybody_lives)
    recover(ledger, sender.run)
    assert screening.screen(ledger, sender, EVENTS[:3], NOW + 47 * 3600 - 1).fresh == tuple(EVENTS[:3])
    assert screening.screen(ledger, sender, EVENTS[:3], NOW + 47 * 3600).withheld == 0
    assert screening.screen(ledger, sender, EVENTS[:3], NOW + 47 * 3600 + 1).withheld == 3


def test_a_claim_made_while_another_one_is_looked_into_is_seen(home: Home, ledger: Ledger) -> None:
    first, second, third = begin(ledger), begin(ledger), begin(ledger)
    claims.claim(ledger, third, 1, EVENTS[:1], NOW, everybody_lives)

    @contextmanager
    def meanwhile(run: int) -> Iterator[bool]:
        with Ledger(home.ledger) as other:
            claims.claim(other, second, 1, EVENTS[1:4], NOW, everybody_lives)
        yield False

    claimed = claims.claim(ledger, first, 1, EVENTS, NOW, meanwhile)
    assert (claimed.busy, claimed.screened.fresh) == (tuple(EVENTS[:4]), tuple(EVENTS[4:]))


def test_an_earlier_screening_holds_only_while_nobody_else_writes(home: Home, ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    version = ledger.version()
    assert claims.claim(ledger, first, 1, EVENTS[:2], NOW, everybody_lives, screened_at=version).alone
    assert written(ledger, first) == [("sending", 2, b"".join(event.key for event in EVENTS[:2]), NOW)]
    with Ledger(home.ledger) as other:
        accept(other, second, EVENTS[2:4])
    claimed = claims.claim(ledger, first, 2, EVENTS[2:], NOW, everybody_lives, screened_at=version)
    assert (claimed.alone, claimed.screened.skipped, claimed.screened.fresh) == (False, 2, tuple(EVENTS[4:]))


def test_an_earlier_screening_does_not_hold_beside_a_claim_that_was_there_before(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, second, 1, EVENTS[:3], NOW, everybody_lives)
    claimed = claims.claim(ledger, first, 1, EVENTS, NOW, everybody_lives, screened_at=ledger.version())
    assert (claimed.alone, claimed.busy) == (False, tuple(EVENTS[:3]))


def test_what_is_on_its_way_to_another_recipient_is_not_busy(ledger: Ledger) -> None:
    first, second, third = (begin(ledger, code=code) for code in ("TEST1", "", "TEST2"))
    for sender in (second, first, third):
        claimed = claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
        assert (claimed.busy, claimed.screened.fresh) == ((), tuple(EVENTS))


def test_a_second_try_does_not_make_a_doubt_younger(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
    batches.wait(ledger, sender, 1, NOW, Outcome(1, 0.1), Tally())
    batches.sending(ledger, sender, 1, EVENTS, NOW + 3600)
    assert recover(ledger, sender.run) == 10
    assert ledger.read("SELECT DISTINCT since FROM doubts") == [(NOW,)]


def test_a_batch_whose_claim_was_taken_over_is_claimed_again_when_it_is_sent(ledger: Ledger) -> None:
    earlier, first, second = begin(ledger, code="T1"), begin(ledger), begin(ledger)
    parts = {2: EVENTS[:3], 1: EVENTS[3:4], 3: EVENTS[4:5]}
    for number, some in parts.items():
        claims.claim(ledger, first, number, some, NOW, everybody_lives)
        batches.wait(ledger, first, number, None, Outcome(1, 0.1, 40100), Tally())
    claims.claim(ledger, second, 1, EVENTS[5:], NOW, everybody_is_dead)
    batches.wait(ledger, second, 1, None, Outcome(1, 0.1, 40100), Tally())
    claims.claim(ledger, earlier, 1, EVENTS, NOW, everybody_lives)
    for number, some in parts.items():
        batches.sending(ledger, first, number, some, NOW)
    others = "SELECT state, doubt, length(keys) FROM batches WHERE run <> ? ORDER BY run"
    assert ledger.read(others, (first.run,)) == [("sending", NOW, 160), ("waiting", None, 80)]
    assert claims.claim(ledger, begin(ledger), 1, EVENTS, NOW, everybody_lives).busy == tuple(EVENTS)
    assert recover(ledger, first.run) == 5


def test_the_claims_of_all_dead_runs_are_taken_over(ledger: Ledger) -> None:
    for some in (EVENTS[:2], EVENTS[2:4]):
        claims.claim(ledger, begin(ledger), 1, some, NOW, everybody_lives)
    taken = claims.claim(ledger, begin(ledger), 1, EVENTS, NOW, everybody_is_dead)
    assert (taken.screened.fresh, taken.busy) == (tuple(EVENTS), ())


def test_what_any_run_has_had_accepted_so_far_is_skipped(ledger: Ledger) -> None:
    sent = [(begin(ledger), some) for some in (EVENTS[:2], EVENTS[2:4])]
    for sender, some in sent:
        claims.claim(ledger, sender, 1, some, NOW, everybody_lives)
    for sender, some in sent:
        batches.accept(ledger, sender, [(1, some, Outcome(1, 0.1))], Tally(accepted=2))  # it is filed at its end
    claimed = claims.claim(ledger, begin(ledger), 1, EVENTS, NOW, everybody_lives)
    assert (claimed.screened.fresh, claimed.screened.skipped, claimed.busy) == (tuple(EVENTS[4:]), 4, ())


@pytest.mark.parametrize(
    ("asks", "asked_for"),
    [({}, False), ({"send_doubtful": True}, False), ({"send_similar": True}, True), ({"resend": True}, True)],
)
def test_what_is_like_an_event_on_its_way_is_busy_unless_it_was_asked_for(
    ledger: Ledger, asks: dict[str, bool], asked_for: bool
) -> None:
    one, other = (Event(row, "set", row.to_bytes(16, "big"), b"{}", [7 << KIND_BITS, 8 << KIND_BITS]) for row in (2, 3))
    sending = begin(ledger)
    for number, event in enumerate((one, EVENTS[5]._replace(marks=[9 << KIND_BITS])), 1):
        claims.claim(ledger, sending, number, [event], NOW, everybody_lives)
    sender = replace(begin(ledger), **asks)
    claimed = claims.claim(ledger, sender, 1, [other], NOW, everybody_lives)
    assert (claimed.busy, claimed.screened.fresh) == (((), (other,)) if asked_for else ((other,), ()))
