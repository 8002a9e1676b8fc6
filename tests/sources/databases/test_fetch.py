"""A query is copied whole into one private file, with the window of time that its placeholders stand for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.sources.databases.stand_in import StandIn
from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError, UnreachableError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.databases.fetch import DatabaseFetch
from tiktok_tui.sources.databases.preview import first_rows
from tiktok_tui.sources.open_source import open_source
from tiktok_tui.sources.transfer import Transfer

__all__ = ["home"]

SINCE, UNTIL = datetime(2026, 11, 1, 2, 30, tzinfo=UTC), datetime(2026, 11, 4, 2, 30, tzinfo=UTC)
ORDERS = DatabaseSource("shop", "SELECT * FROM orders")
WINDOW = DatabaseSource("shop", "SELECT 1 WHERE at >= :since AND at < :until", SINCE, UNTIL)


@pytest.fixture
def database(home: Home, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """The database of the connection `shop`."""
    store.save(home, "shop", "postgresql", {"uri": "postgresql://reader@db/shop"})
    made = StandIn()
    monkeypatch.setattr("tiktok_tui.sources.databases.fetch.opened", made.opened)
    return made


def test_the_rows_are_the_table_with_the_notes_of_the_database(home: Home, database: StandIn) -> None:
    with open_source(home, ORDERS) as table:
        assert [row.cells for row in table.sample(2)] == [("o0",), ("o1",)]
        assert table.format == "Stand-in query"
        assert table.notes == ("Times are in UTC",)
    assert database.asked == [("SELECT * FROM orders", None)]


def test_placeholders_stand_for_the_window_of_the_run_which_is_noted(
    home: Home, database: StandIn, tmp_path: Path
) -> None:
    copy = DatabaseFetch(home, WINDOW)(tmp_path, Transfer())
    assert copy.path == tmp_path / "answer.parquet"
    assert copy.notes == (
        "Rows from 2026-11-01 02:30 to 2026-11-04 02:30 UTC: what the placeholders of the query stand for",
        "Times are in UTC",
    )
    [(query, _)] = database.asked
    assert query == "SELECT 1 WHERE at >= '2026-11-01 02:30:00+00:00' AND at < '2026-11-04 02:30:00+00:00'"


@pytest.mark.parametrize("lacking", [{"since": None}, {"until": None}, {"since": None, "until": None}])
def test_placeholders_that_stand_for_no_time_are_named(
    home: Home, database: StandIn, tmp_path: Path, lacking: dict[str, Any]
) -> None:
    with pytest.raises(FileError, match="The query's :since, :until stand for no time") as raised:
        DatabaseFetch(home, replace(WINDOW, **lacking))(tmp_path, Transfer())
    assert (raised.value.where, raised.value.remedy) == ("shop", "Give --since and --until.")
    assert database.asked == []


def test_a_preview_has_twenty_rows_of_the_last_28_days(home: Home, database: StandIn) -> None:
    before = datetime.now(UTC)
    found = first_rows(home, replace(WINDOW, since=None, until=None), Transfer())
    assert (found.columns, len(found.rows), found.rows[0]) == (("id",), 20, ("o0",))
    [(query, limit)] = database.asked
    since, until = (datetime.fromisoformat(word) for word in query.split("'")[1::2])
    assert (until - since, limit) == (timedelta(days=28), 20)
    assert timedelta(seconds=-1) < until - before < timedelta(minutes=5)


def test_a_preview_of_a_window_has_its_rows(home: Home, database: StandIn) -> None:
    first_rows(home, WINDOW, Transfer())
    [(query, _)] = database.asked
    assert query == "SELECT 1 WHERE at >= '2026-11-01 02:30:00+00:00' AND at < '2026-11-04 02:30:00+00:00'"


def test_a_fetch_that_was_cancelled_neither_connects_nor_asks_anything(
    home: Home, database: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, meanwhile = Transfer(), Transfer()
    connected: list[str] = []

    @contextmanager
    def opened(home: Home, connection: str) -> Iterator[StandIn]:
        connected.append(connection)
        meanwhile.cancel()
        yield database

    monkeypatch.setattr("tiktok_tui.sources.databases.fetch.opened", opened)
    before.cancel()
    for transfer, expected in ((before, []), (meanwhile, ["shop"])):
        with pytest.raises(Cancelled):
            DatabaseFetch(home, ORDERS)(tmp_path, transfer)
        assert connected == expected
    assert database.asked == []


def test_an_error_of_the_server_is_raised_as_it_is(home: Home, database: StandIn) -> None:
    database.error = UnreachableError("The server is gone.")
    with pytest.raises(UnreachableError, match=r"The server is gone\."):
        open_source(home, ORDERS)
    assert list(home.scratch.iterdir()) == []
