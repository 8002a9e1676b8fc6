"""One line to type into, without the characters that a paste or a file may hide in it."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tiktok_tui.events.hidden import visible


class TextLine(Input):
    """Textual's Input without control and invisible characters: it would write an escape sequence to the terminal.

    The value never holds one either: no name, path or constant needs them.
    """

    def validate_value(self, value: str) -> str:
        """Drop the hidden characters."""
        return visible(value, "")

    async def on_key(self, event: events.Key) -> None:
        """Obey the keys that edit at once: on their usual way, through the line's parents, letters overtake them.

        Ctrl+U and a new value would leave an empty line. Enter takes that way, behind the arrows of a list.
        """
        own = None if event.is_printable else self.screen.active_bindings.get(event.key)
        if own is None or own.node is not self or own.binding.action == "submit":
            return
        if await self.app.run_action(own.binding.action, self):
            event.stop()
            event.prevent_default()


class SecretLine(TextLine):
    """A line for a token or a password: dots on the screen, emptied when it is removed."""

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(password=True, placeholder=placeholder, compact=True)

    def on_unmount(self) -> None:
        """Forget the value, however the screen was left: the object may outlive the screen."""
        self.set_reactive(SecretLine.value, "")
