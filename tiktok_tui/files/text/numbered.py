"""A scratch copy of a table that DuckDB cannot read itself: clean CSV with each row's number as its first cell."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path

from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.scratch.folders import open_private
from tiktok_tui.files.scratch.scanning import read_csv
from tiktok_tui.files.table import Column, Kind, Row
from tiktok_tui.files.text.records import LONGEST, records, sound_lines
from tiktok_tui.files.text.survey import Positions, read_stretch

_STRETCH = 1000
_LETTERS = {Kind.TEXT: "t", Kind.NUMBER: "n", Kind.TIME: "d", Kind.CLOCK: "c", Kind.LIST: "l"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


class NumberedCopy:
    """A table copied to a scratch file; `rows` counts its rows.

    With `kinds`, the last cell of each line says what the others are, a letter each (see `as_lines`).
    """

    def __init__(
        self,
        path: Path,
        lines: Iterable[tuple[int, bytes]],
        work: Work,
        *,
        width: int,
        delimiter: str = ",",
        kinds: bool = False,
    ) -> None:
        """Write rows of `width` cells (number, its line as in CSV), which come in order; raises Cancelled."""
        self.path = path
        self.rows = 0
        self._longest = LONGEST
        self._width = width
        self._delimiter = delimiter
        self._kinds = kinds
        self._positions = Positions(array("q"), array("q"))
        separator = delimiter.encode()
        with open_private(path) as copy:
            for number, line in lines:
                if self.rows % _STRETCH == 0:
                    work.check()
                    self._positions.numbers.append(number)
                    self._positions.offsets.append(copy.tell())
                self._longest = max(self._longest, copy.write(b"%d%b%b\n" % (number, separator, line)))
                self.rows += 1

    def load(
        self,
        work: Work,
        table: str,
        columns: Sequence[int],
        *,
        mixed: Sequence[Column] = (),
        text: Callable[[str], str] | None = None,
    ) -> None:
        """Make a table of the row numbers and these columns (by position), with the kinds of those that are `mixed`.

        `text` makes the SQL of a cell's text of its name.
        """
        struct = {"row": "BIGINT"} | {f"f{index}": "VARCHAR" for index in range(self._width)}
        if self._kinds:
            struct["kinds"] = "VARCHAR"
        cells = ""
        for index, position in enumerate(columns):
            cell = f"f{position}"
            cells += f", {text(cell) if text else cell} AS c{index}"
            if mixed and mixed[position].mixed:
                branches = " ".join(f"WHEN '{letter}' THEN '{kind}'" for kind, letter in _LETTERS.items())
                cells += f", CASE kinds[{position + 1}] {branches} END AS k{index}"
        file = read_csv(self.path, struct, self._delimiter, quote='"', newline="\n", longest=self._longest)
        work.execute(f"CREATE TABLE {table} AS SELECT row{cells} FROM {file}")

    def first_rows(self, work: Work, count: int) -> Iterator[Row]:
        """Yield the first rows."""
        stretches = (self._stretch(work, [number], set()) for number in self._positions.numbers)
        return islice(chain.from_iterable(stretches), count)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        return self._stretch(work, numbers, set(numbers))

    def _stretch(self, work: Work, numbers: Sequence[int], wanted: set[int]) -> Iterator[Row]:
        """Yield the wanted rows, or all (none named), of the stretches of the file that hold these numbers."""
        for _, begin, end, _ in self._positions.stretches(numbers):
            work.check()
            for _, line in sound_lines([read_stretch(self.path, begin, end)], self._delimiter, longest=self._longest):
                assert isinstance(line, bytes)
                number, _, rest = line.partition(self._delimiter.encode())
                if not wanted or int(number) in wanted:
                    yield self._row(int(number), rest)

    def _row(self, number: int, line: bytes) -> Row:
        _, cells = next(records([line], self._delimiter, longest=self._longest))
        assert isinstance(cells, list)
        kinds = tuple(_KINDS[letter] for letter in cells.pop()) if self._kinds else ()
        return Row(number, tuple(cell or None for cell in cells), kinds)


def as_lines(rows: Iterable[Row]) -> Iterator[tuple[int, bytes]]:
    """Write rows as lines of CSV; the kinds of their cells are one more cell."""
    for row in rows:
        kinds = f",{_letters(row.kinds)}" if row.kinds else ""
        yield row.number, (_line(row.cells) + kinds).encode("utf-8", "replace")


@cache
def _letters(kinds: tuple[Kind, ...]) -> str:
    return "".join(_LETTERS[kind] for kind in kinds)


def _line(cells: Sequence[str | None]) -> str:
    """Return the line of cells as CSV; cells with signs of CSV, or with blanks at their ends, are quoted."""
    # There are millions of cells: a pattern, or a function for each of them, takes twice as long.
    return ",".join(
        [
            '"' + text.replace('"', '""') + '"'
            if "," in text or '"' in text or "\n" in text or "\r" in text or text[:1] == " " or text[-1:] == " "
            else text
            for text in [cell or "" for cell in cells]
        ]
    )
