"""The line above each step: the steps that are done, the current one, and the steps that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class StepState(StrEnum):
    """The state of one step."""

    DONE = "done"
    HERE = "here"
    TODO = "to do"
    NEEDS_YOU = "needs you"
    """Was done before; a change in an earlier step has undone it."""


GLYPHS = {StepState.DONE: "✓", StepState.HERE: "●", StepState.TODO: "○", StepState.NEEDS_YOU: "!"}
_STYLES = {
    StepState.DONE: "$accent",
    StepState.HERE: "bold $accent",
    StepState.TODO: "$foreground-muted",
    StepState.NEEDS_YOU: "bold $warning",
}


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step in the line."""

    key: str
    title: str
    state: StepState


class StepLine(Widget):
    """`✓ Credentials ─── ● Destination ─── ○ Review`; where that is too wide, glyphs and the name of this step only.

    A click on a step posts `StepLine.Chosen`.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StepLine {
        height: 1;
        padding: 0 1;
        margin-bottom: 1;
    }
    """

    marks: reactive[tuple[StepMark, ...]] = reactive(())

    @dataclass
    class Chosen(Message):
        """A step was clicked."""

        key: str

    def _parts(self) -> tuple[list[tuple[StepMark, str]], str]:
        for bond in (" ─── ", " ─ "):
            pieces = [(mark, f"{GLYPHS[mark.state]} {mark.title}") for mark in self.marks]
            if sum(cell_len(text) for _, text in pieces) + len(bond) * (len(pieces) - 1) <= self.size.width:
                return pieces, bond
        pieces = [
            (mark, GLYPHS[mark.state] + (f" {mark.title}" if mark.state is StepState.HERE else ""))
            for mark in self.marks
        ]
        return pieces, " ─ "

    def render(self) -> Content:
        """The steps, with lines between them."""
        pieces, bond = self._parts()
        parts: list[tuple[str, str]] = []
        for mark, text in pieces:
            parts += [(bond, "$border-blurred")] if parts else []
            parts.append((text, _STYLES[mark.state]))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Post the step that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        pieces, bond = self._parts()
        start = 0
        for mark, text in pieces:
            end = start + cell_len(text)
            if start <= offset.x < end:
                self.post_message(self.Chosen(mark.key))
                return
            start = end + len(bond)
