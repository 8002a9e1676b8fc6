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
from tiktok_tui.files.progress import Progress
from tiktok_tui.files.records import LONGEST, TOO_LONG, broken, records, sound_lines
from tiktok_tui.files.scanning import read_csv
from tiktok_tui.files.session import Work
from tiktok_tui.files.survey import blank_rows, read_stretch
from tiktok_tui.files.table import BrokenLine, Column, Row
from tiktok_tui.files.trailing import empty_row, empty_rows_at_end

_MOST_BROKEN = 100_000
# The part of the time that the first pass over the file takes.
_SURVEYED = 0.3


class _Misread(Exception):
    """DuckDB read the file in a way that cannot be trusted."""


class DelimitedText:
    """A file of delimited text. Row 1 is the file's first line; blank lines, title lines and broken ones count."""

    def __init__(self, path: Path, content: Content, folder: Path) -> None:
        self._content = content
        self._folder = folder
        head, complete = content.head()
        self._layout = find_layout(head, complete=complete, where=str(path))
        self._trusted = False
        self._blank: list[int] = []
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
        if self._copy is None and not self._trusted:
            table = work.new_name("unused")
            self.load(work, table, [])
            work.execute(f"DROP TABLE {table}")
        return self._pick(numbers, work)

    def _pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        header = self._layout.header
        shown = len(header.names)
        if self._copy is not None:
            for row in self._copy.pick(numbers, work):
                yield Row(row.number, row.cells[:shown])
            return
        plain, survey = self._content.settled(work.report, delimiter=self._layout.delimiter)
        delimiter = self._layout.delimiter
        for first, begin, end, wanted in survey.positions.stretches(numbers):
            work.check()
            stretch = [read_stretch(plain, begin, end)]
            for number, cells in records(stretch, delimiter, width=header.width, first=first, wanted=wanted):
                if number > header.row and cells and not isinstance(cells, BrokenLine):
                    yield Row(number, tuple(cell or None for cell in cells[:shown]))

    def _load_directly(self, work: Work, table: str, columns: Sequence[int]) -> tuple[BrokenLine, ...]:
        work.span(0, _SURVEYED)
        plain, survey = self._content.settled(work.report, delimiter=self._layout.delimiter)
        work.span(0 if self._trusted else _SURVEYED, 1)
        if survey.damaged or survey.stray or survey.newline == "\r":
            raise _Misread
        header = self._layout.header
        self._read_csv(work, table, columns, plain, survey.newline)
        accepted = work.number(f"SELECT count(*) FROM {table}")
        # A reject's line is its row number as we count: blank lines count, lines within a cell do not.
        rejected = [int(str(line)) for (line,) in work.rows(f"SELECT DISTINCT line FROM {table}_rejects")]
        if not self._trusted and accepted + len(rejected) != survey.rows:
            # DuckDB says nothing of blank lines. What still does not add up was misread.
            self._blank = blank_rows(plain, survey.start, work.report)
            if accepted + len(rejected) + len(self._blank) != survey.rows:
                raise _Misread
        self._trusted = True
        number_rows(work, table, rejected + self._blank)
        last = accepted - empty_rows_at_end(plain, self._layout.delimiter, header.width)
        work.execute(f"DELETE FROM {table} WHERE row <= {header.row} OR rowid >= {last}")
        return tuple(self._rejects(work, table))

    def _read_csv(self, work: Work, table: str, columns: Sequence[int], plain: Path, newline: str) -> None:
        struct = {f"f{index}": "VARCHAR" for index in range(self._layout.header.width)}
        cells = "".join(f", f{position} AS c{index}" for index, position in enumerate(columns))
        rejects = f"{table}_rejects"
        file = read_csv(
            plain, struct, self._layout.delimiter, quote='"', newline=newline, longest=LONGEST, rejects=rejects
        )
        try:
            work.execute(f"CREATE TABLE {table} AS SELECT 0::BIGINT AS row{cells} FROM {file}")
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise _Misread from error
        # A quote that was not closed swallows lines; they are read again, one by one.
        if work.number(
            f"SELECT count(*) FROM {rejects} WHERE regexp_matches(trim(csv_line, $ends), '[\\r\\n]')", {"ends": "\r\n"}
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
            number, raw = int(str(line)), str(text).strip("\r\n").encode()
            _, why = next(records([raw], self._layout.delimiter, width=header.width, first=number), (0, []))
            if isinstance(why, BrokenLine):
                yield why
            elif why:
                reason = TOO_LONG if kind == "LINE SIZE OVER MAXIMUM" else f"the line cannot be read ({kind!s})"
                yield broken(number, reason, raw)

    def _make_copy(self, work: Work) -> None:
        self._broken = []
        self._copy = NumberedCopy(
            self._folder / "numbered.csv",
            self._sound_lines(work),
            work,
            width=self._layout.header.width,
            delimiter=self._layout.delimiter,
        )

    def _sound_lines(self, work: Work) -> Iterator[tuple[int, bytes]]:
        header = self._layout.header
        nothing = empty_row(self._layout.delimiter)
        empty: list[tuple[int, bytes]] = []
        chunks = self._content.chunks(work.report)
        for number, line in sound_lines(chunks, self._layout.delimiter, width=header.width):
            if number <= header.row or line == b"":
                continue
            if isinstance(line, BrokenLine):
                if len(self._broken) < _MOST_BROKEN:
                    self._broken.append(line)
            elif nothing.fullmatch(line):
                # Empty rows count only when something follows: spreadsheets write many of them at the end.
                empty.append((number, line))
            else:
                yield from empty
                empty.clear()
                yield number, line

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
            if any(cell.strip(" ") for cell in cells):
                yield from empty
                empty.clear()
                yield row
            else:
                empty.append(row)
