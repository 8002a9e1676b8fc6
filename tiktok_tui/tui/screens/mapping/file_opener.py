"""Choose the file whose conversions are sent, and open it off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from tiktok_tui.events.errors import AppError, StateError
from tiktok_tui.files.source import FileSource, SourceRef
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob, run, start

if TYPE_CHECKING:
    from textual.app import App

    from tiktok_tui.events.destination import Destination
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile
    from tiktok_tui.tui.wizard.wizard import Wizard


async def choose_source(app: App[Any], session: AppSession) -> SourceRef | None:
    """Ask for a path or a query; None if the dialog was left. Files sent before come first, in the demo its example."""
    recent = await run(lambda _: _sent_before(session))
    if session.demo is not None and (example := FileSource(session.demo.file)) not in recent:
        recent = (example, *recent)
    return await app.push_screen_wait(PickFile(recent=recent, title="Which file has the conversions?"))


def _sent_before(session: AppSession) -> tuple[SourceRef, ...]:
    from tiktok_tui.uploads.ledger.history import recent_sources

    # A ledger that cannot be read is reported by the screens that need it.
    with suppress(StateError):
        return recent_sources(session.home)
    return ()


class FileOpener:
    """Opens one file after another; if one cannot be opened, the file before it stays open.

    `opened` and `failed` are called on the UI thread. The previous file is closed once `opened` has returned, the last
    one with the wizard.
    """

    def __init__(
        self,
        owner: Widget,
        wizard: Wizard,
        *,
        opened: Callable[[OpenFile], None],
        failed: Callable[[AppError], None],
    ) -> None:
        self.open_file: OpenFile | None = None
        """The file that is open; None until the first one is."""
        self._owner, self._wizard = owner, wizard
        self._opened, self._failed = opened, failed
        self._job: BackgroundJob | None = None

    @property
    def running(self) -> bool:
        """True while a file is being opened."""
        return self._job is not None and self._job.running

    def open(self, source: SourceRef, destination: Destination) -> None:
        """Open `source` in place of the file that is open or being opened."""
        from tiktok_tui.tui.screens.mapping.open_file import OpenFile

        if self._job is not None:
            self._job.cancel()
        self._job = start(
            self._owner,
            lambda _: OpenFile.open(source, home=self._wizard.session.home, destination=destination),
            done=self._done,
            failed=self._failed,
        )

    def _done(self, open_file: OpenFile) -> None:
        previous, self.open_file = self.open_file, open_file
        self._wizard.resources.callback(open_file.close)
        self._opened(open_file)
        if previous is not None:
            start(self._owner, lambda _: previous.close(), done=lambda _: None, failed=lambda _: None)
