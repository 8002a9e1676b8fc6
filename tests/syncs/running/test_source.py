"""The source that a sync reads now: its files, or its query with the window of this run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sources.databases.stand_in import StandIn
from tests.support.uploads import SHOP
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError, FileError, SettingsError
from tiktok_tui.files.source.copied import AddressSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef
from tiktok_tui.sources.connections import store as connections
from tiktok_tui.sources.databases import opening
from tiktok_tui.sources.databases.database import TableName
from tiktok_tui.syncs.running.source import source_for
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource, Sync, SyncSource

NOW = datetime(2026, 11, 27, 3, 15, 0, 7, tzinfo=UTC)
TONIGHT = NOW.replace(microsecond=0)
SYNC = Sync("nightly", "Nightly", SHOP.slug, PathSource("/srv/orders.csv"))
WINDOW = "SELECT * FROM orders WHERE loaded_at >= :since AND loaded_at < :until"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path, tmp_path)
    connections.save(home, "shop", "mysql", {"uri": "mysql://reader@db/shop"})
    return home


def found(home: Home, source: SyncSource) -> SourceRef:
    return source_for(home, replace(SYNC, source=source), SHOP, api_url="https://tiktok.example", now=NOW)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("/srv/orders.csv", FileSource(Path("/srv/orders.csv"))),
        ("/srv/orders-*.csv", FilesSource("/srv/orders-*.csv")),
        ("https://shop.example/a.csv", AddressSource("https://shop.example/a.csv")),
        ("SELECT * FROM '/srv/a.csv'", QuerySource("SELECT * FROM '/srv/a.csv'")),
        ("SELECT * FROM '~/a.csv'", QuerySource("SELECT * FROM '~/a.csv'")),
    ],
)
def test_what_a_path_means(home: Home, text: str, source: SourceRef) -> None:
    assert found(home, PathSource(text)) == source


def test_a_query_has_the_window_of_this_run_and_a_title_if_it_is_in_a_file(home: Home, tmp_path: Path) -> None:
    query = tmp_path / "late orders.sql"
    query.write_text(WINDOW)
    since = TONIGHT - timedelta(days=28)
    assert found(home, ConnectionSource("shop", query=query)) == DatabaseSource(
        "shop", WINDOW, since, TONIGHT, title="late orders"
    )
    assert found(home, ConnectionSource("shop", sql=WINDOW)) == DatabaseSource("shop", WINDOW, since, TONIGHT)
    assert found(home, ConnectionSource("shop", sql="SELECT 1")) == DatabaseSource("shop", "SELECT 1")


def test_a_table_is_read_whole(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "opened", StandIn([TableName("", "orders")]).opened)
    whole = DatabaseSource("shop", "SELECT * FROM orders", title="orders")
    assert found(home, ConnectionSource("shop", "orders")) == whole


@pytest.mark.parametrize(
    ("source", "kind", "where", "what", "remedy"),
    [
        (
            *(PathSource("-"), SettingsError, "syncs/nightly.toml"),
            "A sync cannot read from a pipe: nothing is piped in when it starts by itself.",
            "Let the export write a file, and name that.",
        ),
        (
            *(PathSource("SELECT * FROM 'may/a.csv' JOIN 'b.csv' USING (id)"), SettingsError, "syncs/nightly.toml"),
            "The query reads “may/a.csv”, and where that is depends on the folder that the scheduler starts in.",
            "Write the whole path, such as FROM '/srv/exports/may/a.csv'.",
        ),
        (
            *(ConnectionSource("shop", query=Path("/nonexistent/a.sql")), FileError, "/nonexistent/a.sql"),
            "The file with the sync's query is not there.",
            "Put it back, or correct “query” in the sync's file.",
        ),
    ],
)
def test_what_cannot_be_read_every_night_is_refused(
    home: Home, source: SyncSource, kind: type[AppError], where: str, what: str, remedy: str
) -> None:
    with pytest.raises(kind) as raised:
        found(home, source)
    assert (raised.value.what, raised.value.remedy) == (what, remedy)
    assert raised.value.where == str(home.config / where)
    assert getattr(raised.value, "field", "source") == "source"
    assert store.path_of(home, "nightly") == home.config / "syncs/nightly.toml"
