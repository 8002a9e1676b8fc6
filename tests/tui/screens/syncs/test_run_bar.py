"""The line of a sync that is being run: how far it is, and that stopping it reaches what is being done."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.support.coloured import coloured
from tests.support.setups import NOW
from tests.support.sync_pages import NIGHTLY
from tiktok_tui.events.errors import AppError
from tiktok_tui.syncs.history.night import Night
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.steps import Steps
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.syncs import run_bar
from tiktok_tui.tui.screens.syncs.run_bar import RunBar

RESULT = SyncResult(NIGHTLY, Night(1, NOW))
BROKEN = AppError("It broke.")


class Began:
    """A bar on no screen, its job, and what it has posted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.job = BackgroundJob()
        self.steps: list[WatchedSteps] = []
        self.stopped: list[WatchedSteps] = []
        self.posted: list[RunBar.Ended] = []
        self.paces: list[tuple[float, Callable[[], None]]] = []
        self.pace_ended = 0
        monkeypatch.setattr(run_bar, "start", self._start)
        monkeypatch.setattr(RunBar, "set_interval", self._pace)
        monkeypatch.setattr(RunBar, "post_message", lambda _, message: self.posted.append(message))
        monkeypatch.setattr(WatchedSteps, "stop", lambda steps: self.stopped.append(steps))
        self.bar = RunBar()
        self.posted.clear()
        self.bar.begin(self.act)
        self.bar.begin(self.act)

    def act(self, running: Steps) -> list[SyncResult]:
        self.steps.append(cast("WatchedSteps", running))
        return [RESULT]

    def _start(self, _: object, work: Callable[[BackgroundJob], object], **how: Any) -> BackgroundJob:
        assert work(self.job) == [RESULT]
        self.how = how
        return self.job

    def _pace(self, often: float, look: Callable[[], None]) -> object:
        self.paces.append((often, look))
        return SimpleNamespace(stop=self._stop_pace)

    def _stop_pace(self) -> None:
        self.pace_ended += 1


def test_stop_reaches_the_batches_and_a_second_run_waits_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    began = Began(monkeypatch)
    bar = began.bar
    assert (bar.running, len(began.steps), began.stopped, bar.words) == (True, 1, [], "Starting …")
    ((often, look),) = began.paces
    assert often == 0.25
    bar.stop()
    assert (began.job.cancelled, began.stopped) == (True, began.steps)
    look()
    assert bar.words == "Stopping: the batches in flight are finished first."


@pytest.mark.parametrize(
    ("title", "share", "said", "words"),
    [
        ("Opening", None, "", "Opening …"),
        ("Checking orders.csv", 0.0, "", "Checking orders.csv …  0%"),
        (
            "Sending to Shop",
            0.424,
            "1,000 of 2,400 events accepted",
            "Sending to Shop …  42%  1,000 of 2,400 events accepted",
        ),
        ("Sending to Shop", None, "0 of 0 events accepted", "Sending to Shop …  0 of 0 events accepted"),
    ],
)
def test_the_step_and_how_far_it_is(
    title: str, share: float | None, said: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WatchedSteps, "share", lambda _: share)
    monkeypatch.setattr(WatchedSteps, "words", lambda _: said)
    began = Began(monkeypatch)
    (steps,) = began.steps
    steps.title = title
    began.paces[0][1]()
    assert began.bar.words == words
    assert coloured(began.bar.render()) == [(words, "$accent")]


@pytest.mark.parametrize(
    ("end", "given", "results", "error"),
    [("done", ([RESULT],), [RESULT], None), ("failed", (BROKEN,), [], BROKEN), ("stopped", (), [], None)],
)
def test_it_ends_once_with_its_results_or_its_error(
    end: str,
    given: tuple[object, ...],
    results: list[SyncResult],
    error: AppError | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    began = Began(monkeypatch)
    began.how[end](*given)
    (ended,) = began.posted
    assert (ended.results, ended.error) == (results, error)
    assert (began.bar.running, began.pace_ended) == (False, 1)
    began.bar.stop()
    assert not began.job.cancelled
