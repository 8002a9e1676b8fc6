"""The frame of every dialog: a titled box over the screen, its keys in the lower edge, Esc to close it unchanged."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from tiktok_tui.tui.widgets.closes_once import ClosesOnce
from tiktok_tui.tui.widgets.safe_text import safe_text

Result = TypeVar("Result")

_KEYS = {"esc": "escape", "del": "delete", "^s": "ctrl+s"}
_KEYS |= {key: key for key in ("enter", "space", "tab", "y", "n", "f1", "f2")}
"""The keys that are named in lower edges, and Textual's names for them."""


class Dialog(ModalScreen[Result | None], ClosesOnce[Result | None]):
    """A modal box. Its result is None if it was closed with Esc or a click beside it.

    A dialog fills `compose_body` and calls `dismiss(result)`. `keys` are the words in the lower edge; a click on one
    presses its key.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > .dialog--box {
            width: 64;
            max-width: 96%;
            height: auto;
            max-height: 94%;
            padding: 1 2 0 2;
            background: $surface;
            border: round $accent;
            border-title-color: $accent;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
        }
        & > .dialog--box > .dialog--keys { height: 1; margin: 1 0 0 0; color: $text-muted; text-align: right; }
        &.-grave > .dialog--box { border: round $error; border-title-color: $error; }
    }
    """
    BINDINGS = [
        Binding("escape", "leave", "Leave", id="dialog.leave", show=False, tooltip="Leave without changing anything"),
        Binding("f1", "app.help", "Help", id="dialog.help", show=False, tooltip="Show every key that works here"),
        Binding("f5", "app.guide", "Guide", id="dialog.guide", show=False, tooltip="Read the guide that helps here"),
    ]

    guide = ""
    """The name of the guide that helps here; "" for that of the screen below."""

    def __init__(self, title: str, *, keys: str = "enter choose · esc leave", grave: bool = False) -> None:
        super().__init__(classes="-grave" if grave else None)
        self._heading, self._keys_shown = title, keys

    def compose(self) -> ComposeResult:
        """The box around the body."""
        with Vertical(classes="dialog--box") as box:
            box.border_title = Content(safe_text(self._heading, 200))
            box.border_subtitle = _clickable(self._keys_shown)
            yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """The widgets in the box."""
        yield from ()

    def on_click(self, event: events.Click) -> None:
        """A click beside the box is Esc."""
        if event.widget is self:
            self.action_leave()

    def on_paste(self, event: events.Paste) -> None:
        """Give to the line what was pasted while nothing that takes it had the focus: the dialog just opened."""
        line = next((line for line in self.query(Input) if line.display), None)
        if line is not None:
            event.stop()
            line.post_message(events.Paste(event.text))

    def action_press(self, key: str) -> None:
        """Press `key`, whose name was clicked."""
        # From the app: an event does not bubble past the widget that posts it.
        self.app.call_later(self.app.simulate_key, key)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)


def _clickable(keys: str) -> Content:
    """Return the words `enter ok · esc leave`, each of which presses its key when clicked."""
    parts = []
    for words in keys.split(" · "):
        key = _KEYS.get(words.partition(" ")[0])
        # Our own words, so they may be markup.
        parts.append(Content.from_markup(f"[@click=screen.press('{key}')]{words}[/]") if key else Content(words))
    return Content(" · ").join(parts)
