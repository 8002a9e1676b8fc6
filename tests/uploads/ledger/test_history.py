"""The history: runs with their counts, and their batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.uploads import Scenario
from tests.uploads.ledgers import EVENTS, NOW, begun, everybody_lives
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import UsageError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.uploads.ledger import batches as outcomes
from tiktok_tui.uploads.ledger import claims, runs
from tiktok_tui.uploads.ledger.batches import Outcome, Refused
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import (
    REFUSED,
    Standing,
    batch_count,
    batches,
    recent_sources,
    refusal_count,
    refusals,
    refusals_by_key,
    run_count,
    standing,
    standings,
)
from tiktok_tui.uploads.ledger.locks import RunLock
from tiktok_tui.uploads.ledger.runs import find
from tiktok_tui.uploads.ledger.screening import Sender
from tiktok_tui.uploads.run import Run, Status, Tally
from tiktok_tui.uploads.updates import BatchSplit


def test_a_home_without_a_ledger_has_no_runs(home: Home) -> None:
    assert (standings(home), run_count(home), recent_sources(home)) == ([], 0, ())
    assert not home.ledger.exists()


def test_runs_are_found_by_name_file_or_destination_and_those_of_dead_processes_are_unfinished(
    home: Home, ledger: Ledger
) -> None:
    first = begun(ledger)
    second = begun(ledger, source=FileSource(home.state / "Returns.csv"), destination="outlet")
    runs.end(ledger, second.number, Status.FAILED, None, NOW)
    for text, found in (
        ("", 2),
        ("RETURNS", 1),
        ("outlet", 1),
        ("2026-09-21", 2),
        (first.id, 1),
        ("nothing", 0),
        ("2026_09", 0),
        ("%", 0),
    ):
        assert (run_count(home, text), len(standings(home, containing=text))) == (found, found)
    assert [each.state for each in standings(home)] == ["failed", "unfinished"]
    windows = [[each.run.id for each in standings(home, offset=offset, limit=1)] for offset in (0, 1, 2)]
    assert windows == [[second.id], [first.id], []]
    assert standing(home, f" {second.id} ").run == find(ledger, second.id)
    with pytest.raises(UsageError, match="There is no run 'x'"):
        standing(home, "x")


@pytest.mark.parametrize(
    "look", [lambda home, run: standing(home, run.id), lambda home, run: standings(home)[0]], ids=["one", "list"]
)
def test_a_run_that_ends_while_its_lock_is_looked_at_has_ended(
    home: Home, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, look: Callable[[Home, Run], Standing]
) -> None:
    run = begun(ledger)
    lock = RunLock(home, run.number)
    lock.acquire()

    def ended_meanwhile(self: LockFile, seconds: float) -> bool:
        runs.end(ledger, run.number, Status.DONE, None, NOW)
        lock.release()
        return acquire(self, seconds)

    acquire = LockFile.acquire
    monkeypatch.setattr(LockFile, "acquire", ended_meanwhile)
    found = look(home, run)
    assert (found.state, found.run.finished_at) == ("done", NOW)


def test_the_sources_sent_last_that_are_still_there_are_named_once_each(home: Home, ledger: Ledger) -> None:
    for name in ("a.csv", "b.csv", "gone.csv", "a.csv"):
        begun(ledger, source=FileSource(home.state / name))
    night = DatabaseSource("warehouse", "SELECT 1", datetime.fromtimestamp(NOW, UTC), datetime.fromtimestamp(NOW, UTC))
    begun(ledger, source=night)
    begun(ledger, source=replace(night, until=None))
    for name in ("a.csv", "b.csv"):
        (home.state / name).touch()
    query = replace(night, since=None, until=None)
    a, b = FileSource(home.state / "a.csv"), FileSource(home.state / "b.csv")
    assert (recent_sources(home), recent_sources(home, limit=2)) == ((query, a, b), (query, a))
    for number in range(10):
        (home.state / f"{number}.csv").touch()
        begun(ledger, source=FileSource(home.state / f"{number}.csv"))
    assert [str(source) for source in recent_sources(home)] == [
        str(FileSource(home.state / f"{number}.csv")) for number in range(9, 1, -1)
    ]


def test_refusals_are_found_by_row_name_field_or_words_in_the_order_of_rows(ledger: Ledger) -> None:
    earlier, run, later = (begun(ledger) for _ in range(3))
    sender = Sender(run.number, run.recipient)
    shuffled = {place: event._replace(key=bytes([255 - place] * 16)) for place, event in enumerate(EVENTS)}
    said = [("user.email", "Bad e-mail", ""), ("properties.value", "Bad value", "order_id O-7"), ("", "Odd", "")]
    for number, (place, (field, words, name)) in enumerate(zip((6, 0, 3), said, strict=True), 1):
        claims.claim(ledger, sender, number, [shuffled[place]], NOW, everybody_lives)
        refused, outcome = Refused(shuffled[place], field, name), Outcome(1, 0.1, 40002 if field else 1, "r", words)
        outcomes.refuse(ledger, sender, number, refused, outcome, Tally(refused=number))
    for place, other in ((8, earlier), (9, later)):
        ledger.write("INSERT INTO refusals VALUES (?, 9, ?, 40002, '', 'Bad', 'r', '')", (other.number, b"k"))
        claims.claim(ledger, Sender(other.number, other.recipient), 4, [shuffled[place]], NOW, everybody_lives)
    assert (batch_count(ledger, run), [each.number for each in batches(ledger, run)]) == (3, [1, 2, 3])
    assert set(refusals_by_key(ledger, run)) == {shuffled[place].key for place in (0, 3, 6)}
    found = refusals(ledger, run)
    assert [(each.row, each.row_words, each.reason) for each in found] == [
        (2, "order_id O-7", "Bad value"),
        (5, "row 5", "Odd"),
        (8, "row 8", "Bad e-mail"),
    ]
    assert replace(found[1], row=1005).row_words == "row 1,005"
    assert found[0].remedy == "Correct what the message names."
    assert replace(found[0], code=20001).remedy == REFUSED.remedy
    for text, rows in (
        ("", [2, 5, 8]),
        ("BAD", [2, 8]),
        ("o-7", [2]),
        ("USER.", [8]),
        ("5", [5]),
        ("x", []),
        ("B_d", []),
        ("%", []),
    ):
        assert [each.row for each in refusals(ledger, run, containing=text)] == rows
        assert refusal_count(ledger, run, text) == len(rows)
    assert refusals(ledger, run, offset=1, limit=1) == found[1:2]


def test_runs_are_listed_newest_first_with_their_sums(scenario: Scenario) -> None:
    path = scenario.orders(20)
    sums = [scenario.send(path), scenario.send(path)]
    found = standings(scenario.home)
    assert [(each.run.id, each.run.total, each.run.tally.accepted, each.run.tally.skipped) for each in found] == [
        (each.run, each.total, each.accepted, each.skipped) for each in sums[::-1]
    ]
    assert [each.state for each in found] == ["done", "done"]
    assert standings(scenario.home, offset=1, limit=5) == found[1:]


@pytest.mark.usefixtures("ledger")  # so that the recipient has another number than the run
def test_a_run_is_running_while_somebody_sends_it(scenario: Scenario) -> None:
    path = scenario.orders(20)
    with scenario.sending(path) as sending:
        next(iter(sending))
        assert standings(scenario.home)[0].state == "running"
    assert standings(scenario.home)[0].state == "stopped"
    with scenario.sending(path) as sending:
        list(sending)
        assert standings(scenario.home)[0].state == "done", "though it tidies up still"


def test_batches_tell_their_whole_story(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("refuse-index", "refuse-events:0.001", "50000#1", seed=1)
    name = scenario.send(scenario.orders(2500)).run
    with Ledger(scenario.home.ledger) as ledger:
        run = find(ledger, name)
        lines = batches(ledger, run, limit=1000)
        assert batch_count(ledger, run) == len(lines)
        assert batches(ledger, run, offset=1, limit=1) == lines[1:2]
    splits = {split.number for split in scenario.all_of(BatchSplit)}
    assert {line.number for line in lines if line.state == "split"} == splits
    assert {line.parent for line in lines if line.parent is not None} == splits
    assert sum(line.events for line in lines if line.state == "accepted") == scenario.summary.accepted
    assert sum(line.tries for line in lines) == scenario.summary.requests
    assert max(line.tries for line in lines) == 2
    assert all(line.request_id and line.seconds > 0 for line in lines)
