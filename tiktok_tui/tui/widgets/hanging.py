"""A line that is longer than its place continues below its beginning, indented further."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Label

_HANGS = 2
"""Cells by which the rest of a line is indented further than its beginning."""


class HangingLines(Label):
    """Shows text whose lines are meant to be lines, such as commands; a long one is broken between words."""

    DEFAULT_CSS = "HangingLines { width: 1fr; height: auto; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines, wrapped to the width."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        text = self.content
        lines = (text if isinstance(text, Content) else Content(str(text))).split("\n", allow_blank=True)
        return [part for line in lines for part in wrapped(line, width)]


def wrapped(line: Content, width: int) -> list[Content]:
    """Return `line` in lines of at most `width` cells, broken between words where there are any.

    >>> [part.plain for part in wrapped(Content("  send orders.csv -d store"), 18)]
    ['  send orders.csv', '    -d store']
    """
    indent = _indent(line)
    if line.cell_length <= width or width <= indent:
        return [line]
    first = line.wrap(width)[0].rstrip()
    rest = line[len(first.plain) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    return [first, *(Content(" " * indent) + part.rstrip() for part in rest.wrap(width - indent))]


def folded(line: Content, width: int) -> list[Content]:
    """Return `line` in as few lines of at most `width` cells as it takes, broken anywhere.

    >>> [part.plain for part in folded(Content('  "a": "0123456789"'), 12)]
    ['  "a": "0123', '    456789"']
    """
    indent = _indent(line)
    if line.cell_length <= width or width <= indent:
        return [line]
    first, *others = line.fold(width)
    rest = Content("").join(others)
    return [first, *(Content(" " * indent) + part for part in rest.fold(width - indent))]


def _indent(line: Content) -> int:
    return len(line.plain) - len(line.plain.lstrip()) + _HANGS
