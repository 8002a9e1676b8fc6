"""`connection …`: all that is printed about connections, and what is asked before; no server answers here."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.commands import Run
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.new_connection import NewConnection


@pytest.fixture
def shop(home: Path) -> Path:
    """The file of the connection `shop`."""
    uri = "mysql://reader:{{ env_var(SHOP_PASSWORD) }}@db/shop"
    store.save(Home(home, home), "shop", "mysql", {"uri": uri})
    return home / "connections" / "shop.toml"


Tables = list[SimpleNamespace]


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Tables:
    """The tables that every server has."""
    found = [SimpleNamespace(schema="public", name="orders"), SimpleNamespace(schema="archive", name="x")]

    @contextmanager
    def opened(_: Home, name: str) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(server=lambda: f"MySQL 8 of {name}", tables=lambda: found)

    monkeypatch.setattr("tiktok_tui.sources.databases.opening.opened", opened)
    return found


def test_the_list_in_words_and_as_json(cli: Run, home: Path, shop: Path) -> None:
    listed = cli("connection", "list")
    assert (listed.code, listed.err) == (0, "")
    header, row = listed.out.splitlines()
    assert header.split() == ["name", "driver", "address", "file"]
    assert row.split() == ["shop", "mysql", "mysql://reader@db/shop", str(shop)]
    facts = {
        "name": "shop",
        "driver": "mysql",
        "address": "mysql://reader@db/shop",
        "variables": ["SHOP_PASSWORD"],
        "file": str(shop),
    }
    assert json.loads(cli("connection", "list", "--json").out) == [facts]
    (home / "connections" / "odd.toml").write_text("colour = 1\n")
    broken = cli("connection", "list", "--json")
    assert (broken.code, json.loads(broken.out), "odd.toml, line 1" in broken.err) == (2, [facts], True)
    shop.unlink()
    broken = cli("connection", "list")
    assert (broken.code, broken.out, "no connection yet" in broken.err) == (2, "", False)


def test_its_server_and_its_tables(cli: Run, shop: Path, tables: Tables) -> None:
    tested = cli("connection", "test", "shop")
    assert (tested.code, tested.out, tested.err) == (0, "shop: MySQL 8 of shop\n", "")
    began = time.monotonic()
    facts = json.loads(cli("connection", "test", "shop", "--json").out)
    assert 0 <= facts.pop("seconds") <= time.monotonic() - began
    assert facts == {"name": "shop", "server": "MySQL 8 of shop"}
    listed = cli("connection", "tables", "shop")
    assert (listed.code, listed.out, listed.err) == (0, "schema   table\npublic   orders\narchive  x\n", "")
    as_json = [{"schema": "public", "name": "orders"}, {"schema": "archive", "name": "x"}]
    assert json.loads(cli("connection", "tables", "shop", "--json").out) == as_json
    tables.clear()
    none = cli("connection", "tables", "shop")
    assert (none.code, none.out, none.err) == (0, "", "The connection's user may read no table.\n")
    assert cli("connection", "tables", "shop", "--json").out == "[]\n"


@pytest.mark.parametrize("command", ["test", "tables"])
def test_a_secret_is_asked_for_where_somebody_can_type_it(
    command: str, cli: Run, shop: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monotonic = time.monotonic

    def typed(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return " hush "

    monkeypatch.setattr(console, "may_ask", lambda: True)
    monkeypatch.setattr("tiktok_tui.sources.databases.opening.require_driver", lambda _: None)
    monkeypatch.setattr("getpass.getpass", typed)
    monkeypatch.setattr(time, "monotonic", lambda: monotonic() + 3600 * len(asked))  # that takes an hour
    monkeypatch.delenv("SHOP_PASSWORD", raising=False)
    outcome = cli("connection", command, "shop", "--json")
    assert outcome.code == 0
    assert asked == ["SHOP_PASSWORD of the connection shop (it is not stored): "]
    assert command == "tables" or json.loads(outcome.out)["seconds"] < 60, "only the connection is timed"


@pytest.mark.parametrize(
    ("words", "typed", "expected"),
    [
        (
            ("--uri", "mysql://db/shop", "--driver", "adbc", "--option", "a=1", "--option", "b=2", "--no-password"),
            "",
            {"driver": "adbc", "uri": "mysql://db/shop", "options": ["a=1", "b=2"], "password": False},
        ),
        (
            ("--driver", "adbc", "--option", "a=1"),
            "",
            {"driver": "adbc", "uri": "", "options": ["a=1"], "password": True},
        ),
        ((), " mysql://db/shop \n", {"driver": "", "uri": "mysql://db/shop", "options": [], "password": True}),
    ],
)  # fmt: skip
def test_what_a_new_connection_is_made_of(
    cli: Run,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    typed: str,
    expected: dict[str, object],
) -> None:
    made: list[dict[str, object]] = []

    def of(name: str, **given: object) -> str:
        made.append(given)
        return name

    monkeypatch.setattr(console, "may_ask", lambda: True)
    monkeypatch.setattr(NewConnection, "of", of)
    monkeypatch.setattr("tiktok_tui.sources.new_connection.add", lambda *_, replace: f"MySQL 8 ({replace})")
    added = cli("connection", "add", "shop", *words, stdin=typed)
    assert (added.code, added.out, made) == (0, "shop: MySQL 8 (False)\n", [expected])
    question = "Address (postgresql://reader@db.example.com:5432/shop): " if typed else ""
    assert added.err == f"{question}Saved. `tiktok-tui connection tables shop` lists its tables.\n"


def test_a_name_that_is_taken_is_replaced_on_request_only(
    cli: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktok_tui.sources.new_connection.add", lambda *_, replace: f"MySQL 8 ({replace})")
    words = ("connection", "add", "shop", "--uri", "mysql://db/shop")
    taken = cli(*words)
    assert (taken.code, "already" in taken.err) == (2, True)
    replaced = cli(*words, "--replace")
    assert (replaced.code, replaced.out) == (0, "shop: MySQL 8 (True)\n")


def test_removing_asks_first(cli: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "may_ask", lambda: True)
    question = "Remove the connection shop and its secrets from the keyring? [y/N] "
    kept = cli("connection", "remove", "shop", stdin="n\n")
    assert (kept.code, kept.out, kept.err) == (130, "", f"{question}Stopped.\n")
    assert shop.exists()
