"""The app as its terminal sees it: the least size, keys in words, and the title with the progress of an upload."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.driver import Driver
from textual.geometry import Size

from tiktok_tui.tui.frame.token_pasted import TokenPasted, untaken, visible_token
from tiktok_tui.tui.terminal import Title, at_least, on_console


class TerminalApp(App[str]):
    """Everything about the terminal that is the same on every screen."""

    def __init__(self) -> None:
        super().__init__()
        self.terminal_title = Title()
        self.rings = True
        """True if the end of long work is heard; a setting of the person."""

    def on_mount(self) -> None:
        """Draw everything again when the app comes back from the background: the shell has written over it."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, which also sets the title; on the Linux console one that knows its font."""
        if on_console():
            from tiktok_tui.tui.linux_console import ConsoleDriver

            return ConsoleDriver
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tiktok_tui.tui.titled_driver import TitledDriver

        return TitledDriver

    def show_progress(self, words: str, share: float | None) -> None:
        """Show `words` in the terminal's title, and how far it is, from 0 to 1; None takes the progress away."""
        self.terminal_title.show(words, share)

    def ring(self, words: str) -> None:
        """Ring the bell, and show `words` as a notification of the desktop where the terminal can."""
        if self.rings:
            self.bell()
            self.terminal_title.notify(words)

    @property
    def size(self) -> Size:
        """The terminal's size, or the least size that is drawn for."""
        return at_least(super().size)

    async def on_event(self, event: events.Event) -> None:
        """Keep from the screens that a terminal is too small to draw for, and from visible lines a pasted token."""
        if isinstance(event, events.Resize):
            event = events.Resize(at_least(event.size), at_least(event.virtual_size))
        if isinstance(event, events.Paste) and (token := visible_token(event, self.focused)) is not None:
            self.screen.post_message(TokenPasted(token))
            return
        await super().on_event(event)

    def on_paste(self, event: events.Paste) -> None:
        """Say that a paste went nowhere: it comes here if no widget takes it."""
        if event.text.strip():
            self.notify(untaken(event.text), severity="warning", markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """Keys in words where Textual has a glyph that not every font holds."""
        shown = super().get_key_display(binding)
        return {"⏎": "enter", "⌫": "backspace"}.get(shown, shown)
