"""Shows the progress of an upload in the terminal's title, and rings when a long one has ended."""

from __future__ import annotations

import time
from typing import Any, Protocol, runtime_checkable

from textual.app import App

from tiktok_tui.uploads.progress import Progress

_LONG = 15.0
"""Seconds after which the end of an upload rings: the person is likely to look elsewhere."""


@runtime_checkable
class ShowsProgress(Protocol):
    """An app that has a terminal with a title."""

    def show_progress(self, words: str, share: float | None) -> None:
        """Show `words` and the progress from 0 to 1."""

    def ring(self, words: str) -> None:
        """Ring the bell and show `words` as a notification."""


class TerminalProgress:
    """The progress of one upload called `title`."""

    def __init__(self, app: App[Any], title: str) -> None:
        self._app, self._title, self._began = app, title, time.monotonic()
        self._accepted = 0

    def show(self, progress: Progress) -> None:
        """Show `62 % · orders.csv → Store sales`."""
        self._accepted = progress.tally.accepted
        if isinstance(self._app, ShowsProgress):
            share = progress.done / progress.total if progress.total else 0.0
            self._app.show_progress(f"{int(100 * share)} % · {self._title}", share)

    def end(self) -> None:
        """Show the app's name again; ring after a long upload."""
        if isinstance(self._app, ShowsProgress):
            self._app.show_progress("tiktok-tui", None)
            if time.monotonic() - self._began > _LONG:
                self._app.ring(f"{self._title}: the upload has ended, {self._accepted:,} accepted")
