"""One line to type into, without the characters that a paste or a file may hide in it."""

from __future__ import annotations

from textual.widgets import Input

from tiktok_tui.events.hidden import visible


class TextLine(Input):
    """Textual's Input without control and invisible characters: it would write an escape sequence to the terminal.

    The value never holds one either: no name, path or constant needs them.
    """

    def validate_value(self, value: str) -> str:
        """Drop the hidden characters."""
        return visible(value, "")


class SecretLine(TextLine):
    """A line for a token or a password: dots on the screen, emptied when it is removed."""

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(password=True, placeholder=placeholder, compact=True)

    def on_unmount(self) -> None:
        """Forget the value, however the screen was left: the object may outlive the screen."""
        self.set_reactive(SecretLine.value, "")
