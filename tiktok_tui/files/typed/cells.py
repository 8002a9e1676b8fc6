"""Typed values (Parquet, a query's result) as the text a person would write, without float noise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duckdb.sqltypes import DuckDBPyType

from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.layout.header import unique_names
from tiktok_tui.files.scratch.database import Value, Work
from tiktok_tui.files.sql import quote_identifier, quote_literal
from tiktok_tui.files.table import Column, Facts, Kind, Row

_NUMBERS = {
    *("tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint"),
    *("uhugeint", "bignum", "varint", "decimal", "float", "double"),
}
_TIMES = {"date", "timestamp", "timestamp_s", "timestamp_ms"}
_INSTANTS = {"timestamp with time zone", "timestamptz_ns"}
_CLOCKS = {"time", "time_ns"}
_DEEPEST = 8
_EXACT = 2**53
_EXACT_FLOAT = 2**24
"""The largest whole numbers that a 64-bit and a 32-bit float hold exactly, with all below them."""
_FLOAT = re.compile(r"(?<![^\s(])FLOAT(?=[,)\[])")


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column, or a field within one: its path as a name, its kind and the SQL that gives its text."""

    name: str
    kind: Kind
    sql: str


class TypedRows:
    """A relation with typed columns: `relation` is SQL for FROM, `row` SQL for the row number."""

    facts = Facts()

    def __init__(self, relation: str, row: str, columns: Sequence[TypedColumn]) -> None:
        self._relation = relation
        self._row = row
        names = unique_names([column.name for column in columns])
        self._sql = [column.sql for column in columns]
        self.columns = tuple(Column(name, column.kind) for name, column in zip(names, columns, strict=True))

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows."""
        return self._select(work, f"LIMIT {count:d}")

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position)."""
        cells = "".join(f", {self._sql[position]} AS c{index}" for index, position in enumerate(columns))
        work.execute(f"CREATE TABLE {table} AS SELECT {self._row} AS row{cells} FROM {self._relation}")
        return BrokenLines(work)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        return self._select(
            work, f"WHERE {self._row} IN (SELECT unnest($numbers::BIGINT[])) ORDER BY 1", {"numbers": list(numbers)}
        )

    def _select(self, work: Work, rest: str, parameters: object = None) -> Iterator[Row]:
        cells = "".join(f", {sql} AS c{index}" for index, sql in enumerate(self._sql))
        for number, *texts in work.rows(f"SELECT {self._row} AS row{cells} FROM {self._relation} {rest}", parameters):
            yield Row(int(str(number)), tuple(text_or_none(text) for text in texts))


def text_or_none(value: Value) -> str | None:
    """Narrow a cell that the database gave."""
    return None if value is None else str(value)


def columns_of(names: Sequence[str], sqls: Sequence[str], types: Sequence[DuckDBPyType]) -> list[TypedColumn]:
    """Return the columns of a relation; a struct's fields are columns by their path: `customer.email`."""
    return [
        column
        for name, sql, kind in zip(names, sqls, types, strict=True)
        for column in _fields(name, sql, kind, _DEEPEST)
    ]


def plain_number(text: str) -> str:
    """Return SQL that writes a number's text (SQL too) without exponent and without `.0`.

    A whole number too large for a float to hold exactly has lost its last digits, and is written as a spreadsheet shows
    it: 7.12345678901235E+18. As an ID it is then refused instead of taken for another.
    """
    small = f"rtrim(try_cast({text} AS DECIMAL(38, 25))::VARCHAR, '0')"
    inexact = f"length({text}) > 18 OR (length({text}) = 18 AND {text} > '{_EXACT}.0')"
    return (
        f"CASE WHEN contains({text}, 'e-') THEN coalesce({small}, {text}) "
        f"WHEN contains({text}, 'e') THEN {_shortened(text)} "
        f"WHEN suffix({text}, '.0') THEN CASE WHEN {inexact} THEN {_shortened(text)} ELSE left({text}, -2) END "
        f"ELSE {text} END"
    )


def _shortened(text: str, digits: int = 14) -> str:
    """Return SQL that writes a number's text (SQL too) with an exponent: 1.23E+18."""
    written = f"format('{{:.{digits}E}}', try_cast({text} AS DOUBLE))"
    return f"coalesce(regexp_replace({written}, '\\.?0*E', 'E'), {text})"


def _without_floats(sql: str, kind: str) -> str:
    """Return SQL of a list with doubles for its 32-bit floats, of which to_json writes 0.1 as 0.10000000149011612."""
    if not _FLOAT.search(kind):
        return sql
    return f"({sql})::{_FLOAT.sub('VARCHAR', kind)}::{_FLOAT.sub('DOUBLE', kind)}"


def unpadded(text: str) -> str:
    """Return SQL that writes a decimal's text (SQL too) without the zeros that fill up its scale: 12.500 is 12.5."""
    return f"CASE WHEN contains({text}, '.') THEN rtrim(rtrim({text}, '0'), '.') ELSE {text} END"


def _fields(name: str, sql: str, kind: DuckDBPyType, depth: int) -> Iterator[TypedColumn]:
    if kind.id == "struct" and depth:
        for field, inner in kind.children:
            assert isinstance(inner, DuckDBPyType)
            yield from _fields(f"{name}.{field}", f"struct_extract({sql}, {quote_literal(field)})", inner, depth - 1)
        return
    text = f"({sql})::VARCHAR"
    if kind.id == "double":
        yield TypedColumn(name, Kind.NUMBER, plain_number(text))
    elif kind.id == "float":
        exact = plain_number(text)
        yield TypedColumn(
            name, Kind.NUMBER, f"CASE WHEN abs({sql}) > {_EXACT_FLOAT} THEN {_shortened(text, 6)} ELSE {exact} END"
        )
    elif kind.id == "decimal":
        yield TypedColumn(name, Kind.NUMBER, unpadded(text))
    elif kind.id in _NUMBERS:
        yield TypedColumn(name, Kind.NUMBER, text)
    elif kind.id in _INSTANTS:
        # The session's time zone is UTC, for which DuckDB writes +00.
        instant = f"({sql})::TIMESTAMPTZ::VARCHAR"
        yield TypedColumn(name, Kind.TIME, f"regexp_replace(replace({instant}, ' ', 'T'), '\\+00$', '+00:00')")
    elif kind.id == "timestamp_ns":
        yield TypedColumn(name, Kind.TIME, f"replace(({sql})::TIMESTAMP::VARCHAR, ' ', 'T')")
    elif kind.id in _CLOCKS:
        yield TypedColumn(name, Kind.CLOCK, text)
    elif kind.id in _TIMES:
        yield TypedColumn(name, Kind.TIME, f"replace({text}, ' ', 'T')")
    elif kind.id in ("list", "array"):
        yield TypedColumn(name, Kind.LIST, f"to_json({_without_floats(sql, str(kind))})::VARCHAR")
    elif kind.id in ("map", "struct", "union"):
        yield TypedColumn(name, Kind.TEXT, f"to_json({sql})::VARCHAR")
    elif kind.id == "blob":
        yield TypedColumn(name, Kind.TEXT, f"nullif(coalesce(try(decode({sql})), {text}), '')")
    else:
        yield TypedColumn(name, Kind.TEXT, f"nullif({text}, '')")


def relation_columns(work: Work, relation: str) -> list[TypedColumn]:
    """Return the columns of a relation that can stand after FROM."""
    found = work.cursor.sql(f"SELECT * FROM {relation}")
    return columns_of(found.columns, [quote_identifier(name) for name in found.columns], found.types)
