"""Every sync with its last night, its next time and what is held of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.syncs import history, store
from tiktok_tui.syncs.schedule import Kind, Schedule
from tiktok_tui.syncs.standing import standings
from tiktok_tui.syncs.sync import PathSource, Sync

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
    assert [Path(error.where.partition(",")[0]).name for error in found.broken] == ["broken.toml", "nightly.jsonl"]
