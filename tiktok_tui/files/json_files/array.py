"""Read one JSON array of objects, or the one within an object; a row's number is its place in the array, from 1 on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.json_files.fields import fields_of, object_of
from tiktok_tui.files.json_files.in_sql import broken_object, cells_sql, columns_of, found_sql, not_json, row_of
from tiktok_tui.files.json_files.within import LARGEST, Within
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.scratch.scanning import path_literal
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Facts, Row
from tiktok_tui.files.text.content import Content


class JsonArray:
    """A file that is one JSON array of objects, or an object with such an array `within`."""

    def __init__(self, path: Path, content: Content, work: Work, within: Within | None = None) -> None:
        plain, _ = content.settled(work.report, delimiter=None)
        # DuckDB takes an array that was cut short for a whole one.
        if within is None and not _last_bytes(plain).rstrip().endswith(b"]"):
            raise FileError(
                "The JSON array is cut short.", where=str(path), remedy="Export or download the file again."
            )
        self._table = work.new_name("objects")
        self._content = content
        self.paths = (path,)
        self._broken: BrokenLines | None = None
        # The whole array is read at once: it has no lines that could be found again.
        try:
            work.execute(
                f"CREATE TABLE {self._table} AS SELECT json(json)::VARCHAR AS line FROM {_objects(plain, within)}"
            )
        except duckdb.InvalidInputException as error:
            raise not_json(path) from error
        sample = work.rows(f"SELECT line FROM {self._table} LIMIT 10000")
        self._fields = fields_of(found for (line,) in sample if (found := object_of(str(line))) is not None)
        if not self._fields:
            raise not_json(path)
        self.columns = columns_of(self._fields)
        self.format = f"JSON array, {content.description}"
        self.facts = within.facts if within is not None else Facts()
        self.notes = (*content.notes, *(within.notes if within is not None else ()))

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows."""
        return self._rows(work, f"LIMIT {count:d}")

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position); give the items that are no objects."""
        cells = cells_sql([self._fields[position] for position in columns])
        work.execute(
            f"CREATE TABLE {table} AS SELECT place AS row{cells} FROM (SELECT rowid + 1 AS place, line, "
            f"{found_sql(self._fields, columns)} AS found FROM {self._table}) WHERE found IS NOT NULL"
        )
        if self._broken is None:
            lost = work.rows(
                f"SELECT rowid + 1, line FROM {self._table} WHERE NOT starts_with(line, '{{') ORDER BY rowid"
            )
            self._broken = BrokenLines(work, (broken_object(int(str(place)), str(line)) for place, line in lost))
        return self._broken

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        found = self._rows(
            work, "WHERE rowid + 1 IN (SELECT unnest($numbers::BIGINT[])) ORDER BY rowid", {"numbers": list(numbers)}
        )
        return (row for row in found if isinstance(row, Row))

    def _rows(self, work: Work, rest: str, parameters: object = None) -> Iterator[Row | BrokenLine]:
        kinds = any(field.mixed for field in self._fields)
        found = work.rows(
            f"SELECT place, found IS NULL, line{cells_sql(self._fields, all_kinds=kinds)} "
            f"FROM (SELECT rowid + 1 AS place, line, {found_sql(self._fields, range(len(self._fields)))} AS found "
            f"FROM {self._table} {rest})",
            parameters,
        )
        for place, lost, line, *cells in found:
            if lost:
                yield broken_object(int(str(place)), str(line))
            else:
                yield row_of(int(str(place)), cells, kinds)


def _objects(path: Path, within: Within | None) -> str:
    """SQL for a table of the objects, each a `json`."""
    if within is None:
        return f"read_json_objects({path_literal(path)}, format = 'array', hive_partitioning = false)"
    return (
        f"(SELECT unnest(json_extract(json_extract(json, {quote_literal(within.list.pointer)}), '$[*]')) AS json "
        f"FROM read_json_objects({path_literal(path)}, format = 'unstructured', maximum_object_size = {LARGEST:d}, "
        "hive_partitioning = false))"
    )


def _last_bytes(path: Path) -> bytes:
    with path.open("rb") as content:
        content.seek(max(0, path.stat().st_size - 4096))
        return content.read()
