"""Columns, cells and sources of rows for tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tiktok_tui.tui.widgets.tone import Tone

GAP = 2
"""Cells between two columns."""

_PAGE = 64
_PAGES_KEPT = 32


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: `width` in terminal cells, or None for a share of the remaining room, at least `least`."""

    label: str
    width: int | None = None
    right: bool = False
    least: int = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a tone; a `str` will do for a cell without one."""

    text: str
    tone: Tone = Tone.INFO


class RowSource(Protocol):
    """A source of rows. Both members are called on the UI thread: they answer from memory or within milliseconds."""

    @property
    def count(self) -> int:
        """Number of rows."""

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """Return up to `limit` rows, starting with number `offset` (from 0)."""


@dataclass(frozen=True, slots=True)
class FixedRows:
    """Rows that are all in memory."""

    all: Sequence[Sequence[str | Cell]] = ()

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.all)

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """Return the rows from `offset` on."""
        return self.all[offset : offset + limit]


class PagedRows:
    """The rows of a source, asked for by the page and kept until `forget`."""

    def __init__(self, source: RowSource) -> None:
        self.source = source
        self._pages: dict[int, Sequence[Sequence[str | Cell]]] = {}

    @property
    def count(self) -> int:
        """Number of rows."""
        return self.source.count

    def row(self, number: int) -> Sequence[str | Cell]:
        """Return the cells of row `number` (from 0); none if there is no such row."""
        page, index = divmod(number, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            self._pages[page] = self.source.rows(page * _PAGE, _PAGE)
        cells = self._pages[page]
        return cells[index] if index < len(cells) else ()

    def forget(self) -> None:
        """Ask for every row again: those behind the source have changed or grown."""
        self._pages.clear()


def shared(columns: Sequence[TableColumn], room: int) -> tuple[int, ...]:
    """Return the width of each column within `room` cells; columns without a width share what the others leave.

    >>> shared([TableColumn("Row", 6), TableColumn("Why"), TableColumn("What", least=20)], 46)
    (6, 20, 20)
    """
    fixed = sum(column.width for column in columns if column.width is not None)
    sharing = [index for index, column in enumerate(columns) if column.width is None]
    left = max(0, room - fixed)
    widths = [column.width if column.width is not None else 0 for column in columns]
    for turn, index in enumerate(sharing):
        others = sum(columns[other].least for other in sharing[turn + 1 :])
        share = min(left // (len(sharing) - turn), left - others)
        widths[index] = max(columns[index].least, share)
        left = max(0, left - widths[index])
    return tuple(widths)
