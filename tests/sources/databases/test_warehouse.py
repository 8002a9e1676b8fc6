"""Any ADBC driver: tried with those of the package index for SQLite, DuckDB and Flight SQL, and with absent ones."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import adbc_driver_duckdb
import adbc_driver_manager
import duckdb
import nanoarrow
import pytest

from tests.support.copies import cells_of, kinds_of
from tests.support.cut_line import cut_line
from tests.support.flight_sql import HELD, HELD_AT_ONCE, PASSWORD, USER, FlightServer, flight_server
from tests.support.waiting import InThread, until
from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.sources.databases import warehouse
from tiktok_tui.sources.databases.database import TableName
from tiktok_tui.sources.databases.warehouse import WarehouseDatabase
from tiktok_tui.sources.transfer import Transfer

SECRET = "ada@example.com"


@pytest.fixture
def in_sqlite(tmp_path: Path) -> Iterator[WarehouseDatabase]:
    file = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(file)) as made, made:
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
        made.execute("CREATE SCHEMA sales; CREATE SCHEMA SYS; CREATE TABLE SYS.settings (n INTEGER)")
        made.execute("CREATE TABLE sales.orders AS SELECT i AS n, i * 1.5 AS value FROM range(5000) t(i)")
    options = {"path": str(file), "entrypoint": "duckdb_adbc_init"}
    database = WarehouseDatabase("shop", adbc_driver_duckdb.driver_path(), options)
    yield database
    database.close()


def test_sqlite(in_sqlite: WarehouseDatabase, tmp_path: Path) -> None:
    assert in_sqlite.kind == "SQLite"
    assert re.fullmatch(r"SQLite \d[\d.]+", in_sqlite.server())
    assert in_sqlite.tables() == [TableName("", "orders")]
    path = tmp_path / "answer.parquet"
    assert in_sqlite.copy(in_sqlite.select_all(TableName("", "orders")), path, Transfer()).rows == 5000
    assert cells_of(path)[:2] == [("0", SECRET), ("1", SECRET)]
    assert kinds_of(path) == {"n": "number", "email": "text"}
    assert in_sqlite.copy("SELECT * FROM orders; -- all", tmp_path / "b.parquet", Transfer(), limit=20).rows == 20
    assert in_sqlite.copy("SELECT * FROM orders WHERE n = 7", tmp_path / "c.parquet", Transfer()).rows == 1


def test_duckdb(in_duckdb: WarehouseDatabase, tmp_path: Path) -> None:
    assert in_duckdb.tables() == [TableName("sales", "orders")]  # the database's own are left out
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
    with closing(sqlite3.connect(file)) as made, made:
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


@pytest.mark.parametrize(
    ("driver", "name", "table"),
    [
        ("snowflake", "Snowflake", '"sales"."a""b`c"'),
        ("bigquery", "BigQuery", '`sales`.`a"bc`'),
        ("redshift", "Redshift", '"sales"."a""b`c"'),
        ("databricks", "Databricks", '`sales`.`a"bc`'),
        ("mssql", "SQL Server", '"sales"."a""b`c"'),
        ("trino", "Trino", '"sales"."a""b`c"'),
        ("flightsql", "Flight SQL", '"sales"."a""b`c"'),
        ("sqlite", "SQLite", '"sales"."a""b`c"'),
        ("duckdb", "DuckDB", '"sales"."a""b`c"'),
        ("exasol", "exasol", '"sales"."a""b`c"'),
    ],
)
def test_each_database_has_its_name_and_its_quotes(
    driver: str, name: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a server: the session is the one of the driver manager only where it is asked for something."""
    monkeypatch.setattr(warehouse, "AdbcSession", lambda *arguments, **options: None)
    database = WarehouseDatabase("shop", driver, {})
    assert database.kind == name
    assert database.select_all(TableName("sales", 'a"b`c')) == f"SELECT * FROM {table}"
    assert database.select_all(TableName("", "orders")).count(".") == 0


def test_the_driver_of_snowflake_is_asked_not_to_report_its_use(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, str] = {}

    def database(**options: str) -> None:
        given.update(options)
        raise adbc_driver_manager.OperationalError(
            "no driver", status_code=adbc_driver_manager.AdbcStatusCode.IO, details=[]
        )

    monkeypatch.setattr(adbc_driver_manager, "AdbcDatabase", database)
    with pytest.raises(UnreachableError):
        WarehouseDatabase("shop", "snowflake", {"username": "reader"})
    assert given["adbc.snowflake.sql.client_option.disable_telemetry"] == "true"
    with pytest.raises(UnreachableError):
        WarehouseDatabase("shop", "snowflake", {"adbc.snowflake.sql.client_option.disable_telemetry": "false"})
    assert given["adbc.snowflake.sql.client_option.disable_telemetry"] == "false", "whoever wants it may have it"


def test_what_a_driver_prints_by_itself_stays_off_the_screen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("AdbcSession", "load"):
        monkeypatch.setattr(warehouse, name, lambda *arguments, **options: os.write(2, b"a driver's own words"))
    warehouse.require_driver("trino", "connection shop")
    WarehouseDatabase("shop", "trino", {})
    assert capfd.readouterr().err == ""


class Session:
    """A driver's session whose answers are given; `done` are the calls that end or stop something."""

    def __init__(self, answer: object) -> None:
        self.connection = self
        self.answer = answer
        self.done: list[str] = []

    def stream(self, query: str) -> object:
        return nanoarrow.ArrayStream(self.answer)

    def get_info(self, codes: Sequence[int]) -> object:
        return nanoarrow.ArrayStream(self.answer)

    def get_objects(self, depth: object) -> object:
        return nanoarrow.ArrayStream(self.answer)

    def cancel(self) -> None:
        self.done.append("cancelled")

    def end(self) -> None:
        self.done.append("ended")


def answering(
    answer: object, monkeypatch: pytest.MonkeyPatch, driver: str = "trino"
) -> tuple[WarehouseDatabase, Session]:
    session = Session(answer)
    monkeypatch.setattr(warehouse, "AdbcSession", lambda *arguments, **options: session)
    return WarehouseDatabase("shop", driver, {}), session


@pytest.mark.parametrize(
    ("driver", "one", "two"),
    [
        ("bigquery", r"SELECT 'it\'s; 1'", r"SELECT '\\'; DELETE FROM orders --'"),
        ("trino", r"SELECT '\'; -- it's", r"SELECT '\'; DELETE FROM orders --'"),
    ],
)
def test_a_string_ends_where_it_ends_for_the_database(
    driver: str, one: str, two: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with duckdb.connect() as made:
        database, _ = answering(made.sql("SELECT 1 AS n"), monkeypatch, driver)
        assert database.copy(one, tmp_path / "a.parquet", Transfer()).rows == 1
        with pytest.raises(FileError, match="more than one statement"):
            database.copy(two, tmp_path / "b.parquet", Transfer())


def test_a_driver_that_does_not_say_its_name_has_that_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect() as driver:
        nothing = driver.sql("SELECT 0::UINTEGER AS info_name, '' AS info_value LIMIT 0")
        database, session = answering(nothing, monkeypatch)
        assert database.server() == "Trino"
        assert session.done == ["ended"]


def test_the_tables_are_sorted_and_those_of_the_database_itself_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    schemas = ("web", None, "Information_Schema", "PG_CATALOG", "sys", "shop")
    listed = [
        {"db_schema_name": name, "db_schema_tables": [{"table_name": "b"}, {"table_name": "a"}]} for name in schemas
    ]
    values = str(listed).replace("None", "NULL")
    with duckdb.connect() as driver:
        answer = driver.sql(f"SELECT list(s) AS catalog_db_schemas FROM (SELECT unnest({values}) AS s)")
        database, _ = answering(answer, monkeypatch)
        assert [table.title for table in database.tables()] == ["a", "b", "shop.a", "shop.b", "web.a", "web.b"]


def test_a_column_of_a_type_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    half = nanoarrow.c_array([], nanoarrow.struct({"half": nanoarrow.float16()}))
    database, session = answering(half, monkeypatch)
    with pytest.raises(FileError) as caught:
        database.copy("SELECT half FROM orders", tmp_path / "a.parquet", Transfer())
    assert caught.value.what == "The answer has a column of a type that cannot be read."
    assert caught.value.where == "connection shop"
    assert caught.value.remedy == "Cast it in the query: CAST(column AS VARCHAR)."
    assert session.done == ["ended"]


def test_the_limit_of_disk_space_stops_the_query(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.0001")
    with duckdb.connect() as driver:
        long = driver.sql("SELECT hash(i) AS a FROM range(20000000) AS t(i)")
        database, session = answering(long, monkeypatch)
        with pytest.raises(FileError, match="limit"):
            database.copy("SELECT a FROM orders", tmp_path / "a.parquet", Transfer())
    assert "cancelled" in session.done


@pytest.fixture(scope="module")
def flight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlightServer]:
    file = tmp_path_factory.mktemp("flight") / "shop.duckdb"
    with duckdb.connect(str(file)) as made:
        made.execute("CREATE SCHEMA sales")
        made.execute(
            f"CREATE TABLE sales.orders AS SELECT i AS n, '{SECRET}' AS email, (i * 1.5)::DECIMAL(9, 2) AS value, "
            "TIMESTAMPTZ '2026-06-11 20:05:00+00' AS at FROM range(200000) t(i)"
        )
    with flight_server(file) as running:
        yield running


def over_flight(address: str, **options: str) -> WarehouseDatabase:
    return WarehouseDatabase("lake", "flightsql", {"uri": address, "username": USER, "password": PASSWORD} | options)


def test_flight_sql(flight: FlightServer, tmp_path: Path) -> None:
    lake = over_flight(flight.address)
    assert lake.server().startswith("Flight SQL")
    assert lake.tables() == [TableName("sales", "orders")]
    every, few = tmp_path / "every.parquet", tmp_path / "few.parquet"
    assert lake.copy(lake.select_all(TableName("sales", "orders")), every, Transfer()).rows == 200000
    assert kinds_of(every) == {"n": "number", "email": "text", "value": "number", "at": "time"}
    assert lake.copy("SELECT * FROM sales.orders ORDER BY n", few, Transfer(), limit=2).rows == 2
    assert cells_of(few)[1] == ("1", SECRET, "1.5", "2026-06-11T20:05:00+00:00")
    lake.close()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT nope FROM sales.orders", "refuses the query"),
        ("SELECT email::INTEGER FROM sales.orders", "failed while its rows were read"),
        ("DELETE FROM sales.orders", "no query"),
    ],
)
def test_what_a_query_over_flight_sql_has_wrong(flight: FlightServer, tmp_path: Path, query: str, words: str) -> None:
    lake = over_flight(flight.address)
    with pytest.raises(FileError, match=words) as caught:
        lake.copy(query, tmp_path / "a.parquet", Transfer())
    assert SECRET not in str(caught.value)
    assert lake.copy("SELECT 1 AS x", tmp_path / "b.parquet", Transfer()).rows == 1
    lake.close()


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"password": "hunter2"}, CredentialError, "refuses the user or the secret"),
        ({"uri": "grpc+tcp://127.0.0.1:1"}, UnreachableError, "does not answer"),
        # Without a handshake the driver connects at the first query.
        ({"username": "", "password": ""}, CredentialError, "refuses the user or the secret"),
        ({"username": "", "password": "", "uri": "grpc+tcp://127.0.0.1:1"}, UnreachableError, "does not answer"),
    ],
)
def test_connecting_over_flight_sql(
    flight: FlightServer, tmp_path: Path, options: dict[str, str], kind: type[AppError], words: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        over_flight(flight.address, **options).copy("SELECT 1", tmp_path / "a.parquet", Transfer())
    assert "hunter2" not in str(caught.value)


def test_a_flight_sql_server_that_dies_in_the_middle_of_its_answer(flight: FlightServer, tmp_path: Path) -> None:
    with cut_line(flight.port, after=1_000_000) as port:
        lake = over_flight(f"grpc+tcp://127.0.0.1:{port}")
        with pytest.raises(UnreachableError, match="lost"):
            lake.copy("SELECT * FROM sales.orders", tmp_path / "a.parquet", Transfer())
        lake.close()


@pytest.mark.parametrize("mark", [HELD, HELD_AT_ONCE])
@pytest.mark.parametrize("limit", [None, 20])
def test_stopping_ends_the_query_of_flight_sql(
    flight: FlightServer, tmp_path: Path, limit: int | None, mark: str
) -> None:
    """A preview that waits for its first rows is stopped, too: waiting holds no other thread up."""
    lake = over_flight(flight.address)
    held = f"SELECT {mark} {limit or 0} AS x"
    transfer = Transfer()
    copying = InThread(lambda: lake.copy(held, tmp_path / "a.parquet", transfer, limit=limit))
    until(lambda: held in flight.running)
    assert InThread(transfer.cancel).outcome() is None
    assert isinstance(copying.outcome(), Cancelled)
    until(lambda: held not in flight.running)
    lake.close()
