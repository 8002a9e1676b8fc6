"""MySQL on a real MariaDB: types, read-only, errors without cells and passwords, and stopping."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import pymysql
import pytest

from tests.support.copies import cells_of, kinds_of
from tests.support.databases import PASSWORD, Server
from tests.support.mysql_stand_in import mysql_without_tls
from tests.support.waiting import InThread, until
from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.sources.databases import mysql, mysql_rows
from tiktok_tui.sources.databases.database import Answer, TableName
from tiktok_tui.sources.databases.mysql import MysqlDatabase
from tiktok_tui.sources.transfer import Transfer

SECRET = "ada@example.com"


def connected(server: Server, options: str = "") -> MysqlDatabase:
    return MysqlDatabase("shop", {"uri": server.address(password=quote(PASSWORD, safe=""), options=options)})


@pytest.fixture(scope="module")
def shop(mariadb: Server) -> Iterator[MysqlDatabase]:
    database = connected(mariadb)
    yield database
    database.close()


TYPES = [
    ("decimal(12,3)", "1.234", "1.234", "number"),
    ("decimal(65,0)", "9" * 65, "9" * 65, "number"),
    ("bigint unsigned", "18446744073709551615", "18446744073709551615", "number"),
    ("tinyint(1)", "1", "1", "number"),
    ("double", "12.5", "12.5", "number"),
    ("datetime", "'2026-06-11 22:05:00'", "2026-06-11T22:05:00", "time"),
    ("datetime(3)", "'2026-06-11 22:05:00.250'", "2026-06-11T22:05:00.25", "time"),
    ("timestamp NULL", "'2026-06-11 22:05:00'", "2026-06-11T20:05:00+00:00", "time"),
    ("date", "'2026-06-11'", "2026-06-11", "time"),
    ("varchar(40)", r"'a\r\nb, \"c\" é 😀'", 'a\r\nb, "c" é 😀', "text"),
    ("json", """'{"a": 1}'""", '{"a": 1}', "text"),
    ("enum('a','b')", "'b'", "b", "text"),
    ("bit(1)", "b'1'", "1", "number"),
    ("bit(64)", "~0", "18446744073709551615", "number"),
    ("varbinary(9)", "'abc'", "abc", "text"),
    ("varbinary(9)", "x'ff00'", r"\xFF\x00", "text"),
]


def test_types(mariadb: Server, shop: MysqlDatabase, tmp_path: Path) -> None:
    """A `timestamp` is an instant: the server's session had another zone when it was written."""
    columns = ", ".join(f"c{index} {column}" for index, (column, *_) in enumerate(TYPES))
    values = ", ".join(value for _, value, _, _ in TYPES)
    name = mariadb.table(f"id int, {columns}")
    mariadb.run(
        f"SET NAMES utf8mb4; SET time_zone = '+02:00'; INSERT INTO {name} VALUES (1, {values}); "
        f"INSERT INTO {name} (id) VALUES (2);"
    )
    path = tmp_path / "answer.parquet"
    assert shop.copy(f"SELECT * FROM {name} ORDER BY id", path, Transfer()).rows == 2
    assert cells_of(path) == [("1", *(text for _, _, text, _ in TYPES)), ("2", *(None for _ in TYPES))]
    assert list(kinds_of(path).values()) == ["number", *(kind for *_, kind in TYPES)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["answer.parquet"]


def test_a_date_without_a_day_is_empty_and_counted(mariadb: Server, shop: MysqlDatabase, tmp_path: Path) -> None:
    name = mariadb.table("a date, b datetime")
    mariadb.run(f"SET sql_mode = ''; INSERT INTO {name} VALUES ('0000-00-00', '2026-00-00 00:00:00');")
    answer = shop.copy(f"SELECT * FROM {name}", tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [(None, None)]
    assert answer.notes == ("2 dates without a day or a month (0000-00-00) are read as empty",)


def test_rows_are_written_while_the_server_still_sends_others(
    mariadb: Server, shop: MysqlDatabase, tmp_path: Path
) -> None:
    """The answer is never held whole."""
    marker = f"'{tmp_path.name}' AS marker"
    sending: list[bool] = []

    class Watched(Transfer):
        def advance(self, *, rows: int | None = None, size: int | None = None, total: int | None = None) -> None:
            if not sending:
                sending.append(mariadb.runs(marker))
            super().advance(rows=rows, size=size, total=total)

    query = f"SELECT {marker}, repeat('x', 1000) AS x FROM seq_1_to_30000"
    assert shop.copy(query, tmp_path / "a.parquet", Watched()).rows == 30000
    assert sending == [True]


def test_many_rows_and_a_limit(shop: MysqlDatabase, tmp_path: Path) -> None:
    transfer = Transfer()
    query = "SELECT seq AS n FROM seq_1_to_10000"
    assert shop.copy(query, tmp_path / "a.parquet", transfer).rows == transfer.rows == 10000
    assert (
        shop.copy("SELECT seq AS n FROM seq_1_to_1000000000", tmp_path / "b.parquet", Transfer(), limit=20).rows == 20
    )
    assert len(cells_of(tmp_path / "b.parquet")) == 20


def test_a_query_that_gives_no_more_rows_than_asked_for_is_stopped_on_the_server(
    mariadb: Server, shop: MysqlDatabase, tmp_path: Path
) -> None:
    marker = f"'{tmp_path.name}'"
    wide = f"SELECT {marker} AS a, repeat('x', 20000) AS b FROM seq_1_to_30"
    query = f"{wide} UNION ALL SELECT {marker}, count(*) FROM seq_1_to_10000000000"
    assert shop.copy(query, tmp_path / "a.parquet", Transfer(), limit=20).rows == 20
    until(lambda: not mariadb.runs(marker))


def test_one_connection_serves_query_after_query_each_for_an_hour_at_most(shop: MysqlDatabase, tmp_path: Path) -> None:
    found = []
    for number in range(2):
        path = tmp_path / f"{number}.parquet"
        shop.copy("SELECT connection_id() AS id, @@max_statement_time AS seconds", path, Transfer())
        found += cells_of(path)
    assert found == [(found[0][0], "3600")] * 2


def test_mysql_has_another_name_for_the_limit_and_a_server_may_have_none(shop: MysqlDatabase, tmp_path: Path) -> None:
    received: list[bytes] = []
    with mysql_without_tls("secret-word", received) as port:
        database = MysqlDatabase("shop", {"uri": f"mysql://reader:secret-word@127.0.0.1:{port}/shop"})
        assert database.kind == "MySQL"
        with pytest.raises(FileError, match="no query that gives rows"):  # the stand-in gives none
            database.copy("SELECT 1", tmp_path / "a.parquet", Transfer())
        database.close()
    assert b"\x03SET SESSION max_execution_time = 3600000" in received
    shop.kind = "MySQL"  # MariaDB does not know that name
    shop.copy("SELECT 1 AS a", tmp_path / "b.parquet", Transfer())
    shop.kind = "MariaDB"


def test_a_row_that_is_too_long_is_not_quoted(
    shop: MysqlDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mysql_rows, "_LONGEST_ROW", 1000)
    with pytest.raises(FileError, match="cannot be read") as caught:
        shop.copy(f"SELECT repeat('{SECRET}', 1000000) AS a", tmp_path / "a.parquet", Transfer())
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__


def test_columns_of_one_name_are_kept(shop: MysqlDatabase, tmp_path: Path) -> None:
    shop.copy("SELECT 1 AS a, 2 AS `A`, 3 AS a; -- the end", tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("1", "2", "3")]


def test_tables(mariadb: Server, shop: MysqlDatabase, tmp_path: Path) -> None:
    name = mariadb.table("`a``b` int", "(7)")
    other = mariadb.table("x int")
    found = shop.tables()
    assert {TableName("shop", name), TableName("shop", other)} <= {*found}
    assert found == sorted(found, key=lambda table: (table.schema, table.name))
    assert shop.select_all(TableName("a`b", "Odd`")) == "SELECT * FROM `a``b`.`Odd```"
    shop.copy(shop.select_all(TableName("shop", name)), tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("7",)]
    mariadb.run(f"ALTER TABLE {name} NOWAIT ADD y int;")  # reading it locks it no longer than it takes
    assert "MariaDB" in shop.server()
    assert shop.server().endswith(", as reader@%")


def test_the_tables_of_the_server_itself_are_not_listed(mariadb: Server) -> None:
    mariadb.run("CREATE USER auditor@'%' IDENTIFIED BY 'secret-word'; GRANT SELECT ON *.* TO auditor@'%';")
    mariadb.run(
        "CREATE DATABASE archive; CREATE TABLE archive.zz (x int); CREATE DATABASE web; CREATE VIEW web.a AS SELECT 1;"
    )
    mariadb.table("x int")
    database = MysqlDatabase("shop", {"uri": f"mysql://auditor:secret-word@127.0.0.1:{mariadb.port}/shop"})
    found = database.tables()
    database.close()
    mariadb.run("DROP DATABASE archive; DROP DATABASE web;")
    assert (found[0].title, found[-1].title) == ("archive.zz", "web.a"), "schema by schema"
    assert {table.schema for table in found} == {"archive", "shop", "web"}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {table} VALUES (2)",
        "SELECT 1; DELETE FROM {table}",
        "SELECT writes_{table}()",
        "SELECT x INTO OUTFILE '/tmp/{table}' FROM {table}",
        "SELECT x /*!INTO OUTFILE '/tmp/{table}'*/ FROM {table}",
        "SELECT x /*M! INTO DUMPFILE '/tmp/{table}'*/ FROM {table}",
    ],
)
def test_nothing_can_be_written(mariadb: Server, tmp_path: Path, statement: str) -> None:
    table = mariadb.table("x int", "(1)")
    mariadb.run(
        f"DELIMITER $$\nCREATE FUNCTION writes_{table}() RETURNS int BEGIN INSERT INTO {table} VALUES (2); "
        f"RETURN 1; END$$\nDELIMITER ;\nGRANT ALL ON shop.{table} TO reader@'%';"
        f"GRANT EXECUTE ON FUNCTION shop.writes_{table} TO reader@'%';"
    )
    mighty = connected(mariadb)
    with pytest.raises(FileError):
        mighty.copy(statement.format(table=table), tmp_path / "a.parquet", Transfer())
    mighty.copy(f"SELECT * FROM {table}", tmp_path / "b.parquet", Transfer())
    mighty.close()
    assert cells_of(tmp_path / "b.parquet") == [("1",)]


@pytest.mark.parametrize(
    ("query", "where", "words"),
    [
        ("SELECT nope FROM {table}", "connection shop", "Unknown column “nope”"),
        ("SELECT *\nFROM\nWHERE", "line 3", "syntax error"),
        ("SELECT * FROM nope", "connection shop", "Table “shop.nope”"),
        ("SELECT * FROM information_schema.nope", "connection shop", "Unknown table “nope”"),
        ("SELECT json_value(x, '$') + (SELECT 1 UNION SELECT 2) FROM {table}", "connection shop", "error 1242"),
        ("UPDATE {table} SET x = 1", "connection shop", "no query"),
        ("SELECT 1; SELECT 2", "connection shop", "more than one statement"),
    ],
)
def test_what_a_query_has_wrong(
    mariadb: Server, shop: MysqlDatabase, tmp_path: Path, query: str, where: str, words: str
) -> None:
    table = mariadb.table("x varchar(40)", f"('{SECRET}')")
    with pytest.raises(FileError) as caught:
        shop.copy(query.format(table=table), tmp_path / "a.parquet", Transfer())
    assert where in caught.value.where
    assert words in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None
    shop.copy("SELECT 1 AS x", tmp_path / "b.parquet", Transfer())


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [
        ("mysql://reader:secret-word@127.0.0.1:{port}/shop", CredentialError, "refuses the user or the password"),
        ("mysql://reader@127.0.0.1:{port}/shop", CredentialError, "refuses the user or the password"),
        ("mysql://reader:{password}@127.0.0.1:{port}/mysql", CredentialError, "refuses the user or the password"),
        ("mysql://reader:secret-word@127.0.0.1:1/shop", UnreachableError, "does not answer"),
        ("mysql://reader:secret-word@nowhere.invalid/shop", UnreachableError, "not known"),
        ("mysql://reader:{password}@127.0.0.1:{port}/shop?ssl-mode=maybe", SettingsError, "no ssl-mode"),
        ("mysql://reader:{password}@127.0.0.1:{port}/shop?nope=1", SettingsError, "nope"),
        ("oracle://reader:secret-word@127.0.0.1:{port}/shop", SettingsError, "not understood"),
        ("mysql://reader:secret-word@127.0.0.1:port/shop", SettingsError, "not understood"),
    ],
)
def test_connecting(mariadb: Server, address: str, kind: type[AppError], words: str) -> None:
    options = {"uri": address.format(password=quote(PASSWORD, safe=""), port=mariadb.port)}
    with pytest.raises(kind, match=words) as caught:
        MysqlDatabase("shop", options)
    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize("query", ["SELECT sleep(600)", "SELECT seq, md5(seq) FROM seq_1_to_1000000000"])
def test_stopping_ends_the_query_on_the_server(mariadb: Server, tmp_path: Path, query: str) -> None:
    database = connected(mariadb)
    marker = f"'{tmp_path.name}' AS marker"
    marked = query.replace("SELECT", f"SELECT {marker},")
    transfer = Transfer()
    copying = InThread(lambda: database.copy(marked, tmp_path / "a.parquet", transfer))
    until(lambda: mariadb.runs(marker))
    assert InThread(transfer.cancel).outcome() is None
    assert isinstance(copying.outcome(), Cancelled)
    until(lambda: not mariadb.runs(marker))
    database.copy("SELECT 1 AS x", tmp_path / "b.parquet", Transfer())
    database.close()


def test_a_connection_that_is_cut(mariadb: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    database = connected(mariadb)
    marker = f"'{tmp_path.name}' AS marker"
    endless = f"SELECT {marker}, seq FROM seq_1_to_1000000000"
    copying = InThread(lambda: database.copy(endless, tmp_path / "a.parquet", Transfer()))
    until(lambda: mariadb.runs(marker))
    found = f"SELECT id FROM information_schema.processlist WHERE user = 'reader' AND info LIKE '%{tmp_path.name}%';"
    mariadb.run(f"KILL {mariadb.run(found)};")
    assert isinstance(copying.outcome(), UnreachableError)
    database.close()
    assert capfd.readouterr().err == ""


def test_an_error_of_the_system_in_the_middle_is_a_connection_that_was_lost(
    mariadb: Server, shop: MysqlDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reset(*arguments: object) -> NoReturn:
        raise ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")

    def cut(cursor: pymysql.cursors.SSCursor, *arguments: object) -> Answer:
        assert cursor.fetchall() == [("1",)]
        mariadb.run(f"KILL {cursor.connection.thread_id()};")
        return Answer(1)

    with monkeypatch.context() as patched:
        patched.setattr(mysql, "copy_rows", reset)
        with pytest.raises(UnreachableError, match="The connection to the database was lost"):
            shop.copy("SELECT 1 AS a", tmp_path / "a.parquet", Transfer())
        patched.setattr(mysql, "copy_rows", cut)
        with pytest.raises(UnreachableError, match="The connection to the database was lost"):
            shop.copy("SELECT 1 AS a", tmp_path / "a.parquet", Transfer())
    assert shop.copy("SELECT 1 AS a", tmp_path / "a.parquet", Transfer()).rows == 1
