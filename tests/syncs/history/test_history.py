"""The history of a sync: nights are added and replaced, and nothing of it is lost to a damaged line."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.privileges import forbidden
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.syncs.history import history
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary

NOW = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)
WHOLE = Night(
    number=1,
    started=NOW,
    ended=NOW + timedelta(minutes=1),
    state=NightState.SENT,
    reason="Resumed.",
    source="orders.csv",
    run="2026-11-27-001",
    rows=90,
    left_out=8,
    events=70,
    rejected=6,
    accepted=50,
    refused=4,
    skipped=3,
    withheld=2,
    similar=1,
    newest=NOW - timedelta(hours=2),
    notes=("Unusual.",),
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, tmp_path)


def test_a_night_is_written_and_read_again(home: Home) -> None:
    assert history.nights(home, "nightly") == []
    begun = history.begin(home, "nightly", NOW)
    assert (begun.number, begun.state, begun.ended) == (1, NightState.FAILED, None), "until something else is known"
    assert begun.reason == "It did not reach its end: it was stopped, or the machine went down."
    assert (begun.started, begun.not_accepted, begun.is_good) == (NOW, 0, False)
    history.write(home, "nightly", WHOLE)
    second = history.begin(home, "nightly", NOW + timedelta(days=1))
    assert history.nights(home, "nightly") == [WHOLE, second]
    assert history.nights(home, "other") == []
    assert WHOLE.not_accepted == 6 + 4 + 2 + 1
    assert json.loads((home.nights / "nightly.jsonl").read_text().splitlines()[0]) == {
        **{"number": 1, "started": "2026-11-27T03:15:00+00:00", "ended": "2026-11-27T03:16:00+00:00", "state": "sent"},
        **{
            "reason": "Resumed.",
            "source": "orders.csv",
            "run": "2026-11-27-001",
            "newest": "2026-11-27T01:15:00+00:00",
        },
        **{"rows": 90, "left_out": 8, "events": 70, "rejected": 6, "accepted": 50, "refused": 4, "skipped": 3},
        **{"withheld": 2, "similar": 1, "notes": ["Unusual."]},
    }
    path = home.nights / "nightly.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    history.remove(home, "nightly")
    assert not path.exists()


def test_a_line_that_cannot_be_read_stays_and_keeps_nothing_from_being_read(home: Home) -> None:
    history.write(home, "nightly", WHOLE)
    path = home.nights / "nightly.jsonl"
    for damaged in (
        "{",
        "[]",
        "7",
        "null",
        '{"number": 2}',
        '{"number": 2, "started": "soon", "state": "sent"}',
        "\x85",
    ):
        path.write_text(f"{damaged}\n" + path.read_text())
    path.write_bytes(b"\xff of a disk\n" + path.read_bytes())
    later = replace(WHOLE, number=2)
    history.write(home, "nightly", later)
    assert history.nights(home, "nightly") == [WHOLE, later]
    assert path.read_text().count("soon") == 1
    history.write(home, "nightly", replace(WHOLE, reason="Written again."))
    assert [night.reason for night in history.nights(home, "nightly")] == ["Written again.", "Resumed."]
    assert history.begin(home, "nightly", NOW).number == 3


def test_the_oldest_nights_are_forgotten(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert history.KEPT == 1000
    monkeypatch.setattr(history, "KEPT", 3)
    for _ in range(5):
        history.begin(home, "nightly", NOW)
    assert [night.number for night in history.nights(home, "nightly")] == [3, 4, 5]


def test_a_night_of_an_older_version_has_no_more_than_it_knew() -> None:
    old = {"number": "3", "started": NOW.isoformat(), "state": "sent", "of_a_later_version": 7}
    assert Night.of(old) == Night(3, NOW, state=NightState.SENT, reason="")
    assert Night.of({**old, "notes": "none", "accepted": "5"}) == Night(
        3, NOW, state=NightState.SENT, reason="", accepted=5
    )
    with pytest.raises(ValueError, match="without its start"):
        Night.of({**old, "started": None})


def test_the_counts_of_the_check_and_the_upload_are_kept() -> None:
    check = Totals(90, 8, 6, 3, 70, 64, {}, {}, (), 0, 0, 0, 0.5, newest=int(NOW.timestamp()))
    summary = Summary("r-1", Status.DONE, 64, Tally(accepted=50, refused=4, skipped=3, withheld=2, similar=1))
    night = Night(1, NOW).with_check("orders.csv", check).with_upload(summary)
    assert night == replace(
        WHOLE, ended=None, state=NightState.FAILED, reason=night.reason, run="r-1", newest=NOW, notes=()
    )
    assert night.newest is not None
    assert night.newest.tzinfo == UTC
    assert Night(1, NOW, newest=NOW).with_check("orders.csv", replace(check, newest=None)).newest is None


COUNTS = ("rows", "left_out", "events", "rejected", "accepted", "refused", "skipped", "withheld", "similar")


@pytest.mark.parametrize("count", COUNTS)
def test_a_count_that_is_no_number_makes_a_line_unreadable(count: str) -> None:
    with pytest.raises(ValueError, match="many"):
        Night.of({**WHOLE.facts(), count: "many"})
    assert Night.of({**WHOLE.facts(), count: "7"}) == replace(WHOLE, **{count: 7})  # type: ignore[arg-type]  # a count


def test_a_history_that_cannot_be_read_is_named(home: Home) -> None:
    (home.nights / "nightly.jsonl").mkdir(parents=True)
    with pytest.raises(StateError, match="The sync's history cannot be read: Is a directory") as raised:
        history.nights(home, "nightly")
    assert raised.value.where == str(home.nights / "nightly.jsonl")
    assert raised.value.remedy == "Check who owns the file, or set TIKTOK_TUI_HOME to a folder of your own."


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_history_that_may_not_be_read_counts_as_none_for_nobody(home: Home) -> None:
    history.write(home, "nightly", WHOLE)
    with forbidden(home.nights / "nightly.jsonl"):
        for act in (
            lambda: history.nights(home, "nightly"),
            lambda: history.begin(home, "nightly", NOW),
            lambda: history.write(home, "nightly", replace(WHOLE, number=2)),
            lambda: history.latest(home, "nightly", WHOLE),
        ):
            with pytest.raises(StateError, match="cannot be read: Permission denied"):
                act()
    assert history.nights(home, "nightly") == [WHOLE], "nothing is written over what cannot be read"


def test_a_night_is_found_as_it_was_last_written_whatever_came_after_it(home: Home) -> None:
    older, newer = replace(WHOLE, state=NightState.HELD), replace(WHOLE, number=2, run="2026-11-28-001")
    assert history.latest(home, "nightly", older) == older
    history.write(home, "nightly", WHOLE)
    history.write(home, "nightly", newer)
    assert history.latest(home, "nightly", older) == WHOLE
