"""A scratch copy of a table that DuckDB cannot read itself: clean CSV with each row's number as its first cell."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

from tiktok_tui.files.positions import Positions, read_stretch
from tiktok_tui.files.records import LONGEST, records
from tiktok_tui.files.scanning import read_csv
from tiktok_tui.files.session import Work
from tiktok_tui.files.table import Row

_STRETCH = 1000


class NumberedCopy:
    """A table copied to a scratch file; `rows` counts its rows."""

    def __init__(self, path: Path, rows: Iterable[Row], work: Work, *, width: int) -> None:
        """Write the rows of `width` cells, which come in the order of their numbers; raises Cancelled."""
        self.path = path
        self.rows = 0
        self._width = width
        self._positions = Positions(array("q"), array("q"), array("q"), 0)
        # With CR LF as the row's end, the writer quotes cells that hold either of them.
        with path.open("wb") as raw, TextIOWrapper(raw, encoding="utf-8", newline="") as copy:
            writer = csv.writer(copy, lineterminator="\r\n")
            for row in rows:
                if self.rows % _STRETCH == 0:
                    work.check()
                    copy.flush()
                    self._positions.numbers.append(row.number)
                    self._positions.offsets.append(raw.tell())
                writer.writerow((row.number, *row.cells))
                self.rows += 1

    def load(self, work: Work, table: str, columns: Sequence[int]) -> None:
        """Make a table of the row numbers and these columns (by position)."""
        struct = {"row": "BIGINT"} | {f"f{index}": "VARCHAR" for index in range(self._width)}
        cells = "".join(f", f{position} AS c{index}" for index, position in enumerate(columns))
        file = read_csv(self.path, struct, delimiter=",", quote='"', newline="\r\n", longest=LONGEST * 3)
        work.execute(f"CREATE TABLE {table} AS SELECT row{cells} FROM {file}")

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Give the rows with these sorted numbers."""
        for _, begin, end, wanted in self._positions.stretches(numbers):
            work.check()
            for _, cells in records([read_stretch(self.path, begin, end)], ","):
                assert isinstance(cells, list)
                if int(cells[0]) in wanted:
                    yield Row(int(cells[0]), tuple(cell or None for cell in cells[1:]))
