"""The body of the mapping screen: the fields, one row as it is sent, and the totals of the check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content

from tiktok_tui.events.counts import counted
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
    """Fields at the left, one row at the right, totals below. `FieldTable.Chosen` bubbles from it."""

    DEFAULT_CSS = """
    MappingPanes {
        height: 1fr;
        & > Horizontal { height: 1fr; }
        FieldTable { width: 1fr; height: 1fr; }
        RowPane { width: 1fr; height: 1fr; }
        CheckTotals { padding: 0 1; }
    }
    """
    BINDINGS = [
        Binding("left,h", "row(-1)", "Row before", id="mapping.before", show=False, tooltip="Show the row before"),
        Binding("right,l", "row(1)", "Row after", id="mapping.after", show=False, tooltip="Show the row after"),
        Binding("y", "copy", "Copy", id="mapping.copy", show=False, tooltip="Copy the event's JSON"),
        Binding("f3", "read", "Read", id="mapping.read", show=False, tooltip="Read the event's JSON in your pager"),
        Binding("w", "hashes", "Hashes", id="mapping.hashes", show=False, tooltip="Show whole hashes, or shorten them"),
    ]

    fields = getters.query_one(FieldTable)
    row = getters.query_one(RowPane)
    totals = getters.query_one(CheckTotals)

    def compose(self) -> ComposeResult:
        """The two panes, the totals."""
        with Horizontal():
            yield FieldTable(id="fields")
            yield RowPane()
        yield CheckTotals()

    @property
    def field(self) -> Field | None:
        """The field under the cursor."""
        line = self.fields.line
        return line.field if line is not None else None

    def focus_fields(self) -> None:
        """Put the focus on the fields; the screen may be shown before its innermost widgets are mounted."""
        if self.query(VirtualTable):
            self.fields.table.focus()
        else:
            self.call_after_refresh(self.focus_fields)

    def go_to(self, field: str) -> None:
        """Put the cursor on `field`."""
        self.fields.go_to(field)

    def show_cell(self, row: int, field: str) -> None:
        """Put the cursor on `field` and show row number `row`."""
        self.go_to(field)
        self.row.show_row(row)

    def begin_at(self, row: int) -> None:
        """Show the first row that is sent; `row` if none is."""
        self.row.begin_at(row)

    def show_mapping(
        self, mapping: Mapping, destination: Destination, column_names: Sequence[str], prepared: Prepared | None
    ) -> None:
        """Show what fills each field, and the result of the check, if there is one yet."""
        rules = prepared.totals.rules if prepared is not None else {}
        self.fields.show(field_lines(mapping, destination, rules, column_names))
        self.fields.border_title = Content(safe_text(grouped_words(mapping), 60))
        self.row.line = self.fields.line
        if prepared is None:
            self.row.forget()
        else:
            self.totals.totals = prepared.totals
            self.row.use(prepared)

    def show_scope(self, checker: Checker) -> None:
        """Say how much of the file the numbers cover."""
        if checker.error is not None:
            scope = "not checked"
            # The numbers are those of another mapping.
            self.totals.totals = None
        elif checker.full is not None:
            rows = checker.full.totals.rows
            scope = "the only row" if rows == 1 else f"all {rows:,} rows"
        else:
            progress = checker.progress()
            done = f"{100 * progress:.0f} %" if progress else "…"
            known = f"first {counted(checker.sample.totals.rows, 'row')}; " if checker.sample is not None else ""
            scope = f"{known}checking {done}"
        # This runs several times a second: drawn only if it changes.
        if scope != self.fields.border_subtitle:
            self.fields.border_subtitle = scope

    @on(FieldTable.Moved)
    def _moved(self) -> None:
        self.row.line = self.fields.line

    def action_row(self, step: int) -> None:
        """Show the next existing row in that direction."""
        self.row.step(step)

    def action_copy(self) -> None:
        """Copy the event's JSON."""
        self.row.copy()

    def action_read(self) -> None:
        """Read the event's JSON in the person's own pager."""
        self.row.read()

    def action_hashes(self) -> None:
        """Show hashes in full, or shortened again."""
        self.row.toggle_hashes()
