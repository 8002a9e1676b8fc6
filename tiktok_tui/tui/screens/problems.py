"""Everything that is wrong with a file: each rule with its count, and the rows behind the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tiktok_tui.events.rules import RULE, Severity
from tiktok_tui.tui.page import Page
from tiktok_tui.tui.session import Session
from tiktok_tui.tui.widgets.fetched_rows import FetchedRows
from tiktok_tui.tui.widgets.plain import plain
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.widgets.virtual_table import Cell, FixedRows, TableColumn, VirtualTable

if TYPE_CHECKING:
    from tiktok_tui.prepare.preparing import Prepared


@dataclass(frozen=True, slots=True)
class Place:
    """A cell to look at: the row's number and the field it fills ("" for the row as a whole)."""

    row: int
    field: str


_ROWS = (
    TableColumn("Row", 8, right=True),
    TableColumn("Column", least=8),
    TableColumn("Cell", least=14),
    TableColumn("Why", least=40),
)
_NARROW = 3
"""Where there is little room the reason stands above the table only, and not on every row."""


class Problems(Page[Place]):
    """Rules at the left, the rows of the one under the cursor at the right; Enter on a row goes to its cell."""

    HEADING = "Problems"
    CSS_PATH = "problems.tcss"
    BINDINGS = [
        Binding("tab", "app.focus_next", "rules and rows", id="problems.other", tooltip="Go to the other table"),
    ]

    def __init__(self, session: Session, prepared: Prepared) -> None:
        super().__init__(session)
        self._prepared = prepared
        totals = prepared.totals
        self._rules = [
            *((name, Severity.REJECT, count) for name, count in _most_first(totals.rejects_by_rule)),
            *((name, Severity.WARNING, count) for name, count in _most_first(totals.warnings_by_rule)),
        ]

    def compose_body(self) -> ComposeResult:
        """The rules, their remedy, and the rows."""
        with Horizontal():
            yield VirtualTable(
                [TableColumn("", 1), TableColumn("Rows", 6, right=True), TableColumn("Rule", least=12)],
                FixedRows([self._rule_line(*rule) for rule in self._rules]),
                empty="Nothing is wrong with this file.",
                id="rules",
            )
            with Vertical():
                yield Static(id="remedy", markup=False)
                yield VirtualTable(_ROWS, id="rows")

    @staticmethod
    def _rule_line(name: str, severity: Severity, count: int) -> Sequence[str | Cell]:
        mark = Cell("✗", Tone.ERROR) if severity is Severity.REJECT else Cell("!", Tone.WARNING)
        return (mark, f"{count:,}", name)

    def on_mount(self) -> None:
        """Open on the commonest rule."""
        self.query_one("#rules", VirtualTable).focus()
        self._show_rule(0)

    @on(VirtualTable.Highlighted, "#rules")
    def _moved(self, event: VirtualTable.Highlighted) -> None:
        self._show_rule(event.row)

    def _show_rule(self, place: int) -> None:
        if not self._rules:
            return
        name, severity, count = self._rules[place]
        rule = RULE[name]
        reason = rule.reason.replace("{value}", "The cell")
        self.query_one("#remedy", Static).update(plain(f"{reason} {rule.remedy}"))

        def fetch(offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
            found = self._prepared.problems(name, severity=severity, offset=offset, limit=limit)
            return [(f"{p.row:,}", p.column or "–", Cell(p.value, Tone.WARNING), p.reason) for p in found]

        table = self.query_one("#rows", VirtualTable)
        columns = _ROWS if self.size.width >= 110 else _ROWS[:_NARROW]
        table.load(FetchedRows(table, count, fetch), columns=columns, cursor=0)

    @on(VirtualTable.Selected, "#rules")
    def _to_rows(self) -> None:
        self.query_one("#rows", VirtualTable).focus()

    @on(VirtualTable.Selected, "#rows")
    def _to_cell(self, event: VirtualTable.Selected) -> None:
        name, severity, _ = self._rules[self.query_one("#rules", VirtualTable).cursor]
        for problem in self._prepared.problems(name, severity=severity, offset=event.row, limit=1):
            self.dismiss(Place(problem.row, problem.field))


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
