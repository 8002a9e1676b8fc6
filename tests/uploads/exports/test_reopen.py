"""The file of an old run, opened again as it was sent: its settings, its mapping, its date, and who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.uploads import SHOP, Scenario
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import SourceRef
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.prepare import Prepared, prepare
from tiktok_tui.sources.open_source import open_source
from tiktok_tui.uploads.exports.reopen import reopened
from tiktok_tui.uploads.ledger.history import standing
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run


@pytest.fixture
def run(scenario: Scenario) -> Run:
    """A run of three orders that is done."""
    return standing(scenario.home, scenario.send(scenario.orders(3)).run).run


def test_it_is_opened_and_checked_as_it_was_sent(scenario: Scenario, run: Run) -> None:
    asked: list[object] = []

    @contextmanager
    def opening(home: Home, source: SourceRef, sheet: str | None) -> Iterator[Table]:
        asked.append(sheet)
        with open_source(home, source) as table:
            yield table

    @contextmanager
    def checking(table: Table, mapping: Mapping, destination: Destination, now: datetime) -> Iterator[Prepared]:
        asked.append(now)
        with prepare(table, mapping, destination, now=now) as prepared:
            yield prepared

    destinations.save(scenario.home, replace(SHOP, currency="EUR", time_zone="Asia/Tokyo"))  # changed since
    run = replace(run, spec=replace(run.spec, options=Options(sheet="Orders")))
    with reopened(scenario.home, run, open_source=opening, check=checking) as (table, prepared):
        assert asked == ["Orders", datetime.fromtimestamp(run.spec.checked_at, UTC)]
        assert (prepared.destination, prepared.mapping) == (SHOP, scenario.mapping)
        assert (table.source, prepared.totals.sendable) == (run.spec.source, 3)


def test_identifiers_are_masked_if_the_run_or_the_destination_asks_for_that(scenario: Scenario, run: Run) -> None:
    def masked(run: Run) -> bool:
        with reopened(scenario.home, run) as (_, prepared):
            [(_, cells)] = prepared.cells_of([2])
            assert prepared.destination.restrict_pii is ("person0@customers.example" not in cells)
            return prepared.destination.restrict_pii

    settings = run.spec.settings.replace('"restrict_pii": false', '"restrict_pii": true')
    assert [masked(run), masked(replace(run, spec=replace(run.spec, settings=settings)))] == [False, True]
    path = destinations.save(scenario.home, SHOP)
    assert not masked(run)
    path.write_text("restrict_pii = perhaps")
    assert masked(run), "it cannot be known"
    destinations.save(scenario.home, replace(SHOP, restrict_pii=True))
    assert masked(run)


def test_a_mapping_that_cannot_be_read_is_named_by_its_run(scenario: Scenario, run: Run) -> None:
    broken = replace(run, spec=replace(run.spec, mapping="[fields"))
    with pytest.raises(SettingsError) as raised, reopened(scenario.home, broken):
        pass
    assert raised.value.where == f"the mapping of run {run.id}, line 1"


def test_a_file_that_has_changed_or_is_gone_is_refused(scenario: Scenario) -> None:
    path = scenario.own_orders(3)
    run = standing(scenario.home, scenario.send(path).run).run
    before = path.read_bytes()
    for content, says in (
        (before.replace(b"person0", b"person9"), "so its rejects can no longer be reconstructed"),
        (before + b"x", f"changed since run {run.id} began"),
    ):
        path.write_bytes(content)
        with pytest.raises(FileError, match=says) as raised, reopened(scenario.home, run):
            pass
        assert raised.value.where == str(path)
        assert raised.value.remedy == (
            "Send it as it is now (accepted events are left out), or check it: "
            "`tiktok-tui check FILE -d DEST --rejects OUT.csv`."
            if "rejects" in says
            else "Send it as a new run; accepted events are left out if their event IDs are the same."
        )
    path.unlink()
    with pytest.raises(FileError, match="no longer there"), reopened(scenario.home, run):
        pass


def test_a_database_may_give_other_rows_by_now(scenario: Scenario, run: Run) -> None:
    path = run.spec.source.where
    nightly = replace(run.spec, source=DatabaseSource("warehouse", "SELECT 1"), size=0, fingerprint="another")
    with reopened(
        scenario.home, replace(run, spec=nightly), open_source=lambda home, *_: open_table(path, scratch=home.state)
    ) as (_, prepared):
        assert prepared.totals.sendable == 3


def test_a_query_over_files_that_have_changed_is_refused(scenario: Scenario) -> None:
    path = scenario.own_orders(3)
    with scenario.sending_source(f"SELECT * FROM '{path}'") as sending:
        list(sending)
    with reopened(scenario.home, sending.run) as (_, prepared):
        assert prepared.totals.sendable == 3
    path.write_bytes(path.read_bytes().replace(b"person0", b"person9"))
    says = "so its rejects can no longer be reconstructed"
    with pytest.raises(FileError, match=says), reopened(scenario.home, sending.run):
        pass
