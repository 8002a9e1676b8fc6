"""Every sync with its last night, its next time and what is held of it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.holds import Hold
from tiktok_tui.syncs.history.lock import is_running, locked
from tiktok_tui.syncs.history.night import NightState
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import PathSource, Sync
from tiktok_tui.syncs.standing import is_due, standings

NOW = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, tmp_path)


def test_a_sync_whose_history_cannot_be_read_is_named_beside_the_others(home: Home) -> None:
    nightly = Sync("nightly", "Nightly", "shop", PathSource("/a.csv"))
    daily = replace(nightly, id="daily", schedule=Schedule(Kind.DAILY, at=time(4), time_zone="UTC"))
    for sync in (nightly, daily):
        store.save(home, sync)
    first = history.begin(home, "daily", NOW - timedelta(days=1))
    last = history.begin(home, "daily", NOW)
    (home.nights / "nightly.jsonl").mkdir()
    (home.syncs / "broken.toml").write_text("x")
    found = standings(home, NOW)
    (standing,) = found.syncs
    assert (standing.sync.id, standing.last, standing.holds, standing.running) == ("daily", last, (), False)
    assert last.number == first.number + 1
    assert standing.next == datetime(2026, 11, 27, 4, tzinfo=UTC)
    assert standing.sync == daily
    assert [Path(error.where.partition(",")[0]).name for error in found.broken] == ["broken.toml", "nightly.jsonl"]


def test_what_is_held_and_whether_it_runs_is_of_this_sync(home: Home) -> None:
    hold = Hold(1, FileSource(Path("/a.csv")).to_json(), "a.csv", None, "", NOW, "1-ab", 1, ("Too few.",))
    for name in ("nightly", "other"):
        store.save(home, Sync(name, name, "shop", PathSource("/a.csv")))
    holds.add(home, "other", hold)
    with locked(home, "nightly"):
        first, second = standings(home, NOW).syncs
    assert (first.sync.id, first.holds, first.running, first.last, first.next) == ("nightly", (), True, None, None)
    assert (second.sync.id, second.holds, second.running) == ("other", (hold,), False)
    (home.nights / "nightly.held.json").write_text("x")
    found = standings(home, NOW)
    assert [each.sync.id for each in found.syncs] == ["other"]
    assert [error.where for error in found.broken] == [str(home.nights / "nightly.held.json")]


def test_a_run_that_ends_while_it_is_looked_at_has_not_failed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(home, Sync("nightly", "Nightly", "shop", PathSource("/a.csv")))
    sent = replace(history.begin(home, "nightly", NOW), state=NightState.SENT)

    def ends(home: Home, sync_id: str) -> bool:
        history.write(home, sync_id, sent)
        return is_running(home, sync_id)

    monkeypatch.setattr("tiktok_tui.syncs.standing.is_running", ends)
    [found] = standings(home, NOW).syncs
    assert (found.running, found.last) == (False, sent)


def test_a_sync_is_due_once_a_time_has_come_since_its_last_run_or_since_it_was_written(home: Home) -> None:
    schedule = Schedule(Kind.DAILY, at=time(3, 15), time_zone="America/New_York")
    daily = Sync("nightly", "Nightly", "shop", PathSource("/a.csv"), schedule=schedule)
    path = store.save(home, daily)
    time_of_day = datetime(2026, 11, 27, 8, 15, tzinfo=UTC)  # 03:15 in New York
    os.utime(path, (time_of_day.timestamp() - 60,) * 2)
    assert [is_due(home, daily, time_of_day + timedelta(seconds=each)) for each in (-1, 0, 1)] == [False, True, True]
    os.utime(path, (time_of_day.timestamp(),) * 2)
    assert not is_due(home, daily, time_of_day + timedelta(hours=23)), "it was written at that very time"
    history.begin(home, daily.id, time_of_day - timedelta(days=1))
    assert is_due(home, daily, time_of_day)
    history.begin(home, daily.id, time_of_day)
    assert not is_due(home, daily, time_of_day + timedelta(hours=23))
    assert is_due(home, daily, time_of_day + timedelta(hours=24))
    history.begin(home, daily.id, time_of_day + timedelta(days=3000))  # while the machine's clock was wrong
    assert not is_due(home, daily, time_of_day + timedelta(hours=23))
    assert is_due(home, daily, time_of_day + timedelta(hours=24))
    for never in (None, Schedule(Kind.WATCH)):
        assert not is_due(home, replace(daily, schedule=never), time_of_day + timedelta(hours=24))
    path.unlink()
    assert not is_due(home, daily, time_of_day + timedelta(hours=24)), "it was removed meanwhile"
