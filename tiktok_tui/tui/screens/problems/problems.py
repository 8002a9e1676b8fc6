"""Everything that is wrong with a file: each problem with its count, and the orders behind the number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.problems import problem_rows
from tiktok_tui.tui.screens.problems.save_rejects import save_check_rejects
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.fetched_rows import FetchedRows
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, RowSource
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.wizard import ProblemCell

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared

_WIDE = 140
"""Cells of width from which the rows show their reason."""
_MOST_RULES = 6
"""Problems in sight where the rows are below them; the others are scrolled to."""
_FRAME = 3
"""Lines of a table's border and header."""


class _Rules(VirtualTable):
    """Enter goes to the rows."""

    BINDINGS = [
        Binding("enter", "select", "its rows", id="problems.rows", tooltip="Go to the rows with this problem"),
    ]


class _Rows(VirtualTable):
    """Enter goes back to the mapping: to the cell, or to the value map of its field."""

    BINDINGS = [
        Binding("enter", "select", "go to the cell", id="problems.cell", tooltip="See this cell on the mapping screen"),
        Binding(
            "enter", "map", "map the value", id="problems.map", tooltip="Choose the value that is sent in its place"
        ),
    ]

    maps = False
    """True if the values of the rows can be mapped."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give Enter one of its two meanings."""
        if action in {"select", "map"} and (action == "map") != self.maps:
            return False
        return super().check_action("select" if action == "map" else action, parameters)

    def action_map(self) -> None:
        """Choose the row; the screen knows that its value is to be mapped."""
        self.action_select()


class Problems(Page[ProblemCell | None]):
    """Problems, and beside or below them the rows of the one under the cursor. The result is the chosen cell."""

    HEADING = "Problems"
    CSS_PATH = "problems.tcss"
    BINDINGS = [
        Binding("escape", "back", "back", id="problems.back", tooltip="Go back to where you came from"),
        Binding("tab", "app.focus_next", "problems and rows", id="problems.other", tooltip="Go to the other table"),
        Binding("e", "export", "save rejects", id="problems.export", tooltip="Save the rejected rows, with reasons"),
    ]

    rules = getters.query_one("#rules", _Rules)
    rows = getters.query_one("#rows", _Rows)
    remedy = getters.query_one("#remedy", Static)
    notice = getters.query_one(Notice)

    def __init__(
        self, session: AppSession, prepared: Prepared, table: Table, part: str = "", *, start_at: str = ""
    ) -> None:
        """`part` says in words which part of the file was checked; `start_at` names the rule to start on."""
        super().__init__(session)
        self._prepared, self._table, self._part, self._start_at = prepared, table, part, start_at
        self._broken = problem_rows.broken_rules(prepared.totals)
        self._index = 0
        self._source: RowSource = FixedRows()

    def compose_body(self) -> ComposeResult:
        """The problems, the way out, and the rows."""
        with Horizontal():
            yield _Rules(
                problem_rows.RULES,
                FixedRows([broken.cells for broken in self._broken]),
                empty="Nothing is wrong.",
                id="rules",
            )
            with Vertical():
                yield Static(id="remedy")
                yield _Rows(problem_rows.columns(wide=False, named=False), empty="No rows.", id="rows")
        yield Notice()

    def on_mount(self) -> None:
        """Start on the commonest problem, or the one that was chosen."""
        self.show_location(safe_text(self._table.name, 60) + self._part)
        self.rules.focus()
        names = [broken.rule.name for broken in self._broken]
        self.rules.cursor = names.index(self._start_at) if self._start_at in names else 0
        self._show_rule(self.rules.cursor)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many columns as there is room for, and the rows below the problems where there is little."""
        wide = event.size.width >= _WIDE
        below = self.has_class("-narrow")
        self.rules.styles.height = _FRAME + max(1, min(len(self._broken), _MOST_RULES)) if below else "1fr"
        self.rows.load(self._source, columns=problem_rows.columns(wide=wide, named=self._table.rows_are_named))

    @on(VirtualTable.Highlighted, "#rules")
    def _moved(self, event: VirtualTable.Highlighted) -> None:
        self._show_rule(event.row)

    def _show_rule(self, index: int) -> None:
        if not self._broken:
            return
        self._index, broken = index, self._broken[index]
        rule = broken.rule
        self.remedy.update(
            Content.assemble(f"{rule.reason_for()} {rule.remedy} ", (rule.name, "$foreground-muted italic"))
        )

        def fetch(offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
            found = self._prepared.problems(rule.name, severity=broken.severity, offset=offset, limit=limit)
            return [problem_rows.row_cells(problem) for problem in found]

        self._source = FetchedRows(self.rows, broken.count, fetch)
        self.rows.maps = broken.has_value_map
        self.rows.load(self._source, cursor=0)
        self.refresh_bindings()

    @on(VirtualTable.Selected, "#rules")
    def _to_rows(self) -> None:
        self.rows.focus()

    @on(VirtualTable.Selected, "#rows")
    @work(exclusive=True)
    async def _to_cell(self, event: VirtualTable.Selected) -> None:
        broken = self._broken[self._index]
        found = await run(
            lambda _: self._prepared.problems(broken.rule.name, severity=broken.severity, offset=event.row, limit=1)
        )
        for problem in found[:1]:
            self.dismiss(ProblemCell(problem.row, problem.field, problem.value, broken.has_value_map))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Save the rejected rows; nothing has to be sent for that."""
        saved = await save_check_rejects(self.app, self.session, self._table, self._prepared)
        if saved:
            self.notice.say(saved, Tone.DONE)
