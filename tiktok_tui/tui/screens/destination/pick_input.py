"""A line to type into that also opens a list: the down arrow or the mark at its end asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tiktok_tui.tui.widgets.text_line import TextLine


class PickInput(Horizontal):
    """A TextLine with `▾`. Posts `Asked` when the list is wanted; typing is always possible."""

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
        Binding("down", "ask", "list", id="choice.list", tooltip="Pick from a list instead of typing"),
    ]

    @dataclass
    class Asked(Message):
        """The list of the setting `key` is wanted."""

        key: str

    line = getters.query_one(TextLine)

    def __init__(self, key: str, *, placeholder: str = "") -> None:
        super().__init__(id=key)
        self.key = key
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The line and the mark."""
        yield TextLine(placeholder=self._placeholder, compact=True)
        yield Static("▾", markup=False, classes="pick--mark")

    @property
    def value(self) -> str:
        """The typed text, without blanks at its ends."""
        return self.line.value.strip()

    @value.setter
    def value(self, text: str) -> None:
        self.line.value = text

    def suggest(self, placeholder: str) -> None:
        """Show an example while the line is empty."""
        self.line.placeholder = placeholder

    @property
    def focusable(self) -> bool:
        """Its line takes the focus in its place."""
        return True

    def focus(self, scroll_visible: bool = True) -> PickInput:
        """Put the focus into the line."""
        self.line.focus(scroll_visible)
        return self

    def on_click(self) -> None:
        """A click on the mark asks; one on the line only puts the cursor there."""
        if not self.line.has_focus:
            self.action_ask()

    def action_ask(self) -> None:
        """Ask for the list."""
        self.post_message(self.Asked(self.key))
