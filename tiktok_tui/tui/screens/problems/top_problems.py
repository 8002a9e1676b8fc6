"""The commonest problems of a file, a line each; a click on one opens its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.events.counts import counted
from tiktok_tui.events.rule_titles import title_of
from tiktok_tui.events.rules import Severity
from tiktok_tui.tui.screens.problems.problem_rows import BrokenRule, broken_rules
from tiktok_tui.tui.widgets.tone import GLYPHS, STYLES, Tone

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals


class TopProblems(Widget):
    """Rejects before warnings, as on the problems screen. Posts `Clicked` with the name of the rule under the mouse."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TopProblems { width: 1fr; height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    totals: reactive[Totals | None] = reactive(None, layout=True)
    most: reactive[int] = reactive(3, layout=True)
    """Problems that are named; the problems screen has all of them."""

    @dataclass
    class Clicked(Message):
        """A problem was clicked."""

        rule: str

    def __init__(self, *, warnings: bool = True) -> None:
        """Without `warnings`, only the reasons why rows are not sent are listed."""
        super().__init__()
        self._warnings = warnings

    @property
    def _shown(self) -> Sequence[BrokenRule]:
        return self._listed[: self.most]

    @property
    def _listed(self) -> list[BrokenRule]:
        broken = broken_rules(self.totals) if self.totals is not None else ()
        return [each for each in broken if self._warnings or each.severity is Severity.REJECT]

    @property
    def more(self) -> str:
        """`and 2 more reasons, 1 warning`: the problems that have no line here; "" if all have one."""
        rest = self._listed[self.most :]
        rejects = sum(broken.severity is Severity.REJECT for broken in rest)
        counts = ((rejects, "more reason"), (len(rest) - rejects, "warning" if rejects else "more warning"))
        words = [counted(count, word) for count, word in counts if count]
        return f"and {', '.join(words)}" if words else ""

    def render(self) -> Content:
        """The problems; in the room that they leave, the rows that the filter leaves out."""
        totals = self.totals
        if totals is None:
            return Content("")
        lines = [_line(broken) for broken in self._shown]
        if self._warnings:
            if not lines:
                right = "✓ Nothing is wrong with these rows." if totals.rows else "There are no rows."
                lines.append(Content.styled(right, "$accent"))
            if totals.left_out and len(lines) < self.most:
                words = f"{totals.left_out:>8,} · rows left out by the filter"
                lines.append(Content.styled(words, "$foreground-muted"))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Report the rule under the mouse."""
        if 0 <= event.y < len(self._shown):
            self.post_message(self.Clicked(self._shown[event.y].rule.name))


def _line(broken: BrokenRule) -> Content:
    tone = Tone.ERROR if broken.severity is Severity.REJECT else Tone.WARNING
    return Content.assemble((f"{broken.count:>8,} {GLYPHS[tone]} ", f"bold {STYLES[tone]}"), title_of(broken.rule))
