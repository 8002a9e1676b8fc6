"""Any ADBC driver: tried with those of the package index for SQLite and DuckDB, and with those that are not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import adbc_driver_duckdb
import duckdb
import pytest

from tests.support.copies import cells_of, kinds_of
from tiktok_tui.events.errors import FileError, SettingsError, UnreachableError
from tiktok_tui.sources.databases.database import TableName
from tiktok_tui.sources.databases.warehouse import WarehouseDatabase
from tiktok_tui.sources.transfer import Transfer

SECRET = "ada@example.com"


@pytest.fixture
def in_sqlite(tmp_path: Path) -> Iterator[WarehouseDatabase]:
    file = tmp_path / "shop.sqlite"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE orders (n INTEGER, email TEXT)")
        made.executemany("INSERT INTO orders VALUES (?, ?)", [(number, SECRET) for number in range(5000)])
    made.close()
    database = WarehouseDatabase("shop", "sqlite", {"uri": str(file)})
    yield database
    database.close()


@pytest.fixture
def in_duckdb(tmp_path: Path) -> Iterator[WarehouseDatabase]:
    file = tmp_path / "shop.duckdb"
    with duckdb.connect(str(file)) as made:
        made.execute("CREATE SCHEMA sales")
        made.execute("CREATE TABLE sales.orders AS SELECT i AS n, i * 1.5 AS value FROM range(5000) t(i)")
    options = {"path": str(file), "entrypoint": "duckdb_adbc_init"}
    database = WarehouseDatabase("shop", adbc_driver_duckdb.driver_path(), options)
    yield database
    database.close()


def test_sqlite(in_sqlite: WarehouseDatabase, tmp_path: Path) -> None:
    assert in_sqlite.kind == "SQLite"
    assert "SQLite" in in_sqlite.server()
    assert in_sqlite.tables() == [TableName("", "orders")]
    path = tmp_path / "answer.parquet"
    assert in_sqlite.copy(in_sqlite.select_all(TableName("", "orders")), path, Transfer()).rows == 5000
    assert cells_of(path)[:2] == [("0", SECRET), ("1", SECRET)]
    assert kinds_of(path) == {"n": "number", "email": "text"}
    assert in_sqlite.copy("SELECT * FROM orders; -- all", tmp_path / "b.parquet", Transfer(), limit=20).rows == 20
    assert in_sqlite.copy("SELECT * FROM orders WHERE n = 7", tmp_path / "c.parquet", Transfer()).rows == 1


def test_duckdb(in_duckdb: WarehouseDatabase, tmp_path: Path) -> None:
    assert TableName("sales", "orders") in in_duckdb.tables()
    path = tmp_path / "answer.parquet"
    assert in_duckdb.copy(in_duckdb.select_all(TableName("sales", "orders")), path, Transfer()).rows == 5000
    assert kinds_of(path) == {"n": "number", "value": "number"}
    assert in_duckdb.copy("SELECT * FROM sales.orders", tmp_path / "b.parquet", Transfer(), limit=3).rows == 3


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("INSERT INTO orders VALUES (1, 'x')", "no query"),
        ("SELECT 1; DROP TABLE orders", "more than one statement"),
        ("SELECT nope FROM orders", "refuses the query"),
    ],
)
def test_what_a_query_has_wrong(in_sqlite: WarehouseDatabase, tmp_path: Path, query: str, words: str) -> None:
    with pytest.raises(FileError, match=words) as caught:
        in_sqlite.copy(query, tmp_path / "a.parquet", Transfer())
    assert "nope" not in str(caught.value)
    assert in_sqlite.copy("SELECT * FROM orders", tmp_path / "b.parquet", Transfer()).rows == 5000


def test_a_column_whose_type_changes_in_the_middle(tmp_path: Path) -> None:
    """ADBC's driver for SQLite fails there, which is said without the cell; SQLite's files are opened as files."""
    file = tmp_path / "shop.sqlite"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE orders (n)")
        made.executemany("INSERT INTO orders VALUES (?)", [(10,)] * 3000 + [(SECRET,)])
    made.close()
    database = WarehouseDatabase("shop", "sqlite", {"uri": str(file)})
    with pytest.raises(FileError, match="failed while its rows were read") as caught:
        database.copy("SELECT * FROM orders", tmp_path / "a.parquet", Transfer())
    database.close()
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("driver", "options", "kind", "words"),
    [
        ("snowflake", {"uri": "reader:hunter2@account/shop"}, SettingsError, "dbc install snowflake"),
        ("/nowhere/driver.so", {}, SettingsError, "not installed"),
        ("sqlite", {"uri": "/nowhere/shop.sqlite"}, UnreachableError, "does not answer"),
        ("flightsql", {"uri": "grpc://127.0.0.1:1", "hunter2": "hunter2"}, SettingsError, "does not accept"),
    ],
)
def test_connecting(driver: str, options: dict[str, str], kind: type[SettingsError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        WarehouseDatabase("shop", driver, options).server()
    assert "hunter2" not in str(caught.value)
