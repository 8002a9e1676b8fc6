"""The body of the mapping screen: the fields, the row under way, and what the check has found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from tiktok_tui.events.fields import Field
from tiktok_tui.tui.screens.mapping.check_totals import CheckTotals
from tiktok_tui.tui.screens.mapping.field_lines import field_lines, grouped_words
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.row_pane import RowPane
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.tui.screens.mapping.checker import Checker


class MappingPanes(Vertical):
    """Fields at the left, the row at the right, totals below. `FieldTable.Chosen` comes up from it."""

    DEFAULT_CSS = """
    MappingPanes {
        height: 1fr;
        & > Horizontal { height: 1fr; }
        FieldTable { width: 4fr; height: 1fr; }
        RowPane { width: 5fr; height: 1fr; }
        CheckTotals { padding: 0 1; }
    }
    """
    BINDINGS = [
        Binding("left,h", "row(-1)", "Row before", id="mapping.before", show=False, tooltip="Show the row before"),
        Binding("right,l", "row(1)", "Row after", id="mapping.after", show=False, tooltip="Show the row after"),
        Binding("y", "copy", "Copy", id="mapping.copy", show=False, tooltip="Copy the event's JSON"),
    ]

    def compose(self) -> ComposeResult:
        """The two panes, the totals."""
        with Horizontal():
            yield FieldTable(id="fields")
            yield RowPane()
        yield CheckTotals()

    @property
    def _fields(self) -> FieldTable:
        return self.query_one(FieldTable)

    @property
    def _row(self) -> RowPane:
        return self.query_one(RowPane)

    @property
    def field(self) -> Field | None:
        """The field under the cursor."""
        line = self._fields.line
        return line.field if line is not None else None

    def focus_fields(self) -> None:
        """Let the keys go to the fields; a screen may come up before its innermost parts have."""
        if self.query(VirtualTable):
            self._fields.table.focus()
        else:
            self.call_after_refresh(self.focus_fields)

    def go_to(self, field: str) -> None:
        """Stand on `field`."""
        self._fields.go_to(field)

    def stand_on(self, row: int, field: str) -> None:
        """Stand on `field` in row number `row`."""
        self.go_to(field)
        self._row.stand_on(row)

    def begin_at(self, row: int) -> None:
        """Show the first row that is sent; `row` when none is."""
        self._row.begin_at(row)

    def show_mapping(
        self, mapping: Mapping, destination: Destination, column_names: Sequence[str], prepared: Prepared | None
    ) -> None:
        """Show what fills each field, and what the check has found of it, if there is one yet."""
        rules = prepared.totals.rules if prepared is not None else {}
        self._fields.show(field_lines(mapping, destination, rules, column_names))
        self._fields.border_title = safe_text(grouped_words(mapping), 60)
        self._row.line = self._fields.line
        if prepared is None:
            self._row.forget()
        else:
            self.query_one(CheckTotals).totals = prepared.totals
            self._row.look(prepared)

    def show_scope(self, checker: Checker) -> None:
        """Say how much of the file the numbers are about."""
        if checker.error is not None:
            scope = "not checked"
            # The numbers are those of another mapping.
            self.query_one(CheckTotals).totals = None
        elif checker.whole is not None:
            rows = checker.whole.totals.rows
            scope = "the only row" if rows == 1 else f"all {rows:,} rows"
        else:
            done = f"{100 * checker.progress:.0f} %" if checker.progress else "…"
            known = f"first {checker.first.totals.rows:,} rows; " if checker.first is not None else ""
            scope = f"{known}checking {done}"
        # Drawn only when there is something new: this is asked several times a second.
        if scope != self._fields.border_subtitle:
            self._fields.border_subtitle = scope

    @on(FieldTable.Moved)
    def _moved(self) -> None:
        self._row.line = self._fields.line

    def action_row(self, step: int) -> None:
        """Show the next row that there is in that direction."""
        self._row.step(step)

    def action_copy(self) -> None:
        """Copy the event's JSON."""
        self._row.copy()
