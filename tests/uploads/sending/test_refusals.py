"""TikTok refuses a whole batch for one event: that row is found and left out, all others are accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.uploads import Scenario
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import refusals
from tiktok_tui.uploads.ledger.runs import find, run_named
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.updates import BatchSplit, RowRefused, RunStopped

STYLES = ["refuse-path", "refuse-index", "refuse-silent", "refuse-echo", "refuse-wrong-index"]


@pytest.mark.parametrize("style", STYLES)
def test_however_tiktok_names_it_only_the_bad_rows_are_left_out(scenario: Scenario, style: str) -> None:
    scenario.sandbox.set_faults(style, "refuse-events:0.004")
    summary = scenario.send(scenario.orders(2000))
    refused = scenario.all_of(RowRefused)
    assert 2 <= len(refused) <= 20
    assert (summary.refused, summary.accepted) == (len(refused), 2000 - len(refused))
    assert (summary.status, summary.complete, summary.batches) == (Status.DONE, False, 2)
    stats = scenario.sandbox.stats()
    assert (stats.accepted, stats.repeats) == (summary.accepted, 0)
    accepted = {str(event.body["event_id"]) for event in scenario.sandbox.events()}
    assert not accepted & {f"order-{refusal.row - 2:06d}" for refusal in refused}
    with Ledger(scenario.home.ledger) as ledger:
        kept = refusals(ledger, find(ledger, summary.run), limit=1000)
    assert [refusal.row for refusal in kept] == sorted(refusal.row for refusal in refused)


def test_a_named_row_costs_three_requests(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("refuse-index", "refuse-events:0.0005")
    summary = scenario.send(scenario.orders(1000))
    assert summary.requests == 1 + 2 * len(scenario.all_of(BatchSplit))
    assert len(scenario.all_of(BatchSplit)) == summary.refused


def test_what_tiktok_refused_stays_refused_when_the_run_is_resumed(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("refuse-events:0.05")
    with scenario.sending(scenario.orders(300)) as sending:
        for update in sending:
            if isinstance(update, RowRefused):
                sending.control.stop()
    run = run_named(scenario.home)
    assert run.tally.refused > 0
    scenario.sandbox.set_faults()
    resumed = scenario.resume(run)
    assert resumed.refused == run.tally.refused
    assert (resumed.accepted + resumed.refused, resumed.status) == (300, Status.DONE)
    assert not scenario.all_of(RowRefused)


def test_a_row_refused_in_one_run_may_be_sent_in_another(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("refuse-events:0.1")
    path = scenario.orders(100)
    first = scenario.send(path)
    scenario.sandbox.set_faults()
    assert first.refused > 0
    assert scenario.send(path).accepted == first.refused


def test_a_small_file_of_bad_rows_is_refused_row_by_row(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("refuse-silent", "refuse-events:1")
    summary = scenario.send(scenario.orders(40))
    assert (summary.accepted, summary.refused, summary.status) == (0, 40, Status.DONE)


@pytest.mark.parametrize("style", STYLES)
def test_when_every_event_is_refused_it_stops_instead_of_asking_for_each(scenario: Scenario, style: str) -> None:
    scenario.sandbox.set_faults(style, "refuse-events:1")
    scenario.policy = replace(scenario.policy, hopeless=50)
    summary = scenario.send(scenario.orders(2000))
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, SettingsError)
    assert "accepted none" in scenario.end.error.what
    assert 50 <= summary.refused < 70
    assert summary.requests < 500


def test_people_s_data_in_a_refusal_is_in_no_update_and_not_in_the_ledger(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("refuse-echo", "refuse-events:0.05")
    scenario.send(scenario.orders(100))
    assert scenario.all_of(RowRefused)
    shown = repr(scenario.updates)
    kept = b"".join(path.read_bytes() for path in scenario.home.state.glob("ledger.sqlite*"))
    assert "@" not in shown
    assert b"order-0000" not in kept
    assert b"person" not in kept
    assert b"customers.example" not in kept
