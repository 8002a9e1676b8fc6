"""Read CSV and its kin: DuckDB does the bulk, and what it would get wrong goes through our own reader first."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb

from tiktok_tui.files.broken import BrokenLine, BrokenLines, Reason, broken
from tiktok_tui.files.layout.header import find_layout
from tiktok_tui.files.layout.preamble import below, is_footer
from tiktok_tui.files.layout.trailing import HeldBack, empty_row, footer_of, footer_text
from tiktok_tui.files.progress import Progress
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.scratch.scanning import read_csv
from tiktok_tui.files.table import Column, Facts, Row
from tiktok_tui.files.text.content import Content
from tiktok_tui.files.text.formula_text import text_within, text_within_sql
from tiktok_tui.files.text.numbered import NumberedCopy
from tiktok_tui.files.text.numbering import number_rows
from tiktok_tui.files.text.records import LONGEST, MEGABYTES, records, sound_lines
from tiktok_tui.files.text.survey import blank_rows, read_stretch
from tiktok_tui.files.text.surveyed import Misread, Style, read_surveyed, style_of


class DelimitedText:
    """A file of delimited text. Row 1 is the file's first line; blank lines, title lines and broken ones count."""

    def __init__(self, path: Path, content: Content, folder: Path) -> None:
        self._content = content
        self.paths = (path,)
        self._folder = folder
        head, complete = content.head()
        self._layout = find_layout(head, complete=complete, where=str(path))
        self._style = style_of(head)
        self._trusted = False
        self._blank: list[int] = []
        self._copy: NumberedCopy | None = None
        self._broken: BrokenLines | None = None
        self._below: tuple[str, ...] = ()
        self._errors: tuple[str, ...] = ()
        if content.is_plain:
            self._below = footer_of(path, self._layout.delimiter, self._layout.header.width).texts
        self.columns = tuple(Column(name) for name in self._layout.header.names)

    @property
    def format(self) -> str:
        """The format, for people."""
        return f"CSV, {self._layout.description}, {self._content.description}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything odd that was found so far."""
        return (*self._layout.header.notes, *below(self._below), *self._errors, *self._content.notes)

    @property
    def facts(self) -> Facts:
        """The facts that lines above the header state."""
        return self._layout.header.facts

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows, and the broken lines among them; no more of the file is read than they need."""
        return islice(self._read(lambda share: work.check()), count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position); return the lines that are no rows."""
        if self._copy is None:
            try:
                return self._load_directly(work, table, columns)
            except Misread:
                work.execute(f"DROP TABLE IF EXISTS {table}")
                self._broken = BrokenLines(work)
                self._copy = self._make_copy(work, self._broken)
                self._broken.flush()
        assert self._broken is not None
        self._copy.load(work, table, columns, text=text_within_sql if self._formulas(work) else None)
        return self._broken

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        if self._copy is None and not self._trusted:
            table = work.new_name("unused")
            self.load(work, table, [])
            work.execute(f"DROP TABLE {table}")
        return self._pick(numbers, work)

    def _pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        header = self._layout.header
        if self._copy is not None:
            for row in self._copy.pick(numbers, work):
                yield Row(row.number, self._shown([cell or "" for cell in row.cells]))
            return
        plain, survey = self._content.settled(work.report, delimiter=self._layout.delimiter)
        delimiter = self._layout.delimiter
        for first, begin, end, wanted in survey.positions.stretches(numbers):
            work.check()
            stretch = [read_stretch(plain, begin, end)]
            for number, cells in records(stretch, delimiter, width=header.width, first=first, wanted=wanted):
                if number > header.row and cells and not isinstance(cells, BrokenLine):
                    yield Row(number, self._shown(cells))

    def _shown(self, cells: Sequence[str]) -> tuple[str | None, ...]:
        return tuple(text_within(cell) or None for cell in cells[: len(self._layout.header.names)])

    def _formulas(self, work: Work) -> bool:
        _, survey = self._content.settled(work.report, delimiter=self._layout.delimiter)
        return survey.formulas

    def _load_directly(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        header = self._layout.header
        read = partial(self._read_csv, work, table, columns)
        plain, survey, self._style = read_surveyed(self._content, work, self._layout.delimiter, self._style, read)
        self._errors = survey.errors.notes
        accepted = work.number(f"SELECT count(*) FROM {table}")
        # A reject's line is its row number as we count: blank lines count, lines within a cell do not.
        rejected = array("q", (int(str(line)) for (line,) in work.rows(f"SELECT DISTINCT line FROM {table}_rejects")))
        if not self._trusted and accepted + len(rejected) != survey.rows:
            # DuckDB says nothing of blank lines. What still does not add up was misread.
            self._blank = blank_rows(plain, survey.start, work.report)
            if accepted + len(rejected) + len(self._blank) != survey.rows:
                raise Misread
        self._trusted = True
        number_rows(work, table, [*rejected, *self._blank])
        footer = footer_of(plain, self._layout.delimiter, header.width)
        self._below = footer.texts
        work.execute(f"DELETE FROM {table} WHERE row <= {header.row} OR rowid >= {accepted - footer.rows}")
        if self._broken is None:
            count = sum(1 for line in rejected if line > header.row) - footer.broken
            self._broken = BrokenLines(work, self._rejects(work, table, count))
        return self._broken

    def _read_csv(self, work: Work, table: str, columns: Sequence[int], plain: Path, style: Style) -> None:
        struct = {f"f{index}": "VARCHAR" for index in range(self._layout.header.width)}
        cells = ""
        for index, position in enumerate(columns):
            cells += f", {text_within_sql(f'f{position}') if style.formulas else f'f{position}'} AS c{index}"
        rejects = f"{table}_rejects"
        for made in (table, rejects, f"{rejects}_scans"):
            work.execute(f"DROP TABLE IF EXISTS {made}")
        file = read_csv(
            plain, struct, self._layout.delimiter, quote='"', newline=style.newline, longest=LONGEST, rejects=rejects
        )
        try:
            work.execute(f"CREATE TABLE {table} AS SELECT 0::BIGINT AS row{cells} FROM {file}")
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise Misread from error
        # A quote that was not closed swallows lines; they are read again, one by one.
        if work.number(
            f"SELECT count(*) FROM {rejects} WHERE regexp_matches(trim(csv_line, $ends), '[\\r\\n]')", {"ends": "\r\n"}
        ):
            raise Misread

    def _rejects(self, work: Work, table: str, count: int) -> Iterator[BrokenLine]:
        """Yield the first `count` broken lines below the header, each with the reason that our own reader finds."""
        header = self._layout.header
        found = work.rows(
            f"SELECT line, any_value(error_type)::VARCHAR, any_value(csv_line) FROM {table}_rejects "
            "WHERE line > $header GROUP BY line ORDER BY line LIMIT $count",
            {"header": header.row, "count": count},
        )
        for line, kind, text in found:
            number, raw = int(str(line)), str(text).strip("\r\n").encode()
            _, why = next(records([raw], self._layout.delimiter, width=header.width, first=number), (0, []))
            if isinstance(why, BrokenLine):
                yield why
            elif why:
                too_long = kind == "LINE SIZE OVER MAXIMUM"
                reason = Reason.TOO_LONG if too_long else Reason.UNREADABLE
                yield broken(number, reason, raw, megabytes=MEGABYTES, kind=str(kind).lower())

    def _make_copy(self, work: Work, lost: BrokenLines) -> NumberedCopy:
        return NumberedCopy(
            self._folder / "numbered.csv",
            self._sound_lines(work, lost),
            work,
            width=self._layout.header.width,
            delimiter=self._layout.delimiter,
        )

    def _sound_lines(self, work: Work, lost: BrokenLines) -> Iterator[tuple[int, bytes]]:
        header = self._layout.header
        nothing = empty_row(self._layout.delimiter)
        held = HeldBack[tuple[int, bytes | BrokenLine]]()
        chunks = self._content.chunks(work.report)
        for number, line in sound_lines(chunks, self._layout.delimiter, width=header.width):
            if number <= header.row or line == b"":
                continue
            text = footer_text(_raw(line), self._layout.delimiter)
            if text is not None or (isinstance(line, bytes) and nothing.fullmatch(line)):
                held.hold((number, line), text or "")
                continue
            for before in (*held.release(), (number, line)):
                if isinstance(before[1], BrokenLine):
                    lost.add(before[1])
                else:
                    yield before[0], before[1]
        self._below = held.texts

    def _read(self, progress: Progress) -> Iterator[Row | BrokenLine]:
        header = self._layout.header
        held = HeldBack[Row | BrokenLine]()
        chunks = self._content.chunks(progress)
        for number, cells in records(chunks, self._layout.delimiter, width=header.width):
            if number <= header.row or cells == []:
                continue
            if isinstance(cells, BrokenLine):
                row: Row | BrokenLine = cells
                text = footer_text(_raw(cells), self._layout.delimiter)
            else:
                row = Row(number, self._shown(cells))
                text = ", ".join(filter(None, cells)) if is_footer(cells) else None
            if text is not None or (isinstance(cells, list) and not any(cell.strip(" ") for cell in cells)):
                held.hold(row, text or "")
            else:
                yield from held.release()
                yield row
        self._below = held.texts


def _raw(line: bytes | BrokenLine) -> bytes:
    return line.text.encode() if isinstance(line, BrokenLine) else line
