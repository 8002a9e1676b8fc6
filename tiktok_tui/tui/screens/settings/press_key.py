"""A dialog that takes the next key that is pressed."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.safe_text import safe_text

_DEFAULT = frozenset({"delete", "backspace"})


class PressKey(Dialog[str]):
    """Takes a key for an action. The result is Textual's name of the key, "" for the default key, or None for Esc."""

    DEFAULT_CSS = "PressKey Static { margin: 0 0 1 0; }"

    def __init__(self, title: str, usual: str) -> None:
        super().__init__(title, keys="del the usual key · esc leave")
        self._usual = usual

    def compose_body(self) -> ComposeResult:
        """A sentence."""
        yield Static(safe_text(f"Press the key that you want. Usually: {self._usual}"), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key, whatever it does elsewhere."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        else:
            self.dismiss("" if event.key in _DEFAULT else event.key)
