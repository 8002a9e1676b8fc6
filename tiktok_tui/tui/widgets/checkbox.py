"""A checkbox that can be read without colour."""

from __future__ import annotations

from textual import widgets
from textual.content import Content


class PlainCheckbox(widgets.Checkbox):
    """`[x] label`, or `[ ] label`."""

    DEFAULT_CSS = """
    PlainCheckbox {
        border: none;
        padding: 0;
        height: 1;
        width: auto;
        background: transparent;
        & > .toggle--button { background: transparent; color: $foreground-muted; }
        &.-on > .toggle--button { background: transparent; color: $accent; }
        &:focus { border: none; background-tint: transparent; }
    }
    """

    def render(self) -> Content:
        """The mark and the label."""
        label = self.label.pad(1, 1).stylize_before(self.get_visual_style("toggle--label"))
        return Content.assemble(("[x]" if self.value else "[ ]", self.get_visual_style("toggle--button")), label)
