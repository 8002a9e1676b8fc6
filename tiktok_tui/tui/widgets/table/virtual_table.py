"""A table of any length: it asks for the rows it shows and for no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tiktok_tui.tui.widgets.safe_text import fitted, safe_text
from tiktok_tui.tui.widgets.table.row_strip import GUTTER, row_strip
from tiktok_tui.tui.widgets.table.rows import GAP, Cell, FixedRows, PagedRows, RowSource, TableColumn, shared
from tiktok_tui.tui.widgets.tone import Tone


def _quiet(keys: str, action: str, name: str, words: str, tooltip: str) -> Binding:
    """Keys that every table has and that the line of keys leaves out."""
    return Binding(keys, action, words, id=f"table.{name}", show=False, tooltip=tooltip)


class VirtualTable(ScrollView, can_focus=True):
    """A table with a row cursor. Text in cells is drawn as it is: no markup, no control characters.

    Posts `Highlighted` when the cursor moves and `Selected` on Enter or a double click (a single one with
    `open_on_click`). `always_lit` draws the cursor as focused, for a list that a filter line moves.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{kind}" for kind in ("header", "cursor", "blurred", *Tone)}
    DEFAULT_CSS = """
    VirtualTable {
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
        & > .table--header { color: $foreground-muted; }
        & > .table--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
        & > .table--blurred { color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; }
        & > .table--info { color: $foreground; }
        & > .table--done { color: $accent; }
        & > .table--warning { color: $warning; }
        & > .table--error { color: $error; }
        & > .table--quiet { color: $foreground-muted; }
    }
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

    cursor: reactive[int] = reactive(0)

    class Highlighted(Message):
        """The cursor stands on another row."""

        def __init__(self, table: VirtualTable, row: int) -> None:
            super().__init__()
            self.table, self.row = table, row

        @property
        def control(self) -> VirtualTable:
            """The table, for `@on(VirtualTable.Highlighted, "#id")`."""
            return self.table

    class Selected(Highlighted):
        """A row was chosen."""

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
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._rows = PagedRows(FixedRows() if source is None else source)
        self._empty = empty
        self._top = 1 if header else 0
        self._clicks = 1 if open_on_click else 2
        self._always_lit = always_lit
        self._widths: tuple[int, ...] = ()
        self._measured = (-1, -1)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._rows.count

    def load(
        self, source: RowSource, *, columns: Sequence[TableColumn] | None = None, cursor: int | None = None
    ) -> None:
        """Show other rows (and columns); the cursor stays where it is, as far as there are rows."""
        self._rows = PagedRows(source)
        if columns is not None:
            self._columns = tuple(columns)
            self._measured = (-1, -1)
        if cursor is not None:
            self.cursor = cursor
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Ask for the rows again: what is behind the source has changed or grown."""
        self._rows.forget()
        self._measure()
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()

    def redraw_rows(self, source: RowSource) -> None:
        """Draw the same rows again if `source` is still the one that is shown: more of them have arrived."""
        if source is self._rows.source:
            self.refresh_rows()

    def row(self, number: int) -> Sequence[str | Cell]:
        """The cells of row `number` (from 0); no cells when there is no such row."""
        return self._rows.row(number)

    def _measure(self) -> None:
        """Share the width among the columns and tell the scroll bars how large all of it is."""
        room = self.scrollable_content_region.width
        if (room, self.count) == self._measured:
            return
        self._measured = (room, self.count)
        gaps = GAP * max(0, len(self._columns) - 1) + GUTTER
        widths = shared(self._columns, room - gaps)
        self._widths = widths
        self.virtual_size = Size(sum(widths) + gaps, self.count + self._top)

    def on_mount(self) -> None:
        """Measure once the size is known."""
        self.call_after_refresh(self._measure)

    def on_resize(self) -> None:
        """Share the new width, and keep the cursor in sight."""
        self._measure()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, a row, or nothing."""
        self._measure()
        width = self.scrollable_content_region.width
        number = y - self._top + self.scroll_offset.y
        if self._top and y == 0:
            return self._line([column.label for column in self._columns], self._style("header"))
        if self.count == 0 and y == self._top:
            return Strip([Segment(fitted(f"  {self._empty}", width), self.rich_style + self._style("quiet"))])
        if number >= self.count:
            return Strip.blank(width, self.rich_style)
        if number != self.cursor:
            return self._line(self.row(number))
        lit = self.has_focus or self._always_lit
        return self._line(self.row(number), self._style("cursor" if lit else "blurred"), "›")

    def _line(self, cells: Sequence[str | Cell], style: Style | None = None, sign: str = "") -> Strip:
        """`cells` scrolled sideways, all in one style, or each in that of its meaning."""
        left = self.scroll_offset.x
        base = self.rich_style if style is None else style
        columns = zip(self._columns, self._widths, strict=True)
        drawn = row_strip(cells, columns, base, self._style if style is None else lambda _: base, sign)
        return drawn.crop_extend(left, left + self.scrollable_content_region.width, base)

    def _style(self, kind: str) -> Style:
        return self.get_component_rich_style(f"table--{kind}")

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight and tell."""
        self._reveal()
        above = self.scroll_offset.y - self._top
        for number in (before, now):
            self.refresh(Region(0, number - above, self.size.width, 1))
        self.post_message(self.Highlighted(self, now))

    def _reveal(self) -> None:
        height = self.scrollable_content_region.height - self._top
        above = self.scroll_offset.y
        if self.cursor < above:
            self.scroll_to(y=self.cursor, animate=False)
        elif height > 0 and self.cursor >= above + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the sideways keys to the screen where there is nothing to the side."""
        if action == "sideways":
            return self.virtual_size.width > self.scrollable_content_region.width
        return True

    def action_move(self, rows: int) -> None:
        """Move the cursor by `rows`."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self.cursor += pages * max(1, self.scrollable_content_region.height - self._top - 1)

    def action_to_row(self, number: int) -> None:
        """Put the cursor on row `number`; -1 is the last."""
        self.cursor = self.count - 1 if number < 0 else number

    def action_sideways(self, cells: int) -> None:
        """Scroll by `cells`."""
        self.scroll_to(x=self.scroll_offset.x + cells, animate=False)

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        if self.count:
            self.post_message(self.Selected(self, self.cursor))

    def action_copy(self) -> None:
        """Put the row's cells, separated by tabs, on the clipboard."""
        if self.count:
            cells = (cell if isinstance(cell, str) else cell.text for cell in self.row(self.cursor))
            self.app.copy_to_clipboard("\t".join(safe_text(cell) for cell in cells))
            self.app.notify("Row copied.", markup=False)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; choose it with the second click."""
        place = event.get_content_offset(self)
        if place is None or place.y < self._top:
            return
        number = place.y - self._top + self.scroll_offset.y
        if number >= self.count:
            return
        self.cursor = number
        if event.chain >= self._clicks:
            self.action_select()
