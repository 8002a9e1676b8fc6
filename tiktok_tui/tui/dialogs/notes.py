"""Notes to read: oddities of a file, assumptions of a suggested mapping."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.safe_text import safe_text


class Notes(Dialog[None]):
    """A list of sentences, which may contain names from a file."""

    DEFAULT_CSS = """
    Notes {
        & > .dialog--box { width: 84; }
        VerticalScroll { height: auto; max-height: 16; scrollbar-size-vertical: 1; }
        Static { margin: 0 0 1 0; }
    }
    """
    BINDINGS = [Binding("enter", "leave", "Leave", id="notes.leave", show=False)]

    def __init__(self, title: str, notes: Sequence[str]) -> None:
        super().__init__(title, keys="enter · esc close")
        self._notes = tuple(notes)

    def compose_body(self) -> ComposeResult:
        """A paragraph for each."""
        with VerticalScroll():
            for note in self._notes or ("There are no notes.",):
                yield Static(f"· {safe_text(note, 1000)}", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()
