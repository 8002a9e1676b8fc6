"""The rows of a run that were not accepted, to fix and send again."""

from __future__ import annotations

import csv
import io
import stat
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.uploads import MAPPING, Scenario, write_orders
from tiktok_tui.accounts import remembered
from tiktok_tui.accounts.home import private_folder
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import QuerySource, SourceRef
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.prepare.explain.rejects_csv import write_rejects
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.problem import Reject
from tiktok_tui.uploads.exports.rejects import rejects_of, save_run_rejects
from tiktok_tui.uploads.exports.reopen import reopened
from tiktok_tui.uploads.ledger import batches
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import standing
from tiktok_tui.uploads.ledger.runs import find
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Tally
from tiktok_tui.uploads.updates import RowRefused


def rejects_in(scenario: Scenario, name: str, days_later: int = 0) -> list[Reject]:
    """The rejects of a run, from its file."""
    run = standing(scenario.home, name).run
    checked = datetime.fromtimestamp(run.spec.checked_at, UTC) + timedelta(days=days_later)
    with (
        open_table(run.spec.source, scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, scenario.mapping, scenario.destination, now=checked) as prepared,
        Ledger(scenario.home.ledger) as ledger,
    ):
        found = list(rejects_of(ledger, run, prepared))
        text = io.StringIO()
        assert write_rejects(text, [column.name for column in table.columns], found) == len(found)
    return found


def refuse_rows(scenario: Scenario, name: str, rows: range, reason: str = "") -> None:
    """Note in the ledger that TikTok has refused the events of these rows; the reason may have a place for the row."""
    with Ledger(scenario.home.ledger) as ledger, ledger.transaction():
        run = find(ledger, name).number
        batches.note(ledger, run, Tally(refused=len(rows)))
        ledger.write_all(
            "INSERT INTO refusals VALUES (?, ?, ?, 40002, '', ?, 'r1', '')",
            ((run, row, row.to_bytes(16, "big"), reason.format(row)) for row in rows),
        )


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
    said = {refusal.row: refusal for refusal in scenario.all_of(RowRefused)}
    for problem in (problem for reject in found for problem in reject.problems if reject.row in said):
        refusal = said[problem.row]
        assert (problem.field, problem.remedy) == (refusal.field, refusal.remedy)
        assert problem.reason == f"TikTok refused this event. {refusal.reason}"
    later = {
        reject.row: [problem.rule.name for problem in reject.problems] for reject in rejects_in(scenario, name, 40)
    }
    assert len(later) == 300
    assert {row for row, rules in later.items() if rules == ["timestamp.too_old", "tiktok.refused"]} == refused


def test_a_row_has_all_that_is_wrong_with_it(scenario: Scenario) -> None:
    path = scenario.folder / "orders.csv"
    path.write_text("id,time,email,value\no1,never,a@customers.example,a lot\n")
    [found] = rejects_in(scenario, scenario.send(path).run)
    assert sorted(problem.field for problem in found.problems) == ["timestamp", "value"]


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


def test_a_reject_of_several_files_names_its_file(scenario: Scenario) -> None:
    folder = scenario.folder / "months"
    folder.mkdir()
    write_orders(folder / "a.csv", range(2))
    write_orders(folder / "b.csv", range(2, 4), broken=frozenset({3}))
    scenario.sandbox.set_faults("refuse-events:1")
    with scenario.sending_source(str(folder / "*.csv"), Options(in_flight_max=1)) as sending:
        scenario.updates = list(sending)
    [*ours, last] = rejects_in(scenario, scenario.summary.run)
    assert [reject.name for reject in (*ours, last)] == ["a.csv row 2", "a.csv row 3", "b.csv row 2", "b.csv row 3"]
    assert [refusal.name for refusal in scenario.all_of(RowRefused)] == [reject.name for reject in ours]
    assert [problem.rule.name for problem in last.problems] == ["value.unreadable"]


def test_more_refusals_than_are_read_at_once_are_all_rejects(scenario: Scenario) -> None:
    name = scenario.send(scenario.orders(2100), Options(limit=1)).run
    refuse_rows(scenario, name, range(2, 2052), "No {}.")
    found = rejects_in(scenario, name)
    assert [(reject.row, [problem.reason for problem in reject.problems]) for reject in found] == [
        (row, [f"TikTok refused this event. No {row}."]) for row in range(2, 2052)
    ]
    assert [reject.cells[0] for reject in found] == [f"order-{number:06d}" for number in range(2050)]


def test_rows_of_many_refused_groups_are_in_the_file_s_order_wherever_they_are(scenario: Scenario) -> None:
    path, then = scenario.folder / "items.csv", int(time.time()) - 60
    items = [f"o{number % 1100},{then},p@customers.example,{number}" for number in range(2200)]  # of each order two
    path.write_text("\n".join(["id,time,email,sku", *items]))
    fields = {**MAPPING.fields, "content_id": FieldSource(columns=("sku",))}
    del fields["value"]
    scenario.mapping = replace(MAPPING, group_by="id", fields=fields)
    name = scenario.send(path, Options(limit=1)).run
    refuse_rows(scenario, name, range(2, 1102))
    found = rejects_in(scenario, name)
    assert [reject.row for reject in found] == list(range(2, 2202))
    assert {problem.reason for reject in found for problem in reject.problems} == {"TikTok refused this event."}


def test_masked_cells_stay_masked_among_the_rejects(scenario: Scenario) -> None:
    scenario.destination = replace(scenario.destination, restrict_pii=True)
    scenario.sandbox.set_faults("refuse-events:0.2")
    name = scenario.send(scenario.orders(50)).run
    assert "customers.example" not in repr(rejects_in(scenario, name))


def test_the_file_of_rejects_is_its_owner_s_alone_never_the_export_and_is_mapped_as_its_rows_were(
    scenario: Scenario,
) -> None:
    path = write_orders(scenario.folder / "orders.csv", range(3), broken=frozenset({1}))
    before = path.read_bytes()
    run = standing(scenario.home, scenario.send(path).run).run
    out = scenario.folder / "rejects.csv"
    with reopened(scenario.home, run) as (table, prepared):
        assert save_run_rejects(scenario.home, run.id, table, prepared, out) == 1
        with pytest.raises(FileError, match="export itself"):
            save_run_rejects(scenario.home, run.id, table, prepared, path)
    assert path.read_bytes() == before
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    header, row = csv.reader(out.read_text("utf-8-sig").splitlines())
    assert (header[:4], row[0]) == (["id", "time", "email", "value"], "order-000001")
    with open_table(str(out), scratch=private_folder(scenario.home.scratch)) as corrected:
        start = remembered.start(scenario.home, scenario.destination, corrected)
    assert (start.mapping, start.of_rejects) == (scenario.mapping, True)


def test_rejects_are_written_though_their_mapping_cannot_be_remembered(scenario: Scenario) -> None:
    path = write_orders(scenario.folder / "orders.csv", range(3), broken=frozenset({1}))
    name = scenario.send(path).run
    refuse_rows(scenario, name, range(2, 3))
    run = standing(scenario.home, name).run
    scenario.home.mappings.write_text("a file in the way")
    out = scenario.folder / "rejects.csv"
    with reopened(scenario.home, run) as (table, prepared):
        assert save_run_rejects(scenario.home, run.id, table, prepared, out) == 2
    _, *rows = csv.reader(out.read_text("utf-8-sig").splitlines())
    assert [row[0] for row in rows] == ["order-000000", "order-000001"]


@pytest.mark.parametrize(
    "source", [DatabaseSource("warehouse", "SELECT 1"), QuerySource("SELECT * FROM 'orders.csv' ORDER BY random()")]
)
def test_what_tiktok_refused_of_a_query_is_found_wherever_the_row_is_now(scenario: Scenario, source: SourceRef) -> None:
    scenario.sandbox.set_faults("refuse-events:0.2")
    path = scenario.own_orders(50)
    run = standing(scenario.home, scenario.send(path).run).run
    rows = {refusal.row for refusal in scenario.all_of(RowRefused)}
    header, *lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([header, *reversed(lines)]))  # the same rows in another order
    with (
        open_table(str(path), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, scenario.mapping, scenario.destination, now=datetime.now(UTC)) as prepared,
        Ledger(scenario.home.ledger) as ledger,
    ):
        found = list(rejects_of(ledger, replace(run, spec=replace(run.spec, source=source)), prepared))
    assert rows
    assert [reject.cells[0] for reject in found] == [f"order-{row - 2:06d}" for row in sorted(rows, reverse=True)]
