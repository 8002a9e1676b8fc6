"""Whole uploads when all is well."""

from __future__ import annotations

from tests.support.uploads import Desk
from tiktok_tui.uploads.happenings import BatchAccepted
from tiktok_tui.uploads.runs import Status


def test_every_event_is_accepted_once_and_counted(desk: Desk) -> None:
    summary = desk.send(desk.orders(2500))
    assert (summary.total, summary.accepted, summary.refused, summary.skipped, summary.left) == (2500, 2500, 0, 0, 0)
    assert (summary.status, summary.batches, summary.requests, summary.complete) == (Status.DONE, 3, 3, True)
    assert sum(batch.events for batch in desk.all_of(BatchAccepted)) == 2500
    stats = desk.sandbox.stats()
    assert (stats.accepted, stats.arrived, stats.requests) == (2500, 2500, 3)


def test_a_second_run_sends_nothing_twice(desk: Desk) -> None:
    path = desk.orders(30)
    desk.send(path)
    summary = desk.send(path)
    assert (summary.accepted, summary.skipped, summary.requests) == (0, 30, 0)
    assert desk.sandbox.stats().arrived == 30
