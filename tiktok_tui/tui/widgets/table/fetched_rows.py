"""Rows that take a while to get (from a query or a file), fetched in a thread, page by page, as they come in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

_KEPT = 4_000


class FetchedRows:
    """A `RowSource` for `table`: answers from memory, fetches missing rows, then has the table drawn again.

    `fetch(offset, limit)` runs in a thread, and so does `count` if the number of rows has to be asked for.
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
        self._before = max(1, table.count)
        self._count: int | None = None
        if isinstance(count, int):
            self._count = count
        else:
            start(table, lambda job: count(), done=self._counted)

    @property
    def count(self) -> int:
        """Number of rows; until it is known, as many as the table has now, so that its cursor stays, but at least 1."""
        return self._before if self._count is None else self._count

    def _counted(self, count: int) -> None:
        self._count = count
        self._table.redraw_rows(self)

    def rows(self, offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
        """Return these rows; those that are still missing read `…`."""
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
        # Rows that no longer exist stay blank instead of being asked for again and again.
        self._rows.update(dict.fromkeys(wanted, ()))
        self._rows.update(enumerate(rows, wanted.start))
        self._asked.discard(wanted.start)
        self._table.redraw_rows(self)
