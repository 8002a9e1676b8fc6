"""Opens the file that is being mapped, one at a time, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile
    from tiktok_tui.tui.wizard.wizard import Wizard


class Opening:
    """Puts one file after another on the bench; a file that cannot be opened leaves the one before where it is.

    `opened` and `failed` are called on the UI thread. The file before is closed once `opened` has returned, the last
    one with the set-up.
    """

    def __init__(
        self,
        owner: Widget,
        wizard: Wizard,
        *,
        opened: Callable[[OpenFile], None],
        failed: Callable[[AppError], None],
    ) -> None:
        self.bench: OpenFile | None = None
        """What is open; None until the first file is."""
        self._owner, self._wizard = owner, wizard
        self._opened, self._failed = opened, failed
        self._job: BackgroundJob | None = None

    @property
    def running(self) -> bool:
        """Whether a file is being opened."""
        return self._job is not None and self._job.running

    def open(self, source: str, destination: Destination) -> None:
        """Open `source`, a path or a query, in place of what is open or being opened."""
        from tiktok_tui.tui.screens.mapping.open_file import open_bench

        if self._job is not None:
            self._job.cancel()
        self._job = start(
            self._owner,
            lambda _: open_bench(source, home=self._wizard.session.home, destination=destination),
            done=self._done,
            failed=self._failed,
        )

    def _done(self, bench: OpenFile) -> None:
        before, self.bench = self.bench, bench
        self._wizard.resources.callback(bench.close)
        self._opened(bench)
        if before is not None:
            start(self._owner, before.let_go, done=lambda _: None, failed=lambda _: None)
