"""Read CSV and its kin: DuckDB does the bulk, and what it would get wrong goes through our own reader first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import duckdb

from tiktok_tui.files.content import Content
from tiktok_tui.files.header import find_layout
from tiktok_tui.files.numbered import NumberedCopy
from tiktok_tui.files.numbering import number_rows
from tiktok_tui.files.positions import Positions, find_positions, read_stretch
from tiktok_tui.files.progress import Progress
from tiktok_tui.files.records import LONGEST, broken, records
from tiktok_tui.files.scan import empty_rows_at_end
from tiktok_tui.files.scanning import read_csv
from tiktok_tui.files.session import Work
from tiktok_tui.files.table import BrokenLine, Column, Row

_MOST_BROKEN = 100_000


class _Misread(Exception):
    """DuckDB read the file in a way that cannot be trusted."""


class DelimitedText:
    """A file of delimited text. Row 1 is the file's first line; blank lines, title lines and broken ones count."""

    def __init__(self, path: Path, content: Content, folder: Path) -> None:
        self._path = path
        self._content = content
        self._folder = folder
        head, complete = content.head()
        self._layout = find_layout(head, complete=complete, where=str(path))
        self._records: int | None = None
        self._positions: Positions | None = None
        self._copy: NumberedCopy | None = None
        self._broken: list[BrokenLine] = []
        self.columns = tuple(Column(name) for name in self._layout.header.names)

    @property
    def format(self) -> str:
        """The format, for people."""
        return f"CSV, {self._layout.description}, {self._content.description}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found odd."""
        return (*self._layout.header.notes, *self._content.notes)

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Give the first `count` rows, and the broken lines among them; no more of the file is read than they need."""
        return islice(self._read(lambda share: work.check()), count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> tuple[BrokenLine, ...]:
        """Make a table of the row numbers and these columns (by position); give the lines that are no rows."""
        if self._copy is None:
            try:
                return self._load_directly(work, table, columns)
            except _Misread:
                work.execute(f"DROP TABLE IF EXISTS {table}")
                self._make_copy(work)
        assert self._copy is not None
        self._copy.load(work, table, columns)
        return tuple(self._broken)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Give the rows with these sorted numbers."""
        if self._copy is None and self._records is None:
            table = work.new_name("unused")
            self.load(work, table, [])
            work.execute(f"DROP TABLE {table}")
        if self._copy is None:
            try:
                self._find_positions(work)
            except _Misread:
                self._make_copy(work)
        if self._copy is not None:
            yield from self._copy.pick(numbers, work)
            return
        assert self._positions is not None
        plain, _ = self._content.settled(work.report)
        header = self._layout.header
        for first, begin, end, wanted in self._positions.stretches(numbers):
            work.check()
            stretch = [read_stretch(plain, begin, end)]
            for number, cells in records(
                stretch, self._layout.delimiter, width=header.width, first=first, forgive=True
            ):
                if number in wanted and number > header.row and cells and not isinstance(cells, BrokenLine):
                    yield Row(number, tuple(cell or None for cell in cells[: len(header.names)]))

    def _load_directly(self, work: Work, table: str, columns: Sequence[int]) -> tuple[BrokenLine, ...]:
        plain, look = self._content.settled(work.report)
        if look.damaged or look.odd_newlines:
            raise _Misread
        header = self._layout.header
        self._read_csv(work, table, columns)
        accepted = work.number(f"SELECT count(*) FROM {table}")
        rejected = [int(str(line)) for (line,) in work.rows(f"SELECT DISTINCT line FROM {table}_rejects ORDER BY line")]
        self._records = accepted + len(rejected)
        gaps = rejected
        if rejected or look.blank or look.mixed_newlines:
            gaps = rejected + list(self._find_positions(work).blank)
        number_rows(work, table, gaps)
        last = accepted - empty_rows_at_end(plain, self._layout.delimiter, header.width)
        work.execute(f"DELETE FROM {table} WHERE row <= {header.row} OR rowid >= {last}")
        return tuple(self._rejects(work, table))

    def _read_csv(self, work: Work, table: str, columns: Sequence[int]) -> None:
        plain, look = self._content.settled(work.report)
        struct = {f"f{index}": "VARCHAR" for index in range(self._layout.header.width)}
        cells = "".join(f", f{position} AS c{index}" for index, position in enumerate(columns))
        rejects = f"{table}_rejects"
        file = read_csv(
            plain,
            struct,
            delimiter=self._layout.delimiter,
            quote='"',
            newline=look.newline,
            longest=LONGEST,
            rejects=rejects,
        )
        try:
            work.execute(f"CREATE TABLE {table} AS SELECT 0::BIGINT AS row{cells} FROM {file}")
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise _Misread from error
        # A quote that was not closed swallows lines; they are read again, one by one.
        if work.number(
            f"SELECT count(*) FROM {table}_rejects WHERE regexp_matches(trim(csv_line, $ends), '[\\r\\n]')",
            {"ends": "\r\n"},
        ):
            raise _Misread

    def _rejects(self, work: Work, table: str) -> Iterator[BrokenLine]:
        header = self._layout.header
        found = work.rows(
            f"SELECT line, any_value(error_type)::VARCHAR, any_value(csv_line) FROM {table}_rejects "
            "WHERE line > $header GROUP BY line ORDER BY line LIMIT $most",
            {"header": header.row, "most": _MOST_BROKEN},
        )
        for line, kind, text in found:
            raw = str(text).strip("\r\n").encode()
            _, why = next(records([raw], self._layout.delimiter, width=header.width, first=int(str(line))), (0, []))
            if isinstance(why, BrokenLine):
                yield why
            elif why:
                yield broken(int(str(line)), f"the line cannot be read ({str(kind).lower()})", raw)

    def _find_positions(self, work: Work) -> Positions:
        if self._positions is None:
            plain, look = self._content.settled(work.report)
            positions = find_positions(plain, look.start, work.report)
            if positions.filled != self._records:
                raise _Misread
            self._positions = positions
        return self._positions

    def _make_copy(self, work: Work) -> None:
        self._broken = []
        self._copy = NumberedCopy(self._folder / "numbered.csv", self._sound_rows(work), work, width=len(self.columns))

    def _sound_rows(self, work: Work) -> Iterator[Row]:
        for row in self._read(work.report):
            if isinstance(row, Row):
                yield row
            elif len(self._broken) < _MOST_BROKEN:
                self._broken.append(row)

    def _read(self, progress: Progress) -> Iterator[Row | BrokenLine]:
        header = self._layout.header
        shown = len(header.names)
        empty: list[Row] = []
        chunks = self._content.chunks(progress)
        for number, cells in records(chunks, self._layout.delimiter, width=header.width):
            if number <= header.row or cells == []:
                continue
            if isinstance(cells, BrokenLine):
                yield cells
                continue
            row = Row(number, tuple(cell or None for cell in cells[:shown]))
            if any(cell.strip() for cell in cells):
                yield from empty
                empty.clear()
                yield row
            else:
                # Empty rows count only when something follows: spreadsheets write many of them at the end.
                empty.append(row)
