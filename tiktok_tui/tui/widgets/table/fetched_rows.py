"""Rows that take a while to get (a query, a file): fetched in a thread, page by page, as the table comes to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

_KEPT = 4_000


class FetchedRows:
    """A `RowSource` for `table`: answers from what is there, fetches the rest, and has the table drawn again.

    `fetch(offset, limit)` runs in a thread, and so does `count` where the number of rows has to be asked for.
    """

    def __init__(
        self,
        table: VirtualTable,
        count: int | Callable[[], int],
        fetch: Callable[[int, int], Sequence[Sequence[str | Cell]]],
    ) -> None:
        self._table, self._fetch = table, fetch
        self._rows: dict[int, Sequence[str | Cell]] = {}
        self._asked: set[int] = set()
        self._count: int | None = None
        if isinstance(count, int):
            self._count = count
        else:
            start(table, lambda job: count(), done=self._counted)

    @property
    def count(self) -> int:
        """How many rows there are; one, which says `…`, until that is known."""
        return 1 if self._count is None else self._count

    def _counted(self, count: int) -> None:
        self._count = count
        self._table.redraw_rows(self)

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """What is there of these rows; the others are drawn as `…` until they have come."""
        wanted = range(offset, min(offset + limit, self.count))
        missing = self._count is not None and any(number not in self._rows for number in wanted)
        if missing and offset not in self._asked:
            self._asked.add(offset)
            start(
                self._table,
                lambda job: self._fetch(offset, limit),
                done=lambda rows: self._arrived(wanted, rows),
            )
        coming = (Cell("…", Tone.QUIET),)
        return [self._rows.get(number, coming) for number in wanted]

    def _arrived(self, wanted: range, rows: Sequence[Sequence[str | Cell]]) -> None:
        if len(self._rows) > _KEPT:
            self._rows.clear()
        # Rows that there are no more stay blank instead of being asked for again and again.
        self._rows.update(dict.fromkeys(wanted, ()))
        self._rows.update(enumerate(rows, wanted.start))
        self._asked.discard(wanted.start)
        self._table.redraw_rows(self)
