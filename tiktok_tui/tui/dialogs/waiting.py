"""Wait for an answer (of TikTok, the keyring, a file) without freezing the screen; Esc stops waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text

T = TypeVar("T")


class Waiting(Dialog[T], Generic[T]):
    """Runs `work` in a thread. The result is what it returns, or None if it failed or the person stopped waiting.

    An error is shown in the dialog until it is closed. A value that arrives after Esc is dropped.
    """

    BINDINGS = [Binding("enter", "read", "Go back", id="waiting.read", show=False, tooltip="Go back to what was typed")]

    DEFAULT_CSS = """
    Waiting {
        Notice { padding: 0; margin: 0 0 1 0; }
    }
    """

    notice = getters.query_one(Notice)

    def __init__(self, title: str, sentence: str, work: Callable[[BackgroundJob], T]) -> None:
        super().__init__(title, keys="esc leave")
        self._sentence, self._work = sentence, work
        self._job: BackgroundJob | None = None
        self.error: AppError | None = None
        """The error that `work` ended with; None without one."""

    def compose_body(self) -> ComposeResult:
        """The sentence while waiting, and a notice for an error."""
        yield Static(safe_text(self._sentence), markup=False, id="sentence")
        yield Notice()

    def on_mount(self) -> None:
        """Start the work."""
        self._job = start(self, self._work, done=self._finish, failed=self._fail)

    def _finish(self, value: T) -> None:
        self.dismiss(value)

    def _fail(self, error: AppError) -> None:
        self.error = error
        self.add_class("-grave")
        self.query_one("#sentence").display = False
        self.notice.show_error(error)
        self.query_one(".dialog--box").border_subtitle = "enter go back"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable Enter once there is an error to read."""
        return self.error is not None if action == "read" else True

    def action_read(self) -> None:
        """Close after an error."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Stop waiting."""
        if self._job is not None:
            self._job.cancel()
        self.dismiss(None)
