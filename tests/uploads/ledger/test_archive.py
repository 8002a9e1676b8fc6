"""Filing the keys of accepted events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.uploads.ledgers import NOW, begin, everybody_lives
from tiktok_tui.events.errors import StateError
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import KIND_BITS
from tiktok_tui.uploads.ledger import archive, batches, claims, screening
from tiktok_tui.uploads.ledger.batches import Outcome
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.screening import Screened
from tiktok_tui.uploads.run import Tally

pytestmark = pytest.mark.timeout(40)  # a fault in what ends a wait is to be noticed within a minute


def test_more_batches_than_one_transaction_takes_are_filed_too(ledger: Ledger) -> None:
    sender = begin(ledger)
    many = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(2, 704)]
    with ledger.transaction():
        for number, event in enumerate(many, 1):
            claims.write_claim(ledger, sender.run, number, [event], NOW, sending=True)
    batches.accept(
        ledger, sender, [(number, [event], Outcome(1, 0.1)) for number, event in enumerate(many, 1)], Tally()
    )
    archive.file_accepted(ledger, sender.run)
    assert ledger.number("SELECT count(*) FROM accepted") == len(many)


def test_keys_are_filed_whole_and_once(ledger: Ledger) -> None:
    sender = begin(ledger)
    many = [Event(row, "set", row.to_bytes(16, "big"), b"{}", [row << KIND_BITS]) for row in range(2, 3502)]
    for number, start in enumerate(range(0, 3500, 700), 1):
        claims.claim(ledger, sender, number, many[start : start + 700], NOW + number, everybody_lives)
        batches.accept(ledger, sender, [(number, many[start : start + 700], Outcome(1, 0.1))], Tally())
    archive.file_accepted(ledger, sender.run)
    archive.file_accepted(ledger, sender.run)
    assert ledger.read("SELECT key, at, run FROM accepted ORDER BY key") == [
        (event.key, int(NOW) + 1 + place // 700, sender.run) for place, event in enumerate(many)
    ]
    assert ledger.read("SELECT mark, events FROM marks ORDER BY mark") == [(event.row, 1) for event in many]
    assert ledger.read("SELECT count(*) FROM batches WHERE keys IS NOT NULL OR marks IS NOT NULL") == [(0,)]
    assert screening.screen(ledger, sender, many[1200:2200], NOW) == Screened((), own=1000)


def test_what_could_not_be_filed_whole_is_filed_once_by_the_next(ledger: Ledger) -> None:
    sender, event = begin(ledger), Event(2, "set", b"k" * 16, b"{}", [7 << KIND_BITS])
    claims.claim(ledger, sender, 1, [event], NOW, everybody_lives)
    batches.accept(ledger, sender, [(1, [event], Outcome(1, 0.1))], Tally())
    ledger.write("CREATE TRIGGER full BEFORE UPDATE ON batches BEGIN SELECT raise(FAIL, 'full'); END")
    with pytest.raises(StateError):
        archive.file_accepted(ledger, sender.run)
    ledger.write("DROP TRIGGER full")
    archive.file_accepted(ledger, sender.run)
    assert ledger.read("SELECT mark, events FROM marks") == [(7, 1)]


def test_what_any_run_has_had_accepted_so_far_can_be_filed(ledger: Ledger) -> None:
    senders = [begin(ledger), begin(ledger, code="T1"), begin(ledger, code="T2")]
    sent = [[Event(row, "set", row.to_bytes(16, "big"), b"{}")] for row in (2, 3, 4)]
    for sender, events in zip(senders, sent, strict=True):
        claims.claim(ledger, sender, 1, events, NOW, everybody_lives)
    for sender, events in zip(senders, sent, strict=True):
        batches.accept(ledger, sender, [(1, events, Outcome(1, 0.1))], Tally())
    owners = [(sender.recipient, sender.run) for sender in senders]
    archive.file_accepted(ledger, senders[1].run)
    assert ledger.read("SELECT recipient, run FROM accepted ORDER BY key") == owners[1:2]
    archive.file_all(ledger)
    assert ledger.read("SELECT recipient, run FROM accepted ORDER BY key") == owners


def test_what_is_accepted_again_belongs_to_the_run_that_sent_it_last(ledger: Ledger) -> None:
    event = Event(2, "set", b"k" * 16, b"{}")
    for hours in (0, 1):
        sender = replace(begin(ledger), resend=True)
        claims.claim(ledger, sender, 1, [event], NOW + hours * 3600, everybody_lives)
        batches.accept(ledger, sender, [(1, [event], Outcome(1, 0.1))], Tally())
        archive.file_accepted(ledger, sender.run)
    assert ledger.read("SELECT at, run FROM accepted") == [(int(NOW) + 3600, sender.run)]
