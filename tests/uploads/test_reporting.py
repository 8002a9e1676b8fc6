"""What is told of runs afterwards: sums, batches, refusals and the rows to mend."""

from __future__ import annotations

import csv
import io
import json
import time
from dataclasses import replace
from datetime import UTC, datetime

from tests.support.uploads import MAPPING, Scenario, write_orders
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.prepare.explain.rejects_csv import write_rejects
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.problem import Reject
from tiktok_tui.uploads.exports.payload import write_payload
from tiktok_tui.uploads.exports.rejects import rejects_of
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import batch_count, batches, standing, standings
from tiktok_tui.uploads.ledger.runs import find
from tiktok_tui.uploads.start import count_already_sent
from tiktok_tui.uploads.updates import BatchSplit, RowRefused


def rejects_in(scenario: Scenario, name: str) -> list[Reject]:
    """The rejects of a run, from its file."""
    run = standing(scenario.home, name).run
    checked = datetime.fromtimestamp(run.spec.checked_at, UTC)
    with (
        open_table(run.spec.source, scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, scenario.mapping, scenario.destination, now=checked) as prepared,
        Ledger(scenario.home.ledger) as ledger,
    ):
        found = list(rejects_of(ledger, run, prepared))
        text = io.StringIO()
        assert write_rejects(text, [column.name for column in table.columns], found) == len(found)
    return found


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
        told = batches(ledger, run, limit=1000)
        assert batch_count(ledger, run) == len(told)
        assert batches(ledger, run, offset=1, limit=1) == told[1:2]
    splits = {split.number for split in scenario.all_of(BatchSplit)}
    assert {line.number for line in told if line.state == "split"} == splits
    assert {line.parent for line in told if line.parent is not None} == splits
    assert sum(line.events for line in told if line.state == "accepted") == scenario.summary.accepted
    assert sum(line.tries for line in told) == scenario.summary.requests
    assert max(line.tries for line in told) == 2
    assert all(line.request_id and line.seconds > 0 for line in told)


def test_rejects_are_ours_and_tiktok_s_each_row_once_in_the_file_s_order(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("refuse-events:0.05")
    path = write_orders(scenario.folder / "orders.csv", range(300), broken=frozenset({3, 7, 250}))
    name = scenario.send(path).run
    found = rejects_in(scenario, name)
    refused = {refusal.row for refusal in scenario.all_of(RowRefused)}
    assert refused
    assert [reject.row for reject in found] == sorted({5, 9, 252} | refused)
    for reject in found:
        rule = "tiktok.refused" if reject.row in refused else "value.unreadable"
        assert [problem.rule.name for problem in reject.problems] == [rule]
        assert reject.cells[0] == f"order-{reject.row - 2:06d}"


def test_all_rows_of_a_refused_group_are_rejects(scenario: Scenario) -> None:
    path = scenario.folder / "items.csv"
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["order", "time", "email", "sku", "price"])
        for number in range(90):
            order = number // 3
            out.writerow([f"o{order}", int(time.time()) - 60, f"p{order}@customers.example", f"sku{number}", "2.00"])
    scenario.mapping = replace(
        MAPPING,
        group_by="order",
        fields={
            "event_id": FieldSource(columns=("order",)),
            "timestamp": FieldSource(columns=("time",)),
            "email": FieldSource(columns=("email",)),
            "content_id": FieldSource(columns=("sku",)),
            "price": FieldSource(columns=("price",)),
        },
    )
    scenario.sandbox.set_faults("refuse-events:0.2")
    summary_ = scenario.send(path)
    assert 0 < summary_.refused < 30
    found = rejects_in(scenario, summary_.run)
    assert len(found) == 3 * summary_.refused
    assert {reject.row for reject in found if (reject.row - 2) % 3 == 0} == {
        refusal.row for refusal in scenario.all_of(RowRefused)
    }


def test_masked_cells_stay_masked_among_the_rejects(scenario: Scenario) -> None:
    scenario.destination = replace(scenario.destination, restrict_pii=True)
    scenario.sandbox.set_faults("refuse-events:0.2")
    name = scenario.send(scenario.orders(50)).run
    assert "customers.example" not in repr(rejects_in(scenario, name))


def test_what_was_sent_already_is_counted_before_sending(scenario: Scenario) -> None:
    scenario.send(scenario.orders(30))
    path = scenario.orders(50, name="more.csv")
    with (
        open_table(str(path), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, MAPPING, scenario.destination, now=datetime.now(UTC)) as prepared,
    ):
        url = scenario.sandbox.base_url
        assert count_already_sent(scenario.home, prepared, scenario.destination, api_url=url) == 30
        assert count_already_sent(scenario.home, prepared, scenario.destination, api_url=url, test_event_code="T") == 0


def test_a_dry_run_writes_the_bodies_and_sends_nothing(scenario: Scenario) -> None:
    out = scenario.folder / "bodies.jsonl"
    with (
        open_table(str(scenario.orders(1500)), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, MAPPING, scenario.destination, now=datetime.now(UTC)) as prepared,
    ):
        assert write_payload(out, prepared, scenario.destination, limit=1200, test_event_code="T1") == 1200
    bodies = [json.loads(line) for line in out.read_text().splitlines()]
    assert [len(body["data"]) for body in bodies] == [1000, 200]
    assert {body["test_event_code"] for body in bodies} == {"T1"}
    assert scenario.sandbox.stats().requests == 0
