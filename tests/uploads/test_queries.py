"""Runs of queries that give other rows every time: a resumed run sends the events that it began with, and no others."""

from __future__ import annotations

import time
from collections.abc import Generator

import pytest

from tests.support.uploads import Scenario
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepared import Prepared
from tiktok_tui.uploads.ledger.claims import write_claim
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import standings
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, Status
from tiktok_tui.uploads.updates import BatchAccepted, BatchStarted, QueryChanged, RunStarted


def stopped(
    scenario: Scenario,
    query: str,
    options: Options | None = None,
    after: type[BatchAccepted | BatchStarted] = BatchAccepted,
) -> Run:
    """A run of the query that was stopped after its first accepted batch, or while that was on its way."""
    with scenario.sending_source(query, options or Options(in_flight_max=1)) as sending:
        for update in sending:
            if isinstance(update, after):
                sending.control.stop()
    return run_named(scenario.home)


def sampled(scenario: Scenario, count: int, share: str) -> str:
    """A query that gives other rows each time it is run."""
    path = scenario.orders(count)
    return f"SELECT id, {int(time.time())} AS time, email, value FROM '{path}' WHERE random() < {share}"


def keys_kept(scenario: Scenario) -> int:
    with Ledger(scenario.home.ledger) as ledger:
        return ledger.number("SELECT count(*) FROM run_keys")


def test_only_the_events_that_it_began_with_are_sent(scenario: Scenario) -> None:
    run = stopped(scenario, sampled(scenario, 6000, "0.5"))
    total = run.total
    assert (run.tally.accepted, keys_kept(scenario)) == (1000, total)
    resumed = scenario.resume(run)
    [changed] = scenario.all_of(QueryChanged)
    assert changed.new > 0
    assert changed.gone > 0
    assert resumed.total == total
    assert resumed.accepted + resumed.left == total
    stats = scenario.sandbox.stats()
    assert (stats.accepted, stats.repeats) == (resumed.accepted, 0)
    # Without the keys every event of the second half would have come: about 3,500 in all.
    assert resumed.accepted < total


def test_the_keys_are_kept_until_it_is_done_and_no_longer(scenario: Scenario) -> None:
    path = scenario.orders(2500)
    query = f"SELECT id, {int(time.time())} AS time, email, value FROM '{path}'"
    run = stopped(scenario, query)
    assert keys_kept(scenario) == 2500
    resumed = scenario.resume(run)
    assert (resumed.accepted, resumed.status, resumed.left) == (2500, Status.DONE, 0)
    assert scenario.all_of(QueryChanged) == []
    assert keys_kept(scenario) == 0


@pytest.mark.usefixtures("ledger")  # so that the recipient has another number than the run
def test_the_limit_of_a_query_holds_when_resumed(scenario: Scenario) -> None:
    run = stopped(scenario, sampled(scenario, 4000, "1.1"), Options(limit=1500, in_flight_max=1))
    assert keys_kept(scenario) == 1500
    assert scenario.resume(run).accepted == 1500
    assert scenario.sandbox.stats().arrived == 1500


@pytest.mark.parametrize("limit", [None, 700])
def test_a_run_that_could_send_nothing_may_send_what_the_query_gives_now(scenario: Scenario, limit: int | None) -> None:
    scenario.token = scenario.sandbox.make_token()
    with scenario.sending_source(sampled(scenario, 3000, "0.5"), Options(limit=limit)) as sending:
        sending.control.stop()
        list(sending)
    run = run_named(scenario.home)
    assert run.tally.requests == 0
    resumed = scenario.resume(run)
    assert (resumed.left, scenario.all_of(QueryChanged)) == (0, [])
    assert resumed.accepted == resumed.total == scenario.sandbox.stats().accepted
    assert limit is None or resumed.accepted == limit


@pytest.mark.usefixtures("ledger")  # so that the recipient has another number than the run
def test_a_run_that_got_no_answer_sends_no_others_than_those_that_it_began_with(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("drop-after")
    run = stopped(scenario, sampled(scenario, 900, "0.5"), after=BatchStarted)
    assert (run.tally.accepted, run.tally.requests) == (0, 1)
    scenario.sandbox.set_faults()
    resumed = scenario.resume(run)
    assert (resumed.total, resumed.accepted + resumed.left) == (run.total, run.total)
    assert len(scenario.all_of(QueryChanged)) == 1


def test_a_run_that_died_at_its_first_request_sends_no_others_than_those_that_it_began_with(scenario: Scenario) -> None:
    query = sampled(scenario, 900, "0.5")
    with scenario.sending_source(query) as sending:
        run = sending.run
    with Ledger(scenario.home.ledger) as ledger:
        keys = [bytes(key) for (key,) in ledger.read("SELECT key FROM run_keys") if isinstance(key, bytes)]
        with ledger.transaction():
            some = [Event(2, "set", key, b"{}") for key in keys[:9]]
            write_claim(ledger, run.number, 1, some, time.time(), sending=True)
    resumed = scenario.resume(run)
    assert (resumed.total, len(keys), resumed.accepted + resumed.left) == (run.total, run.total, run.total)
    assert len(scenario.all_of(QueryChanged)) == 1


def test_a_run_is_locked_before_its_keys_are_kept(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    locked, events = [], Prepared.events

    def noted(self: Prepared) -> Generator[list[Event], None, None]:
        locked.append([each.sending for each in standings(scenario.home)])
        yield from events(self)

    monkeypatch.setattr(Prepared, "events", noted)
    with scenario.sending_source(f"SELECT id, time, email, value FROM '{scenario.orders(3)}'"):
        assert locked == [[True]]


def test_a_run_of_a_version_that_kept_no_keys_sends_what_the_query_gives_now(scenario: Scenario) -> None:
    run = stopped(scenario, f"SELECT id, {int(time.time())} AS time, email, value FROM '{scenario.orders(1500)}'")
    with Ledger(scenario.home.ledger) as ledger:
        ledger.write("DELETE FROM run_keys")
    resumed = scenario.resume(run)
    assert (resumed.total, resumed.accepted, resumed.left) == (1500, 1500, 0)
    assert scenario.all_of(QueryChanged) == []


def test_a_file_keeps_no_keys(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(10)) as sending:
        assert isinstance(next(iter(sending)), RunStarted)
        assert keys_kept(scenario) == 0
