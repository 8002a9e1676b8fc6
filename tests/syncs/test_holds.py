"""Holds of a sync: one export of each source, the latest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.files.database_source import DatabaseSource
from tiktok_tui.files.source import FileSource
from tiktok_tui.syncs import holds
from tiktok_tui.syncs.holds import Hold

NOW = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)
HOLD = Hold(1, FileSource(Path("/a.csv")).to_json(), "a.csv", None, "[fields]", NOW, "20-ab", 20, ("Too few.", "Old."))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, tmp_path)


def test_a_later_export_of_the_same_source_takes_the_place_of_the_earlier(home: Home) -> None:
    other = replace(HOLD, night=2, source=FileSource(Path("/b.csv")).to_json(), sheet="May")
    assert [holds.add(home, "nightly", hold) for hold in (HOLD, other)] == [(), ()]
    assert holds.holds(home, "nightly") == (HOLD, other)
    assert HOLD.reason == "Too few. Old."
    later = replace(HOLD, night=3)
    assert holds.add(home, "nightly", later) == (1,)
    assert holds.add(home, "nightly", replace(later, events=19)) == (), "its own night is not given up"
    assert holds.holds(home, "nightly") == (other, replace(later, events=19))
    holds.remove(home, "nightly", other)
    holds.remove(home, "nightly", later)
    assert holds.holds(home, "nightly") == ()
    assert list(home.nights.iterdir()) == []


def test_a_later_window_of_a_query_reaches_over_an_earlier_one(home: Home) -> None:
    first, later, other = (
        replace(HOLD, night=night, source=DatabaseSource(connection, "SELECT :since", NOW + night * day).to_json())
        for night, connection, day in ((1, "shop", timedelta(1)), (2, "shop", timedelta(1)), (3, "till", timedelta(1)))
    )
    assert [holds.add(home, "nightly", hold) for hold in (first, later, other)] == [(), (1,), ()]


@pytest.mark.parametrize("content", ["{", "[{}]", "[1]", '[{"checked_at": "soon", "reasons": []}]'])
def test_a_record_that_cannot_be_read_is_named_and_can_be_cleared(home: Home, content: str) -> None:
    path = home.nights / "nightly.held.json"
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(StateError, match="The record of what is held cannot be read") as raised:
        holds.holds(home, "nightly")
    assert (raised.value.where, "sync drop nightly" in raised.value.remedy) == (str(path), True)
    holds.clear(home, "nightly")
    assert holds.holds(home, "nightly") == ()
