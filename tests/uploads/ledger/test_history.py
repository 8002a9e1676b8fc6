"""The history: runs with their counts, and their batches."""

from __future__ import annotations

from tests.support.uploads import Scenario
from tiktok_tui.accounts.home import Home
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import batch_count, batches, standings
from tiktok_tui.uploads.ledger.runs import find
from tiktok_tui.uploads.updates import BatchSplit


def test_a_home_without_a_ledger_has_no_runs(home: Home) -> None:
    assert standings(home) == []
    assert not home.ledger.exists()


def test_runs_are_listed_newest_first_with_their_sums(scenario: Scenario) -> None:
    path = scenario.orders(20)
    sums = [scenario.send(path), scenario.send(path)]
    found = standings(scenario.home)
    assert [(each.run.id, each.run.total, each.run.tally.accepted, each.run.tally.skipped) for each in found] == [
        (each.run, each.total, each.accepted, each.skipped) for each in sums[::-1]
    ]
    assert [each.state for each in found] == ["done", "done"]
    assert standings(scenario.home, offset=1, limit=5) == found[1:]


def test_a_run_is_running_while_somebody_sends_it(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(20)) as sending:
        next(iter(sending))
        assert standings(scenario.home)[0].state == "running"
    assert standings(scenario.home)[0].state == "stopped"


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
