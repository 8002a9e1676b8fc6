"""One of a few choices, side by side: chosen with the arrows or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_GAP = 3


class RadioLine(Widget, can_focus=True):
    """`(•) the first 10   ( ) all`; posts `Changed`. Labels are the app's own words, never text from a file."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "RadioLine { height: 1; width: 1fr; }"
    BINDINGS = [
        Binding("left,h", "step(-1)", "Before", id="radio_line.before", show=False, tooltip="Choose the one before"),
        Binding("right,l,space", "step(1)", "Next", id="radio_line.next", show=False, tooltip="Choose the next one"),
    ]

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another choice was made; `chosen` counts from 0."""

        radio_line: RadioLine
        chosen: int

        @property
        def control(self) -> RadioLine:
            """The widget, for `@on(RadioLine.Changed, "#id")`."""
            return self.radio_line

    def __init__(self, labels: Sequence[str], *, chosen: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._labels = tuple(labels)
        self.set_reactive(RadioLine.chosen, chosen)

    def render(self) -> Content:
        """The labels, each with its mark; the chosen one is highlighted while the line has the focus."""
        parts: list[tuple[str, str]] = []
        for index in range(len(self._labels)):
            lit = "$block-cursor-foreground on $block-cursor-background bold" if self.has_focus else "$accent bold"
            parts.append((self._shown(index), lit if index == self.chosen else "$foreground"))
            parts.append((" " * _GAP, ""))
        return Content.assemble(*parts[:-1])

    def _shown(self, index: int) -> str:
        return f"{'(•)' if index == self.chosen else '( )'} {self._labels[index]}"

    def watch_chosen(self, chosen: int) -> None:
        """Report the choice."""
        self.post_message(self.Changed(self, chosen))

    def action_step(self, step: int) -> None:
        """Choose the next one; after the last comes the first."""
        self.chosen = (self.chosen + step) % len(self._labels)

    def on_click(self, event: events.Click) -> None:
        """Choose the label under the mouse."""
        offset = event.get_content_offset(self)
        end = 0
        for index in range(len(self._labels)):
            start, end = end, end + cell_len(self._shown(index)) + _GAP
            if offset is not None and start <= offset.x < end - _GAP:
                self.chosen = index
