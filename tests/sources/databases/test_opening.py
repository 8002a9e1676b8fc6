"""The database of a connection: the driver that its profile names, and the table that a person names."""

from __future__ import annotations

from pathlib import Path

import adbc_driver_duckdb
import pytest
from adbc_driver_postgresql import dbapi

from tests.sources.databases.stand_in import StandIn
from tests.support.databases import PASSWORD, Server
from tests.support.uploads import home
from tests.support.waiting import InThread, until
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.files.progress import stop_all
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.connections.profile import Profile
from tiktok_tui.sources.databases import opening
from tiktok_tui.sources.databases.database import TableName
from tiktok_tui.sources.databases.opening import opened, query_of_table, require_driver, source_of_table

__all__ = ["home"]

SALES, WEB, PLAIN = TableName("sales", "orders"), TableName("web", "Orders"), TableName("", "returns")


@pytest.mark.parametrize(
    ("table", "query"),
    [
        ("sales.orders", "SELECT * FROM sales.orders"),
        ("orders", "SELECT * FROM sales.orders"),
        ("Orders", "SELECT * FROM web.Orders"),
        ("WEB.orders", "SELECT * FROM web.Orders"),
        ("RETURNS", "SELECT * FROM returns"),
    ],
)
def test_a_table_is_found_with_its_schema_or_without_and_its_own_case_first(table: str, query: str) -> None:
    assert query_of_table(StandIn([SALES, WEB, PLAIN]), "shop", table) == query


def test_a_name_that_several_have_or_none_is_refused_with_those_there_are() -> None:
    database = StandIn([SALES, WEB, PLAIN])
    with pytest.raises(FileError, match="There are several tables “ORDERS”") as raised:
        query_of_table(database, "shop", "ORDERS")
    assert (raised.value.remedy, raised.value.where) == ("Name one: sales.orders, web.Orders.", "connection shop")
    with pytest.raises(FileError, match="There is no table “retruns” that the connection's user may read") as raised:
        query_of_table(database, "shop", "retruns")
    assert (raised.value.remedy, raised.value.where) == ("Did you mean “returns”?", "connection shop")
    for mistyped, near in (("ordesr", "orders"), ("saels.orders", "sales.orders")):
        with pytest.raises(FileError) as raised:
            query_of_table(StandIn([SALES, PLAIN]), "shop", mistyped)
        assert raised.value.remedy == f"Did you mean “{near}”?"
    with pytest.raises(FileError) as raised:
        query_of_table(StandIn(), "shop", "x")
    assert raised.value.remedy == "`tiktok-tui connection tables shop` lists them."


def test_what_the_server_is_asked_ends_when_the_process_is_to_end(
    postgres: Server, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by Ctrl+C while its tables are listed; in a database of its own, since its catalog is locked."""
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    postgres.run("CREATE DATABASE asked")
    address = postgres.address(password="{{ env_var(SHOP_PASSWORD) }}").removesuffix("/shop") + "/asked"
    store.save(home, "shop", postgres.kind, {"uri": address})
    with (
        dbapi.connect(postgres.owners_address("asked")) as owner,
        owner.cursor() as cursor,
        opened(home, "shop") as database,
    ):
        assert list(database.tables()) == []
        cursor.execute("LOCK TABLE pg_catalog.pg_class IN ACCESS EXCLUSIVE MODE")
        listing = InThread(database.tables)
        waiting = (
            "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE datname = 'asked' AND NOT granted"
        )
        until(lambda: postgres.run(f"{waiting};"))
        stop_all()
        assert isinstance(listing.outcome(), FileError)


def test_a_table_is_a_source_with_its_name(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "opened", StandIn([PLAIN]).opened)
    source = source_of_table(home, "shop", "Returns")
    assert (source.connection, source.query, source.title) == ("shop", "SELECT * FROM returns", "Returns")
    assert source.label == "shop Returns"


@pytest.mark.parametrize(
    ("driver", "made"),
    [
        *((name, "postgres.PostgresDatabase") for name in ("postgresql", "postgres", "adbc_driver_postgresql")),
        *((name, "mysql.MysqlDatabase") for name in ("mysql", "mariadb")),
        ("snowflake", "warehouse.WarehouseDatabase"),
    ],
)
def test_the_driver_reaches_the_database_with_the_secrets_in_their_places(
    home: Home, monkeypatch: pytest.MonkeyPatch, driver: str, made: str
) -> None:
    given: list[object] = []
    database = StandIn()

    def connected(*arguments: object) -> StandIn:
        given.extend(arguments)
        return database

    monkeypatch.setattr(f"tiktok_tui.sources.databases.{made}", connected)
    monkeypatch.setenv("SHOP_PASSWORD", "planted")
    store.save(home, "shop", driver, {"password": "{{ env_var(SHOP_PASSWORD) }}", "port": 5, "tls": True})

    def use() -> None:
        with opened(home, "shop") as found:
            assert found is database
            assert not database.closed
            raise RuntimeError

    with pytest.raises(RuntimeError):
        use()
    assert database.closed
    options = {"password": "planted", "port": "5", "tls": "true"}
    assert given == ["shop", *(["snowflake"] if driver == "snowflake" else []), options]


@pytest.mark.parametrize("driver", ["postgresql", "mysql", "sqlite", adbc_driver_duckdb.driver_path()])
def test_a_driver_that_is_there_is_found_without_a_server(driver: str) -> None:
    """DuckDB's is a path, and wants an option that it is not given here."""
    require_driver(Profile("shop", driver, {}, Path("shop.toml")))


@pytest.mark.parametrize("driver", ["oracle", "snowflake"])
def test_a_driver_that_is_not_there_is_named(driver: str) -> None:
    with pytest.raises(SettingsError, match=f"The ADBC driver “{driver}” is not installed"):
        require_driver(Profile("shop", driver, {}, Path("shop.toml")))


def test_a_connection_that_is_not_there_is_named(home: Home) -> None:
    with pytest.raises(SettingsError, match="There is no connection “shop”"), opened(home, "shop"):
        pass
