"""Labelled facts, one below the other: what does not fit in a line continues under its text, not under its label."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.tui.widgets.safe_text import safe_text

Fact = tuple[str | Content, str | Content]
"""A label, and a text: a `str` may come from a file or from TikTok, a `Content` is drawn as it is."""

_GAP = 2
_LONGEST = 500
"""Characters of a text that are shown."""


class FactList(Widget):
    """Shows `facts`; a label that is blank continues the fact above it."""

    DEFAULT_CSS = "FactList { height: auto; }"

    facts: reactive[tuple[Fact, ...]] = reactive((), layout=True)

    def update(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self.facts = tuple(facts)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the facts take in `width` cells."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """Every fact, its further lines indented."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        labels = [
            label if isinstance(label, Content) else Content.styled(label, "$foreground-muted")
            for label, _ in self.facts
        ]
        margin = max((label.cell_length for label in labels), default=0) + _GAP
        lines = []
        for label, (_, text) in zip(labels, self.facts, strict=True):
            content = text if isinstance(text, Content) else Content(safe_text(text, _LONGEST))
            for part in content.wrap(max(1, width - margin)):
                lines.append(Content.assemble(label.pad_right(margin - label.cell_length), part))
                label = Content("")
        return lines
