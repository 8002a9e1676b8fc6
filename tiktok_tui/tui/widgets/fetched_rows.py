"""Rows that take a while to get (a query, a file): fetched in a thread, page by page, as the table comes to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.widgets.virtual_table import Cell, VirtualTable
from tiktok_tui.tui.work import start

_KEPT = 4_000


class FetchedRows:
    """A `RowSource` for `table`: answers from what is there, fetches the rest, and has the table drawn again.

    `fetch(offset, limit)` runs in a thread.
    """

    def __init__(
        self, table: VirtualTable, count: int, fetch: Callable[[int, int], Sequence[Sequence[str | Cell]]]
    ) -> None:
        self._table, self._count, self._fetch = table, count, fetch
        self._rows: dict[int, Sequence[str | Cell]] = {}
        self._asked: set[int] = set()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """What is there of these rows; the others are drawn as `…` until they have come."""
        wanted = range(offset, min(offset + limit, self._count))
        if any(number not in self._rows for number in wanted) and offset not in self._asked:
            self._asked.add(offset)
            start(
                self._table,
                lambda job: self._fetch(offset, limit),
                done=lambda rows: self._arrived(offset, rows),
            )
        coming = (Cell("…", Tone.QUIET),)
        return [self._rows.get(number, coming) for number in wanted]

    def _arrived(self, offset: int, rows: Sequence[Sequence[str | Cell]]) -> None:
        if len(self._rows) > _KEPT:
            self._rows.clear()
        self._rows.update(enumerate(rows, offset))
        self._asked.discard(offset)
        self._table.redraw_rows(self)
