"""Read JSON Lines, or one JSON array; nested fields are columns by their path, and every value stays as it was written.

A row's number is its line in the file; in an array, its place, from 1 on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.content import Content
from tiktok_tui.files.header import unique_names
from tiktok_tui.files.jsonfields import Field, fields_of, is_table, object_of
from tiktok_tui.files.numbering import number_rows
from tiktok_tui.files.records import broken, lines
from tiktok_tui.files.scanning import path_literal, read_csv
from tiktok_tui.files.scratch import open_private
from tiktok_tui.files.session import Work
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.survey import Survey, read_stretch, survey
from tiktok_tui.files.table import BrokenLine, Column, Kind, Row
from tiktok_tui.files.typed import plain_number, text_or_none

_HEAD = 1 << 20
_AT_ONCE = 500
_MOST_BROKEN = 100_000
_LONGEST = 8 << 20
# A control character, which JSON never holds as it is.
_NO_DELIMITER = "\x01"


class JsonLines:
    """A file of JSON objects, one a line."""

    def __init__(self, path: Path, content: Content, folder: Path) -> None:
        self._path = path
        self._content = content
        self._folder = folder
        self._uniform: tuple[Path, Survey] | None = None
        head, complete = content.head(_HEAD)
        whole = head.splitlines() if complete else head.splitlines()[:-1]
        pieces = [line for piece in content.later_pieces() for line in piece.splitlines()[1:-1]]
        objects = [found for line in whole + pieces if (found := object_of(line)) is not None]
        self._fields = fields_of(objects)
        if not self._fields or (complete and len(whole) == 1 and all(map(is_table, objects[0].values()))):
            raise not_json(path)
        self.columns = _columns(self._fields)

    @property
    def format(self) -> str:
        """The format, for people."""
        return f"JSON Lines, {self._content.description}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found odd."""
        return self._content.notes

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Give the first `count` rows, and the broken lines among them."""
        numbered = ((number, line) for number, line in enumerate(lines(self._content.chunks()), 1) if line.strip())
        return islice(self._parsed(work, numbered), count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> tuple[BrokenLine, ...]:
        """Make a table of the row numbers and these columns (by position); give the lines that are no rows."""
        cells = _select([self._fields[position] for position in columns])
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
            f"FROM (SELECT line, {_found(self._fields, columns)} AS found FROM {file})"
        )
        rejected = [int(str(line)) for (line,) in work.rows(f"SELECT DISTINCT line FROM {rejects}")]
        number_rows(work, table, rejected)
        found = list(
            work.rows(
                f"SELECT row, text FROM {table} WHERE lost AND trim(text) <> '' UNION ALL SELECT line, "
                f"any_value(csv_line) FROM {rejects} GROUP BY line ORDER BY 1 LIMIT {_MOST_BROKEN}"
            )
        )
        work.execute(f"DELETE FROM {table} WHERE lost")
        work.execute(f"ALTER TABLE {table} DROP COLUMN lost")
        work.execute(f"ALTER TABLE {table} DROP COLUMN text")
        return tuple(_broken(int(str(number)), str(text).strip()) for number, text in found)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Give the rows with these sorted numbers."""
        path, found = self._uniform_lines(work)
        return self._pick(numbers, work, path, found)

    def _pick(self, numbers: Sequence[int], work: Work, path: Path, found: Survey) -> Iterator[Row]:
        for first, begin, end, wanted in found.positions.stretches(numbers):
            stretch = enumerate(read_stretch(path, begin, end).split(b"\n"), first)
            for row in self._parsed(work, ((number, line) for number, line in stretch if number in wanted)):
                if isinstance(row, Row):
                    yield row

    def _uniform_lines(self, work: Work) -> tuple[Path, Survey]:
        """Give a UTF-8 file whose lines all end in one way, and what a pass over it found."""
        if self._uniform is None:
            path, found = self._content.settled(work.report, delimiter=None)
            if found.mixed:
                path = self._folder / "lines.jsonl"
                with open_private(path) as copy:
                    for line in lines(self._content.chunks(work.report)):
                        copy.write(line.rstrip(b"\r\n") + b"\n")
                found = survey(path, 0, work.report, delimiter=None)
            self._uniform = path, found
        return self._uniform

    def _parsed(self, work: Work, numbered: Iterable[tuple[int, bytes]]) -> Iterator[Row | BrokenLine]:
        source = iter(numbered)
        every = range(len(self._fields))
        sql = (
            f"SELECT row, found IS NULL, line{_select(self._fields)} FROM (SELECT row, line, "
            f"{_found(self._fields, every)} AS found FROM (SELECT unnest($rows::BIGINT[]) AS row, "
            "unnest($lines::VARCHAR[]) AS line)) ORDER BY row"
        )
        while batch := list(islice(source, _AT_ONCE)):
            texts = [line.decode("utf-8", "replace") for _, line in batch]
            found = work.execute(sql, {"rows": [number for number, _ in batch], "lines": texts}).fetchall()
            for number, lost, line, *cells in found:
                if lost:
                    yield _broken(number, line.strip())
                else:
                    yield Row(number, tuple(text_or_none(cell) for cell in cells))


class JsonArray:
    """A file that is one JSON array of objects."""

    def __init__(self, path: Path, content: Content, work: Work) -> None:
        plain, _ = content.settled(work.report, delimiter=None)
        # DuckDB takes an array that was cut short for a whole one.
        if not _last_bytes(plain).rstrip().endswith(b"]"):
            raise FileError(
                "The JSON array is cut short.", where=str(path), remedy="Export or download the file again."
            )
        self._table = work.new_name("objects")
        self._content = content
        # The whole array is read at once: it has no lines to go by.
        try:
            work.execute(
                f"CREATE TABLE {self._table} AS SELECT json(json)::VARCHAR AS line FROM read_json_objects("
                f"{path_literal(plain)}, format = 'array', hive_partitioning = false)"
            )
        except duckdb.InvalidInputException as error:
            raise not_json(path) from error
        sample = work.rows(f"SELECT line FROM {self._table} LIMIT 10000")
        self._fields = fields_of(found for (line,) in sample if (found := object_of(str(line))) is not None)
        if not self._fields:
            raise not_json(path)
        self.columns = _columns(self._fields)
        self.format = f"JSON array, {content.description}"
        self.notes = content.notes

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Give the first `count` rows."""
        return self._rows(work, f"LIMIT {count:d}")

    def load(self, work: Work, table: str, columns: Sequence[int]) -> tuple[BrokenLine, ...]:
        """Make a table of the row numbers and these columns (by position); give the items that are no objects."""
        cells = _select([self._fields[position] for position in columns])
        work.execute(
            f"CREATE TABLE {table} AS SELECT place AS row{cells} FROM (SELECT rowid + 1 AS place, "
            f"{_found(self._fields, columns)} AS found FROM {self._table}) WHERE found IS NOT NULL"
        )
        lost = work.rows(
            f"SELECT rowid + 1, line FROM {self._table} WHERE NOT starts_with(line, '{{') LIMIT {_MOST_BROKEN}"
        )
        return tuple(_broken(int(str(place)), str(line)) for place, line in lost)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Give the rows with these sorted numbers."""
        found = self._rows(
            work, "WHERE rowid + 1 IN (SELECT unnest($numbers::BIGINT[])) ORDER BY rowid", {"numbers": list(numbers)}
        )
        return (row for row in found if isinstance(row, Row))

    def _rows(self, work: Work, rest: str, parameters: object = None) -> Iterator[Row | BrokenLine]:
        found = work.rows(
            f"SELECT place, found IS NULL, line{_select(self._fields)} FROM (SELECT rowid + 1 AS place, line, "
            f"{_found(self._fields, range(len(self._fields)))} AS found FROM {self._table} {rest})",
            parameters,
        )
        for place, lost, line, *cells in found:
            if lost:
                yield _broken(int(str(place)), str(line))
            else:
                yield Row(int(str(place)), tuple(text_or_none(cell) for cell in cells))


def _last_bytes(path: Path) -> bytes:
    with path.open("rb") as content:
        content.seek(max(0, path.stat().st_size - 4096))
        return content.read()


def not_json(path: Path) -> FileError:
    """Make the error for a file that is no JSON, or JSON that is no table."""
    return FileError(
        "The file is neither JSON Lines (one object a line) nor an array of objects.",
        where=str(path),
        remedy="Export it as JSON Lines or CSV; an array that lies within an object must be taken out of it.",
    )


def _columns(fields: Sequence[Field]) -> tuple[Column, ...]:
    names = unique_names([field.name for field in fields])
    return tuple(Column(name, field.kind) for name, field in zip(names, fields, strict=True))


def _found(fields: Sequence[Field], columns: Iterable[int]) -> str:
    """SQL that takes the fields out of `line` as a list, in one go; NULL when the line is no object."""
    pointers = ", ".join(quote_literal(fields[position].pointer) for position in columns) or "'/'"
    return f"CASE WHEN starts_with(ltrim(line), '{{') THEN try(json_extract_string(line, [{pointers}])) END"


def _select(fields: Sequence[Field]) -> str:
    """SQL that names the items of the list `found` c0, c1 …"""
    return "".join(f", {_text(field, f'found[{index}]')} AS c{index - 1}" for index, field in enumerate(fields, 1))


def _broken(number: int, text: str) -> BrokenLine:
    try:
        json.loads(text)
        reason = "the line is no JSON object"
    except (ValueError, RecursionError):
        reason = "the line is not valid JSON"
    return broken(number, reason, text.encode("utf-8", "replace"))


def _text(field: Field, sql: str) -> str:
    return plain_number(sql) if field.kind is Kind.NUMBER else f"nullif({sql}, '')"
