"""Text of several groups of words, each of which stays on one line: `e-mail 97 %   click ID 61 %`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_BETWEEN = re.compile(r"( {3}| · )")


class GroupedText(Widget):
    """Shows `text`, which three blanks or ` · ` part into groups; only a group longer than a line is broken.

    Textual breaks a line at every blank, also at one that is meant not to break.
    """

    DEFAULT_CSS = "GroupedText { height: auto; }"

    text: reactive[str] = reactive("", layout=True)

    def __init__(self, text: str = "", *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.set_reactive(GroupedText.text, text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the text takes in `width` cells."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The text in lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        filled = "\n".join(line for whole in self.text.split("\n") for line in _filled(whole, width))
        return Content(filled).wrap(max(1, width))


def _filled(text: str, width: int) -> Iterator[str]:
    """Yield `text` in lines of at most `width` cells, unless a group is longer; one ends with its dot if that fits."""
    line, *rest = _BETWEEN.split(text)
    groups = list(zip(rest[::2], rest[1::2], strict=True))
    for place, (between, group) in enumerate(groups, 1):
        after = groups[place][0] if place < len(groups) else ""
        if cell_len(line + between + group + after.rstrip()) > width:
            ended = (line + between).rstrip()
            yield ended if cell_len(ended) <= width else line
            line = group
        else:
            line += between + group
    yield line
