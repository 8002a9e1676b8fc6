"""`connection …` and `--connection`: against real servers, with secrets in the environment and a real keyring."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.support.commands import Run
from tests.support.cut_line import cut_line
from tests.support.databases import PASSWORD, Server
from tests.support.flight_sql import flight_server
from tests.support.many_kinds import COUNT, many_kinds_columns, many_kinds_csv, many_kinds_values
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.waiting import until
from tiktok_tui.accounts.home import Home
from tiktok_tui.sources.connections import store


def destination(home: Path, **settings: str) -> None:
    """Write the destination `store`."""
    ids = {"credential": "acme", "advertiser_id": "7123456789012345678", "event_set_id": "7123456789012345679"}
    lines = [
        f'{key} = "{value}"' for key, value in ({"name": "Store", "event_source": "offline"} | ids | settings).items()
    ]
    (home / "destinations").mkdir(parents=True)
    (home / "destinations" / "store.toml").write_text("\n".join(lines))


def added(cli: Run, server: Server, name: str = "shop") -> None:
    done = cli("connection", "add", name, "--uri", server.address(), stdin=f"{PASSWORD}\n")
    assert done.code == 0, done.err


def test_a_server_that_asks_for_no_password_is_connected_to_without_one(cli: Run, home: Path) -> None:
    done = cli("connection", "add", "shop", "--uri", "postgresql://reader@127.0.0.1:9/shop", "--no-password")
    assert done.code == 4, done.err
    assert "assword" not in done.err


def test_add_list_test_tables_remove(cli: Run, home: Path, postgres: Server, real_keyring: SecretService) -> None:
    table = postgres.table("x int")
    added(cli, postgres)
    file = home / "connections" / "shop.toml"
    assert "{{ env_var(SHOP_PASSWORD) }}" in file.read_text()
    assert PASSWORD not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [entry.secret for entry in real_keyring.entries()] == [PASSWORD]
    [listed] = json.loads(cli("connection", "list", "--json").out)
    assert listed == {
        "name": "shop",
        "driver": "postgresql",
        "address": postgres.address(),
        "variables": ["SHOP_PASSWORD"],
        "file": str(file),
    }
    assert "shop" in cli("connection", "list").out
    tested = json.loads(cli("connection", "test", "shop", "--json").out)
    assert tested["server"].startswith("PostgreSQL ")
    tables = json.loads(cli("connection", "tables", "shop", "--json").out)
    assert {"schema": "public", "name": table} in tables
    again = cli("connection", "add", "shop")
    assert (again.code, "already" in again.err) == (2, True), "before anything is asked for"
    assert cli("connection", "remove", "shop", "--yes").code == 0
    assert real_keyring.entries() == []
    assert not file.exists()
    assert cli("connection", "remove", "shop", "--yes").code == 2


def test_a_secret_of_the_environment_stays_there(
    cli: Run, home: Path, mariadb: Server, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    assert cli("connection", "add", "shop", "--uri", mariadb.address()).code == 0
    assert real_keyring.entries() == []
    assert "MariaDB" in cli("connection", "test", "shop").out
    monkeypatch.delenv("SHOP_PASSWORD")
    missing = cli("connection", "test", "shop")
    assert missing.code == 3
    assert "SHOP_PASSWORD" in missing.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--uri", "postgresql://reader:hunter2@db/shop"], 2, "holds a password"),
        (["--uri", "{address}"], 3, "refuses the user or the password"),
        (["--uri", "postgresql://reader@127.0.0.1:1/shop"], 4, "does not answer"),
        ([], 2, "needs an address or a driver"),
        (["--uri", "{address}", "--option", "password=hunter2"], 2, "secret in plain text"),
        (["--driver", "nowhere"], 2, "dbc install nowhere"),
    ],
)
def test_what_cannot_be_added(
    cli: Run, home: Path, postgres: Server, real_keyring: SecretService, words: list[str], code: int, said: str
) -> None:
    """Nothing is saved, and no secret is repeated."""
    named = [word.format(address=postgres.address()) for word in words]
    done = cli("connection", "add", "shop", *named, stdin="hunter3\n")
    assert done.code == code
    assert said in done.err
    assert "hunter" not in done.err + done.out
    assert not (home / "connections").exists()
    assert real_keyring.entries() == []


def events_in(bodies: str) -> list[str]:
    return [json.dumps(event) for body in bodies.splitlines() for event in json.loads(body)["data"]]


def test_check_and_payload_of_a_query_and_of_a_table(
    cli: Run, home: Path, tmp_path: Path, postgres: Server, mariadb: Server, real_keyring: SecretService
) -> None:
    """The bodies are those of the same hundred orders in a CSV file, whatever way they came."""
    csv = tmp_path / "orders.csv"
    csv.write_text(many_kinds_csv(), newline="")
    destination(home, number_style="1.234,56", time_zone="Europe/Berlin", phone_country="DE")
    in_postgres, in_mariadb = (
        postgres.table(many_kinds_columns("postgresql")),
        mariadb.table(many_kinds_columns("mysql")),
    )
    postgres.run(f"SET TimeZone = 'UTC'; INSERT INTO {in_postgres} VALUES {many_kinds_values('postgresql')};")
    utf8 = "SET NAMES utf8mb4; SET time_zone = '+00:00'"
    mariadb.run(f"{utf8}; INSERT INTO {in_mariadb} VALUES {many_kinds_values('mysql')};")
    added(cli, postgres, "pg")
    added(cli, mariadb, "my")
    parquet, in_duckdb, in_sqlite = (tmp_path / f"orders.{suffix}" for suffix in ("parquet", "duckdb", "sqlite"))
    with duckdb.connect(str(in_duckdb)) as made:
        made.execute(f"SET TimeZone = 'UTC'; CREATE TABLE orders ({many_kinds_columns('duckdb')})")
        made.execute(f"INSERT INTO orders VALUES {many_kinds_values('duckdb')}; COPY orders TO '{parquet}'")
    made_too = sqlite3.connect(in_sqlite)
    made_too.execute(f"CREATE TABLE orders ({many_kinds_columns('sqlite')})")
    made_too.execute(f"INSERT INTO orders VALUES {many_kinds_values('sqlite')}")
    made_too.commit()
    made_too.close()
    query = tmp_path / "night.sql"
    query.write_text(f"SELECT * FROM {in_postgres}\nORDER BY event_id; -- all\n")
    options = ("-d", "store", "--as-of", "2026-06-20T00:00:00Z")
    wanted = cli("payload", csv, *options)
    assert wanted.code == 1, wanted.err  # amounts below zero are no purchases
    events = events_in(wanted.out)
    assert len(events) > COUNT / 2
    for words in (
        (parquet,),
        (in_duckdb,),
        (in_sqlite,),
        ("--connection", "pg", "--query", query),
        ("--connection", "my", "--query", f"SELECT * FROM {in_mariadb} ORDER BY event_id"),
    ):
        given = cli("payload", *words, *options)
        assert (given.code, given.out) == (1, wanted.out), given.err
    for named in (in_postgres, f"public.{in_postgres}"):
        given = cli("payload", named, "--connection", "pg", *options)  # a table has no order
        assert sorted(events_in(given.out)) == sorted(events), given.err
    checked = cli("check", in_mariadb, "--connection", "my", *options, "--json")
    assert json.loads(checked.out)["file"] == f"my {in_mariadb}"
    nothing = cli("check", "--connection", "pg", "--query", f"SELECT * FROM {in_postgres} WHERE false", *options)
    assert (nothing.code, "The query gives no rows" in nothing.err) == (0, True)
    wrong = cli("check", in_postgres[:-1], "--connection", "pg", *options)
    assert (wrong.code, "Did you mean" in wrong.err) == (2, True)


def test_a_warehouse_by_the_profile_of_its_driver(
    cli: Run, home: Path, tmp_path: Path, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flight SQL, with the secret in an option of the driver's own."""
    destination(home, fixed_event="Purchase")
    with duckdb.connect(str(tmp_path / "lake.duckdb")) as made:
        made.execute(
            "CREATE TABLE orders AS SELECT 'a' || i || '@example.com' AS email, now() AS sold_at FROM range(30) t(i)"
        )
    with flight_server(tmp_path / "lake.duckdb") as lake:
        secret = ("--option", "password={{ env_var(LAKE_PASSWORD) }}")
        words = ("--driver", "flightsql", "--uri", lake.address, "--option", "username=reader", *secret)
        added = cli("connection", "add", "lake", *words, stdin=f"{PASSWORD}\n")
        assert added.code == 0, added.err
        assert [entry.secret for entry in real_keyring.entries()] == [PASSWORD]
        assert cli("connection", "tables", "lake").out.split() == ["schema", "table", "main", "orders"]
        for rows in (("orders",), ("--query", "SELECT * FROM orders")):
            checked = cli("check", "--connection", "lake", *rows, "-d", "store", "--json")
            assert checked.out, checked.err
            assert json.loads(checked.out)["rows"] == 30
        monkeypatch.setenv("LAKE_PASSWORD", "hunter2")
        refused = cli("check", "orders", "--connection", "lake", "-d", "store")
    assert refused.code == 3
    assert refused.err == (
        "tiktok-tui: connection lake: Flight SQL refuses the user or the secret.\n"
        "  Store it again: `tiktok-tui connection add lake --replace`.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--query", "SELECT 1"], "needs the connection"),
        ([], "The file is missing"),
        (["--connection", "pg"], "a table's name or a --query"),
        (["orders", "--connection", "pg", "--query", "SELECT 1"], "Give one of the two"),
        (["--connection", "pg", "--query", "nowhere.sql"], "no such file"),
        (["orders", "--connection", "pg"], "no connection “pg”"),
    ],
)
def test_arguments_that_do_not_fit(cli: Run, home: Path, words: list[str], said: str) -> None:
    destination(home)
    done = cli("check", *words, "-d", "store")
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize("kind", ["postgres", "mariadb"])
def test_ctrl_c_ends_the_query_on_the_server(
    kind: str, home: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server: Server = request.getfixturevalue(kind)
    destination(home)
    store.save(Home(home, home), "shop", server.kind, {"uri": server.address(password="{{ env_var(SHOP_PASSWORD) }}")})
    marker = f"'{tmp_path.name} {kind}' AS marker"
    sleep = "pg_sleep(60)" if kind == "postgres" else "sleep(60)"
    words = ["check", "--connection", "shop", "--query", f"SELECT {marker}, {sleep} AS x", "-d", "store"]
    with subprocess.Popen(
        [sys.executable, "-m", "tiktok_tui", *words],
        env={**os.environ, "SHOP_PASSWORD": PASSWORD},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until(lambda: server.runs(marker))
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Stopped" in said
    assert "Traceback" not in said
    assert not server.runs(marker)
    assert list((home / "scratch").glob("table-*")) == []


@pytest.mark.parametrize(
    ("kind", "orders"),
    [
        ("postgres", "'A' || n AS \"order\" FROM generate_series(1, 100000) AS t(n)"),
        ("mariadb", "concat('A', seq) AS `order` FROM seq_1_to_100000"),
    ],
)
def test_a_server_that_dies_in_the_middle_of_its_answer(
    kind: str,
    orders: str,
    cli: Run,
    home: Path,
    sandbox: Sandbox,
    ready: tuple[str, ...],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One message; nothing is sent, and nothing stays of the half answer."""
    server: Server = request.getfixturevalue(kind)
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    query = f"SELECT now() AS sold_at, 'a@example.com' AS mail, 1 AS total, {orders}"
    with cut_line(server.port, after=1_000_000) as port:
        address = replace(server, port=port).address(password="{{ env_var(SHOP_PASSWORD) }}")
        store.save(Home(home, home), "shop", server.kind, {"uri": address})
        done = cli("send", "--connection", "shop", "--query", query, *ready, "--yes")
    assert done.code == 4, done.err
    assert done.err == "tiktok-tui: connection shop: The connection to the database was lost.\n  Run it again.\n"
    assert sandbox.events() == []
    assert json.loads(cli("runs", "--json").out) == []
    assert list((home / "scratch").glob("table-*")) == []
