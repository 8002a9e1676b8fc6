"""Outcomes of batches in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.uploads.ledgers import EVENTS, NOW, begin, everybody_lives
from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.ledger import batches, claims, history, runs
from tiktok_tui.uploads.ledger.batches import Outcome, Refused
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import release
from tiktok_tui.uploads.ledger.screening import Sender
from tiktok_tui.uploads.run import BatchState, Tally


def claimed(ledger: Ledger) -> Sender:
    """A run whose batch 1 holds all events."""
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
    return sender


def test_a_refused_event_is_in_doubt_no_longer(ledger: Ledger) -> None:
    earlier, sender = begin(ledger), claimed(ledger)
    with ledger.transaction():
        release(ledger, sender.run, 1, [event.key for event in EVENTS], NOW)
        claims.write_claim(ledger, sender.run, 2, EVENTS[4:5], NOW, sending=True)
    batches.refuse(
        ledger, sender, 2, Refused(EVENTS[4], "user.email"), Outcome(1, 0.1, 40002, "r1", "bad"), Tally(refused=1)
    )
    assert ledger.number("SELECT count(*) FROM doubts") == 9
    assert batches.refused_keys(ledger, sender.run) == {EVENTS[4].key}
    again = Outcome(2, 0.1, 40002, "r2", "worse")
    batches.refuse(ledger, sender, 2, Refused(EVENTS[4], "user.phone"), again, Tally(refused=1))
    [refusal] = history.refusals(ledger, runs.listing(ledger)[0])
    assert (refusal.field, refusal.reason, refusal.request_id) == ("user.phone", "worse", "r2")
    for other in (earlier, begin(ledger)):
        assert batches.refused_keys(ledger, other.run) == frozenset()


def test_what_one_recipient_accepts_stays_in_doubt_for_another(ledger: Ledger) -> None:
    one, other, third = begin(ledger), begin(ledger, code="T1"), begin(ledger, code="T2")
    for sender in (other, one, third):
        claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
        assert ledger.number("SELECT count(*) FROM doubts WHERE recipient = ?", (sender.recipient,)) == 0
        batches.set_aside(ledger, sender, 1, EVENTS, NOW, None, Tally())
    claims.claim(ledger, other, 2, EVENTS, NOW, everybody_lives)
    batches.accept(ledger, other, [(2, EVENTS, Outcome(1, 0.1))], Tally())
    assert ledger.read("SELECT DISTINCT recipient FROM doubts") == [(one.recipient,), (third.recipient,)]


def test_none_of_several_batches_accepted_together_stays_in_doubt(ledger: Ledger) -> None:
    earlier, sender = begin(ledger), begin(ledger)
    claims.claim(ledger, earlier, 1, EVENTS, NOW, everybody_lives)
    batches.set_aside(ledger, earlier, 1, EVENTS, NOW, None, Tally())
    parts = [(number, EVENTS[start : start + 3], Outcome(1, 0.1)) for number, start in ((1, 0), (2, 3), (3, 6))]
    for number, events, _ in parts:
        claims.claim(ledger, sender, number, events, NOW, everybody_lives)
    batches.accept(ledger, sender, parts, Tally())
    assert ledger.read("SELECT key FROM doubts") == [(EVENTS[9].key,)]


def test_why_a_batch_was_set_aside_is_kept(ledger: Ledger) -> None:
    sender = claimed(ledger)
    outcome = Outcome(2, 0.5, 40105, "r1", "The token was revoked.")
    batches.set_aside(ledger, sender, 1, EVENTS, None, outcome, Tally())
    [batch] = history.batches(ledger, runs.listing(ledger)[0])
    assert (batch.state, batch.tries, batch.seconds) == (BatchState.UNSENT, 2, 0.5)
    assert (batch.code, batch.request_id, batch.message) == (40105, "r1", "The token was revoked.")


def test_a_batch_set_aside_in_doubt_leaves_its_events_in_doubt_and_unclaimed(ledger: Ledger) -> None:
    sender = claimed(ledger)
    batches.set_aside(ledger, sender, 1, EVENTS, NOW, Outcome(1, 0.5, message="timed out"), Tally())
    [batch] = history.batches(ledger, runs.listing(ledger)[0])
    assert (batch.state, batch.message) == (BatchState.DOUBTFUL, "timed out")
    assert ledger.number("SELECT count(*) FROM doubts") == 10
    assert claims.claim(ledger, begin(ledger), 1, EVENTS, NOW, everybody_lives).busy == ()


def test_a_batch_has_a_state_for_every_step_and_its_parts_name_it(ledger: Ledger) -> None:
    def batch(number: int) -> history.BatchRecord:
        return history.batches(ledger, runs.listing(ledger)[0])[number - 1]

    earlier = begin(ledger, code="T1")
    claims.claim(ledger, earlier, 1, EVENTS, NOW, everybody_lives)
    batches.wait(ledger, earlier, 1, None, Outcome(1, 0.5), Tally())
    sender = claimed(ledger)
    first = batch(1)
    assert (first.state, first.parent, first.events, first.started) == (BatchState.SENDING, None, 10, NOW)
    assert (first.first_row, first.last_row, first.tries, first.seconds) == (2, 11, 0, 0)
    batches.wait(ledger, sender, 1, NOW, Outcome(1, 0.5, 50000, "r1", "busy"), Tally())
    waiting = batch(1)
    assert (waiting.state, waiting.tries, waiting.seconds, waiting.code) == (BatchState.WAITING, 1, 0.5, 50000)
    batches.sending(ledger, sender, 1, EVENTS, NOW + 9)
    assert batch(1) == replace(waiting, state=BatchState.SENDING)
    since = ledger.read("SELECT doubt FROM batches WHERE run = ? AND number = 1", (sender.run,))
    assert since == [(NOW,)], "in doubt since the first try"
    refusal = Outcome(2, 0.7, 40002, "r2", "bad")
    batches.split(ledger, sender, 1, [(2, EVENTS[:4]), (3, EVENTS[4:])], refusal, Tally(), NOW + 10)
    for number, rows, events in ((2, (2, 5), 4), (3, (6, 11), 6)):
        part = batch(number)
        assert (part.state, part.parent, part.events, part.started) == (BatchState.QUEUED, 1, events, NOW + 10)
        assert (part.first_row, part.last_row) == rows
    batches.sending(ledger, sender, 2, EVENTS[:4], NOW + 11)
    assert [batch(number).state for number in (1, 2, 3)] == [BatchState.SPLIT, BatchState.SENDING, BatchState.QUEUED]
    batches.accept(ledger, sender, [(3, EVENTS[4:], Outcome(1, 0.9, 20001, "r3", "partly", "[]"))], Tally())
    parted, _, accepted = history.batches(ledger, runs.listing(ledger)[0])
    assert (parted.state, parted.tries, parted.seconds, parted.message) == (BatchState.SPLIT, 2, 0.7, "bad")
    assert (accepted.state, accepted.code, accepted.request_id) == (BatchState.ACCEPTED, 20001, "r3")
    assert (accepted.message, accepted.details, accepted.seconds) == ("partly", "[]", 0.9)
    assert [each.state for each in history.batches(ledger, runs.listing(ledger)[-1])] == [BatchState.WAITING]
    assert batches.last_number(ledger, sender.run) == 3
    assert [batches.last_number(ledger, other.run) for other in (earlier, begin(ledger))] == [1, 0]


REFUSED = Refused(EVENTS[0], "user.email")
OUTCOME = Outcome(1, 0.1, 40002, "r1", "bad")
TALLY = Tally(requests=7)


@pytest.mark.parametrize(
    "write",
    [
        lambda ledger, sender: batches.accept(ledger, sender, [(1, EVENTS, OUTCOME)], TALLY),
        lambda ledger, sender: batches.refuse(ledger, sender, 1, REFUSED, OUTCOME, TALLY),
        lambda ledger, sender: batches.split(ledger, sender, 1, [(2, EVENTS)], OUTCOME, TALLY, NOW),
        lambda ledger, sender: batches.wait(ledger, sender, 1, NOW, OUTCOME, TALLY),
        lambda ledger, sender: batches.set_aside(ledger, sender, 1, EVENTS, NOW, OUTCOME, TALLY),
    ],
    ids=["accept", "refuse", "split", "wait", "set aside"],
)
def test_an_outcome_is_written_with_the_counts_or_not_at_all(
    ledger: Ledger, write: Callable[[Ledger, Sender], None]
) -> None:
    def everything() -> list[object]:
        return [ledger.read(f"SELECT * FROM {table}") for table in ("runs", "batches", "refusals", "doubts")]

    def others() -> list[tuple[object, ...]]:
        return list(ledger.read("SELECT * FROM batches WHERE run <> ? OR number IN (0, 9)", (sender.run,)))

    claims.claim(ledger, begin(ledger, code="T1"), 1, EVENTS, NOW, everybody_lives)  # the same number in another run
    sender = claimed(ledger)
    for number, key in ((0, b"k" * 16), (9, b"l" * 16)):
        claims.claim(ledger, sender, number, [EVENTS[0]._replace(key=key)], NOW, everybody_lives)
    claims.claim(ledger, begin(ledger, code="T2"), 1, EVENTS, NOW, everybody_lives)
    untouched = others()
    ledger.write("CREATE TRIGGER full BEFORE UPDATE ON runs BEGIN SELECT raise(FAIL, 'full'); END")
    before = everything()
    with pytest.raises(StateError):
        write(ledger, sender)
    assert everything() == before
    ledger.write("DROP TRIGGER full")
    write(ledger, sender)
    assert [run.tally for run in runs.listing(ledger)] == [Tally(), TALLY, Tally()]
    assert others() == untouched
    assert len(untouched) == 4


def test_a_batch_whose_claim_cannot_be_written_again_is_not_being_sent(ledger: Ledger) -> None:
    sender = claimed(ledger)
    batches.set_aside(ledger, sender, 1, EVENTS, None, None, Tally())  # by another process that took the claim over
    ledger.write("CREATE TRIGGER full BEFORE UPDATE OF keys ON batches BEGIN SELECT raise(FAIL, 'full'); END")
    with pytest.raises(StateError):
        batches.sending(ledger, sender, 1, EVENTS, NOW)
    assert ledger.read("SELECT state, doubt FROM batches") == [("unsent", None)]


def test_the_counts_of_a_run_are_its_tally_and_no_other_s(ledger: Ledger) -> None:
    begin(ledger)
    sender = claimed(ledger)
    begin(ledger)
    tally = Tally(1, 2, 3, 4, 5, 6, 7)
    batches.accept(ledger, sender, [(1, EVENTS, Outcome(1, 0.1))], tally)
    assert [run.tally for run in runs.listing(ledger)] == [Tally(), tally, Tally()]
