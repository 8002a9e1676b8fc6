"""The line for a path or a query; the line breaks of a query are shown in it, and kept."""

from __future__ import annotations

from typing import Final

from textual import events

from tiktok_tui.files.source.source import is_query
from tiktok_tui.tui.widgets.text_line import TextLine

_BREAK: Final = "⏎"
"""Stands for a line break. A query has no other use for it."""


def in_one_line(text: str) -> str:
    """Return a text of several lines with a mark in place of each line break.

    >>> in_one_line("SELECT id -- the order\\nFROM 'orders.csv'\\n")
    "SELECT id -- the order⏎FROM 'orders.csv'"
    """
    return _BREAK.join(text.strip().splitlines())


class SourceLine(TextLine):
    """A line whose `text` may have several lines."""

    @property
    def text(self) -> str:
        """The typed, pasted or completed text, with its line breaks."""
        return self.value.replace(_BREAK, "\n")

    @text.setter
    def text(self, text: str) -> None:
        self.value = in_one_line(text)
        self.cursor_position = len(self.value)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a pasted query, and the first line of any other text."""
        if is_query(self.value + event.text):
            event.prevent_default().stop()
            self.replace(in_one_line(event.text), *self.selection)
