"""A table of any length with a cursor, moved by keys and by the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message

from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.row_view import RowView
from tiktok_tui.tui.widgets.table.rows import RowSource, TableColumn


def _quiet(keys: str, action: str, name: str, words: str, tooltip: str) -> Binding:
    """Return a binding that every table has and that the line of keys leaves out."""
    return Binding(keys, action, words, id=f"table.{name}", show=False, tooltip=tooltip)


class VirtualTable(RowView, can_focus=True):
    """Posts `Highlighted` when the cursor moves and `Selected` on Enter or a double click.

    With `open_on_click` a single click selects.
    """

    BINDINGS = [
        _quiet("up,k", "move(-1)", "up", "Row up", "Go to the row above"),
        _quiet("down,j", "move(1)", "down", "Row down", "Go to the row below"),
        _quiet("pageup", "page(-1)", "page_up", "Page up", "Go one screenful up"),
        _quiet("pagedown", "page(1)", "page_down", "Page down", "Go one screenful down"),
        _quiet("home", "to_row(0)", "first", "First row", "Go to the first row"),
        _quiet("end", "to_row(-1)", "last", "Last row", "Go to the last row"),
        _quiet("left,h", "sideways(-8)", "left", "Left", "See the columns to the left"),
        _quiet("right,l", "sideways(8)", "right", "Right", "See the columns to the right"),
        Binding("enter", "select", "open", id="table.open", tooltip="Open the row under the cursor"),
        _quiet("y", "copy", "copy", "Copy", "Copy the row under the cursor"),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row (numbered from 0)."""

        table: VirtualTable
        row: int

        @property
        def control(self) -> VirtualTable:
            """The table, for `@on(VirtualTable.Highlighted, "#id")`."""
            return self.table

    @dataclass
    class Selected(Message):
        """A row was selected with Enter or the mouse."""

        table: VirtualTable
        row: int

        @property
        def control(self) -> VirtualTable:
            """The table, for `@on(VirtualTable.Selected, "#id")`."""
            return self.table

    def __init__(
        self,
        columns: Sequence[TableColumn],
        source: RowSource | None = None,
        *,
        empty: str = "Nothing here.",
        header: bool = True,
        open_on_click: bool = False,
        always_lit: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, source, empty=empty, header=header, always_lit=always_lit, id=id, classes=classes)
        self._clicks = 1 if open_on_click else 2
        self._offered = False

    def refresh_rows(self) -> None:
        """Ask for the rows again; with the first one come the keys that need one."""
        super().refresh_rows()
        if self._offered != bool(self.count):
            self._offered = bool(self.count)
            self.refresh_bindings()

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight, and report the new row."""
        super().watch_cursor(before, now)
        self.post_message(self.Highlighted(self, now))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the sideways keys to the screen if the whole width is in sight; dim what there is no row for."""
        if action == "sideways":
            return self.virtual_size.width > self.scrollable_content_region.width
        return None if action in {"select", "copy"} and not self.count else True

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        return "there is no row"

    def action_move(self, rows: int) -> None:
        """Move the cursor by `rows`; up from the first row, to the last."""
        self.cursor = self.count - 1 if rows == -1 and self.cursor == 0 else self.cursor + rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self.cursor += pages * max(1, self.page_rows - 1)

    def action_to_row(self, number: int) -> None:
        """Put the cursor on row `number`; -1 is the last."""
        self.cursor = self.count - 1 if number < 0 else number

    def action_sideways(self, cells: int) -> None:
        """Scroll by `cells`."""
        self.scroll_to(x=self.scroll_offset.x + cells, animate=False)

    def action_select(self) -> None:
        """Select the row under the cursor."""
        if self.count:
            self.post_message(self.Selected(self, self.cursor))

    def action_copy(self) -> None:
        """Copy the row's cells, separated by tabs, to the clipboard."""
        if self.count:
            cells = (cell if isinstance(cell, str) else cell.text for cell in self.row(self.cursor))
            self.app.copy_to_clipboard("\t".join(safe_text(cell) for cell in cells))
            self.app.notify("Row copied.", markup=False)

    def focus_on_click(self) -> bool:
        """Leave the focus to the line that the list is moved from, if there is one: Enter and letters are for that."""
        return not self.always_lit

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; select it with the second click."""
        offset = event.get_content_offset(self)
        number = self.row_at(offset.y) if offset is not None else None
        if number is None:
            return
        self.cursor = number
        if event.chain >= self._clicks:
            self.action_select()
