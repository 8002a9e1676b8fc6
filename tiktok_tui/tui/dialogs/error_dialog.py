"""An error that no widget on the screen can show in its own place."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.events.guides import guide_of
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.link import guide_link
from tiktok_tui.tui.widgets.safe_text import safe_text


class ErrorDialog(Dialog[None]):
    """Shows what happened, where, and what to do now; never a traceback."""

    DEFAULT_CSS = """
    ErrorDialog {
        Static { margin: 0 0 1 0; }
        .error--where { color: $text-muted; }
        Horizontal { height: auto; align-horizontal: right; }
        Button { margin: 0 0 1 0; }
    }
    """
    BINDINGS = [
        Binding("y", "copy", "Copy", id="error.copy", show=False, tooltip="Copy the message"),
    ]

    def __init__(self, error: AppError, title: str = "That did not work") -> None:
        super().__init__(f"✗ {title}", keys="enter close · y copy", grave=True)
        self._error, guide = error, guide_of(error)
        self.guide = guide.name if guide is not None else ""

    def compose_body(self) -> ComposeResult:
        """The three parts, and a button to close."""
        yield Static(safe_text(self._error.what), markup=False)
        if self._error.where:
            yield Static(safe_text(self._error.where), markup=False, classes="error--where")
        if self._error.remedy:
            yield Static(safe_text(self._error.remedy), markup=False)
        if (guide := guide_of(self._error)) is not None:
            yield Static(guide_link(guide), id="guide")
        with Horizontal():
            yield Button("Close", variant="primary", compact=True)

    def action_copy(self) -> None:
        """Copy the whole message."""
        self.app.copy_to_clipboard(safe_text(str(self._error)))
        self.app.notify("Message copied.", markup=False)

    @on(Button.Pressed)
    def _close(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(None)
