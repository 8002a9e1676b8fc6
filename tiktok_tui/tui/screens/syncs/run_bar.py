"""Runs a sync in a thread and shows in a line how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.screens.syncs.sync_jobs import Act
from tiktok_tui.tui.widgets.safe_text import safe_text

if TYPE_CHECKING:
    from tiktok_tui.syncs.history.result import SyncResult
    from tiktok_tui.syncs.running.watched_steps import WatchedSteps

_OFTEN = 0.25
"""Seconds between two looks at the progress."""


class RunBar(Widget):
    """`Sending to Store sales  42 %  1,000 of 2,400 events accepted`. Posts `Ended` once."""

    DEFAULT_CSS = "RunBar { height: 1; }"

    words: reactive[str] = reactive("")

    @dataclass
    class Ended(Message):
        """The run has ended; without results and error a person has stopped it."""

        results: list[SyncResult]
        error: AppError | None = None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._job: BackgroundJob | None = None
        self._steps: WatchedSteps | None = None
        self._pace: Timer | None = None

    @property
    def running(self) -> bool:
        """True from `begin` to `Ended`."""
        return self._job is not None

    def render(self) -> Content:
        """The step and its progress."""
        return Content.styled(self.words, "$accent")

    def begin(self, act: Act) -> None:
        """Call `act` in a thread; one at a time."""
        from tiktok_tui.syncs.running.watched_steps import WatchedSteps

        if self.running:
            return
        steps = self._steps = WatchedSteps()
        self._pace = self.set_interval(_OFTEN, self._look)

        def work(job: BackgroundJob) -> list[SyncResult]:
            job.on_cancel(steps.stop)
            return act(steps)

        self._job = start(self, work, done=self._done, failed=self._failed, stopped=lambda: self._end([]))
        self._look()

    def stop(self) -> None:
        """Stop it after the batches in flight."""
        if self._job is not None:
            self.words = "Stopping: the batches in flight are finished first."
            self._job.cancel()

    def _look(self) -> None:
        steps, job = self._steps, self._job
        if steps is None or job is None or job.cancelled:
            return
        share = steps.share()
        parts = [f"{steps.title} …", f"{share:.0%}" if share is not None else "", steps.words()]
        self.words = safe_text("  ".join(part for part in parts if part), 200)

    def _done(self, results: list[SyncResult]) -> None:
        self._end(results)

    def _failed(self, error: AppError) -> None:
        self._end([], error)

    def _end(self, results: list[SyncResult], error: AppError | None = None) -> None:
        self._job = self._steps = None
        if self._pace is not None:
            self._pace.stop()
        self.post_message(self.Ended(results, error))
