"""Pause, resume and stop: at any time, from any thread, and nothing is lost by it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tests.support.uploads import Scenario
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.updates import (
    BatchAccepted,
    BatchRetrying,
    BatchSetAside,
    BatchSplit,
    BatchStarted,
    Paused,
    Resumed,
    RowRefused,
    RunStarted,
    RunStopped,
    Update,
)


def _in_thread(act: Callable[[], object]) -> None:
    threading.Thread(target=act).start()


def test_a_stop_finishes_what_is_in_flight_and_can_be_resumed(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("hold")
    with scenario.sending(scenario.orders(9000)) as sending:
        for update in sending:
            scenario.updates.append(update)
            if isinstance(update, BatchStarted) and update.number == 4:
                sending.control.stop()
                scenario.sandbox.set_faults()
    assert isinstance(scenario.end, RunStopped)
    assert scenario.end.error is None
    assert (scenario.summary.status, scenario.summary.accepted, scenario.summary.left) == (Status.STOPPED, 4000, 5000)
    assert scenario.sandbox.stats().accepted == 4000
    resumed = scenario.resume(run_named(scenario.home), still_open=True)
    assert (resumed.accepted, resumed.skipped, resumed.status) == (9000, 0, Status.DONE)
    assert (scenario.sandbox.stats().accepted, scenario.sandbox.stats().repeats) == (9000, 0)


@pytest.mark.parametrize("moment", [RunStarted, BatchStarted, BatchAccepted, BatchRetrying, BatchSplit, RowRefused])
def test_it_can_be_stopped_at_any_moment(scenario: Scenario, moment: type[Update]) -> None:
    scenario.sandbox.set_faults("refuse-events:0.002", "50000:0.2")
    with scenario.sending(scenario.orders(4000)) as sending:
        for update in sending:
            scenario.updates.append(update)
            if isinstance(update, moment):
                sending.control.stop()
    first = scenario.summary
    assert first.accepted == scenario.sandbox.stats().accepted
    scenario.sandbox.set_faults("refuse-events:0.002")
    resumed = scenario.resume(run_named(scenario.home), still_open=True) if first.status is not Status.DONE else first
    assert (resumed.accepted + resumed.refused, resumed.status) == (4000, Status.DONE)
    assert scenario.sandbox.stats().accepted == resumed.accepted


def test_a_pause_starts_nothing_until_it_continues(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("hold")
    with scenario.sending(scenario.orders(9000)) as sending:
        for update in sending:
            scenario.updates.append(update)
            if isinstance(update, BatchStarted) and update.number == 1:
                sending.control.pause()
            if isinstance(update, Paused):
                scenario.sandbox.set_faults()
            if isinstance(update, BatchAccepted) and update.number == 1:
                _in_thread(sending.control.resume)
    kinds = [type(update) for update in scenario.updates]
    paused, resumed = kinds.index(Paused), kinds.index(Resumed)
    assert BatchStarted not in kinds[paused:resumed]
    assert kinds[:paused].count(BatchStarted) == 1
    assert scenario.summary.accepted == 9000


def test_a_paused_upload_can_be_stopped(scenario: Scenario) -> None:
    control = Control()
    control.pause()
    with scenario.sending(scenario.orders(10), control=control) as sending:
        for update in sending:
            scenario.updates.append(update)
            if isinstance(update, Paused):
                _in_thread(control.stop)
    assert (scenario.summary.status, scenario.summary.requests) == (Status.STOPPED, 0)


def test_leaving_early_finishes_what_is_in_flight(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(9000)) as sending:
        for update in sending:
            if isinstance(update, BatchStarted) and update.number == 3:
                break
    run = run_named(scenario.home)
    assert run.status is Status.STOPPED
    assert run.tally.accepted == scenario.sandbox.stats().accepted >= 3000
    assert scenario.resume(run).accepted == 9000
    assert scenario.sandbox.stats().repeats == 0


def test_a_stop_after_the_last_answer_changes_nothing(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(10)) as sending:
        for update in sending:
            scenario.updates.append(update)
            if isinstance(update, BatchAccepted):
                sending.control.stop()
    assert (scenario.summary.status, scenario.summary.left) == (Status.DONE, 0)


def test_a_signal_that_comes_while_it_is_being_called_blocks_nothing() -> None:
    control = Control()
    control.on_change(lambda: None if control.stopped else control.stop())  # as a handler in the same thread would
    thread = threading.Thread(target=control.pause, daemon=True)
    thread.start()
    thread.join(60)
    assert (thread.is_alive(), control.paused, control.stopped) == (False, True, True)


def test_every_change_is_told_until_nobody_asks_for_it() -> None:
    control = Control()
    told: list[tuple[bool, bool]] = []
    control.on_change(lambda: told.append((control.paused, control.stopped)))
    for act in (control.pause, control.resume, control.stop, control.pause, control.resume):
        act()
    control.on_change(None)
    control.pause()
    assert told == [(True, False), (False, False), (False, True), (True, True), (False, True)]


def test_a_long_pause_is_no_outage(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    passed = 0.0
    steady = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: steady() + passed)
    scenario.sandbox.set_faults("50000#2")
    with scenario.sending(scenario.orders(10), Options(in_flight_max=1)) as sending:
        for update in sending:
            scenario.updates.append(update)
            if isinstance(update, BatchRetrying) and update.tries == 1:
                sending.control.pause()
            if isinstance(update, Paused):
                passed += 1000 * scenario.policy.outage
                sending.control.resume()
    assert (scenario.summary.accepted, scenario.summary.status) == (10, Status.DONE)
    assert len(scenario.all_of(BatchRetrying)) == 2


def test_a_batch_that_waits_when_the_upload_is_stopped_is_reported_as_set_aside(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("drop-after")
    with scenario.sending(scenario.orders(10)) as sending:
        for update in sending:
            scenario.updates.append(update)
            if isinstance(update, BatchRetrying):
                sending.control.stop()
    assert scenario.all_of(BatchSetAside) == [BatchSetAside(1, 10, in_doubt=True)]
    assert (scenario.summary.status, scenario.summary.left) == (Status.STOPPED, 10)
