"""Parquet: typed values as the text that a person would write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.support.tables import all_rows, cells
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.table import Column, Kind, Row

Write = Callable[..., Path]
Value = tuple[str, str | None, Kind]
"""SQL, with the text that a person would write and the kind of its column."""


@pytest.fixture(scope="module")
def writer() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in the time zone of Tokyo that writes the files."""
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'Asia/Tokyo'")
        yield database


@pytest.fixture
def parquet(writer: duckdb.DuckDBPyConnection, tmp_path: Path) -> Write:
    def write(select: str, options: str = "") -> Path:
        path = tmp_path / "orders.parquet"
        writer.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet{options})")
        return path

    return write


def read(path: Path, scratch: Path) -> Table:
    return open_table(str(path), scratch=scratch)


VALUES: list[Value] = [
    ("12025550123.0::DOUBLE", "12025550123", Kind.NUMBER),
    ("9007199254740992::DOUBLE", "9007199254740992", Kind.NUMBER),
    ("9007199254740994::DOUBLE", "9.00719925474099E+15", Kind.NUMBER),
    ("1e16::DOUBLE", "1E+16", Kind.NUMBER),
    ("7123456789012345678::DOUBLE", "7.12345678901235E+18", Kind.NUMBER),
    ("16777216::FLOAT", "16777216", Kind.NUMBER),
    ("16777218::FLOAT", "1.677722E+07", Kind.NUMBER),
    ("-16777218::FLOAT", "-1.677722E+07", Kind.NUMBER),
    ("2025550123::FLOAT", "2.02555E+09", Kind.NUMBER),
    ("12.50::DECIMAL(38, 18)", "12.5", Kind.NUMBER),
    ("100::DECIMAL(38, 18)", "100", Kind.NUMBER),
    ("100::DECIMAL(5, 0)", "100", Kind.NUMBER),
    ("-0.50::DECIMAL(5, 2)", "-0.5", Kind.NUMBER),
    ("TIME '22:05:00'", "22:05:00", Kind.CLOCK),
    ("23.7881::FLOAT", "23.7881", Kind.NUMBER),
    ("[{'p': 0.1::FLOAT, 'FLOAT': 1}]", '[{"p":0.1,"FLOAT":1}]', Kind.LIST),
    ("[0.1::FLOAT]", "[0.1]", Kind.LIST),
    ("1e-7::DOUBLE", "0.0000001", Kind.NUMBER),
    ("19.99::DOUBLE", "19.99", Kind.NUMBER),
    ("0.1::FLOAT", "0.1", Kind.NUMBER),
    ("19.90::DECIMAL(10, 2)", "19.9", Kind.NUMBER),
    ("1234567890123456789", "1234567890123456789", Kind.NUMBER),
    ("12345678901234567890::UBIGINT", "12345678901234567890", Kind.NUMBER),
    ("'nan'::DOUBLE", "nan", Kind.NUMBER),
    ("DATE '2026-06-01'", "2026-06-01", Kind.TIME),
    ("TIMESTAMP '2026-06-01 10:01:00'", "2026-06-01T10:01:00", Kind.TIME),
    ("TIMESTAMP '2026-06-01 10:01:00.5'", "2026-06-01T10:01:00.5", Kind.TIME),
    ("TIMESTAMPTZ '2026-06-01 10:01:00+02'", "2026-06-01T08:01:00+00:00", Kind.TIME),
    ("TIMESTAMP_NS '2026-06-01 10:01:00.25'", "2026-06-01T10:01:00.25", Kind.TIME),
    ("TIMESTAMPTZ_NS '2026-06-01 10:01:00.25+02'", "2026-06-01T08:01:00.25+00:00", Kind.TIME),
    ("true", "true", Kind.TEXT),
    ("'007'", "007", Kind.TEXT),
    ("'text'::BLOB", "text", Kind.TEXT),
    ("encode('caf\u00e9')", "caf\u00e9", Kind.TEXT),
    (r"'\xFF\x01'::BLOB", r"\xFF\x01", Kind.TEXT),
    ("'00000000-0000-0000-0000-000000000001'::UUID", "00000000-0000-0000-0000-000000000001", Kind.TEXT),
    ("['a', 'b']", '["a","b"]', Kind.LIST),
    ("[{'sku': 'a', 'price': 1.5::DOUBLE}]", '[{"sku":"a","price":1.5}]', Kind.LIST),
    ("MAP {'k': 1}", '{"k":1}', Kind.TEXT),
    ("'x'::ENUM ('x', 'y')", "x", Kind.TEXT),
    ("NULL::INTEGER", None, Kind.NUMBER),
]


def one_row(values: list[Value]) -> str:
    """A SELECT of all the values as one row."""
    return "SELECT " + ", ".join(f"{sql} AS v{place}" for place, (sql, _, _) in enumerate(values))


def assert_read_as(values: list[Value], table: Table) -> None:
    """The one row of the table, which is numbered 2, holds the texts of the values in columns of their kinds."""
    (row,) = all_rows(table)
    assert row.number == 2
    found = [(text, column.kind) for text, column in zip(row.cells, table.columns, strict=True)]
    assert dict(zip(values, found, strict=True)) == {value: value[1:] for value in values}


def test_values_are_plain_text(parquet: Write, scratch: Path) -> None:
    with read(parquet(one_row(VALUES)), scratch) as table:
        assert_read_as(VALUES, table)


def test_struct_fields_are_columns_by_path(parquet: Write, scratch: Path) -> None:
    struct = """{'email': 'a@b.co', 'address': {'zip': '007', 'it''s "x"': 1}}"""
    with read(parquet(f"SELECT {struct} AS customer UNION ALL SELECT NULL"), scratch) as table:
        assert [column.name for column in table.columns] == [
            *("customer.email", "customer.address.zip", 'customer.address.it\'s "x"')
        ]
        assert all_rows(table) == [Row(2, ("a@b.co", "007", "1")), Row(3, (None, None, None))]


def test_odd_names_and_a_name_of_duckdbs_own(parquet: Write, scratch: Path) -> None:
    names = ['"; DROP TABLE x --', "a'b", "file_row_number", "row", "rowid", "c0", ""]
    columns = ", ".join(
        f"{place} AS " + '"' + name.replace('"', '""') + '"' for place, name in enumerate(names) if name
    )
    with read(parquet(f"SELECT {columns}"), scratch) as table:
        assert [column.name for column in table.columns] == names[:-1]
        assert all_rows(table) == [Row(2, tuple("012345"))]
    with read(parquet('SELECT 7 AS "File_Row_Number", 8 AS b'), scratch) as table:
        assert all_rows(table) == [Row(2, ("7", "8"))]
    with read(parquet("SELECT 7 AS file_row_number, 8 AS a, 9 AS a_place"), scratch) as table:
        assert all_rows(table) == [Row(2, ("7", "8", "9"))]


def test_row_numbers_over_many_row_groups(parquet: Write, scratch: Path) -> None:
    with read(parquet("SELECT i FROM range(50000) t(i)", ", ROW_GROUP_SIZE 4096"), scratch) as table:
        staged = table.stage(["i"])
        wrong = f"SELECT count(*) FROM {staged.name} WHERE row <> c0::BIGINT + 2 OR rowid <> c0::BIGINT"
        assert table.cursor().execute(wrong).fetchone() == (0,)
        assert list(table.pick([40_000, 2, 50_002])) == [Row(2, ("0",)), Row(40_000, ("39998",))]


def test_a_path_that_looks_like_a_partition_adds_no_column(parquet: Write, scratch: Path, tmp_path: Path) -> None:
    folder = tmp_path / "day=1"
    folder.mkdir()
    with read(parquet("SELECT 1 AS a").rename(folder / "x[1].parquet"), scratch) as table:
        assert [column.name for column in table.columns] == ["a"]
        assert cells(table) == [("1",)]


def test_a_text_of_some_megabytes_is_a_cell_in_every_way_to_read_it(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "long.parquet"
    duckdb.execute(f"COPY (SELECT repeat('x', 7000000) AS a, 'y' AS b) TO '{path}' (FORMAT parquet)")
    with open_table(str(path), scratch=scratch) as table:
        assert all_rows(table) == [Row(2, ("x" * 7_000_000, "y"))]


def test_a_name_that_looks_like_a_pattern_is_the_name_of_one_file(parquet: Write, scratch: Path) -> None:
    path = parquet("SELECT 7 AS a, 8 AS b")
    for name in ("o[1].parquet", "o[1] *.parquet", "o?.parquet"):
        odd = path.rename(path.with_name(name))
        with read(odd, scratch) as table:
            assert all_rows(table) == [Row(2, ("7", "8"))]
        path = odd


OF_A_QUERY: list[Value] = [
    ("'2026-06-11 22:05:00'::TIMESTAMP_S", "2026-06-11T22:05:00", Kind.TIME),
    ("'2026-06-11 22:05:00.5'::TIMESTAMP_MS", "2026-06-11T22:05:00.5", Kind.TIME),
    ("'2026-06-11 22:05:00.123456000'::TIMESTAMP_NS", "2026-06-11T22:05:00.123456", Kind.TIME),
    ("'2026-06-11 22:05:00+02'::TIMESTAMPTZ", "2026-06-11T20:05:00+00:00", Kind.TIME),
    ("'22:05:00'::TIME_NS", "22:05:00", Kind.CLOCK),
    ("'22:05:00'::TIME", "22:05:00", Kind.CLOCK),
    ("340282366920938463463374607431768211455::UHUGEINT", "340282366920938463463374607431768211455", Kind.NUMBER),
    ("-7::HUGEINT", "-7", Kind.NUMBER),
    ("(10::BIGNUM)", "10", Kind.NUMBER),
    ("200::UTINYINT", "200", Kind.NUMBER),
]


def test_types_of_a_query(scratch: Path) -> None:
    with open_table(one_row(OF_A_QUERY), scratch=scratch) as table:
        assert_read_as(OF_A_QUERY, table)


@pytest.mark.parametrize(("levels", "kind"), [(8, Kind.NUMBER), (9, Kind.TEXT)])
def test_objects_are_looked_into_down_to_the_eighth_level(scratch: Path, levels: int, kind: Kind) -> None:
    nested = "1"
    for _ in range(levels):
        nested = f"{{'a': {nested}}}"
    with open_table(f"SELECT {nested} AS a, 2 AS b", scratch=scratch) as table:
        assert table.columns[0] == Column(".".join("a" * 9), kind)
