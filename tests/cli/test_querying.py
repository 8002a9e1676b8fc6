"""The rows of a database that a command names: the window of its query."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.cli.querying import in_window, source_named
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource

NIGHT = DatabaseSource("shop", "SELECT * FROM orders WHERE at >= :since AND at < :until")


def test_the_window_of_a_query_ends_at_the_time_that_counts_as_now(home: Path) -> None:
    folders = Home(home, home)
    folders.connections.mkdir(parents=True)
    profile = 'profile_version = 1\ndriver = "postgresql"\n[Options]\nuri = "postgresql://db.example.com/shop"\n'
    (folders.connections / "shop.toml").write_text(profile)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    arguments = argparse.Namespace(as_of=now, since=timedelta(hours=12), until=None)
    found = in_window(folders, NIGHT, Destination("store", "Store"), arguments)
    assert isinstance(found, DatabaseSource)
    assert (found.since, found.until) == (now - timedelta(hours=12), now)


def test_the_window_begins_with_the_last_run_to_the_same_recipient(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[object] = []

    def with_window(*_: object, **given: object) -> DatabaseSource:
        codes.append(given["test_event_code"])
        return NIGHT

    monkeypatch.setattr("tiktok_tui.uploads.nights.with_window", with_window)
    for words in ({"test_event_code": "T1"}, {}):
        arguments = argparse.Namespace(as_of=None, since=None, until=None, **words)
        in_window(Home(home, home), NIGHT, Destination("store", "Store"), arguments)
    assert codes == ["T1", ""]


def named(home: Path, file: str | None, connection: str | None, query: str | None) -> object:
    """The source that these arguments name, or the error about them."""
    arguments = argparse.Namespace(file=file, connection=connection, query=query)
    try:
        return source_named(Home(home, home), arguments)
    except AppError as error:
        return str(error)


def test_the_source_that_the_arguments_name(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("night.sql").write_text("SELECT 1")
    long = f"SELECT {'x' * 5000}"
    assert named(home, "a.csv", None, None) == FileSource(Path("a.csv").absolute())
    assert named(home, None, "shop", "night.sql") == DatabaseSource("shop", "SELECT 1", title="night")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert named(home, None, "shop", "~/night.sql") == DatabaseSource("shop", "SELECT 1", title="night")
    assert named(home, None, "shop", "with x as (select 1) select * from x") == (
        DatabaseSource("shop", "with x as (select 1) select * from x")
    )
    assert "There is no such file, and this is" in str(named(home, None, "shop", "~nobody.here/night.sql"))
    assert named(home, None, "shop", long) == DatabaseSource("shop", long)
    assert named(home, None, None, None) == (
        "The file is missing. Name it, or a --connection with a table or a --query."
    )  # fmt: skip
    for file in (None, "a.csv"):
        assert named(home, file, None, "SELECT 1") == (
            "--query needs the connection that it is for. Add --connection NAME; a query over files is given as FILE."
        )
    for file, query in ((None, None), ("orders", "SELECT 1")):
        assert named(home, file, "shop", query) == (
            "With --connection goes a table's name or a --query. Give one of the two."
        )
    assert named(home, None, "shop", "nowhere.sql") == (
        "nowhere.sql: There is no such file, and this is no SELECT. "
        "Give a query that begins with SELECT or WITH, or the path of a file that holds one."
    )
    Path("folder").mkdir()
    assert "Is a directory" in str(named(home, None, "shop", "folder")), "not that there is no such file"


@pytest.mark.parametrize("times", [{"since": timedelta(days=3)}, {"until": datetime(2026, 3, 1, tzinfo=UTC)}])
def test_a_window_is_for_a_query_of_a_connection(home: Path, times: dict[str, object]) -> None:
    arguments = argparse.Namespace(as_of=None, **{"since": None, "until": None, **times})
    with pytest.raises(AppError) as caught:
        in_window(Home(home, home), FileSource(Path("a.csv")), Destination("store", "Store"), arguments)
    assert str(caught.value) == (
        "--since and --until belong to the query of a connection. "
        "Leave them out, or choose the rows of a file with a query."
    )


def test_a_driver_that_is_missing_is_said_before_a_secret_is_asked_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "connections").mkdir(parents=True)
    text = 'profile_version = 1\ndriver = "nowhere"\n[Options]\npassword = "{{ env_var(SHOP_PASSWORD) }}"\n'
    (home / "connections" / "shop.toml").write_text(text)
    monkeypatch.setattr(console, "may_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: pytest.fail(f"it asks for {prompt}"))
    assert "dbc install nowhere" in str(named(home, "orders", "shop", None))
    assert "There is no connection “shp”" in str(named(home, "orders", "shp", None))


def test_the_secret_of_a_table_is_asked_for_before_the_server_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "connections").mkdir(parents=True)
    options = 'uri = "mysql://db/x"\npassword = "{{ env_var(SHOP_PASSWORD) }}"\n'
    text = f'profile_version = 1\ndriver = "mysql"\n[Options]\n{options}'
    (home / "connections" / "shop.toml").write_text(text)
    steps: list[str] = []

    def typed(prompt: str, stream: object) -> str:
        steps.append(prompt)
        return "hush"

    monkeypatch.setattr(console, "may_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", typed)
    monkeypatch.setattr("tiktok_tui.sources.databases.opening.require_driver", lambda _: None)
    monkeypatch.setattr(
        "tiktok_tui.sources.databases.opening.source_of_table", lambda _, *table: steps.append(" ".join(table))
    )
    monkeypatch.delenv("SHOP_PASSWORD", raising=False)
    named(home, "orders", "shop", None)
    assert steps == ["SHOP_PASSWORD of the connection shop (it is not stored): ", "shop orders"]
