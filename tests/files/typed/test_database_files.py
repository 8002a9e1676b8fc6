"""Tables of SQLite and DuckDB files: read as they are, and the files never written to."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.support.tables import all_rows, staged_rows
from tests.support.waiting import InThread, until
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scratch.database import ScratchDatabase
from tiktok_tui.files.table import Column, Kind, Row
from tiktok_tui.files.typed.database_files import TableNeeded, choose_table

ORDERS = "CREATE TABLE orders (id INTEGER PRIMARY KEY, total REAL, email TEXT, raw BLOB)"


def sqlite(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)
    return path


def duck(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as database:
        for statement in statements:
            database.execute(statement)
    return path


def rows_of(table: Table) -> list[Row]:
    return staged_rows(table, table.stage([column.name for column in table.columns]))


def test_each_cell_of_sqlite_keeps_its_own_type(tmp_path: Path, scratch: Path) -> None:
    """A column that turns from 10 to 12.5 or to a text after many rows, which other readers fail on."""
    path = sqlite(
        tmp_path / "shop.db",
        ORDERS,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
        "INSERT INTO orders SELECT i, 10, 'a' || i || '@example.com', NULL FROM n",
        "INSERT INTO orders VALUES (9007199254740993, 12.5, '007', x'ff00'), (9007199254740994, 'n/a', '', 'text')",
    )
    with open_table(str(path), scratch=scratch) as table:
        assert (table.name, table.format, table.notes) == ("shop.db", "SQLite, table orders", ())
        assert table.columns == (
            Column("id", Kind.NUMBER),
            Column("total", Kind.TEXT, mixed=True),
            Column("email"),
            Column("raw"),
        )
        rows = rows_of(table)
        assert rows[0] == Row(2, ("1", "10", "a1@example.com", None))
        assert [row.cells for row in rows[-2:]] == [
            ("9007199254740993", "12.5", "007", "ff00"),
            ("9007199254740994", "n/a", None, "text"),
        ]
        assert [row.kinds[1] for row in table.pick([3002, 3003])] == [Kind.NUMBER, Kind.TEXT]


def test_what_is_blank_is_of_no_kind(tmp_path: Path, scratch: Path) -> None:
    path = sqlite(
        tmp_path / "shop.db", "CREATE TABLE t (a, b, c)", "INSERT INTO t VALUES (1, NULL, 'x'), (NULL, NULL, NULL)"
    )
    with open_table(str(path), scratch=scratch) as table:
        assert table.columns == (Column("a", Kind.NUMBER), Column("b"), Column("c"))


def test_only_the_tables_that_sqlite_makes_for_itself_are_passed_over(tmp_path: Path, scratch: Path) -> None:
    path = sqlite(
        tmp_path / "shop.db",
        "CREATE TABLE sqlites (a INTEGER PRIMARY KEY AUTOINCREMENT, b)",
        "INSERT INTO sqlites VALUES (1, 'x')",
    )
    with open_table(str(path), scratch=scratch) as table:
        assert (table.format, rows_of(table)) == ("SQLite, table sqlites", [Row(2, ("1", "x"))])


def test_text_that_is_no_utf8_is_read_with_marks(tmp_path: Path, scratch: Path) -> None:
    path = sqlite(
        tmp_path / "old.db",
        "CREATE TABLE t (a TEXT, b TEXT)",
        "INSERT INTO t VALUES ('good, \"quoted\"', ' blanks '), (CAST(x'5a6fe8' AS TEXT), '')",
    )
    with open_table(str(path), scratch=scratch) as table:
        assert rows_of(table) == [Row(2, ('good, "quoted"', " blanks ")), Row(3, ("Zo\N{REPLACEMENT CHARACTER}", None))]


def test_a_long_text_of_sqlite_is_a_cell(tmp_path: Path, scratch: Path) -> None:
    long = "x" * 1_900_000 + '"' * 200_000  # longer than a record of a text file may be once it is quoted
    path = sqlite(tmp_path / "long.db", "CREATE TABLE t (a TEXT, b TEXT)", f"INSERT INTO t VALUES ('{long}', 'y')")
    with open_table(str(path), scratch=scratch) as table:
        assert all_rows(table) == [Row(2, (long, "y"))]


def test_duckdb_keeps_its_types(tmp_path: Path, scratch: Path) -> None:
    path = duck(
        tmp_path / "shop.duckdb",
        "CREATE TABLE orders AS SELECT i AS id, (i / 2)::DECIMAL(9, 2) AS total, "
        "TIMESTAMP '2026-11-01 10:00:00' AS at, [{'sku': 'a'}] AS items FROM range(3) t(i)",
    )
    before = path.read_bytes()
    with open_table(str(path), scratch=scratch) as table:
        assert table.format == "DuckDB, table orders"
        assert [copy.stat().st_mode & 0o777 for copy in scratch.rglob("*.parquet")] == [0o600]
        assert [column.kind for column in table.columns] == [Kind.NUMBER, Kind.NUMBER, Kind.TIME, Kind.LIST]
        assert rows_of(table)[1] == Row(3, ("1", "0.5", "2026-11-01T10:00:00", '[{"sku":"a"}]'))
        with duckdb.connect(str(path)) as writer:  # the file is not held open
            writer.execute("SELECT 1")
    assert path.read_bytes() == before


def test_intervals_of_duckdb_are_texts(tmp_path: Path, scratch: Path) -> None:
    """Parquet, by way of which the table is read, holds none below zero."""
    create = "CREATE TABLE t AS SELECT INTERVAL '-1 day' AS \"a b\", [INTERVAL '-1 hour'] AS c"
    with open_table(str(duck(tmp_path / "t.duckdb", create)), scratch=scratch) as table:
        assert [row.cells for row in rows_of(table)] == [("-1 day", '["-01:00:00"]')]


MAKERS = pytest.mark.parametrize("make", [sqlite, duck])
Make = Callable[..., Path]


@MAKERS
def test_one_of_several_tables_has_to_be_named(make: Make, tmp_path: Path, scratch: Path) -> None:
    path = make(
        tmp_path / "shop.db",
        "CREATE TABLE orders (id INTEGER, email TEXT)",
        "INSERT INTO orders VALUES (1, 'a@example.com')",
        'CREATE TABLE "odd ""name" (x INTEGER, y INTEGER)',
        'INSERT INTO "odd ""name" VALUES (1, 2)',
        "CREATE VIEW recent AS SELECT id, email AS mail FROM orders",
    )
    with pytest.raises(TableNeeded) as caught:
        open_table(str(path), scratch=scratch)
    assert caught.value.names == ('odd "name', "orders", "recent")
    assert "--sheet" in caught.value.remedy
    for wanted, names in (("orders", ["id", "email"]), ("RECENT", ["id", "mail"]), ('odd "name', ["x", "y"])):
        with open_table(str(path), scratch=scratch, sheet=wanted) as table:
            assert [column.name for column in table.columns] == names
    with pytest.raises(FileError, match="no table 'order'") as unknown:
        open_table(str(path), scratch=scratch, sheet="order")
    assert "'orders'" in unknown.value.remedy


def test_a_table_of_another_schema_is_named_with_it(tmp_path: Path, scratch: Path) -> None:
    path = duck(
        tmp_path / "shop.duckdb",
        "CREATE SCHEMA may",
        "CREATE TABLE orders AS SELECT 1 AS id, 2 AS total",
        "CREATE TABLE may.orders AS SELECT 3 AS id, 4 AS total",
    )
    with pytest.raises(TableNeeded) as caught:
        open_table(str(path), scratch=scratch)
    assert set(caught.value.names) == {"orders", "may.orders"}
    for wanted, cells in (("orders", ("1", "2")), ("may.orders", ("3", "4"))):
        with open_table(str(path), scratch=scratch, sheet=wanted) as table:
            assert rows_of(table) == [Row(2, cells)]


def test_a_dozen_tables_are_named() -> None:
    names = [f"t{number}" for number in range(13)]
    assert TableNeeded(names[:12], "x").what == f"The database has 12 tables: {', '.join(names[:12])}."
    assert TableNeeded(names, "x").what == f"The database has 13 tables: {', '.join(names[:12])} …."


@MAKERS
def test_databases_without_tables_are_refused_and_tables_without_rows_are_read(
    make: Make, tmp_path: Path, scratch: Path
) -> None:
    with pytest.raises(FileError, match="has no tables"):
        open_table(str(make(tmp_path / "none.db", "CREATE TABLE t (a INTEGER)", "DROP TABLE t")), scratch=scratch)
    path = make(tmp_path / "empty.db", "CREATE TABLE t (a INTEGER, b INTEGER)")
    with open_table(str(path), scratch=scratch) as table:
        assert (table.is_empty, [column.name for column in table.columns]) == (True, ["a", "b"])


@MAKERS
def test_rows_written_meanwhile_change_nothing_of_what_is_read(make: Make, tmp_path: Path, scratch: Path) -> None:
    path = make(tmp_path / "shop.db", "CREATE TABLE t (a INTEGER, b INTEGER)", "INSERT INTO t VALUES (1, 2)")
    with open_table(str(path), scratch=scratch) as table:
        one = table.fingerprint()
        make(path, "INSERT INTO t VALUES (3, 4)")
        assert rows_of(table) == [Row(2, ("1", "2"))]
    with open_table(str(path), scratch=scratch) as table:
        assert rows_of(table) == [Row(2, ("1", "2")), Row(3, ("3", "4"))]
        assert table.fingerprint() != one
    make(path, "DELETE FROM t WHERE a = 3", "CREATE TABLE other (x INTEGER)")
    with open_table(str(path), scratch=scratch, sheet="t") as table:
        assert table.fingerprint() == one, "the rows of the table are the same, whatever else is in the file"


def test_the_log_of_sqlite_is_read_too_and_nothing_is_written(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "till.db"
    with closing(sqlite3.connect(path)) as till:
        till.execute("PRAGMA journal_mode = WAL")
        till.execute("CREATE TABLE t (a INTEGER, b INTEGER)")
        till.execute("INSERT INTO t VALUES (1, 2)")
        till.commit()
        before = path.read_bytes()
        with open_table(str(path), scratch=scratch) as table:
            assert rows_of(table) == [Row(2, ("1", "2"))]
        assert path.read_bytes() == before


def test_what_a_writer_of_sqlite_left_beside_its_file_is_read_and_stays(tmp_path: Path, scratch: Path) -> None:
    path, left = tmp_path / "till.db", tmp_path / "left.db"
    with closing(sqlite3.connect(path)) as till:
        till.execute("PRAGMA journal_mode = WAL")
        till.execute("CREATE TABLE t (a INTEGER, b INTEGER)")
        till.execute("INSERT INTO t VALUES (1, 2)")
        till.commit()
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{left}{ending}")
    before = [Path(f"{left}{ending}").read_bytes() for ending in ("", "-wal")]
    with open_table(str(left), scratch=scratch) as table:
        assert rows_of(table) == [Row(2, ("1", "2"))]
    assert [Path(f"{left}{ending}").read_bytes() for ending in ("", "-wal")] == before


def test_a_view_calls_no_function_that_may_do_something(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*arguments, **options)
        database.create_function("does", 0, lambda: 1)
        return database

    path = sqlite(tmp_path / "evil.db", "CREATE VIEW v AS SELECT does() AS a, 1 AS b")
    monkeypatch.setattr(sqlite3, "connect", connected)
    with pytest.raises(FileError, match="cannot read the table"):
        open_table(str(path), scratch=scratch)


def test_what_a_view_would_write_is_refused(tmp_path: Path, scratch: Path) -> None:
    path = sqlite(
        tmp_path / "evil.db",
        "CREATE TABLE t (a INTEGER, b INTEGER)",
        "INSERT INTO t VALUES (1, 2)",
        "CREATE VIEW v AS SELECT a, load_extension('evil') AS b FROM t",
    )
    with pytest.raises(FileError, match="cannot read the table"):
        open_table(str(path), scratch=scratch, sheet="v")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_locked_database_is_said_to_be(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktok_tui.files.typed.sqlite_table._SECONDS_FOR_A_LOCK", 0.05)
    path = sqlite(tmp_path / "till.db", "CREATE TABLE t (a INTEGER, b INTEGER)", "INSERT INTO t VALUES (1, 2)")
    with locked(path), pytest.raises(FileError, match="Another program is writing"):
        open_table(str(path), scratch=scratch)


def test_a_database_of_duckdb_that_is_written_to_is_said_to_be(tmp_path: Path, scratch: Path) -> None:
    path = duck(tmp_path / "shop.duckdb", "CREATE TABLE t AS SELECT 1 AS a, 2 AS b")
    hold = "import fcntl, sys; file = open(sys.argv[1], 'r+b'); fcntl.lockf(file, fcntl.LOCK_EX); print(); input()"
    with subprocess.Popen(
        [sys.executable, "-Sc", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(FileError, match="Another program has the database open for writing"):
            open_table(str(path), scratch=scratch)
        writer.communicate("\n")


def test_what_a_writer_of_duckdb_left_beside_its_file_is_read_and_stays(tmp_path: Path, scratch: Path) -> None:
    path, left = duck(tmp_path / "shop.duckdb", "CREATE TABLE t (a INTEGER, b INTEGER)"), tmp_path / "left.duckdb"
    with duckdb.connect(str(path)) as writer:
        writer.execute("INSERT INTO t VALUES (1, 2)")
        for ending in ("", ".wal"):
            shutil.copy(f"{path}{ending}", f"{left}{ending}")
    before = {file.name: file.read_bytes() for file in tmp_path.glob("left*")}
    with open_table(str(left), scratch=scratch) as table:
        assert rows_of(table) == [Row(2, ("1", "2"))]
    assert {file.name: file.read_bytes() for file in tmp_path.glob("left*")} == before


def test_a_database_is_a_table_of_a_query(tmp_path: Path, scratch: Path) -> None:
    one = sqlite(tmp_path / "a.db", "CREATE TABLE t (id INTEGER, email TEXT)", "INSERT INTO t VALUES (1, 'x')")
    other = duck(tmp_path / "b.db", "CREATE TABLE u AS SELECT 1 AS id, 2.5 AS total")
    with open_table(f"SELECT email, total FROM '{one}' JOIN '{other}' USING (id)", scratch=scratch) as table:
        assert rows_of(table) == [Row(2, ("x", "2.5"))]


def test_a_long_query_of_a_view_is_stopped(tmp_path: Path, scratch: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS a, 1 AS b FROM n"
    path = sqlite(tmp_path / "slow.db", f"CREATE VIEW v AS {endless}")

    begun: list[ScratchDatabase] = []
    opening = InThread(lambda: open_table(str(path), scratch=scratch, started=begun.append))
    until(lambda: begun)
    begun[0].stop()
    assert isinstance(opening.outcome(), Cancelled)
    assert not list(scratch.glob("table-*"))


def test_a_view_over_a_file_that_is_gone_is_no_damaged_database(tmp_path: Path, scratch: Path) -> None:
    other, path = tmp_path / "other.csv", tmp_path / "shop.duckdb"
    other.write_text("a,b\n1,2\n")
    with duckdb.connect(path) as database:
        database.execute(f"CREATE VIEW orders AS SELECT * FROM '{other}'")
    other.unlink()
    with pytest.raises(FileError, match="a view may need other files") as caught:
        open_table(str(path), scratch=scratch)
    assert caught.value.where == f"{path}, orders"


def test_an_encrypted_database_is_said_to_be(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect() as database:
        database.execute("SET force_mbedtls_unsafe = 'true'")
        database.execute(f"ATTACH '{path}' AS locked (ENCRYPTION_KEY 'secret')")
        database.execute("CREATE TABLE locked.t AS SELECT 1 AS a, 2 AS b")
    with pytest.raises(FileError, match="cannot be opened: it is encrypted"):
        open_table(str(path), scratch=scratch)


def test_tables_that_are_called_alike_are_proposed_and_else_the_first_dozen(tmp_path: Path) -> None:
    def proposed(names: list[str], wanted: str) -> str:
        with pytest.raises(FileError) as refused:
            choose_table(names, wanted, tmp_path)
        return refused.value.remedy

    many = [f"t{place:02}" for place in range(13)]
    assert proposed(["orders", "clients"], "order") == "It has 'orders'."
    assert proposed(["Orders", "orders"], "ORDERS") == "It has 'Orders', 'orders'."
    assert proposed(["orders", "clients"], "zzz") == "It has 'orders', 'clients'."
    assert proposed(many, "zzz") == f"It has {', '.join(map(repr, many[:12]))}."
    assert choose_table(["Orders", "clients"], "orders", tmp_path) == "Orders"
