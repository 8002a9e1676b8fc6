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
    """At most one check at a time; a change cancels the one that runs and begins again.

    `changed` is called on the UI thread whenever `first`, `whole` or `error` is another one than before; `now` gives
    the instant that ages are counted from.
    """

    def __init__(
        self, owner: Widget, open_file: OpenFile, *, now: Callable[[], datetime], changed: Callable[[], None]
    ) -> None:
        self.first: Prepared | None = None
        """The check of the first rows under the mapping as it is now; None until it is there."""
        self.whole: Prepared | None = None
        """The check of the whole file, likewise."""
        self.error: AppError | None = None
        """Why the mapping cannot be checked at all."""
        self.checked = now()
        """The "now" of the check that runs or ran last."""
        self._owner, self._open_file, self._now, self._changed = owner, open_file, now, changed
        self._wanted: tuple[Mapping, Destination] | None = None
        self._job: BackgroundJob | None = None
        self._spent: list[Prepared] = []

    @property
    def best(self) -> Prepared | None:
        """The most that is known by now."""
        return self.whole or self.first

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self._job is not None and self._job.running

    @property
    def progress(self) -> float | None:
        """How far the check that runs is, from 0 to 1, where that can be said."""
        return self._open_file.table.progress() if self.running else None

    def check(self, mapping: Mapping, destination: Destination) -> None:
        """Check with another mapping; what was known under the old one is forgotten."""
        self._wanted = (mapping, destination)
        self._forget()
        if self._job is not None and self._job.running:
            self._job.cancel()
            self._interrupt_until_stopped(self._job)
        else:
            self._begin()

    @property
    def asked(self) -> tuple[Mapping, Destination] | None:
        """What the check that runs or ran last is about."""
        return self._wanted

    @property
    def checked_file(self) -> CheckedFile | None:
        """The file with the check of all its rows; None while that is not there."""
        if self.whole is None or self._wanted is None:
            return None
        mapping, destination = self._wanted
        return CheckedFile(self._open_file.table, mapping, destination, self.whole, self.checked)

    def use(self, file: CheckedFile) -> None:
        """Take over a check of the whole file that was made elsewhere."""
        if file.prepared is self.whole:
            return
        self._forget()
        self._wanted = (file.mapping, file.destination)
        self.whole, self.checked = file.prepared, file.checked_at
        self._changed()

    def stop(self) -> None:
        """Stop what is running."""
        self._wanted = None
        if self._job is not None:
            self._job.cancel()

    def _forget(self) -> None:
        self._spent += [prepared for prepared in (self.first, self.whole) if prepared is not None]
        self.first = self.whole = self.error = None

    def _interrupt_until_stopped(self, job: BackgroundJob) -> None:
        if job.running:
            self._open_file.table.interrupt()
            self._owner.set_timer(_INTERRUPT_AGAIN, lambda: self._interrupt_until_stopped(job))

    def _begin(self) -> None:
        if self._open_file.short:
            self._run(whole=True, done=self._whole_done)
        else:
            self._run(whole=False, done=self._first_done)

    def _run(self, *, whole: bool, done: Callable[[Prepared], None]) -> None:
        if self._wanted is None:
            return
        mapping, destination = self._wanted
        now = self.checked = self._now()
        spent, self._spent = self._spent, []

        def work(job: BackgroundJob) -> Prepared:
            for prepared in spent:
                prepared.close()
            job.on_cancel(self._open_file.table.interrupt)
            return self._open_file.prepare(mapping, destination, now, whole=whole)

        self._job = start(self._owner, work, done=done, failed=self._fail, stopped=self._begin)

    def _first_done(self, prepared: Prepared) -> None:
        self.first = prepared
        # The whole file is on its way before the first rows are shown: what is shown says so.
        self._run(whole=True, done=self._whole_done)
        self._changed()

    def _whole_done(self, prepared: Prepared) -> None:
        self.whole = prepared
        self._changed()

    def _fail(self, error: AppError) -> None:
        self.error = error
        self._changed()
