"""Rows as tables show them: their columns, cells that mean something, and where rows come from."""

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
    """One column: `width` in cells, or None for a share of the room that is left, never below `least`."""

    label: str
    width: int | None = None
    right: bool = False
    least: int = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with a meaning; a plain `str` does where there is none."""

    text: str
    tone: Tone = Tone.INFO


class RowSource(Protocol):
    """Where rows come from. `rows` is called on the UI thread: it answers from memory or within a few milliseconds."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """Up to `limit` rows from number `offset` (from 0) on."""


@dataclass(frozen=True, slots=True)
class FixedRows:
    """Rows that are all there already."""

    all: Sequence[Sequence[str | Cell]] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.all)

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """The rows from `offset` on."""
        return self.all[offset : offset + limit]


class PagedRows:
    """The rows of a source, asked for by the page and kept for as long as they are the same."""

    def __init__(self, source: RowSource) -> None:
        self.source = source
        self._pages: dict[int, Sequence[Sequence[str | Cell]]] = {}

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.source.count

    def row(self, number: int) -> Sequence[str | Cell]:
        """The cells of row `number` (from 0); no cells when there is no such row."""
        page, place = divmod(number, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            self._pages[page] = self.source.rows(page * _PAGE, _PAGE)
        cells = self._pages[page]
        return cells[place] if place < len(cells) else ()

    def forget(self) -> None:
        """Ask for every row again: what is behind the source has changed or grown."""
        self._pages.clear()


def shared(columns: Sequence[TableColumn], room: int) -> tuple[int, ...]:
    """How wide each column is where all of them have `room` cells; those without a width share what the others leave.

    >>> shared([TableColumn("Row", 6), TableColumn("Why"), TableColumn("What", least=20)], 46)
    (6, 20, 20)
    """
    fixed = sum(column.width for column in columns if column.width is not None)
    sharing = [place for place, column in enumerate(columns) if column.width is None]
    left = max(0, room - fixed)
    widths = [column.width if column.width is not None else 0 for column in columns]
    for turn, place in enumerate(sharing):
        others = sum(columns[other].least for other in sharing[turn + 1 :])
        share = min(left // (len(sharing) - turn), left - others)
        widths[place] = max(columns[place].least, share)
        left = max(0, left - widths[place])
    return tuple(widths)
