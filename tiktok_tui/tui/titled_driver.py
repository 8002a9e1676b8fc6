"""Textual's driver for terminals, with a title that is put back when the app ends or is suspended."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tiktok_tui.tui.terminal import Title


@runtime_checkable
class HasTitle(Protocol):
    """An app with a title for its terminal."""

    terminal_title: Title


class TitledDriver(LinuxDriver):
    """Gives the app's title a way to write."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._titles = app.terminal_title if isinstance(app, HasTitle) else Title()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the library has no types there
        self._titles.write = self.write

    def stop_application_mode(self) -> None:
        """Put the title back, and give the terminal back."""
        self._titles.restore()
        super().stop_application_mode()
