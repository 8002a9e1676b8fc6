"""Everything that is wrong with a file: each rule with its count, and the rows behind the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tiktok_tui.events.rules import RULE, Severity
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.problems.save_rejects import save_check_rejects
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.fetched_rows import FetchedRows
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared


@dataclass(frozen=True, slots=True)
class Place:
    """A cell to look at: the row's number and the field it fills ("" for the row as a whole)."""

    row: int
    field: str


_ROWS = (
    TableColumn("Row", 9, right=True),
    TableColumn("Column", least=8),
    TableColumn("Cell", least=19),
    TableColumn("Why", least=30),
)
_NARROW = (TableColumn("Row", 7, right=True), TableColumn("Column", 10), TableColumn("Cell", least=19))
"""Where there is little room the reason stands above the table only, and not on every row."""


class _Rules(VirtualTable):
    """Enter goes on to the rows."""

    BINDINGS = [
        Binding("enter", "select", "its rows", id="problems.rows", tooltip="Go to the rows that break this rule")
    ]


class _Rows(VirtualTable):
    """Enter goes back to the mapping, at the cell; Esc to the rules."""

    BINDINGS = [
        Binding("enter", "select", "go to the cell", id="problems.cell", tooltip="See this cell on the mapping screen")
    ]


class Problems(Page[Place]):
    """Rules at the left, the rows of the one under the cursor at the right; Enter on a row goes to its cell."""

    HEADING = "Problems"
    CSS_PATH = "problems.tcss"
    BINDINGS = [
        Binding("escape", "back", "back", id="problems.back", tooltip="Go back to where you came from"),
        Binding("tab", "app.focus_next", "rules and rows", id="problems.other", tooltip="Go to the other table"),
        Binding("e", "export", "export rejects", id="problems.export", tooltip="Save the rejected rows, with reasons"),
    ]

    def __init__(self, session: AppSession, prepared: Prepared, table: Table, part: str = "") -> None:
        """`part` says in words which part of the file was checked, if not all of it."""
        super().__init__(session)
        self._prepared, self._table, self._part = prepared, table, part
        self._shown: RowSource = FixedRows()
        totals = prepared.totals
        self._rules = [
            *((name, Severity.REJECT, count) for name, count in _most_first(totals.rejects_by_rule)),
            *((name, Severity.WARNING, count) for name, count in _most_first(totals.warnings_by_rule)),
        ]

    def compose_body(self) -> ComposeResult:
        """The rules, their remedy, and the rows."""
        with Horizontal():
            yield _Rules(
                [TableColumn("", 1), TableColumn("Rows", 6, right=True), TableColumn("Rule", least=12)],
                FixedRows([_rule_line(*rule) for rule in self._rules]),
                empty="Nothing is wrong.",
                id="rules",
            )
            with Vertical():
                yield Static(id="remedy", markup=False)
                yield _Rows(_ROWS, empty="No rows.", id="rows")

    def on_mount(self) -> None:
        """Open on the commonest rule."""
        self.show_location(safe_text(self._table.name, 60) + self._part)
        self.query_one("#rules").focus()
        self._show_rule(0)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many columns as there is room for."""
        self.query_one("#rows", VirtualTable).load(self._shown, columns=self._columns(event.size.width))

    def _columns(self, width: int) -> tuple[TableColumn, ...]:
        return _ROWS if width >= 110 else _NARROW

    @on(VirtualTable.Highlighted, "#rules")
    def _moved(self, event: VirtualTable.Highlighted) -> None:
        self._show_rule(event.row)

    def _show_rule(self, place: int) -> None:
        if not self._rules:
            return
        rule = RULE[self._rules[place][0]]
        self.query_one("#remedy", Static).update(f"{rule.reason_for()} {rule.remedy}")
        self._place = place
        self._shown = self._rows()
        self.query_one("#rows", VirtualTable).load(self._shown, columns=self._columns(self.size.width), cursor=0)

    def _rows(self) -> FetchedRows | FixedRows:
        if not self._rules:
            return FixedRows()
        name, severity, count = self._rules[self._place]

        def fetch(offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
            found = self._prepared.problems(name, severity=severity, offset=offset, limit=limit)
            return [(f"{p.row:,}", p.column or "–", Cell(p.value, Tone.WARNING), p.reason) for p in found]

        return FetchedRows(self.query_one("#rows", VirtualTable), count, fetch)

    @on(VirtualTable.Selected, "#rules")
    def _to_rows(self) -> None:
        self.query_one("#rows").focus()

    @on(VirtualTable.Selected, "#rows")
    @work(exclusive=True)
    async def _to_cell(self, event: VirtualTable.Selected) -> None:
        from tiktok_tui.tui.jobs.jobs import run

        name, severity, _ = self._rules[self._place]
        found = await run(lambda _: self._prepared.problems(name, severity=severity, offset=event.row, limit=1))
        for problem in found[:1]:
            self.dismiss(Place(problem.row, problem.field))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Save the rejected rows; nothing has to be sent for that."""
        saved = await save_check_rejects(self.app, self._table, self._prepared)
        if saved:
            self.notify(saved, markup=False)


def _rule_line(name: str, severity: Severity, count: int) -> Sequence[str | Cell]:
    mark = Cell("✗", Tone.ERROR) if severity is Severity.REJECT else Cell("!", Tone.WARNING)
    return (mark, f"{count:,}", name)


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
