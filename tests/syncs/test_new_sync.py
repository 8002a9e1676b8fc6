"""A new sync is checked against what is there before it is saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.sources.connections import store
from tiktok_tui.syncs.new_sync import check_new
from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource, Sync


def test_what_is_there_is_checked_without_reading_a_row(home: Home, sync: Sync, tmp_path: Path) -> None:
    assert check_new(home, sync) == ()
    later = tmp_path / "later.csv"
    assert check_new(home, replace(sync, source=PathSource(str(later)))) == (f"Note: there is no {later} yet.",)
    store.save(home, "warehouse", "mysql", {"uri": "mysql://reader@db/shop"})
    assert check_new(home, replace(sync, source=ConnectionSource("warehouse", "orders"))) == ()
    assert check_new(home, replace(sync, source=ConnectionSource("warehouse", sql="SELECT :since"))) == ()
    assert check_new(home, replace(sync, mapping=None, source=PathSource(f"{tmp_path}/later-*.csv"))) == (
        f"Note: there is no {tmp_path}/later-*.csv yet.",
    )


@pytest.mark.parametrize(
    ("changes", "kind", "says"),
    [
        ({"destination": "gone"}, SettingsError, "There is no destination “gone”"),
        ({"mapping": Path("/nonexistent.toml")}, FileError, "There is no such mapping file"),
        ({"source": ConnectionSource("gone", "orders")}, SettingsError, "There is no connection “gone”"),
        ({"source": PathSource("-")}, SettingsError, "A sync cannot read from a pipe"),
        ({"source": PathSource("SELECT * FROM 'orders.csv'")}, SettingsError, "The query reads “orders.csv”"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    home: Home, sync: Sync, changes: dict[str, object], kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says):
        check_new(home, replace(sync, **changes))  # type: ignore[arg-type]  # each value fits its key


def test_a_mapping_that_is_not_there_is_named_with_its_path(home: Home, sync: Sync) -> None:
    with pytest.raises(FileError) as raised:
        check_new(home, replace(sync, mapping=Path("/nonexistent.toml")))
    assert (raised.value.where, raised.value.remedy) == ("/nonexistent.toml", "Correct its path.")


def test_a_broken_mapping_and_a_query_that_is_gone_are_named(home: Home, sync: Sync, tmp_path: Path) -> None:
    assert sync.mapping is not None
    sync.mapping.write_text("x")
    with pytest.raises(SettingsError) as broken:
        check_new(home, sync)
    assert str(sync.mapping) in broken.value.where
    store.save(home, "warehouse", "mysql", {"uri": "mysql://reader@db/shop"})
    query = tmp_path / "orders.sql"
    wanted = replace(sync, mapping=None, source=ConnectionSource("warehouse", query=query))
    with pytest.raises(FileError, match="The file with the sync's query is not there") as raised:
        check_new(home, wanted)
    assert raised.value.where == str(query)
    query.write_text("SELECT 1")
    assert check_new(home, wanted) == ()
