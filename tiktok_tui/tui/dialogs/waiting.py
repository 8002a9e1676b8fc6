"""Wait for an answer from elsewhere (TikTok, the keyring) without freezing: what is waited for, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

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
    """Runs `work` in a thread; the result is what it gives, or None when it was left or has failed.

    A failure is shown in place until it is read. What arrives after Esc is dropped.
    """

    BINDINGS = [Binding("enter", "read", "Go back", id="waiting.read", show=False, tooltip="Go back to what was typed")]

    DEFAULT_CSS = """
    Waiting {
        Notice { padding: 0; margin: 0 0 1 0; }
    }
    """

    def __init__(self, title: str, sentence: str, work: Callable[[BackgroundJob], T]) -> None:
        super().__init__(title, keys="esc leave")
        self._sentence, self._work = sentence, work
        self._job: BackgroundJob | None = None
        self.error: AppError | None = None
        """Why there is no result; None when there is one or the dialog was left."""

    def compose_body(self) -> ComposeResult:
        """What is waited for, then what went wrong."""
        yield Static(safe_text(self._sentence), markup=False, id="sentence")
        yield Notice()

    def on_mount(self) -> None:
        """Begin."""
        self._job = start(self, self._work, done=self._finish, failed=self._fail)

    def _finish(self, value: T) -> None:
        self.dismiss(value)

    def _fail(self, error: AppError) -> None:
        self.error = error
        self.add_class("-grave")
        self.query_one("#sentence").display = False
        self.query_one(Notice).show_error(error)
        self.query_one(".dialog--box").border_subtitle = "enter go back"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to read while it is waited for."""
        return self.error is not None if action == "read" else True

    def action_read(self) -> None:
        """Leave a failure that was read."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Stop waiting."""
        if self._job is not None:
            self._job.cancel()
        self.dismiss(None)
