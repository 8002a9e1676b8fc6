"""The commonest problems of a file, a line each; a click on one opens its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.events.rules import Severity
from tiktok_tui.tui.screens.problems.problem_rows import broken_rules
from tiktok_tui.tui.widgets.tone import GLYPHS, STYLES, Tone

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals

SHOWN = 3
"""Problems that are named; the problems screen has all of them."""


class TopProblems(Widget):
    """Posts `Clicked` with the name of the rule under the mouse."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TopProblems { width: 1fr; height: 3; text-wrap: nowrap; text-overflow: ellipsis; }"

    totals: reactive[Totals | None] = reactive(None)

    @dataclass
    class Clicked(Message):
        """A problem was clicked."""

        rule: str

    def render(self) -> Content:
        """Rejects before warnings, as on the problems screen; then the rows that the filter leaves out."""
        totals = self.totals
        if totals is None:
            return Content("")
        lines = [
            _line(broken.count, Tone.ERROR if broken.severity is Severity.REJECT else Tone.WARNING, broken.reason)
            for broken in broken_rules(totals)[:SHOWN]
        ]
        if not lines:
            lines.append(Content.styled("✓ Nothing is wrong with these rows.", "$accent"))
        if totals.left_out and len(lines) < SHOWN:
            lines.append(Content.styled(f"{totals.left_out:>8,} · rows left out by the filter", "$foreground-muted"))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Report the rule under the mouse."""
        broken = broken_rules(self.totals)[:SHOWN] if self.totals is not None else ()
        if 0 <= event.y < len(broken):
            self.post_message(self.Clicked(broken[event.y].rule.name))


def _line(count: int, tone: Tone, reason: str) -> Content:
    return Content.assemble((f"{count:>8,} {GLYPHS[tone]} ", f"bold {STYLES[tone]}"), reason)
