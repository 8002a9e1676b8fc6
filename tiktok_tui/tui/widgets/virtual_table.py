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

from tiktok_tui.tui.rows import GAP, Cell, FixedRows, RowSource, TableColumn, shared
from tiktok_tui.tui.widgets.plain import fitted, plain
from tiktok_tui.tui.widgets.tone import Tone

_PAGE = 64
_PAGES_KEPT = 32
_GUTTER = 2


class VirtualTable(ScrollView, can_focus=True):
    """A table with a row cursor. Text in cells is drawn as it is: no markup, no control characters.

    Posts `Highlighted` when the cursor moves and `Selected` on Enter or a double click (a single one with
    `open_on_click`). `always_lit` draws the cursor as focused, for a list that a filter line moves.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--cursor",
        "table--blurred",
        "table--info",
        "table--done",
        "table--warning",
        "table--error",
        "table--quiet",
        "table--marked",
    }
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
        & > .table--marked { color: $accent; text-style: bold reverse; }
    }
    """
    BINDINGS = [
        Binding("up,k", "move(-1)", "Row up", id="table.up", show=False, tooltip="Go to the row above"),
        Binding("down,j", "move(1)", "Row down", id="table.down", show=False, tooltip="Go to the row below"),
        Binding("pageup", "page(-1)", "Page up", id="table.page_up", show=False, tooltip="Go one screenful up"),
        Binding("pagedown", "page(1)", "Page down", id="table.page_down", show=False, tooltip="Go one screenful down"),
        Binding("home", "to_row(0)", "First row", id="table.first", show=False, tooltip="Go to the first row"),
        Binding("end", "to_row(-1)", "Last row", id="table.last", show=False, tooltip="Go to the last row"),
        Binding("left,h", "sideways(-8)", "Left", id="table.left", show=False, tooltip="See the columns to the left"),
        Binding(
            "right,l", "sideways(8)", "Right", id="table.right", show=False, tooltip="See the columns to the right"
        ),
        Binding("enter", "select", "open", id="table.open", tooltip="Open the row under the cursor"),
        Binding("y", "copy", "Copy", id="table.copy", show=False, tooltip="Copy the row under the cursor"),
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
        self._source: RowSource = FixedRows() if source is None else source
        self._empty = empty
        self._top = 1 if header else 0
        self._clicks = 1 if open_on_click else 2
        self._always_lit = always_lit
        self._pages: dict[int, Sequence[Sequence[str | Cell]]] = {}
        self._widths: tuple[int, ...] = ()
        self._measured = (-1, -1)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._source.count

    def load(
        self, source: RowSource, *, columns: Sequence[TableColumn] | None = None, cursor: int | None = None
    ) -> None:
        """Show other rows (and columns); the cursor stays where it is, as far as there are rows."""
        self._source = source
        if columns is not None:
            self._columns = tuple(columns)
            self._measured = (-1, -1)
        if cursor is not None:
            self.cursor = cursor
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Ask for the rows again: what is behind the source has changed or grown."""
        self._pages.clear()
        self._measure()
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()

    def redraw_rows(self, source: RowSource) -> None:
        """Draw the same rows again if `source` is still the one that is shown: more of them have arrived."""
        if source is self._source:
            self.refresh_rows()

    def row(self, number: int) -> Sequence[str | Cell]:
        """The cells of row `number` (from 0); no cells when there is no such row."""
        page = number // _PAGE
        if page not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            self._pages[page] = self._source.rows(page * _PAGE, _PAGE)
        cells = self._pages[page]
        place = number - page * _PAGE
        return cells[place] if place < len(cells) else ()

    def _measure(self) -> None:
        """Share the width among the columns and tell the scroll bars how large all of it is."""
        room = self.scrollable_content_region.width
        if (room, self.count) == self._measured:
            return
        self._measured = (room, self.count)
        gaps = GAP * max(0, len(self._columns) - 1) + _GUTTER
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
        left, above = self.scroll_offset
        width = self.scrollable_content_region.width
        if self._top and y == 0:
            cells: Sequence[str | Cell] = [column.label for column in self._columns]
            return self._strip(cells, self.get_component_rich_style("table--header"), "  ", left, width)
        number = y - self._top + above
        base = self.rich_style
        if self.count == 0 and y == self._top:
            text = fitted(f"  {self._empty}", width)
            return Strip([Segment(text, base + self.get_component_rich_style("table--quiet"))])
        if number >= self.count:
            return Strip.blank(width, base)
        if number != self.cursor:
            return self._strip(self.row(number), None, "  ", left, width)
        kind = "table--cursor" if self.has_focus or self._always_lit else "table--blurred"
        return self._strip(self.row(number), self.get_component_rich_style(kind), "› ", left, width)

    def _strip(self, cells: Sequence[str | Cell], style: Style | None, gutter: str, left: int, width: int) -> Strip:
        base = self.rich_style if style is None else style
        segments = [Segment(gutter, base)]
        for place, (column, room) in enumerate(zip(self._columns, self._widths, strict=True)):
            cell = cells[place] if place < len(cells) else ""
            text, tone = (cell, Tone.INFO) if isinstance(cell, str) else (cell.text, cell.tone)
            drawn = base
            if style is None:
                drawn = self.get_component_rich_style(f"table--{tone}")
            segments.append(Segment(fitted(text, room, right=column.right), drawn))
            segments.append(Segment(" " * GAP, base))
        return Strip(segments).crop_extend(left, left + width, base)

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
            self.app.copy_to_clipboard("\t".join(plain(cell) for cell in cells))
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

    def on_focus(self) -> None:
        """Draw the cursor as the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as left behind."""
        self.refresh()
