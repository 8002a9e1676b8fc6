"""PostgreSQL on a real server: types, read-only, errors without cells and passwords, and stopping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn
from urllib.parse import quote

import adbc_driver_manager
import pytest
from adbc_driver_postgresql import dbapi

from tests.support.copies import cells_of, kinds_of
from tests.support.cut_line import cut_line
from tests.support.databases import PASSWORD, Server
from tests.support.waiting import InThread, until
from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.sources.databases import postgres as postgres_source
from tiktok_tui.sources.databases.database import TableName
from tiktok_tui.sources.databases.postgres import PostgresDatabase
from tiktok_tui.sources.transfer import Transfer

SECRET = "ada@example.com"


@pytest.fixture(scope="module")
def shop(postgres: Server) -> Iterator[PostgresDatabase]:
    database = PostgresDatabase("shop", {"uri": postgres.address(password=quote(PASSWORD, safe=""))})
    yield database
    database.close()


@pytest.mark.parametrize(
    ("type_", "value", "text", "kind"),
    [
        ("money", "1234.5", "1234.5", "number"),
        ("numeric", "1.234", "1.234", "number"),
        ("numeric(40,10)", "123456789012345678901234567890.5", "123456789012345678901234567890.5", "number"),
        ("bigint", "9007199254740993", "9007199254740993", "number"),
        ("double precision", "12.5", "12.5", "number"),
        ("inet", "'203.0.113.7'", "203.0.113.7", "text"),
        ("inet", "'2001:db8::1'", "2001:db8::1", "text"),
        ("cidr", "'10.1.0.0/16'", "10.1.0.0/16", "text"),
        ("citext", "'Ada@Example.com'", "Ada@Example.com", "text"),
        ("jsonb", """'{"a": 1}'""", '{"a": 1}', "text"),
        ("text[]", "'{a,b}'", '["a","b"]', "list"),
        ("citext[]", "'{A,b}'", '["A","b"]', "list"),
        ("money[]", "'{1.50}'", "[1.5]", "list"),
        ("int[]", "'{{1,2},{3,4}}'", "[[1,2],[3,4]]", "list"),
        ("jsonb[]", """ARRAY['{"sku": "a"}'::jsonb]""", '[{"sku":"a"}]', "list"),
        ("timestamptz", "'2026-06-11 22:05:00+02'", "2026-06-11T20:05:00+00:00", "time"),
        ("timestamp", "'2026-06-11 22:05:00'", "2026-06-11T22:05:00", "time"),
        ("date", "'2026-06-11'", "2026-06-11", "time"),
        ("time", "'22:05:00'", "22:05:00", "clock"),
        ("uuid", "'00000000-0000-0000-0000-00000000000a'", "00000000-0000-0000-0000-00000000000a", "text"),
        ("boolean", "true", "true", "text"),
        ("int4range", "'[1,5)'", "[1,5)", "text"),
        ("bytea", r"'\x61'", "a", "text"),
        ("interval", "'-1 day 02:03'", "-1 days +02:03:00", "text"),
        ("interval[]", "'{-1 day}'", '["-1 days"]', "list"),
    ],
)
def test_types(
    postgres: Server, shop: PostgresDatabase, tmp_path: Path, type_: str, value: str, text: str, kind: str
) -> None:
    table = postgres.table(f"x {type_}", f"({value}), (NULL)")
    path = tmp_path / "answer.parquet"
    assert shop.copy(f"SELECT * FROM {table}", path, Transfer()).rows == 2
    assert cells_of(path) == [(text,), (None,)]
    assert kinds_of(path) == {"x": kind}
    assert path.stat().st_mode & 0o777 == 0o600


def test_days_are_those_of_utc(shop: PostgresDatabase, tmp_path: Path) -> None:
    shop.copy("SELECT '2026-06-11 22:05:00+00'::timestamptz::date AS x", tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("2026-06-11",)]


def test_types_that_people_made(postgres: Server, shop: PostgresDatabase, tmp_path: Path) -> None:
    """Domains are what they are made of, an enum is its text."""
    made = {"cash": "money", "amount": "numeric(12, 3)", "mail": "citext", "place": "inet", "tags": "text[]"}
    own = postgres.table("x int")
    postgres.run(f"CREATE TYPE size_{own} AS ENUM ('S', 'M');")
    postgres.run("".join(f"CREATE DOMAIN {name}_{own} AS {type_};" for name, type_ in made.items()))
    values = {"cash": "1234.5", "amount": "1.234", "mail": "'A@b'", "place": "'203.0.113.7'"}
    values |= {"tags": "'{a}'", "size": "'M'"}
    cells = ", ".join(f"{value}::{name}_{own} AS {name}" for name, value in values.items())
    shop.copy(f"SELECT {cells}", tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("1234.5", "1.234", "A@b", "203.0.113.7", '["a"]', "M")]
    assert list(kinds_of(tmp_path / "a.parquet").values()) == ["number", "number", "text", "text", "list", "text"]


def test_a_row_within_a_row_is_text(shop: PostgresDatabase, tmp_path: Path) -> None:
    shop.copy("SELECT ROW(1, 'a') AS x", tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("(1,a)",)]


@pytest.mark.parametrize("kind", ["timestamptz", "timestamp", "date"])
def test_infinity_is_told_as_infinity(shop: PostgresDatabase, tmp_path: Path, kind: str) -> None:
    """ADBC gives times for it that are before all that PostgreSQL has."""
    values = ", ".join(f"('{value}'::{kind})" for value in ("infinity", "-infinity", "4713-01-01 BC"))
    shop.copy(f"VALUES {values}, (NULL)", tmp_path / "a.parquet", Transfer())
    texts = [text for (text,) in cells_of(tmp_path / "a.parquet")]
    assert texts[:2] == ["infinity", "-infinity"]
    assert str(texts[2]).startswith("4713-01-01")
    assert texts[3] is None
    assert kinds_of(tmp_path / "a.parquet") == {"column1": "time"}


def test_a_decimal_is_a_number_whatever_the_style_of_the_destination(shop: PostgresDatabase, tmp_path: Path) -> None:
    """`1.234` of a `numeric` is no 1234 where numbers are written as 1.234,56."""
    shop.copy("SELECT 1.234::numeric AS x, '1.234'::text AS y", tmp_path / "a.parquet", Transfer())
    assert kinds_of(tmp_path / "a.parquet") == {"x": "number", "y": "text"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1 AS x -- the end",
        "SELECT 1 AS x; -- the end\n",
        "WITH a AS (SELECT 1 AS x) SELECT * FROM a;",
        "VALUES (1)",
        "SELECT length(E'\\'') AS x -- it's",
        "SELECT 1 AS x /* all /* of; it */ and; */;",
    ],
)
@pytest.mark.parametrize("limit", [None, 5])
def test_comments_and_semicolons_at_the_end(
    shop: PostgresDatabase, tmp_path: Path, query: str, limit: int | None
) -> None:
    shop.copy(query, tmp_path / "a.parquet", Transfer(), limit=limit)
    assert cells_of(tmp_path / "a.parquet") == [("1",)]


def test_columns_of_one_name_are_kept(shop: PostgresDatabase, tmp_path: Path) -> None:
    shop.copy('SELECT 1 AS a, 2 AS "A", 3 AS a, 4::money AS b', tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("1", "2", "3", "4")]


def test_tables(postgres: Server, shop: PostgresDatabase, tmp_path: Path) -> None:
    name = postgres.table("x int", "(7)")
    postgres.run(f"CREATE TABLE hidden_{name} (x int);")
    tables = shop.tables()
    assert TableName("public", name) in tables
    assert TableName("public", f"hidden_{name}") not in tables
    assert {table.schema for table in tables} == {"public"}
    shop.copy(shop.select_all(TableName("public", name)), tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("7",)]
    assert shop.server().startswith("PostgreSQL ")
    assert shop.server().endswith(", as reader")


def test_the_settings_of_a_query(shop: PostgresDatabase, tmp_path: Path) -> None:
    names = ("statement_timeout", "client_min_messages", "application_name", "TimeZone", "transaction_read_only")
    cells = ", ".join(f"current_setting('{name}') AS {name}" for name in names)
    shop.copy(f"SELECT {cells}", tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("1h", "error", "tiktok-tui", "UTC", "on")]


def test_the_tables_that_can_be_read(postgres: Server, shop: PostgresDatabase) -> None:
    name = postgres.table("x int")
    postgres.run(
        f"CREATE VIEW v_{name} AS SELECT 1 AS x; CREATE MATERIALIZED VIEW m_{name} AS SELECT 1 AS x; "
        f"CREATE TABLE p_{name} (x int) PARTITION BY RANGE (x);"
        f"CREATE TABLE q_{name} PARTITION OF p_{name} FOR VALUES FROM (0) TO (9);"
        f"CREATE FOREIGN DATA WRAPPER w_{name}; CREATE SERVER s_{name} FOREIGN DATA WRAPPER w_{name};"
        f"CREATE FOREIGN TABLE f_{name} (x int) SERVER s_{name};"
        f"CREATE SCHEMA closed_{name}; CREATE TABLE closed_{name}.c_{name} (x int);"
        f"GRANT SELECT ON closed_{name}.c_{name} TO reader;"
        + "".join(f"GRANT SELECT ON {kind}_{name} TO reader;" for kind in "vmpqf")
    )
    found = [table.name for table in shop.tables() if name in table.name]
    assert found == [f"f_{name}", f"m_{name}", f"p_{name}", name, f"v_{name}"]


def test_tables_are_listed_schema_by_schema(postgres: Server, shop: PostgresDatabase) -> None:
    name = postgres.table("x int")
    postgres.run(
        f"CREATE SCHEMA after_{name}; CREATE TABLE after_{name}.zz_{name} (x int);"
        f"CREATE SCHEMA zz_{name}; CREATE TABLE zz_{name}.a_{name} (x int);"
        f"GRANT USAGE ON SCHEMA after_{name}, zz_{name} TO reader;"
        f"GRANT SELECT ON after_{name}.zz_{name}, zz_{name}.a_{name} TO reader;"
    )
    found = [table.title for table in shop.tables() if name in table.name]
    postgres.run(f"DROP SCHEMA after_{name} CASCADE; DROP SCHEMA zz_{name} CASCADE;")
    assert found == [f"after_{name}.zz_{name}", f"public.{name}", f"zz_{name}.a_{name}"]


def test_the_temporary_tables_of_others_are_not_listed(postgres: Server, shop: PostgresDatabase) -> None:
    """Who may read everything would see them."""
    name = postgres.table("x int")
    postgres.run(f"CREATE ROLE a_{name} SUPERUSER LOGIN PASSWORD 'secret-word';")
    auditor = PostgresDatabase("shop", {"uri": f"postgresql://a_{name}:secret-word@127.0.0.1:{postgres.port}/shop"})
    with dbapi.connect(postgres.address(password=quote(PASSWORD, safe="")), autocommit=True) as other:
        with other.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE own_{name} (x int)")
        assert [table.title for table in auditor.tables() if name in table.name] == [f"public.{name}"]
    auditor.close()


@pytest.mark.parametrize(
    ("uri", "timed"),
    [
        ("postgresql://db/shop", "postgresql://db/shop?connect_timeout=15&fallback_application_name=tiktok-tui"),
        ("postgresql://db?a=b", "postgresql://db?a=b&connect_timeout=15&fallback_application_name=tiktok-tui"),
        ("postgresql://db?connect_timeout=3", "postgresql://db?connect_timeout=3"),
        ("host=db", "host=db connect_timeout=15"),
        ("host=db connect_timeout=3", "host=db connect_timeout=3"),
        ("", "connect_timeout=15"),
    ],
)
def test_connecting_takes_fifteen_seconds_at_most_unless_the_address_says_more(
    uri: str, timed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, str]] = []
    monkeypatch.setattr(postgres_source, "AdbcSession", lambda driver, options, autocommit: given.append(options))
    database = PostgresDatabase("shop", {"uri": uri})
    assert given == [{"uri": timed}]
    assert database.select_all(TableName("Sales", 'a"b')) == 'SELECT * FROM "Sales"."a""b"'


def test_words_of_the_server_in_another_encoding_are_shown_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(sql: str) -> NoReturn:
        raise adbc_driver_manager.ProgrammingError(
            "refused",
            status_code=adbc_driver_manager.AdbcStatusCode.INVALID_ARGUMENT,
            sqlstate="42601",
            details=[(b"PG_DIAG_MESSAGE_PRIMARY", b"Syntaxfehler: sp\xe4t")],  # type: ignore[list-item]  # they are bytes
        )

    session = SimpleNamespace(execute=refuse, end=lambda: None)
    monkeypatch.setattr(postgres_source, "AdbcSession", lambda *arguments, **options: session)
    with pytest.raises(FileError, match="Syntaxfehler: sp\N{REPLACEMENT CHARACTER}t"):
        PostgresDatabase("shop", {"uri": ""}).server()


def test_a_limit_is_the_servers(shop: PostgresDatabase, tmp_path: Path) -> None:
    query = "SELECT i, pg_sleep(0.2) IS NULL AS slow FROM generate_series(1, 1000000) AS i"
    assert shop.copy(query, tmp_path / "a.parquet", Transfer(), limit=2).rows == 2


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {table} VALUES (2)",
        "DROP TABLE {table}",
        "WITH a AS (INSERT INTO {table} VALUES (2) RETURNING x) SELECT * FROM a",
        "SELECT 1; DELETE FROM {table}",
        "COMMIT",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "SELECT writes_{table}()",
        "SELECT x INTO other_{table} FROM {table}",
    ],
)
def test_nothing_can_be_written(postgres: Server, tmp_path: Path, statement: str) -> None:
    """Also not by a user who might: the transaction is read-only."""
    table = postgres.table("x int", "(1)")
    postgres.run(
        f"GRANT ALL ON {table} TO reader; GRANT CREATE ON SCHEMA public TO reader; ALTER TABLE {table} OWNER TO reader;"
        f"CREATE FUNCTION writes_{table}() RETURNS int LANGUAGE sql AS 'INSERT INTO {table} VALUES (2) RETURNING x';"
    )
    mighty = PostgresDatabase("shop", {"uri": postgres.address(password=quote(PASSWORD, safe=""))})
    with pytest.raises(FileError) as caught:
        mighty.copy(statement.format(table=table), tmp_path / "a.parquet", Transfer())
    if "writes_" in statement:  # found while rows are read already
        assert "writes to the database" in caught.value.what
    mighty.copy(f"SELECT * FROM {table}", tmp_path / "b.parquet", Transfer())
    mighty.close()
    assert cells_of(tmp_path / "b.parquet") == [("1",)]
    assert postgres.run(f"SELECT count(*) FROM pg_class WHERE relname = 'other_{table}';") == "0\n"


@pytest.mark.parametrize(
    ("query", "where", "words"),
    [
        ("SELECT\n  nope\nFROM {table}", "line 2", 'column "nope" does not exist'),
        ("SELEC 1", "line 1", 'syntax error at or near "SELEC"'),
        ("SELECT *\nFROM\n nope", "line 3", 'relation "nope" does not exist'),
        ("SELECT x::int FROM {table}", "connection shop", "a cell is no integer"),
        ("SELECT 1 / (length(x) - 15) FROM {table}", "connection shop", "it divides by zero"),
        ("SELECT 'ada@example.com'::int", "connection shop", "SQLSTATE 22P02"),
        ("SELECT 1 'ada@example.com'", "line 1", "syntax error at or near \"'…'\""),
        ("SHOW ALL", "line 1", "syntax error"),
        ("", "connection shop", "empty"),
        ("SELECT 1; SELECT 2", "connection shop", "more than one statement"),
        ("CREATE TABLE a (x int)", "connection shop", "no query"),
    ],
)
def test_what_a_query_has_wrong(
    postgres: Server, shop: PostgresDatabase, tmp_path: Path, query: str, where: str, words: str
) -> None:
    table = postgres.table("x text", f"('{SECRET}')")
    with pytest.raises(FileError) as caught:
        shop.copy(query.format(table=table), tmp_path / "a.parquet", Transfer())
    assert where in caught.value.where
    assert words in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None  # which a crash report would quote
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    shop.copy("SELECT 1 AS x", tmp_path / "b.parquet", Transfer())  # the connection can still be used


def test_a_cell_that_the_planner_stumbles_over_is_not_shown(
    postgres: Server, shop: PostgresDatabase, tmp_path: Path
) -> None:
    """A function that says of itself that it is immutable runs before the first row."""
    table = postgres.table("x text", f"('{SECRET}')")
    postgres.run(
        f"CREATE FUNCTION f_{table}() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$BEGIN "
        f"EXECUTE (SELECT format('SELECT * FROM %I', x) FROM {table}); RETURN 1; END$$;"
    )
    with pytest.raises(FileError, match="refuses the query") as caught:
        shop.copy(f"SELECT f_{table}() AS x", tmp_path / "a.parquet", Transfer())
    assert SECRET not in str(caught.value)


def test_what_may_not_be_read(postgres: Server, shop: PostgresDatabase, tmp_path: Path) -> None:
    table = postgres.table("x int")
    postgres.run(f"REVOKE ALL ON {table} FROM reader;")
    with pytest.raises(CredentialError, match="may not read"):
        shop.copy(f"SELECT * FROM {table}", tmp_path / "a.parquet", Transfer())


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [
        ("postgresql://reader:{password}@127.0.0.1:{port}/shop", None, ""),
        ("postgresql://reader:secret-word@127.0.0.1:{port}/shop", CredentialError, "refuses the user or the password"),
        ("postgresql://reader@127.0.0.1:{port}/shop", CredentialError, "refuses the user or the password"),
        ("postgresql://reader:{password}@127.0.0.1:{port}/nowhere", SettingsError, "no database of this name"),
        ("postgresql://reader:secret-word@127.0.0.1:1/shop", UnreachableError, "does not answer"),
        ("postgresql://reader:secret-word@nowhere.invalid/shop", UnreachableError, "not known"),
        # Not escaped, a part of the password would stand in libpq's own message.
        ("postgresql://reader:secret-word/x@127.0.0.1:{port}/shop", SettingsError, "not understood"),
        ("postgresql://reader:x@secret-word@127.0.0.1:{port}/shop", UnreachableError, "not known"),
    ],
)
def test_connecting(postgres: Server, address: str, kind: type[AppError] | None, words: str) -> None:
    options = {"uri": address.format(password=quote(PASSWORD, safe=""), port=postgres.port)}
    if kind is None:
        PostgresDatabase("shop", options).close()
        return
    with pytest.raises(kind, match=words) as caught:
        PostgresDatabase("shop", options)
    assert "secret-word" not in str(caught.value)
    assert caught.value.where == "connection shop"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_password_file(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """libpq's warning about its permissions would go across the screen."""
    file = tmp_path / "pgpass"
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    file.write_text(f"127.0.0.1:*:*:reader:{escaped}\n")
    monkeypatch.setenv("PGPASSFILE", str(file))
    file.chmod(0o600)
    PostgresDatabase("shop", {"uri": postgres.address()}).close()
    file.chmod(0o644)
    with pytest.raises(CredentialError) as caught:
        PostgresDatabase("shop", {"uri": postgres.address()})
    assert "others can read it" in caught.value.remedy
    assert capfd.readouterr().err == ""


def test_notices_of_the_server_stay_off_the_screen(
    postgres: Server, shop: PostgresDatabase, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = postgres.table("x int")
    postgres.run(
        f"CREATE FUNCTION f_{name}() RETURNS int LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE WARNING 'row of {SECRET}'; RETURN 1; END$$;"
    )
    shop.copy(f"SELECT f_{name}() AS x", tmp_path / "a.parquet", Transfer())
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "query",
    ["SELECT pg_sleep(600)", "SELECT i, md5(i::text) FROM generate_series(1, 20000) i, pg_sleep(0.001 * (i % 2))"],
)
def test_stopping_ends_the_query_on_the_server(postgres: Server, tmp_path: Path, query: str) -> None:
    database = PostgresDatabase("shop", {"uri": postgres.address(password=quote(PASSWORD, safe=""))})
    marker = f"/* {tmp_path.name} */"
    marked = query.replace("SELECT", f"SELECT {marker}")
    transfer = Transfer()
    copying = InThread(lambda: database.copy(marked, tmp_path / "a.parquet", transfer))
    until(lambda: postgres.runs(marker))
    assert InThread(transfer.cancel).outcome() is None
    assert isinstance(copying.outcome(), Cancelled)
    until(lambda: not postgres.runs(marker))
    database.close()


def test_tables_that_are_locked_are_not_waited_for_once_it_is_stopped(postgres: Server) -> None:
    """In a database of its own: nobody can connect to one whose catalog is locked."""
    postgres.run("CREATE DATABASE locked")
    address = postgres.address(password=quote(PASSWORD, safe="")).removesuffix("/shop") + "/locked"
    database = PostgresDatabase("locked", {"uri": address})
    assert list(database.tables()) == []
    with dbapi.connect(postgres.owners_address("locked")) as owner, owner.cursor() as cursor:
        cursor.execute("LOCK TABLE pg_catalog.pg_class IN ACCESS EXCLUSIVE MODE")
        listing = InThread(database.tables)
        waits = (
            "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE datname = 'locked' AND NOT granted"
        )
        until(lambda: postgres.run(f"{waits};"))
        database.stop()
        assert isinstance(listing.outcome(), FileError)
    assert list(database.tables()) == []
    database.close()


def test_the_limit_of_disk_space_ends_the_query_on_the_server(
    postgres: Server, shop: PostgresDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.001")
    query = f"SELECT generate_series(1, 50000000) AS x /* {tmp_path.name} */"
    refused = InThread(lambda: shop.copy(query, tmp_path / "a.parquet", Transfer())).outcome()
    assert isinstance(refused, FileError)
    assert "limit" in refused.what
    assert not postgres.runs(tmp_path.name)


def test_a_server_that_ends_the_connection_in_the_middle_of_its_answer(postgres: Server, tmp_path: Path) -> None:
    database = PostgresDatabase("shop", {"uri": postgres.address(password=quote(PASSWORD, safe=""))})
    dying = "CASE i WHEN 50000 THEN pg_terminate_backend(pg_backend_pid()) END AS x"
    with pytest.raises(UnreachableError, match="lost"):
        database.copy(f"SELECT i, {dying} FROM generate_series(1, 100000) AS t(i)", tmp_path / "a.parquet", Transfer())
    database.close()


@pytest.mark.parametrize("options", ["", "?sslmode=disable"])
def test_a_server_that_is_killed_in_the_middle_of_its_answer(postgres: Server, tmp_path: Path, options: str) -> None:
    with cut_line(postgres.port, after=1_000_000, reset=False) as port:
        there = replace(postgres, port=port).address(password=quote(PASSWORD, safe=""), options=options)
        database = PostgresDatabase("shop", {"uri": there})
        with pytest.raises(UnreachableError, match="lost"):
            database.copy("SELECT generate_series(1, 300000) AS x", tmp_path / "a.parquet", Transfer())
        database.close()


def test_a_connection_that_is_cut(postgres: Server, tmp_path: Path) -> None:
    database = PostgresDatabase("shop", {"uri": postgres.address(password=quote(PASSWORD, safe=""))})
    database.copy("SELECT pg_backend_pid() AS x", tmp_path / "pid.parquet", Transfer())
    [(pid,)] = cells_of(tmp_path / "pid.parquet")
    postgres.run(f"SELECT pg_terminate_backend({pid});")
    with pytest.raises(UnreachableError, match="lost"):
        database.copy("SELECT 1", tmp_path / "a.parquet", Transfer())
    database.close()
