"""Housekeeping: keys are kept for 30 days that several runs agree on, and the ledger is copied daily."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.uploads.ledgers import EVENTS, NOW, accept, begin, everybody_lives
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.tiktok.limits import MAX_AGE_DAYS, MAX_AHEAD_SECONDS
from tiktok_tui.uploads.ledger import batches, claims, screening
from tiktok_tui.uploads.ledger.batches import Outcome
from tiktok_tui.uploads.ledger.copies import copy_ledger, newest_copy
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.housekeeping import prune, tidy_up
from tiktok_tui.uploads.ledger.screening import KEPT_SECONDS
from tiktok_tui.uploads.run import Tally

DAY = 86400


def kept(ledger: Ledger) -> int:
    return ledger.number("SELECT count(*) FROM accepted")


def started(ledger: Ledger, *days: float) -> None:
    """Runs that started so many days after NOW."""
    for day in days:
        ledger.write("UPDATE runs SET started_at = ? WHERE number = ?", (NOW + day * DAY, begin(ledger).run))


def test_keys_count_for_thirty_days_whatever_is_kept(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), EVENTS)
    other = begin(ledger)
    assert screening.screen(ledger, other, EVENTS, NOW + 30 * DAY - 1).skipped == 10
    assert screening.screen(ledger, other, EVENTS, NOW + 30 * DAY + 1).skipped == 0


def test_keys_are_forgotten_once_runs_of_three_days_agree_that_they_are_old(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), EVENTS)
    now = NOW + KEPT_SECONDS + 3 * DAY
    started(ledger, 31, 32)
    prune(ledger, now)
    assert kept(ledger) == 10  # only two days agree; the third is the day on which they were accepted
    started(ledger, 33)
    prune(ledger, now)
    assert kept(ledger) == 0


def test_runs_of_fewer_than_three_days_forget_nothing(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), EVENTS, NOW - 40 * DAY)  # the clock was set back while it was sent
    for later, left in ((0.1, 10), (1, 10), (2, 0)):
        started(ledger, later)
        prune(ledger, NOW + 2 * DAY)
        assert kept(ledger) == left


def test_old_keys_are_forgotten_whatever_they_begin_with_and_wherever_they_went(ledger: Ledger) -> None:
    events = [EVENTS[0]._replace(key=bytes([byte]) * 16) for byte in (0, 1, 127, 254, 255)]
    for code in ("", "TEST1"):
        accept(ledger, begin(ledger, code=code), events)
    started(ledger, 31, 32, 33)
    prune(ledger, NOW + 33 * DAY)
    assert kept(ledger) == 0


def test_a_clock_that_is_a_month_ahead_for_a_day_forgets_nothing(ledger: Ledger) -> None:
    started(ledger, -2, -1)
    accept(ledger, begin(ledger), EVENTS)
    started(ledger, 31, 31.1, 31.2)  # one wrong day, however many runs
    prune(ledger, NOW + 31 * DAY)
    assert kept(ledger) == 10
    started(ledger, 32, 33)  # three wrong days, and right again
    prune(ledger, NOW + DAY)
    assert kept(ledger) == 10


def test_a_clock_that_is_a_month_behind_for_a_day_forgets_nothing(ledger: Ledger) -> None:
    started(ledger, -2, -1)
    accept(ledger, begin(ledger), EVENTS)
    started(ledger, -31, -30.9)
    prune(ledger, NOW - 31 * DAY)
    assert kept(ledger) == 10
    started(ledger, 1, 2)  # right again
    prune(ledger, NOW + 2 * DAY)
    assert kept(ledger) == 10


def test_an_event_that_can_still_be_sent_is_known_however_wrong_the_clock_was(ledger: Ledger) -> None:
    # By the clock that a key is kept with, the event was hardly in the future; 28 days later it is too old to be sent.
    wrong = NOW - 40 * DAY
    accept(ledger, begin(ledger), EVENTS, wrong)
    last = wrong + MAX_AHEAD_SECONDS + MAX_AGE_DAYS * DAY
    assert screening.screen(ledger, begin(ledger), EVENTS, last).skipped == 10


def test_doubts_are_forgotten_like_keys(ledger: Ledger) -> None:
    sender = begin(ledger)
    with ledger.transaction():
        ledger.write("INSERT INTO doubts VALUES (?, ?, ?, ?)", (sender.recipient, EVENTS[0].key, NOW, sender.run))
        ledger.write(
            "INSERT INTO doubts VALUES (?, ?, ?, ?)", (sender.recipient, EVENTS[1].key, NOW + 9 * DAY, sender.run)
        )
    started(ledger, 31, 32, 33)
    prune(ledger, NOW + 33 * DAY)
    assert ledger.read("SELECT since FROM doubts") == [(NOW + 9 * DAY,)]


def test_it_is_done_once_a_day(home: Home, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[float] = []
    monkeypatch.setattr("tiktok_tui.uploads.ledger.housekeeping.prune", lambda ledger, now: done.append(now))
    run = begin(ledger).run
    for hours in (0, 1, 23, 25, 26):
        tidy_up(home, ledger, run, NOW + hours * 3600)
    assert done == [NOW, NOW + 25 * 3600]
    tidy_up(home, ledger, run, NOW - 9 * DAY)  # the clock was ahead
    assert done[2:] == [NOW - 9 * DAY]


@pytest.mark.parametrize("chore", ["prune", "copy_ledger"])
@pytest.mark.parametrize("error", [StateError("full"), OSError("full"), KeyboardInterrupt(), RuntimeError("a fault")])
def test_what_fails_or_is_interrupted_is_done_again_on_the_same_day(
    home: Home, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, chore: str, error: BaseException
) -> None:
    done: list[str] = []

    def fails(*_: object) -> None:
        if not done:
            done.append("failed")
            raise error
        done.append("done")

    monkeypatch.setattr(f"tiktok_tui.uploads.ledger.housekeeping.{chore}", fails)
    run = begin(ledger).run
    with pytest.raises(type(error)) if not isinstance(error, StateError | OSError) else contextlib.nullcontext():
        tidy_up(home, ledger, run, NOW)
    for hours in (1, 2):
        tidy_up(home, ledger, run, NOW + hours * 3600)
    assert done == ["failed", "done"]


def test_a_copy_holds_everything_and_is_for_its_owner_alone(home: Home, ledger: Ledger) -> None:
    sender = begin(ledger)
    accept(ledger, sender, EVENTS)
    tidy_up(home, ledger, sender.run, NOW)
    copy = newest_copy(home)
    assert list(home.ledger_copies.iterdir()) == [copy]
    assert copy is not None
    assert copy.name == "ledger-2026-09-21.sqlite"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (copy, copy.parent)] == [0o600, 0o700]
    with closing(sqlite3.connect(copy)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM accepted").fetchone() == (10,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed there")
def test_a_copy_has_the_day_in_utc(home: Home, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    late = NOW // DAY * DAY + DAY - 60
    try:
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        copy_ledger(home, ledger, late)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert [path.name for path in home.ledger_copies.iterdir()] == ["ledger-2026-09-21.sqlite"]


def test_three_copies_are_kept(home: Home, ledger: Ledger, tmp_path: Path) -> None:
    run = begin(ledger).run
    for day in range(5):
        tidy_up(home, ledger, run, NOW + day * 1.5 * DAY)
    assert len(list(home.ledger_copies.iterdir())) == 3
    left = home.ledger_copies / f".{'a' * 12}"
    left.touch()  # by a process that was killed a day ago
    os.utime(left, (NOW - 2 * DAY, NOW - 2 * DAY))
    tidy_up(home, ledger, run, NOW + 9 * DAY)
    assert not left.exists()


def test_the_copies_made_last_are_the_newest_whatever_the_clock_said(home: Home, ledger: Ledger) -> None:
    for made, day in enumerate((30, 31, 32)):  # it was a month ahead
        copy_ledger(home, ledger, NOW + day * DAY)
        os.utime(home.ledger_copies / f"ledger-2026-10-{21 + made}.sqlite", (made, made))
    for month in (1, 2):  # these could not be removed when it was their turn
        old = home.ledger_copies / f"ledger-2026-0{month}-01.sqlite"
        old.touch()
        os.utime(old, (-month, -month))
    for _ in range(2):  # by two runs of one day
        copy_ledger(home, ledger, NOW)
    names = ["ledger-2026-09-21.sqlite", "ledger-2026-10-22.sqlite", "ledger-2026-10-23.sqlite"]
    assert sorted(path.name for path in home.ledger_copies.iterdir()) == names
    assert newest_copy(home) == home.ledger_copies / names[0]


def test_an_old_copy_that_cannot_be_removed_stays_alone(home: Home, ledger: Ledger) -> None:
    stuck, older = (home.ledger_copies / f"ledger-2026-01-0{day}.sqlite" for day in (1, 2))
    stuck.mkdir(parents=True)
    older.touch()
    for age, path in enumerate((older, stuck)):
        os.utime(path, (-age, -age))
    for day in range(3):
        copy_ledger(home, ledger, NOW + day * DAY)
    assert stuck.exists()
    assert not older.exists()


def test_a_copy_that_fails_leaves_those_made_before(home: Home) -> None:
    with Ledger(home.ledger) as ledger:
        for day in range(3):
            copy_ledger(home, ledger, NOW + day * DAY)
    before = sorted(home.ledger_copies.iterdir())
    for day in (2, 3):
        with pytest.raises(StateError):
            copy_ledger(home, ledger, NOW + day * DAY)
    assert (sorted(home.ledger_copies.iterdir()), len(before)) == (before, 3)


def test_a_copy_that_cannot_be_written_spoils_nothing_and_is_made_by_the_next_run(home: Home, ledger: Ledger) -> None:
    home.ledger_copies.write_text("a file in the way")
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, EVENTS, NOW, everybody_lives)
    batches.accept(ledger, sender, [(1, EVENTS, Outcome(1, 0.1))], Tally(accepted=10))
    tidy_up(home, ledger, sender.run, NOW)
    assert kept(ledger) == 10
    assert ledger.read("SELECT * FROM chores") == [("prune", NOW)], "what was done is not done again"
    home.ledger_copies.unlink()
    in_the_way = home.ledger_copies / "ledger-2026-09-23.sqlite"
    (in_the_way / "a folder").mkdir(parents=True)
    tidy_up(home, ledger, sender.run, NOW + 2 * DAY)
    assert list(home.ledger_copies.iterdir()) == [in_the_way], "half a copy was left"
    (in_the_way / "a folder").rmdir()
    in_the_way.rmdir()
    tidy_up(home, ledger, sender.run, NOW + 2 * DAY + 60)
    assert newest_copy(home) == in_the_way
