"""The rows of a database that a command names: the window of its query."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.querying import in_window
from tiktok_tui.events.destination import Destination
from tiktok_tui.files.database_source import DatabaseSource

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
