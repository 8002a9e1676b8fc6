"""Holds of a sync: one export of each source, the latest."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.privileges import forbidden
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.event import Event
from tiktok_tui.syncs.history import holds
from tiktok_tui.syncs.history.holds import Hold

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
    query = replace(HOLD, night=4, source=DatabaseSource("shop", "SELECT 1").to_json())
    assert holds.add(home, "nightly", query) == (), "another query of the same connection"
    assert [hold.night for hold in holds.holds(home, "nightly")] == [2, 3, 4]


def test_a_folder_is_no_file_of_its_name_and_syncs_have_holds_of_their_own(home: Home) -> None:
    folder = replace(HOLD, night=2, source=FilesSource("/a.csv").to_json())
    assert holds.add(home, "nightly", HOLD) == holds.add(home, "nightly", folder) == ()
    assert holds.add(home, "daily", replace(HOLD, night=9)) == ()
    assert holds.holds(home, "nightly") == (HOLD, folder)
    holds.clear(home, "nightly")
    assert holds.holds(home, "daily") == (replace(HOLD, night=9),)


def test_a_hold_is_kept_for_its_owner_alone_with_all_that_is_needed_to_send_it(home: Home) -> None:
    holds.add(home, "nightly", HOLD)
    path = home.nights / "nightly.held.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()) == [
        {
            **{"night": 1, "source": HOLD.source, "label": "a.csv", "sheet": None, "mapping": "[fields]"},
            **{"checked_at": "2026-11-27T03:15:00+00:00", "digest": "20-ab", "events": 20},
            "reasons": ["Too few.", "Old."],
        }
    ]


@pytest.mark.parametrize("content", ["{", "[{}]", "[1]", '[{"checked_at": "soon", "reasons": []}]'])
def test_a_record_that_cannot_be_read_is_named_and_can_be_cleared(home: Home, content: str) -> None:
    path = home.nights / "nightly.held.json"
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(StateError, match="The record of what is held cannot be read") as raised:
        holds.holds(home, "nightly")
    assert raised.value.where == str(path)
    assert raised.value.remedy == "Check who owns it; `tiktok-tui sync drop nightly` gives up what is held."
    holds.clear(home, "nightly")
    assert holds.holds(home, "nightly") == ()
    path.mkdir()
    with pytest.raises(StateError, match="The record of what is held cannot be read"):
        holds.holds(home, "nightly")


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_record_that_may_not_be_read_counts_as_none_for_nobody(home: Home) -> None:
    holds.add(home, "nightly", HOLD)
    with forbidden(home.nights / "nightly.held.json"):
        for act in (
            lambda: holds.holds(home, "nightly"),
            lambda: holds.add(home, "nightly", replace(HOLD, night=2)),
            lambda: holds.remove(home, "nightly", HOLD),
        ):
            with pytest.raises(StateError, match="The record of what is held cannot be read"):
                act()
    assert holds.holds(home, "nightly") == (HOLD,), "nothing is written over what cannot be read"


def test_what_is_held_is_known_by_its_events_whatever_their_order() -> None:
    def digest(*chunks: list[Event]) -> str:
        return holds.digest_of(SimpleNamespace(events=lambda: iter(chunks)))  # type: ignore[arg-type]  # a stand-in

    one, other = Event(1, "7", b"k", b"{1}"), Event(2, "7", b"l", b"{2}")
    elsewhere, dearer = other._replace(event_set_id="8", key=b"m"), other._replace(body=b"{3}")
    assert digest([one, other]) == digest([other], [one])
    assert len({digest([one, each]) for each in (one, other, elsewhere, dearer)} | {digest([one])}) == 5
