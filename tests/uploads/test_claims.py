"""Which events may be sent: the ledger's answers, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.files.source import FileSource
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.ledger import archive, batches, claims, runs
from tiktok_tui.uploads.ledger.batches import Outcome
from tiktok_tui.uploads.ledger.claims import DOUBT_SECONDS, KEPT_SECONDS, Screened, Sender
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import RunSpec, Tally

NOW = 1_790_000_000.0
EVENTS = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(2, 12)]


@pytest.fixture
def ledger(home: Home) -> Iterator[Ledger]:
    with Ledger(home.ledger) as opened:
        yield opened


def begin(ledger: Ledger, url: str = "https://tiktok.example", code: str = "") -> Sender:
    """A new run."""
    totals = Totals(10, 0, 0, 0, 10, 10, {}, {}, (0,) * 30, 10, 0, 0, 0.1)
    job = RunSpec(
        FileSource(Path("/orders.csv")), "f", 1, 1.0, "shop", "{}", "", Options(test_event_code=code), url, NOW, totals
    )
    run = runs.begin(ledger, job, datetime.fromtimestamp(NOW, UTC))
    return Sender(run.number, run.recipient)


def accept(ledger: Ledger, sender: Sender, events: list[Event], now: float = NOW) -> None:
    """These events, claimed and accepted."""
    number = batches.last_number(ledger, sender.run) + 1
    claims.claim(ledger, sender, number, events, now, everybody_lives)
    batches.accept(ledger, sender, [(number, events, Outcome(1, 0.1))], Tally(accepted=len(events)))
    archive.file_accepted(ledger, sender.run)


@contextmanager
def everybody_lives(run: int) -> Iterator[bool]:
    """No run is dead."""
    yield False


@contextmanager
def everybody_is_dead(run: int) -> Iterator[bool]:
    """No other run has a sender."""
    yield True


def test_runs_are_named_after_the_day_and_counted(ledger: Ledger) -> None:
    names = [runs.listing(ledger)[0].id for _ in range(3) if begin(ledger)]
    assert names == ["2026-09-21-001", "2026-09-21-002", "2026-09-21-003"]


def test_accepted_events_are_own_or_skipped(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    accept(ledger, first, EVENTS[:4])
    assert claims.screen(ledger, first, EVENTS, NOW) == Screened(tuple(EVENTS[4:]), own=4)
    assert claims.screen(ledger, second, EVENTS, NOW) == Screened(tuple(EVENTS[4:]), skipped=4)


def test_another_address_or_test_code_is_another_audience(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), EVENTS)
    for other in (begin(ledger, url="http://127.0.0.1:1/open_api/v1.3"), begin(ledger, code="TEST1")):
        assert claims.screen(ledger, other, EVENTS, NOW).fresh == tuple(EVENTS)


def test_keys_are_forgotten_after_thirty_days(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), EVENTS)
    other = begin(ledger)
    assert claims.screen(ledger, other, EVENTS, NOW + KEPT_SECONDS - 1).skipped == 10
    assert claims.screen(ledger, other, EVENTS, NOW + KEPT_SECONDS + 1).skipped == 0
    batches.prune(ledger, NOW + KEPT_SECONDS - 1)
    assert ledger.read("SELECT count(*) FROM accepted") == [(10,)]
    batches.prune(ledger, NOW + KEPT_SECONDS + 86400)
    assert ledger.read("SELECT count(*) FROM accepted") == [(0,)]


def test_what_a_living_run_is_sending_is_busy(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    claimed = claims.claim(ledger, second, 1, EVENTS, NOW, everybody_lives)
    assert (claimed.busy, claimed.screened.fresh) == (tuple(EVENTS[:3]), tuple(EVENTS[3:]))
    assert claims.claim(ledger, first, 2, EVENTS[3:], NOW, everybody_lives).busy == tuple(EVENTS[3:])


def test_what_a_run_has_had_accepted_is_known_to_others_before_it_is_filed(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    batches.accept(ledger, first, [(1, EVENTS[:3], Outcome(1, 0.1))], Tally(accepted=3))
    assert ledger.read("SELECT count(*) FROM accepted") == [(0,)]
    claimed = claims.claim(ledger, second, 1, EVENTS, NOW, everybody_lives)
    assert (claimed.screened.skipped, claimed.screened.fresh, claimed.busy) == (3, tuple(EVENTS[3:]), ())


def test_keys_are_filed_whole_and_once(ledger: Ledger) -> None:
    sender = begin(ledger)
    many = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(2, 3502)]
    for number, start in enumerate(range(0, 3500, 700), 1):
        claims.claim(ledger, sender, number, many[start : start + 700], NOW, everybody_lives)
        batches.accept(ledger, sender, [(number, many[start : start + 700], Outcome(1, 0.1))], Tally())
    archive.file_accepted(ledger, sender.run)
    archive.file_accepted(ledger, sender.run)
    assert ledger.read("SELECT count(*), min(at), max(run) FROM accepted") == [(3500, int(NOW), sender.run)]
    assert ledger.read("SELECT count(*) FROM batches WHERE keys IS NOT NULL") == [(0,)]
    assert claims.screen(ledger, sender, many[1200:2200], NOW) == Screened((), own=1000)


def test_what_a_dead_run_was_sending_is_in_doubt_and_sent_again_within_two_days(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    claimed = claims.claim(ledger, second, 1, EVENTS, NOW + DOUBT_SECONDS - 60, everybody_is_dead)
    assert claimed.screened.fresh == tuple(EVENTS)
    accepted = Outcome(1, 0.1)
    batches.accept(ledger, second, [(1, EVENTS, accepted)], Tally(accepted=10))
    assert ledger.read("SELECT count(*) FROM doubts") == [(0,)]


def test_later_it_is_withheld_until_somebody_asks_for_it(ledger: Ledger) -> None:
    first = begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    assert claims.recover(ledger, first.run) == 3
    later = NOW + DOUBT_SECONDS + 60
    for sender in (first, begin(ledger)):
        screened = claims.screen(ledger, sender, EVENTS, later)
        assert (screened.withheld, screened.fresh) == (3, tuple(EVENTS[3:]))
        for bold in (
            Sender(sender.run, sender.recipient, send_doubtful=True),
            Sender(sender.run, sender.recipient, resend=True),
        ):
            assert claims.screen(ledger, bold, EVENTS, later).fresh == tuple(EVENTS)


def test_a_second_doubt_does_not_make_the_first_one_younger(ledger: Ledger) -> None:
    first, second = begin(ledger), begin(ledger)
    claims.claim(ledger, first, 1, EVENTS[:3], NOW, everybody_lives)
    claims.claim(ledger, second, 1, EVENTS[:3], NOW + DOUBT_SECONDS - 60, everybody_is_dead)
    claims.recover(ledger, second.run)
    assert claims.screen(ledger, begin(ledger), EVENTS[:3], NOW + DOUBT_SECONDS + 60).withheld == 3


def test_parts_that_were_never_sent_are_in_no_doubt(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
    batches.split(ledger, sender, 1, [(2, EVENTS[:5]), (3, EVENTS[5:])], Outcome(1, 0.1, 40002), Tally(), NOW)
    batches.sending(ledger, sender, 3, NOW)
    assert claims.recover(ledger, sender.run) == 5
    assert ledger.read("SELECT state FROM batches ORDER BY number") == [("split",), ("unsent",), ("doubtful",)]


def test_a_throttled_batch_is_in_no_doubt(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
    batches.wait(ledger, sender, 1, None, Outcome(1, 0.1, 40100), Tally())
    assert claims.recover(ledger, sender.run) == 0
