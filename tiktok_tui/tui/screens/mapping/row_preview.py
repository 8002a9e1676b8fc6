"""One row as it will be sent: a field from its cell to its value in the event, and the whole event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.events.counts import counted
from tiktok_tui.events.rules import Severity
from tiktok_tui.tui.screens.mapping.event_text import EventText
from tiktok_tui.tui.screens.mapping.json_text import laid_out
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import GLYPHS, STYLES, Tone

if TYPE_CHECKING:
    from tiktok_tui.prepare.explain.preview import Preview
    from tiktok_tui.tui.screens.mapping.field_lines import FieldLine

_LONGEST = 20_000
"""Characters of an event that are shown; all of them are copied."""


class FieldPath(Widget):
    """`email  ␣ALICE@X.com␣ / cleaned alice@x.com / sent 848a…`."""

    DEFAULT_CSS = "FieldPath { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    steps: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """A label and a text for each step; texts may come from a file."""

    def render(self) -> Content:
        """The steps one below the other."""
        return Content("\n").join(
            Content.assemble((f"{safe_text(label):<9} ", "$foreground-muted"), _visible(text))
            for label, text in self.steps
        )


def _visible(text: str) -> Content:
    """Return the text with the blanks at its ends made visible: cleaning removes them."""
    shown = safe_text(text, 300)
    inner = shown.strip(" ")
    if not inner:
        return Content("␣" * min(len(shown), 10) or "–")
    left, right = shown[: len(shown) - len(shown.lstrip(" "))], shown[len(shown.rstrip(" ")) :]
    return Content.assemble(("␣" * len(left), "$warning"), inner, ("␣" * len(right), "$warning"))


class RowPreview(Widget):
    """The field's path and its problems, above the row's event."""

    DEFAULT_CSS = """
    RowPreview {
        height: 1fr;
        & > VerticalScroll { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
        Static { height: auto; }
        #wrong { display: none; max-height: 4; }
    }
    """

    path = getters.query_one(FieldPath)
    event = getters.query_one(EventText)
    problems = getters.query_one("#wrong", Static)
    instead = getters.query_one("#instead", Static)

    def compose(self) -> ComposeResult:
        """The path, the problems, and the event in the remaining room, or why there is none."""
        yield FieldPath()
        yield Static(id="wrong")
        with VerticalScroll(can_focus=False):
            yield EventText()
            yield Static(id="instead")

    def show(self, line: FieldLine, preview: Preview | None) -> None:
        """Show the field of `line` and the event that the row belongs to; without a preview there is no row to show."""
        fields = preview.fields if preview is not None else ()
        shown = next((each for each in fields if each.field == line.field.name), None)
        is_sent = preview is not None and preview.body is not None
        said = [(line.tone, line.wrong)] if line.wrong else []
        if shown is None or line.filled_by == "–":
            self.path.steps = ((line.field.name, line.filled_by),)
            said.append((Tone.QUIET, line.field.help))
        else:
            # An address is one cell of several; the parts of a time are all of them.
            cells = " + ".join(cell for cell in shown.raw if cell.strip()) or next(iter(shown.raw), "")
            raw = cells if shown.columns else line.filled_by
            sent = [("sent", shown.sent.strip('"'))] if is_sent else []
            self.path.steps = ((line.field.name, raw), ("cleaned", shown.cleaned), *sent)
        for rule in shown.rules[:2] if shown is not None else ():
            rejects = not is_sent and rule.severity is not Severity.WARNING
            said.append((Tone.ERROR if rejects else Tone.WARNING, rule.reason_for()))
        self.problems.display = bool(said)
        self.problems.update(Content("\n").join(_said(tone, text) for tone, text in said))
        self.event.json = _event(preview) if preview is not None else ""
        self.instead.update(_instead(preview) if preview is not None else "")


def _said(tone: Tone, text: str) -> Content:
    return Content.assemble((f"{GLYPHS[tone]} ", f"bold {STYLES[tone]}"), (safe_text(text, 500), STYLES[tone]))


def _event(preview: Preview) -> str:
    return "" if preview.body is None else _plain_lines(laid_out(preview.body.decode())[:_LONGEST])


def _instead(preview: Preview) -> Content:
    """Return the words in place of an event, or below one that is too long to be shown whole."""
    if preview.body is not None:
        more = len(laid_out(preview.body.decode())) - _LONGEST
        return Content.styled(f"… {counted(more, 'more character')}", "$foreground-muted") if more > 0 else Content("")
    if preview.left_out:
        return Content.styled("The filter leaves this row out.", "$foreground-muted")
    reasons = "\n".join(f"✗ {rule.reason_for()}" for rule in preview.rules)
    return Content.styled(f"Not sent.\n{reasons}" if reasons else "Not sent.", "$error")


def _plain_lines(text: str) -> str:
    """Return `text` made safe to draw, line by line."""
    return "\n".join(safe_text(line, _LONGEST) for line in text.split("\n"))
