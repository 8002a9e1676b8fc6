"""The line of a sync that is being run: how far it is, and that stopping it reaches what is being done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tiktok_tui.syncs.result import SyncResult
from tiktok_tui.syncs.steps import Steps
from tiktok_tui.syncs.watched_steps import WatchedSteps
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.syncs import run_bar
from tiktok_tui.tui.screens.syncs.run_bar import RunBar


def test_stop_reaches_the_batches_and_a_second_run_waits_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    job, steps, stopped, looks = BackgroundJob(), list[Steps](), list[Steps](), list[Callable[[], None]]()

    def start(_: object, work: Callable[[BackgroundJob], object], **__: object) -> BackgroundJob:
        work(job)
        return job

    monkeypatch.setattr(run_bar, "start", start)
    monkeypatch.setattr(RunBar, "set_interval", lambda _, often, look: looks.append(look))
    monkeypatch.setattr(WatchedSteps, "stop", lambda steps: stopped.append(steps))
    monkeypatch.setattr(WatchedSteps, "share", lambda _: 0.0)

    def act(running: Steps) -> list[SyncResult]:
        steps.append(running)
        return []

    bar = RunBar()
    bar.begin(act)
    bar.begin(act)
    assert (bar.running, len(steps), stopped) == (True, 1, [])
    assert "  0%" in bar.words
    bar.stop()
    assert (job.cancelled, stopped) == (True, steps)
    looks[0]()
    assert bar.words == "Stopping: the batches in flight are finished first."
