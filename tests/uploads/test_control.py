"""Pause, resume and stop: at any time, from any thread, and nothing is lost by it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from tests.support.uploads import Desk
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.start import run_named
from tiktok_tui.uploads.updates import (
    BatchAccepted,
    BatchRetrying,
    BatchSplit,
    BatchStarted,
    Happening,
    Paused,
    Resumed,
    RowRefused,
    RunStarted,
    RunStopped,
)


def _in_thread(act: Callable[[], object]) -> None:
    threading.Thread(target=act).start()


def test_a_stop_finishes_what_is_in_flight_and_can_be_resumed(desk: Desk) -> None:
    desk.sandbox.set_faults("hold")
    with desk.sending(desk.orders(9000)) as sending:
        for happening in sending:
            desk.told.append(happening)
            if isinstance(happening, BatchStarted) and happening.number == 4:
                sending.control.stop()
                desk.sandbox.set_faults()
    assert isinstance(desk.end, RunStopped)
    assert desk.end.error is None
    assert (desk.summary.status, desk.summary.accepted, desk.summary.left) == (Status.STOPPED, 4000, 5000)
    assert desk.sandbox.stats().accepted == 4000
    resumed = desk.resume(run_named(desk.home))
    assert (resumed.accepted, resumed.skipped, resumed.status) == (9000, 0, Status.DONE)
    assert (desk.sandbox.stats().accepted, desk.sandbox.stats().repeats) == (9000, 0)


@pytest.mark.parametrize("moment", [RunStarted, BatchStarted, BatchAccepted, BatchRetrying, BatchSplit, RowRefused])
def test_it_can_be_stopped_at_any_moment(desk: Desk, moment: type[Happening]) -> None:
    desk.sandbox.set_faults("refuse-events:0.002", "50000:0.2")
    with desk.sending(desk.orders(4000)) as sending:
        for happening in sending:
            desk.told.append(happening)
            if isinstance(happening, moment):
                sending.control.stop()
    first = desk.summary
    assert first.accepted == desk.sandbox.stats().accepted
    desk.sandbox.set_faults("refuse-events:0.002")
    resumed = desk.resume(run_named(desk.home)) if first.status is not Status.DONE else first
    assert (resumed.accepted + resumed.refused, resumed.status) == (4000, Status.DONE)
    assert desk.sandbox.stats().accepted == resumed.accepted


def test_a_pause_starts_nothing_until_it_goes_on(desk: Desk) -> None:
    desk.sandbox.set_faults("hold")
    with desk.sending(desk.orders(9000)) as sending:
        for happening in sending:
            desk.told.append(happening)
            if isinstance(happening, BatchStarted) and happening.number == 1:
                sending.control.pause()
            if isinstance(happening, Paused):
                desk.sandbox.set_faults()
            if isinstance(happening, BatchAccepted) and happening.number == 1:
                _in_thread(sending.control.resume)
    kinds = [type(happening) for happening in desk.told]
    paused, resumed = kinds.index(Paused), kinds.index(Resumed)
    assert BatchStarted not in kinds[paused:resumed]
    assert kinds[:paused].count(BatchStarted) == 1
    assert desk.summary.accepted == 9000


def test_a_paused_upload_can_be_stopped(desk: Desk) -> None:
    control = Control()
    control.pause()
    with desk.sending(desk.orders(10), control=control) as sending:
        for happening in sending:
            desk.told.append(happening)
            if isinstance(happening, Paused):
                _in_thread(control.stop)
    assert (desk.summary.status, desk.summary.requests) == (Status.STOPPED, 0)


def test_leaving_early_finishes_what_is_in_flight(desk: Desk) -> None:
    with desk.sending(desk.orders(9000)) as sending:
        for happening in sending:
            if isinstance(happening, BatchStarted) and happening.number == 3:
                break
    run = run_named(desk.home)
    assert run.status is Status.STOPPED
    assert run.tally.accepted == desk.sandbox.stats().accepted >= 3000
    assert desk.resume(run).accepted == 9000
    assert desk.sandbox.stats().repeats == 0


def test_a_stop_after_the_last_answer_changes_nothing(desk: Desk) -> None:
    with desk.sending(desk.orders(10)) as sending:
        for happening in sending:
            desk.told.append(happening)
            if isinstance(happening, BatchAccepted):
                sending.control.stop()
    assert (desk.summary.status, desk.summary.left) == (Status.DONE, 0)
