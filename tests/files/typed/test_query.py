"""Queries over files: read by our readers, and able to do nothing but read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.support.tables import all_rows, cells
from tests.support.workbooks import workbook
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.table import Kind, Row
from tiktok_tui.files.typed.query import relative_names

Query = Callable[[str], Table]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files of several kinds, by name."""
    parquet = tmp_path_factory.mktemp("parquet") / "typed.parquet"
    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT 1 AS id, 19.9 AS value) TO '{parquet}'")
    more = "".join(json.dumps({"id": str(n), "who": {"email": f"{n}@b.co"}}) + "\n" for n in (1, 2))
    return {
        "orders.csv": "id;zip;total;Ort\n1;007;1,50;Köln\n2;008;2,50;Zürich\n3;009;x;\n".encode("cp1252"),
        "it's [a] *.csv": b"email,Email,EMAIL\na@b.co,x,y\n",
        "more.jsonl": more.encode(),
        "typed.parquet": parquet.read_bytes(),
        "book.xlsx": workbook({"Notes": [["id", "note"], [1, "first"]]}),
    }


@pytest.fixture
def query(files: dict[str, bytes], tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Query]:
    """Run a query in a folder with files of several kinds."""
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    tables: list[Table] = []

    def run(sql: str) -> Table:
        tables.append(open_table(sql, scratch=scratch))
        return tables[-1]

    yield run
    for table in tables:
        table.close()


def test_cells_of_a_csv_are_text_as_they_are(query: Query) -> None:
    table = query("SELECT *, 'Purchase' AS event FROM 'orders.csv' ORDER BY id DESC")
    assert table.name.startswith("SELECT")
    assert [column.name for column in table.columns] == ["id", "zip", "total", "Ort", "event"]
    assert all_rows(table) == [
        Row(2, ("3", "009", "x", None, "Purchase")),
        Row(3, ("2", "008", "2,50", "Zürich", "Purchase")),
        Row(4, ("1", "007", "1,50", "Köln", "Purchase")),
    ]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("select zip from orders.csv", None),
        ('select zip from "orders.csv" where id = 1', [("007",)]),
        ("with orders as (from 'orders.csv' where id <> 3) select zip from orders", [("007",), ("008",)]),
        ("WITH Orders AS (FROM 'orders.csv' WHERE id = 3) SELECT zip FROM ORDERS", [("009",)]),
        ("select orders.zip from './orders.csv' where orders.id = '2'", [("008",)]),
        (
            "select o.zip, m.\"who.email\" from 'orders.csv' o join 'more.jsonl' m using (id)",
            [("007", "1@b.co"), ("008", "2@b.co")],
        ),
        ("select max(id) from 'orders.csv' union all select note from 'book.xlsx'", [("3",), ("first",)]),
        ("select id from 'orders.csv' where id in (select id::varchar from 'typed.parquet')", [("1",)]),
        ("select value * 2 as double from 'typed.parquet'", [("39.8",)]),
        ("select email || \"Email_2\" || \"EMAIL_3\" as x from 'it''s [a] *.csv'", [("a@b.coxy",)]),
        ("select (select max(zip) from 'orders.csv') as z, x from unnest([1, 2]) t(x)", [("009", "1"), ("009", "2")]),
        ("SELECT count(*) FROM 'orders.csv';", [("3",)]),
        ("\n  /* all */ select 1 as a", [("1",)]),
        ("-- all of them\nselect 1 as a", [("1",)]),
        ("SELECT*from'orders.csv'where id = 1", [("1", "007", "1,50", "Köln")]),
        (
            "with recursive t as (select 1 as x union all select x + 1 from t where x < 3) select x from t",
            [("1",), ("2",), ("3",)],
        ),
        ("select a.id, b.id from 'orders.csv' a, 'typed.parquet' b where a.id = '3'", [("3", "1")]),
    ],
)
def test_queries(query: Query, sql: str, found: list[tuple[str, ...]] | None) -> None:
    if found is None:
        with pytest.raises(FileError):
            query(sql)
    else:
        assert cells(query(sql)) == found


def test_kinds_come_from_the_types(query: Query) -> None:
    table = query(
        "SELECT id, try_cast(replace(total, ',', '.') AS DOUBLE) AS value, "
        "DATE '2026-06-01' AS day, [id] AS ids FROM 'orders.csv'"
    )
    assert [column.kind for column in table.columns] == [Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.LIST]
    assert cells(table)[2] == ("3", None, "2026-06-01", '["3"]')


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE x",
        "SELECT 1; COPY (SELECT 1) TO 'out.csv'",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
        "WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM x",
        "SELECT * FROM read_csv('orders.csv')",
        "SELECT * FROM read_text('orders.csv')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('orders.csv')",
        "SELECT * FROM sniff_csv('orders.csv')",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM pragma_version()",
        "SELECT * FROM (DESCRIBE 'orders.csv')",
        "SELECT * FROM (SHOW TABLES)",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM 'https://example.com/orders.csv'",
        "SELECT * FROM 's3://bucket/orders.parquet'",
        "SELECT * FROM sqlite_master",
        "SELECT (SELECT max(column0) FROM read_csv('orders.csv'))",
        "SELECT * FROM tables",
        "SELECT getenv('HOME')",
        "SELECT * FROM '.'",
        "SELECT nope FROM 'orders.csv'",
        "SELECT * FORM 'orders.csv'",
        "SELECT CAST(total AS DOUBLE) FROM 'orders.csv'",
        "SELECT",
        "WITH",
    ],
)
def test_what_is_no_plain_query_is_refused(query: Query, tmp_path: Path, scratch: Path, sql: str) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FileError) as caught:
        query(sql)
    assert caught.value.where
    assert caught.value.remedy
    assert sorted(tmp_path.iterdir()) == before
    assert list(scratch.iterdir()) == []


def test_a_pattern_in_a_query_is_not_said_to_be_missing(query: Query) -> None:
    with pytest.raises(FileError, match="names its files one by one"):
        query("SELECT * FROM 'orders*.csv'")


def test_a_query_cannot_write_to_our_own_tables(query: Query) -> None:
    # DuckDB 1.5 does not parse it, 2.0 would run it.
    with pytest.raises(FileError, match=r"does more than read|Parser Error"):
        query("WITH x AS (INSERT INTO loaded_2 VALUES (9, 9, 9, 9) RETURNING *) SELECT id FROM 'orders.csv'")


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("CAST(email AS DOUBLE)", "cannot be converted to DOUBLE"),
        ("CAST(email AS DATE)", "cannot be converted"),
        ("CAST(email AS ENUM('x'))", "cannot be converted"),
        ("CAST('[' || email AS INT[])", "cannot be converted"),
        ("date_trunc(email, now())", "cannot be converted"),
        ("strptime(email, '%Y')", "cannot be used"),
        ("json_extract('{\"a\": ' || email, '$.a')", "cannot be used"),
        ("regexp_matches('x', '(' || email)", "cannot be used"),
        ("error(email)", "cannot be used"),
        ("timezone(email, now())", "cannot be used"),
        ("CAST('12065550100' || '' AS INT)", "cannot be converted to INT32"),
        ("CAST(length(email) + 12065550100 AS BIGINT) * 12065550100", "too large"),
    ],
)
def test_an_error_does_not_quote_cells(query: Query, expression: str, why: str) -> None:
    with pytest.raises(FileError) as caught:
        query(f"SELECT {expression} FROM 'it''s [a] *.csv'")
    assert why in caught.value.what
    assert "a@b.co" not in str(caught.value)
    assert "120655501" not in str(caught.value)
    assert "TRY_CAST" in str(caught.value) or "converted" not in why


def test_an_error_of_a_pivot_does_not_quote_the_cells_that_became_columns(query: Query) -> None:
    with pytest.raises(FileError) as caught:
        query("SELECT nobody FROM (PIVOT 'it''s [a] *.csv' ON email IN ('a@b.co') USING count(*))")
    assert "a@b.co" not in str(caught.value)


def test_the_query_cannot_reach_files_behind_our_back(query: Query) -> None:
    table = query("SELECT id FROM 'typed.parquet'")
    with pytest.raises(duckdb.PermissionException):
        table.cursor().execute("FROM read_csv('orders.csv')")
    with pytest.raises(duckdb.PermissionException):
        table.cursor().execute("COPY (SELECT 1) TO 'out.csv'")


def test_python_variables_are_no_tables(query: Query) -> None:
    secret = duckdb.sql("SELECT 1 AS a")
    with pytest.raises(FileError):
        query("SELECT * FROM secret")
    assert secret is not None


def test_what_was_odd_in_a_file_is_noted(query: Query, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("Report\na,b\n1,2\n3\n")
    assert query("SELECT * FROM 'odd.csv'").notes == (
        *("odd.csv: 1 line above the header, left out: “Report”", "odd.csv: 1 broken line left out"),
    )


def test_a_file_whose_name_is_a_query_is_a_file(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "select orders.csv").write_text("a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    with open_table("select orders.csv", scratch=scratch) as table:
        assert cells(table) == [("1", "2")]


def test_the_fingerprint_is_that_of_the_query_and_its_files(query: Query, tmp_path: Path) -> None:
    one = query("SELECT id FROM 'orders.csv'").fingerprint()
    assert query("SELECT id FROM 'orders.csv'").fingerprint() == one
    assert query("SELECT zip AS id FROM 'orders.csv'").fingerprint() != one
    (tmp_path / "orders.csv").write_text("id;zip\n5;6\n")
    assert query("SELECT id FROM 'orders.csv'").fingerprint() != one


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("SELECT * FROM 'a.csv' JOIN '/data/b.csv' USING (id)", ("a.csv",)),
        ("WITH Paid AS (SELECT * FROM 'a.csv') SELECT * FROM paid JOIN 'b/c.csv' USING (id)", ("a.csv", "b/c.csv")),
        ("SELECT * FROM '~/a.csv' WHERE id IN (SELECT id FROM 'x.csv') UNION SELECT * FROM 'x.csv'", ("x.csv",)),
        ("SELECT 1", ()),
    ],
)
def test_files_that_a_query_names_by_a_relative_path(sql: str, names: tuple[str, ...]) -> None:
    assert set(relative_names(sql)) == set(names)
    assert len(relative_names(sql)) == len(names)


def test_an_answer_without_rows_says_so(query: Query) -> None:
    assert query("SELECT 1 AS a, 2 AS b WHERE false").notes == ("The query gives no rows, so there is nothing to send",)


def test_a_file_in_the_home_of_the_person(query: Query, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cells(query("SELECT zip FROM '~/orders.csv' LIMIT 1")) == [("007",)]
    assert relative_names("SELECT * FROM '~/orders.csv' JOIN 'more.jsonl' USING (id)") == ("more.jsonl",)
    assert relative_names("SELECT * FROM '~nobody.here/a.csv'") == ("~nobody.here/a.csv",)
    assert relative_names("WITH Orders AS (SELECT 1) SELECT * FROM ORDERS") == ()


def test_a_file_without_quotes_is_refused_with_them(query: Query) -> None:
    with pytest.raises(FileError, match=r"a file's name stands in quotes: FROM 'orders\.csv'"):
        query("SELECT * FROM orders.csv")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("range(2)", ["0", "1"]),
        ("generate_series(0, 1)", ["0", "1"]),
        ("unnest([5, 6])", ["5", "6"]),
        ("repeat('x', 2)", ["x", "x"]),
        ("json_each('[7, 8]')", ["0", "1"]),
        ("json_tree('[7]')", [None, "0"]),
    ],
)
def test_a_function_that_makes_rows_of_what_the_query_holds_may_stand_after_from(
    query: Query, rows: str, found: list[str | None]
) -> None:
    assert [row.cells[0] for row in all_rows(query(f"SELECT a, 1 AS one FROM {rows} AS t(a)"))] == found
