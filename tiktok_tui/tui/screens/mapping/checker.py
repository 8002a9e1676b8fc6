"""Checks a file while its mapping is being changed: the first rows at once, the whole file after them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.wizard.draft import CheckedFile

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile

_INTERRUPT_AGAIN = 0.05
"""Seconds. A query is interrupted while it runs; between two queries there is nothing to interrupt yet."""


class Checker:
    """Runs at most one check at a time; a change cancels the running one and starts again.

    `changed` is called on the UI thread when `sample`, `full` or `error` has changed; ages count from `now`.
    """

    def __init__(
        self, owner: Widget, open_file: OpenFile, *, now: Callable[[], datetime], changed: Callable[[], None]
    ) -> None:
        self.sample: Prepared | None = None
        """The check of the first rows with the current mapping; None until it is done."""
        self.full: Prepared | None = None
        """The check of the whole file with the current mapping; None until it is done."""
        self.error: AppError | None = None
        """The error that keeps the mapping from being checked."""
        self.subject: tuple[Mapping, Destination] | None = None
        """The mapping and the destination of the check that runs or ran last."""
        self._checked_at = now()
        self._owner, self._open_file, self._now, self._changed = owner, open_file, now, changed
        self._job: BackgroundJob | None = None
        self._spent: list[Prepared] = []

    @property
    def best(self) -> Prepared | None:
        """The check of the most rows so far."""
        return self.full or self.sample

    def progress(self) -> float | None:
        """Return how far the running check is by now, from 0 to 1; None if it is not known."""
        running = self._job is not None and self._job.running
        return self._open_file.table.progress() if running else None

    @property
    def checked_file(self) -> CheckedFile | None:
        """The file with the check of all its rows; None until it is done."""
        if self.full is None or self.subject is None:
            return None
        mapping, destination = self.subject
        return CheckedFile(self._open_file.table, mapping, destination, self.full, self._checked_at)

    def check(self, mapping: Mapping, destination: Destination) -> None:
        """Check with this mapping; the results for the previous one are dropped."""
        self.subject = (mapping, destination)
        self._drop_results()
        if self._job is not None and self._job.running:
            self._job.cancel()
            self._interrupt_until_stopped(self._job)
        else:
            self._begin()

    def use(self, file: CheckedFile) -> None:
        """Take over a check of the whole file that was made elsewhere."""
        if file.prepared is self.full:
            return
        self._drop_results()
        self.subject = (file.mapping, file.destination)
        self.full, self._checked_at = file.prepared, file.checked_at
        self._changed()

    def stop(self) -> None:
        """Stop the running check."""
        self.subject = None
        if self._job is not None:
            self._job.cancel()

    def _drop_results(self) -> None:
        self._spent += [prepared for prepared in (self.sample, self.full) if prepared is not None]
        self.sample = self.full = self.error = None

    def _interrupt_until_stopped(self, job: BackgroundJob) -> None:
        if job.running:
            self._open_file.table.interrupt()
            self._owner.set_timer(_INTERRUPT_AGAIN, lambda: self._interrupt_until_stopped(job))

    def _begin(self) -> None:
        if self._open_file.short:
            self._run(whole=True, done=self._full_done)
        else:
            self._run(whole=False, done=self._sample_done)

    def _run(self, *, whole: bool, done: Callable[[Prepared], None]) -> None:
        if self.subject is None:
            return
        mapping, destination = self.subject
        now = self._checked_at = self._now()
        spent, self._spent = self._spent, []

        def work(job: BackgroundJob) -> Prepared:
            for prepared in spent:
                prepared.close()
            job.on_cancel(self._open_file.table.interrupt)
            return self._open_file.prepare(mapping, destination, now, whole=whole)

        self._job = start(self._owner, work, done=done, failed=self._fail, stopped=self._begin)

    def _sample_done(self, prepared: Prepared) -> None:
        self.sample = prepared
        # The check of the whole file starts before the first rows are shown, so that its progress is shown with them.
        self._run(whole=True, done=self._full_done)
        self._changed()

    def _full_done(self, prepared: Prepared) -> None:
        self.full = prepared
        self._changed()

    def _fail(self, error: AppError) -> None:
        self.error = error
        self._changed()
