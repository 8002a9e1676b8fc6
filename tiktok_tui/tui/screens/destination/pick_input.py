"""A line to type into that also opens a list: the down arrow or the mark at its end asks for it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tiktok_tui.tui.widgets.text_line import TextLine


class PickInput(Horizontal):
    """A TextLine with `▾`. Posts `Asked` when the list is wanted; typing stays possible in every case."""

    DEFAULT_CSS = """
    PickInput {
        height: 1;
        width: 1fr;
        TextLine { width: 1fr; }
        .pick--mark { width: 3; color: $accent; text-align: center; }
        .pick--mark:hover { background: $panel; }
    }
    """
    BINDINGS = [
        # Before the line's own: it would scroll.
        Binding("down", "ask", "list", id="choice.list", priority=True, tooltip="Pick from a list instead of typing"),
    ]

    class Asked(Message):
        """The list is wanted."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, key: str, *, placeholder: str = "") -> None:
        super().__init__()
        self.key = key
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The line and the mark."""
        yield TextLine(placeholder=self._placeholder, compact=True)
        yield Static("▾", markup=False, classes="pick--mark")

    @property
    def value(self) -> str:
        """What is typed, without blanks at its ends."""
        return self.query_one(TextLine).value.strip()

    @value.setter
    def value(self, text: str) -> None:
        self.query_one(TextLine).value = text

    def suggest(self, placeholder: str) -> None:
        """Say what goes there while nothing does."""
        self.query_one(TextLine).placeholder = placeholder

    @property
    def focusable(self) -> bool:
        """Its line takes the focus in its place."""
        return True

    def focus(self, scroll_visible: bool = True) -> PickInput:
        """Put the focus into the line."""
        self.query_one(TextLine).focus(scroll_visible)
        return self

    def on_click(self) -> None:
        """A click on the mark asks; one on the line only puts the cursor there."""
        if not self.query_one(TextLine).has_focus:
            self.action_ask()

    def action_ask(self) -> None:
        """Ask for the list."""
        self.post_message(self.Asked(self.key))
