"""Draws a table of any length: it asks its source for the rows that are in sight and for no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tiktok_tui.tui.widgets.safe_text import fitted
from tiktok_tui.tui.widgets.table.row_strip import GUTTER, row_strip
from tiktok_tui.tui.widgets.table.rows import GAP, Cell, FixedRows, PagedRows, RowSource, TableColumn, shared
from tiktok_tui.tui.widgets.tone import Tone


class RowView(ScrollView):
    """Rows under their columns, one of them under the cursor. Cells are text: no markup, no control characters.

    `always_lit` draws the cursor as if focused, for a list that is moved from a filter line.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{kind}" for kind in ("header", "cursor", "blurred", *Tone)}
    DEFAULT_CSS = """
    RowView {
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

    cursor: reactive[int] = reactive(0)

    def __init__(
        self,
        columns: Sequence[TableColumn],
        source: RowSource | None = None,
        *,
        empty: str = "Nothing here.",
        header: bool = True,
        always_lit: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._rows = PagedRows(FixedRows() if source is None else source)
        self.empty = empty
        """The words that are shown in place of rows."""
        self._header_lines = 1 if header else 0
        self.always_lit = always_lit
        self._widths: tuple[int, ...] = ()
        self._measured = (-1, -1)

    @property
    def count(self) -> int:
        """Number of rows."""
        return self._rows.count

    def load(
        self, source: RowSource, *, columns: Sequence[TableColumn] | None = None, cursor: int | None = None
    ) -> None:
        """Show other rows (and columns); the cursor keeps its row number, as far as there are rows."""
        self._rows = PagedRows(source)
        if columns is not None:
            self._columns = tuple(columns)
            self._measured = (-1, -1)
        if cursor is not None:
            self._measure()  # first: it is scrolled to, as far as there are rows
            self.cursor = cursor
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Ask for the rows again: those behind the source have changed or grown."""
        self._rows.forget()
        self._measure()
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()

    def redraw_rows(self, source: RowSource) -> None:
        """Draw the rows again if `source` is still the one that is shown: more of its rows have arrived."""
        if source is self._rows.source:
            self.refresh_rows()

    def row(self, number: int) -> Sequence[str | Cell]:
        """Return the cells of row `number` (from 0); none if there is no such row."""
        return self._rows.row(number)

    def row_at(self, y: int) -> int | None:
        """Return the number of the row on line `y` of the content; None beside the rows."""
        number = y - self._header_lines + self.scroll_offset.y
        return number if y >= self._header_lines and number < self.count else None

    @property
    def page_rows(self) -> int:
        """Number of rows that are in sight at once."""
        return self.scrollable_content_region.height - self._header_lines

    def _measure(self) -> None:
        """Share the width among the columns and give the scroll bars the size of the whole."""
        room = self._room()
        if (room, self.count) == self._measured:
            return
        self._measured = (room, self.count)
        gaps = GAP * max(0, len(self._columns) - 1) + GUTTER
        widths = shared(self._columns, room - gaps)
        self._widths = widths
        self.virtual_size = Size(sum(widths) + gaps, self.count + self._header_lines)

    def _room(self) -> int:
        """The cells beside the vertical scroll bar, which is there if there are more rows than lines.

        Not as it is now: columns that are too wide until the bar has come bring the horizontal one for a moment.
        """
        region, bar = self.scrollable_content_region, self.styles.scrollbar_size_vertical
        whole = region.width + (bar if self.show_vertical_scrollbar else 0)
        return whole - (bar if self.count + self._header_lines > region.height else 0)

    def on_mount(self) -> None:
        """Measure once the size is known."""
        self.call_after_refresh(self._measure)

    def on_resize(self) -> None:
        """Share the new width, and keep the cursor in sight."""
        self._measure()
        self.reveal_cursor()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the widget: the header, a row, or nothing."""
        self._measure()
        width = self.scrollable_content_region.width
        number = y - self._header_lines + self.scroll_offset.y
        if self._header_lines and y == 0:
            return self._line([column.label for column in self._columns], self._style("header"))
        if self.count == 0 and y == self._header_lines:
            return Strip([Segment(fitted(f"  {self.empty}", width), self.rich_style + self._style("quiet"))])
        if number >= self.count:
            return Strip.blank(width, self.rich_style)
        if number != self.cursor:
            return self._line(self.row(number))
        lit = self.has_focus or self.always_lit
        return self._line(self.row(number), self._style("cursor" if lit else "blurred"), "›")

    def _line(self, cells: Sequence[str | Cell], style: Style | None = None, sign: str = "") -> Strip:
        """Return `cells` scrolled sideways, all in `style`, or each in the style of its tone."""
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
        """Keep the cursor in sight."""
        self.reveal_cursor()

    def reveal_cursor(self) -> None:
        """Scroll as far as it takes to see the row under the cursor."""
        above = self.scroll_offset.y
        if self.cursor < above:
            self.scroll_to(y=self.cursor, animate=False, force=True)  # the scroll bar may still have to come
        elif self.page_rows > 0 and self.cursor >= above + self.page_rows:
            self.scroll_to(y=self.cursor - self.page_rows + 1, animate=False, force=True)
