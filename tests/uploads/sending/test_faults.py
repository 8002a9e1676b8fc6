"""Uploads while TikTok or the network fails: they wait or stop as they should, with a message."""

from __future__ import annotations

import socket
import time
from dataclasses import replace

import pytest

from tests.support.uploads import QUICK, Scenario
from tiktok_tui.events.errors import CredentialError, SettingsError, UnreachableError
from tiktok_tui.sandbox import known
from tiktok_tui.uploads.ledger.history import standing
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.updates import (
    BatchRetrying,
    BatchSetAside,
    BatchStarted,
    RunStopped,
    Throttled,
)

PASSING = [
    "40100#3",
    "40016#2",
    "40132#1",
    "40133#1",
    "40201#1",
    "40202#1",
    "50000#3",
    "50002#2",
    "51010#2",
    "52001#1",
    "60001#1",
    "61000#2",
    "40200#2",
    "40700#3",
    "53102#3",
    "53103#2",
    "html-502#2",
    "html-504#2",
    "http-429#2",
    "http-500#2",
    "drop-before#2",
    "drop-after#2",
    "empty-200#2",
    "truncated-json#2",
]


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_is_waited_out_and_nothing_is_lost(scenario: Scenario, fault: str) -> None:
    scenario.policy = replace(scenario.policy, first_contact=60, outage=60)  # a slow machine is no outage
    scenario.sandbox.set_faults(fault)
    summary = scenario.send(scenario.orders(1500))
    assert (summary.accepted, summary.status, summary.left) == (1500, Status.DONE, 0)
    assert scenario.sandbox.stats().accepted == 1500
    assert len(scenario.all_of(BatchRetrying)) == int(fault.rpartition("#")[2])
    assert summary.requests == 2 + len(scenario.all_of(BatchRetrying))


@pytest.mark.parametrize("fault", ["data-null", "data-absent", "slow:0.05"])
def test_odd_answers_are_taken_as_they_are(scenario: Scenario, fault: str) -> None:
    scenario.sandbox.set_faults(fault)
    assert scenario.send(scenario.orders(10)).complete


def test_a_repeated_request_counts_as_accepted(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("40050#1")
    summary = scenario.send(scenario.orders(10))
    assert (summary.accepted, summary.status, summary.uncertain) == (10, Status.DONE, 0)


def test_throttling_halves_what_is_under_way_and_it_grows_again(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("slow:0.02", "40100#4")
    summary = scenario.send(scenario.orders(10_000))
    assert summary.accepted == 10_000
    assert scenario.all_of(Throttled)[0].in_flight == 2
    after = scenario.updates.index(scenario.all_of(Throttled)[-1])
    started = [each for each in scenario.updates[after:] if isinstance(each, BatchStarted)]
    assert started[0].in_flight <= 2
    assert max(batch.in_flight for batch in started) > 2


def test_a_storm_of_throttling_is_outlasted(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("storm:40100:0.5")
    assert scenario.send(scenario.orders(3000)).accepted == 3000


def test_an_outage_longer_than_our_patience_stops_the_run_which_can_be_resumed(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("maintenance")
    summary = scenario.send(scenario.orders(1500))
    assert summary.status is Status.FAILED
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, UnreachableError)
    assert (summary.accepted, summary.left) == (0, 1500)
    assert not any(batch.in_doubt for batch in scenario.all_of(BatchSetAside))
    scenario.sandbox.set_faults()
    assert scenario.resume(run_named(scenario.home), still_open=True).accepted == 1500


def test_where_nobody_listens_it_gives_up_with_nothing_in_doubt(scenario: Scenario) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        scenario.base_url = f"http://127.0.0.1:{closed.getsockname()[1]}/open_api/v1.3"
        summary = scenario.send(scenario.orders(1500))
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, UnreachableError)
    assert (summary.accepted, summary.left) == (0, 1500)
    assert not any(batch.in_doubt for batch in scenario.all_of(BatchSetAside))


def test_one_batch_that_never_gets_through_does_not_hold_up_the_others(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("drop-before:0.4")
    assert scenario.send(scenario.orders(9000)).accepted == 9000


@pytest.mark.parametrize("token", [known.EXPIRED_TOKEN, known.REVOKED_TOKEN, known.ANALYST_TOKEN, known.OTHER_TOKEN])
def test_a_refused_credential_stops_the_run_until_it_is_fixed(scenario: Scenario, token: str) -> None:
    scenario.token = token
    summary = scenario.send(scenario.orders(3000))
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, CredentialError)
    assert (summary.status, summary.accepted, summary.left) == (Status.FAILED, 0, 3000)
    assert scenario.sandbox.stats().requests <= 4
    assert standing(scenario.home, summary.run).run.error == scenario.end.error.what
    scenario.token = known.TOKEN
    assert scenario.resume(run_named(scenario.home), still_open=True).accepted == 3000


def test_a_token_that_expires_in_the_middle_keeps_what_was_accepted(scenario: Scenario) -> None:
    scenario.token = scenario.sandbox.make_token()
    scenario.sandbox.set_faults("expire-token-after:3")
    summary = scenario.send(scenario.orders(9000), Options(in_flight_max=1))
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, CredentialError)
    assert (summary.accepted, summary.left) == (3000, 6000)
    scenario.token = known.TOKEN
    scenario.sandbox.set_faults()
    resumed = scenario.resume(run_named(scenario.home), still_open=True)
    assert (resumed.accepted, resumed.skipped, resumed.status) == (9000, 0, Status.DONE)
    assert (scenario.sandbox.stats().accepted, scenario.sandbox.stats().repeats) == (9000, 0)


def test_a_wrong_event_set_stops_the_run_and_a_fixed_one_continues(scenario: Scenario) -> None:
    wrong = scenario.to(replace(scenario.destination, event_set_id="7200000000000000077"))
    summary = wrong.send(wrong.orders(50))
    assert isinstance(wrong.end, RunStopped)
    assert isinstance(wrong.end.error, (SettingsError, CredentialError))
    assert summary.status is Status.FAILED
    resumed = scenario.resume(run_named(scenario.home), still_open=True)
    assert (resumed.accepted, resumed.status) == (50, Status.DONE)
    assert scenario.once is not None
    checked = scenario.once.checked(scenario.orders(50), scenario.mapping, scenario.destination)
    dated = run_named(scenario.home, resumed.run).spec.checked_at
    assert dated == checked.now.timestamp(), "it is dated by the check that it was sent by"


@pytest.mark.timeout(60)  # a jump would be waited for hours
def test_a_clock_that_jumps_does_not_stretch_a_wait(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time
    jumps = iter(range(0, 10**9, 7200))
    monkeypatch.setattr(time, "time", lambda: real() - next(jumps))
    scenario.sandbox.set_faults("40100#5", "50000#3")
    scenario.policy = replace(QUICK, first_contact=20, outage=20)
    assert scenario.send(scenario.orders(1500)).accepted == 1500


def test_more_batches_are_under_way_as_long_as_all_is_well_but_never_more_than_asked_for(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("slow:0.02")
    scenario.send(scenario.orders(10_000), Options(in_flight_max=6))
    assert max(batch.in_flight for batch in scenario.all_of(BatchStarted)) == 6
    assert scenario.sandbox.stats().in_flight_max <= 6
