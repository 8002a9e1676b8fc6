"""One line to type into, that draws nothing a paste or a file may have hidden in it."""

from __future__ import annotations

from textual.widgets import Input


class TextLine(Input):
    """Textual's Input without control and invisible characters: it would write an escape sequence to the terminal.

    The value never holds one either: no name, path or constant has a use for them.
    """

    def validate_value(self, value: str) -> str:
        """Leave out what cannot be printed."""
        return value if value.isprintable() else "".join(character for character in value if character.isprintable())


class SecretLine(TextLine):
    """A line for a token or a password: dots on the screen, and empty again once it is gone."""

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(password=True, placeholder=placeholder, compact=True)

    def on_unmount(self) -> None:
        """Forget the value, however the screen was left; the object may outlive it."""
        self.set_reactive(SecretLine.value, "")
