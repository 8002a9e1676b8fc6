"""The list of TikTok's fields with what fills each; a few letters find one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message

from tiktok_tui.tui.screens.mapping.field_lines import FieldLine
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.widgets.tone import Tone

_COLUMNS = (
    TableColumn("", 1),
    TableColumn("TikTok field", 16),
    TableColumn("from", least=8),
    TableColumn("rows", 6, right=True),
)


class _Fields(VirtualTable):
    """The table, with keys named after what they do to a field."""

    BINDINGS = [
        Binding("enter", "select", "change", id="mapping.change", tooltip="Choose what fills this field"),
        Binding("enter", "begin", "choose a file", id="mapping.begin", tooltip="Choose the file to send"),
    ]

    filled = False
    """True once a file is open, whose fields are listed."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `y` to the screen, which copies the event; without a file, Enter chooses one."""
        if action in {"select", "begin"} and (action == "select") != self.filled:
            return False
        return action != "copy" and super().check_action(action, parameters)

    async def action_begin(self) -> None:
        """Choose a file."""
        await self.run_action("screen.open")


class FieldTable(FilteredTable):
    """A line for each field. Posts `Moved` when the cursor moves, and `Chosen` on Enter."""

    DEFAULT_CSS = """
    FieldTable {
        border: round $border-blurred;
        border-title-color: $foreground-muted;
        border-subtitle-color: $foreground-muted;
        &:focus-within { border: round $border; border-title-color: $accent; }
    }
    """

    class Moved(Message):
        """The cursor is on another field."""

    class Chosen(Message):
        """The field under the cursor was chosen, to change it."""

    fields = getters.query_one(_Fields)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(_COLUMNS, self._matching, empty="", id=id)
        self._lines: tuple[FieldLine, ...] = ()
        self._shown: tuple[FieldLine, ...] = ()

    def compose(self) -> ComposeResult:
        """The line to type into above the fields."""
        line = TextLine(placeholder="Find a field or a column", compact=True)
        line.display = False
        yield line
        yield _Fields(_COLUMNS)

    def show(self, lines: Sequence[FieldLine]) -> None:
        """Show these lines; the cursor stays on its field."""
        before = self.line
        self._lines = tuple(lines)
        self.fields.filled = True
        self.renew()
        if before is not None:
            self.go_to(before.field.name)

    def _matching(self, text: str) -> FixedRows:
        words = text.lower().split()
        self._shown = tuple(line for line in self._lines if line.matches(words))
        return FixedRows([_cells(line) for line in self._shown])

    @property
    def line(self) -> FieldLine | None:
        """The line under the cursor; None in an empty list."""
        return self._shown[self.table.cursor] if self.table.cursor < len(self._shown) else None

    def go_to(self, field: str) -> None:
        """Put the cursor on `field`, if it is listed; a filter that hides it is cleared."""
        names = [line.field.name for line in self._shown]
        if field not in names and any(line.field.name == field for line in self._lines):
            self.action_clear()
            names = [line.field.name for line in self._shown]
        if field in names:
            self.table.cursor = names.index(field)

    def on_virtual_table_highlighted(self, event: VirtualTable.Highlighted) -> None:
        """Report the move in terms of fields."""
        event.stop()
        self.post_message(self.Moved())

    def on_virtual_table_selected(self, event: VirtualTable.Selected) -> None:
        """Report the choice in terms of fields."""
        event.stop()
        self.post_message(self.Chosen())


def _cells(line: FieldLine) -> tuple[str | Cell, ...]:
    filled = Tone.QUIET if line.filled_by == "–" or line.tone is Tone.QUIET else Tone.INFO
    return (Cell(line.glyph, line.tone), line.field.name, Cell(line.filled_by, filled), Cell(line.trouble, line.tone))
