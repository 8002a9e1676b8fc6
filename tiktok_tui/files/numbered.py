"""A scratch copy of a table that DuckDB cannot read itself: clean CSV with each row's number as its first cell."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tiktok_tui.files.records import LONGEST, records, sound_lines
from tiktok_tui.files.scanning import read_csv
from tiktok_tui.files.scratch import open_private
from tiktok_tui.files.session import Work
from tiktok_tui.files.survey import Positions, read_stretch
from tiktok_tui.files.table import Row

_STRETCH = 1000
_SPECIAL = re.compile(r'[",\r\n]|^ | $')


class NumberedCopy:
    """A table copied to a scratch file; `rows` counts its rows."""

    def __init__(
        self, path: Path, lines: Iterable[tuple[int, bytes]], work: Work, *, width: int, delimiter: str = ","
    ) -> None:
        """Write rows of `width` cells (number, its line as in CSV), which come in order; raises Cancelled."""
        self.path = path
        self.rows = 0
        self._width = width
        self._delimiter = delimiter
        self._positions = Positions(array("q"), array("q"))
        separator = delimiter.encode()
        with open_private(path) as copy:
            for number, line in lines:
                if self.rows % _STRETCH == 0:
                    work.check()
                    self._positions.numbers.append(number)
                    self._positions.offsets.append(copy.tell())
                copy.write(b"%d%b%b\n" % (number, separator, line))
                self.rows += 1

    def load(self, work: Work, table: str, columns: Sequence[int]) -> None:
        """Make a table of the row numbers and these columns (by position)."""
        struct = {"row": "BIGINT"} | {f"f{index}": "VARCHAR" for index in range(self._width)}
        cells = "".join(f", f{position} AS c{index}" for index, position in enumerate(columns))
        file = read_csv(self.path, struct, self._delimiter, quote='"', newline="\n", longest=LONGEST * 3)
        work.execute(f"CREATE TABLE {table} AS SELECT row{cells} FROM {file}")

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Give the rows with these sorted numbers."""
        for _, begin, end, wanted in self._positions.stretches(numbers):
            work.check()
            for _, line in sound_lines([read_stretch(self.path, begin, end)], self._delimiter):
                assert isinstance(line, bytes)
                number, _, rest = line.partition(self._delimiter.encode())
                if int(number) in wanted:
                    _, cells = next(records([rest], self._delimiter))
                    assert isinstance(cells, list)
                    yield Row(int(number), tuple(cell or None for cell in cells))


def as_lines(rows: Iterable[Row]) -> Iterator[tuple[int, bytes]]:
    """Write rows as lines of CSV."""
    for row in rows:
        yield row.number, ",".join(map(_cell, row.cells)).encode("utf-8", "replace")


def _cell(text: str | None) -> str:
    if not text:
        return ""
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text
