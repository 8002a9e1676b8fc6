"""A table whose rows can be filtered with `/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from tiktok_tui.tui.widgets.table.rows import RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.text_line import TextLine

_NO_MATCH = "Nothing matches. esc  shows all rows again."


class FilteredTable(Vertical):
    """`/` opens a line below the table; `filtered(text)` returns the rows for the text typed in it ("" for all).

    Enter in the line goes to the table, Esc empties and closes it.
    """

    ALLOW_MAXIMIZE = True
    # Below the rows: above them it would push the list down just when somebody looks for a line in it.
    DEFAULT_CSS = "FilteredTable { height: 1fr; TextLine { dock: bottom; } }"
    BINDINGS = [
        Binding("slash", "filter", "filter", id="filter.open", key_display="/", tooltip="Show only some of the rows"),
        Binding("escape", "clear", "show all", id="filter.clear", tooltip="Show all rows again"),
    ]

    TABLE: ClassVar[type[VirtualTable]] = VirtualTable

    table = getters.query_one(VirtualTable)
    filter_line = getters.query_one(TextLine)
    """The line that the filter is typed into."""

    def __init__(
        self,
        columns: Sequence[TableColumn],
        filtered: Callable[[str], RowSource],
        *,
        empty: str = "Nothing here.",
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._columns, self._filtered, self._empty = columns, filtered, empty

    def compose(self) -> ComposeResult:
        """The table and the line."""
        yield self.TABLE(self._columns, empty=self._empty)
        line = TextLine(placeholder="Filter", compact=True)
        line.display = False
        yield line

    def on_mount(self) -> None:
        """Get the rows; only now is there a table that they can be fetched for."""
        self.renew()

    @property
    def text(self) -> str:
        """The text that the rows are filtered by."""
        return self.filter_line.value.strip()

    def renew(self) -> None:
        """Ask for the rows again: those behind the filter have changed."""
        self._load()

    def _load(self, cursor: int | None = None) -> None:
        self.table.empty = _NO_MATCH if self.text else self._empty
        self.table.load(self._filtered(self.text), cursor=cursor)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._load(cursor=0)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Esc to the screen while there is no filter; without rows there is nothing to filter."""
        if action == "filter":
            return None if self.is_mounted and not self.table.count and not self.text else True
        return self.filter_line.display if action == "clear" else True

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        return "there is no row"

    def action_filter(self) -> None:
        """Open the line."""
        self.filter_line.display = True
        self.filter_line.focus()
        self.refresh_bindings()

    def action_clear(self) -> None:
        """Show all rows and close the line."""
        if self.filter_line.value:
            # At once: the message about it comes later, when the cursor may have been put on a row.
            with self.filter_line.prevent(Input.Changed):
                self.filter_line.value = ""
            self._load(cursor=0)
        self.table.focus()
        self.filter_line.display = False
        self.refresh_bindings()
