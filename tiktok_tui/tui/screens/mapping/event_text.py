"""An event's JSON as it is sent, laid out: hashes are shortened, and a long line continues below its beginning."""

from __future__ import annotations

import re

from textual.content import Content
from textual.geometry import Size
from textual.highlight import highlight
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.tui.widgets.hanging import folded

_HASH = re.compile(r'"([0-9a-f]{4})[0-9a-f]{24,}([0-9a-f]{4})"')
"""A made event ID or a SHA-256, with its quotes."""


class EventText(Widget):
    """Shows `json`, which is already laid out and safe to draw. With `whole`, hashes are shown in full."""

    DEFAULT_CSS = "EventText { height: auto; }"

    json: reactive[str] = reactive("", layout=True)
    whole: reactive[bool] = reactive(False, layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines, folded to the width."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        text = self.json if self.whole else _HASH.sub(r'"\1…\2"', self.json)
        return [part for line in highlight(text, language="json").split("\n") for part in folded(line, width)]
