"""One row as it will go out: a field from its cell to what is sent, and the whole event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.tui.widgets.json_text import laid_out
from tiktok_tui.tui.widgets.plain import plain
from tiktok_tui.tui.widgets.tone import GLYPHS, STYLES, Tone

if TYPE_CHECKING:
    from tiktok_tui.prepare.preview import Preview


class FieldPath(Widget):
    """`email  ␣ALICE@X.com␣ / cleaned alice@x.com / sent 848a…` and what is wrong with it."""

    DEFAULT_CSS = "FieldPath { height: auto; min-height: 3; }"

    steps: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """A label and a text for each step on the way; texts may come from a file."""
    problems: reactive[tuple[tuple[Tone, str], ...]] = reactive((), layout=True)

    def render(self) -> Content:
        """The steps one below the other, then the problems."""
        lines: list[Content] = []
        for label, text in self.steps:
            lines.append(Content.assemble((f"{plain(label):<9} ", "$text-muted"), _visible(text)))
        for tone, text in self.problems:
            lines.append(Content.assemble((f"{GLYPHS[tone]} ", f"bold {STYLES[tone]}"), (plain(text), STYLES[tone])))
        return Content("\n").join(lines) if lines else Content("")


def _visible(text: str) -> Content:
    """The text with the blanks at its ends made visible, since they are what cleaning takes away."""
    shown = plain(text, 300)
    inner = shown.strip(" ")
    if not inner:
        return Content("␣" * min(len(shown), 10) or "–")
    left, right = shown[: len(shown) - len(shown.lstrip(" "))], shown[len(shown.rstrip(" ")) :]
    return Content.assemble(("␣" * len(left), "$warning"), inner, ("␣" * len(right), "$warning"))


class RowPreview(Widget):
    """The row's field path above its event."""

    DEFAULT_CSS = """
    RowPreview {
        height: 1fr;
        & > VerticalScroll { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
        Static { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """The path, and the event in what room is left."""
        yield FieldPath()
        with VerticalScroll(can_focus=False):
            yield Static(id="event")

    def show(self, field: str, preview: Preview) -> None:
        """Show the way of one field, and the event that the row belongs to."""
        steps: tuple[tuple[str, str], ...] = ()
        wrong = preview.rules
        for shown in preview.fields:
            if shown.field == field:
                raw = " + ".join(cell for cell in shown.raw if cell.strip())
                steps = ((field, raw), ("cleaned", shown.cleaned), ("sent", shown.sent.strip('"')))
                wrong = shown.rules
        path = self.query_one(FieldPath)
        path.steps = steps
        path.problems = tuple((Tone.WARNING, rule.reason.replace("{value}", "The cell")) for rule in wrong[:2])
        body = self.query_one("#event", Static)
        if preview.body is not None:
            body.update(highlight(_plain_lines(laid_out(preview.body.decode())), language="json"))
        elif preview.left_out:
            body.update(Content.styled("The filter leaves this row out.", "$text-muted"))
        else:
            reasons = "\n".join(f"✗ {rule.reason.replace('{value}', 'The cell')}" for rule in preview.rules)
            body.update(Content.styled(f"Not sent.\n{reasons}", "$error"))

    def clear(self) -> None:
        """Show nothing, while the row is being read."""
        path = self.query_one(FieldPath)
        path.steps, path.problems = (), ()
        self.query_one("#event", Static).update("")


def _plain_lines(text: str) -> str:
    """`text` made plain line by line."""
    return "\n".join(plain(line) for line in text.split("\n"))
