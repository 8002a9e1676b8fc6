"""Read JSON Lines; nested fields are columns by their path, and every value stays as it was written.

A row's number is its line in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.json_files.fields import fields_of, is_table, object_of
from tiktok_tui.files.json_files.in_sql import (
    BLANKS,
    broken_object,
    cells_sql,
    columns_of,
    found_sql,
    not_json,
    row_of,
)
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.scratch.folders import open_private
from tiktok_tui.files.scratch.scanning import read_csv
from tiktok_tui.files.table import Facts, Row
from tiktok_tui.files.text.content import Content
from tiktok_tui.files.text.numbering import number_rows
from tiktok_tui.files.text.records import lines
from tiktok_tui.files.text.survey import Survey, read_stretch, survey

_HEAD = 1 << 20
_AT_ONCE = 500
_LONGEST = 8 << 20
# A control character, which JSON never holds as it is.
_NO_DELIMITER = "\x01"


class JsonLines:
    """A file of JSON objects, one a line."""

    facts = Facts()

    def __init__(self, path: Path, content: Content, folder: Path) -> None:
        self._path = path
        self.paths = (path,)
        self._content = content
        self._folder = folder
        self._uniform: tuple[Path, Survey] | None = None
        self._broken: BrokenLines | None = None
        head, complete = content.head(_HEAD)
        whole = head.splitlines()
        pieces = [line for piece in content.later_pieces() for line in piece.splitlines()[1:-1]]
        objects = [found for line in whole + pieces if (found := object_of(line)) is not None]
        self._fields = fields_of(objects)
        if not self._fields or (complete and len(whole) == 1 and all(map(is_table, objects[0].values()))):
            raise not_json(path)
        self.columns = columns_of(self._fields)

    @property
    def format(self) -> str:
        """The format, for people."""
        return f"JSON Lines, {self._content.description}"

    @property
    def notes(self) -> tuple[str, ...]:
        """The oddities that were found."""
        return self._content.notes

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows, and the broken lines among them."""
        numbered = (
            (number, line) for number, line in enumerate(lines(self._content.chunks(), _LONGEST), 1) if line.strip()
        )
        return islice(self._parsed(work, numbered), count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position); give the lines that are no rows."""
        cells = cells_sql([self._fields[position] for position in columns])
        rejects = f"{table}_rejects"
        path, uniform = self._uniform_lines(work)
        file = read_csv(
            path,
            {"line": "VARCHAR"},
            _NO_DELIMITER,
            quote="",
            newline=uniform.newline,
            longest=_LONGEST,
            rejects=rejects,
        )
        work.execute(
            f"CREATE TABLE {table} AS SELECT 0::BIGINT AS row{cells}, found IS NULL AS lost, "
            "CASE WHEN found IS NULL THEN line END AS text "
            f"FROM (SELECT line, {found_sql(self._fields, columns)} AS found FROM {file})"
        )
        rejected = [int(str(line)) for (line,) in work.rows(f"SELECT DISTINCT line FROM {rejects}")]
        number_rows(work, table, rejected)
        if self._broken is None:
            found = work.rows(
                f"SELECT row, text FROM {table} WHERE lost AND trim(text, {BLANKS}) <> '' UNION ALL SELECT line, "
                f"any_value(csv_line) FROM {rejects} GROUP BY line ORDER BY 1"
            )
            self._broken = BrokenLines(
                work, (broken_object(int(str(number)), str(text).strip()) for number, text in found)
            )
        work.execute(f"DELETE FROM {table} WHERE lost")
        work.execute(f"ALTER TABLE {table} DROP COLUMN lost")
        work.execute(f"ALTER TABLE {table} DROP COLUMN text")
        return self._broken

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        path, found = self._uniform_lines(work)
        return self._pick(numbers, work, path, found)

    def _pick(self, numbers: Sequence[int], work: Work, path: Path, found: Survey) -> Iterator[Row]:
        for first, begin, end, wanted in found.positions.stretches(numbers):
            stretch = enumerate(read_stretch(path, begin, end).split(b"\n"), first)
            for row in self._parsed(work, ((number, line) for number, line in stretch if number in wanted)):
                if isinstance(row, Row):
                    yield row

    def _uniform_lines(self, work: Work) -> tuple[Path, Survey]:
        """Return a UTF-8 file whose lines all end alike, and the survey of it."""
        if self._uniform is None:
            path, found = self._content.settled(work.report, delimiter=None)
            if found.mixed:
                path = self._folder / "lines.jsonl"
                with open_private(path) as copy:
                    for line in lines(self._content.chunks(work.report), _LONGEST):
                        copy.write(line.rstrip(b"\r\n") + b"\n")
                found = survey(path, 0, work.report, delimiter=None)
            self._uniform = path, found
        return self._uniform

    def _parsed(self, work: Work, numbered: Iterable[tuple[int, bytes]]) -> Iterator[Row | BrokenLine]:
        source = iter(numbered)
        every = range(len(self._fields))
        kinds = any(field.mixed for field in self._fields)
        sql = (
            f"SELECT row, found IS NULL, line{cells_sql(self._fields, all_kinds=kinds)} FROM (SELECT row, line, "
            f"{found_sql(self._fields, every)} AS found FROM (SELECT unnest($rows::BIGINT[]) AS row, "
            "unnest($lines::VARCHAR[]) AS line)) ORDER BY row"
        )
        while batch := list(islice(source, _AT_ONCE)):
            texts = [line.decode("utf-8", "replace") for _, line in batch]
            found = work.execute(sql, {"rows": [number for number, _ in batch], "lines": texts}).fetchall()
            for number, lost, line, *cells in found:
                if lost:
                    yield broken_object(number, line.strip())
                else:
                    yield row_of(number, cells, kinds)
