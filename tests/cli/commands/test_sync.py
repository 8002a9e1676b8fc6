"""`sync list`, `show`, `history` and `drop`: each state of a sync, in words and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Run
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.holds import Hold
from tiktok_tui.syncs.history.lock import locked
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.scheduling.scheduler import Times
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import PathSource, Sync

BEGUN = datetime(2026, 9, 21, 22, 5, tzinfo=UTC)  # the 22nd in Berlin
NIGHTLY = Sync(
    "nightly", "Nightly sales", "store", PathSource("/srv/orders.csv"), schedule=Schedule(Kind.DAILY, time(3, 15))
)
SENT = Night(
    1, BEGUN, BEGUN + timedelta(minutes=1), NightState.SENT, "", "orders.csv", "2026-09-22-001",
    rows=4000, left_out=1, events=3999, rejected=1006, accepted=2001, refused=12,
)  # fmt: skip
HELD = Night(
    2, BEGUN + timedelta(days=1), BEGUN + timedelta(days=1), NightState.HELD, "The export has 1,400 events, fewer than "
    "2000.", "orders-2.csv", rows=1400, events=1400,
)  # fmt: skip
FAILED = Night(3, BEGUN + timedelta(days=2), BEGUN + timedelta(days=2), reason="No answer.")


HOLD = Hold(
    2, '{"kind": "file", "path": "/srv/orders-2.csv"}', "orders-2.csv", None, "", HELD.started, "d", 1400,
    ("The export has 1,400 events, fewer than 2000.", "It is old."),
)  # fmt: skip


@pytest.fixture
def syncs(home: Path, in_berlin: None, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Three syncs: one of each night and a scheduler, one that is held besides, one that has never run."""
    folders = Home(home, home)
    store.save(folders, NIGHTLY)
    store.save(folders, replace(NIGHTLY, id="by-hand", name="By hand", schedule=None))
    store.save(folders, replace(NIGHTLY, id="new", name="New", schedule=Schedule(Kind.HOURLY, minute=5)))
    for night in (SENT, HELD, FAILED):
        history.write(folders, "nightly", night)
    history.write(folders, "by-hand", HELD)
    holds.add(folders, "nightly", HOLD)
    holds.add(folders, "by-hand", HOLD)
    known = {
        "nightly": Times("systemd", datetime(2026, 9, 23, 1, 15, tzinfo=UTC), BEGUN),
        "new": Times("launchd", None, None),
    }
    monkeypatch.setattr("tiktok_tui.syncs.scheduling.scheduling.times", lambda _, sync: known.get(sync.id))
    return folders


def test_the_list_in_words(cli: Run, syncs: Home) -> None:
    listed = cli("sync", "list")
    assert (listed.code, listed.out.splitlines()) == (
        0,
        [
            "name     destination  when                        next              last run          result",
            "by-hand  store        when you run it             not scheduled     2026-09-23 00:05  Held, nothing was "
            "sent: The export has 1,400 events, fewer than 2000.",
            "new      store        every hour, 5 minutes past  by launchd        never",
            "nightly  store        every day at 03:15          2026-09-23 03:15  2026-09-24 00:05  Failed: No answer. "
            "(1 held)",
        ],
    )
    again = "nightly failed. `tiktok-tui sync run nightly` tries it again now, else its next run does.\n"
    assert listed.err == again
    holds.add(syncs, "by-hand", replace(HOLD, night=1, source=HOLD.source.replace("-2", "-1")))
    assert cli("sync", "list").out.splitlines()[1].endswith("fewer than 2000. (2 held)")
    with locked(syncs, "nightly"):
        running = cli("sync", "list")
        assert (running.err, running.out.splitlines()[3].split("  ")[-1]) == ("", "running (1 held)")
        assert [each["running"] for each in json.loads(cli("sync", "list", "--json").out)] == [False, False, True]
    watched = replace(NIGHTLY, schedule=Schedule(Kind.WATCH))
    store.save(syncs, watched)
    assert cli("sync", "list").err == "", "each of its files has its own next try"


def test_the_list_as_json(cli: Run, syncs: Home) -> None:
    listed = cli("sync", "list", "--json")
    by_hand, new, nightly = json.loads(listed.out)
    assert (listed.code, listed.err) == (0, "")
    upcoming = datetime.fromisoformat(nightly.pop("next"))
    assert (upcoming.astimezone().strftime("%H:%M"), upcoming > datetime.now(UTC)) == ("03:15", True)
    held = {"number": 2, "file": "orders-2.csv", "events": 1400}
    why = "The export has 1,400 events, fewer than 2000. It is old."
    assert nightly == {
        "name": "nightly",
        "title": "Nightly sales",
        "destination": "store",
        "schedule": "every day at 03:15",
        "scheduled": {
            "by": "systemd",
            "next": "2026-09-23T01:15:00+00:00",
            "last": "2026-09-21T22:05:00+00:00",
            "stale": False,
        },
        "last": FAILED.facts(),
        "held": [held | {"reason": why}],
        "running": False,
    }
    assert by_hand == {
        "name": "by-hand",
        "title": "By hand",
        "destination": "store",
        "schedule": None,
        "next": None,
        "scheduled": None,
        "last": HELD.facts(),
        "held": [held | {"reason": why}],
        "running": False,
    }
    assert (new["last"], new["held"]) == (None, [])
    assert new["scheduled"] == {"by": "launchd", "next": None, "last": None, "stale": False}
    assert json.loads(cli("sync", "show", "by-hand", "--json").out) == by_hand


def test_one_sync_in_words(cli: Run, syncs: Home) -> None:
    shown = cli("sync", "show", "nightly")
    path = store.path_of(syncs, "nightly")
    assert (shown.code, shown.out) == (0, path.read_text())
    where, upcoming, scheduled, held, failed = shown.err.splitlines()
    assert where == str(path)
    assert (upcoming[:27], upcoming[-7:]) == ("Next time by its schedule: ", " 03:15.")
    assert scheduled == "systemd starts it next on 2026-09-23 03:15, and did last on 2026-09-22 00:05."
    assert held == (
        "Held: orders-2.csv of 2026-09-23 00:05, 1,400 events. The export has 1,400 events, fewer than 2000. It is old."
    )
    assert failed == "nightly failed. `tiktok-tui sync run nightly` tries it again now, else its next run does."
    assert cli("sync", "show", "by-hand").err.splitlines() == [str(store.path_of(syncs, "by-hand")), held]
    assert len(cli("sync", "show", "new").err.splitlines()) == 2, "launchd keeps its times to itself"


def test_the_history_newest_first_for_people(cli: Run, syncs: Home) -> None:
    shown = cli("sync", "history", "nightly")
    assert (shown.code, shown.err, shown.out.splitlines()) == (
        *(0, ""),
        [
            "nr  started           result   rows  rejected  accepted  run             reason",
            " 3  2026-09-24 00:05  failed      0         0         0                  No answer.",
            " 2  2026-09-23 00:05  held    1,400         0         0                  The export has 1,400 events, "
            "fewer than 2000.",
            " 1  2026-09-22 00:05  sent    4,000     1,018     2,001  2026-09-22-001",
        ],
    )
    last = cli("sync", "history", "nightly", "--limit", "2", "--json")
    assert json.loads(last.out) == [HELD.facts(), FAILED.facts()]
    for number in range(4, 33):
        history.write(syncs, "nightly", replace(SENT, number=number))
    assert len(json.loads(cli("sync", "history", "nightly", "--json").out)) == 30
    none = cli("sync", "history", "new")
    assert (none.code, none.out, none.err) == (0, "", "new has not run yet: `tiktok-tui sync run new`.\n")
    assert cli("sync", "history", "new", "--json").out == "[]\n"


def test_what_is_asked_and_said_when_something_is_given_up_or_removed(
    cli: Run, syncs: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "may_ask", lambda: True)
    drop = "Give up what is held of Nightly sales? Nothing of it is sent. [y/N] "
    kept = cli("sync", "drop", "nightly", stdin="\n")
    assert (kept.code, kept.out, kept.err) == (130, "", f"{drop}Stopped.\n")
    assert len(holds.holds(syncs, "nightly")) == 1
    dropped = cli("sync", "drop", "nightly", stdin="y\n")
    assert (dropped.code, dropped.out) == (0, "")
    assert dropped.err == (
        f"{drop}Given up: orders-2.csv of 2026-09-23 00:05. The export has 1,400 events, fewer than 2000.\n"
    )
    assert holds.holds(syncs, "nightly") == ()
    remove = "Remove the sync nightly, its history and what is held of it? [y/N] "
    removed = cli("sync", "remove", "nightly", stdin="y\n")
    assert (removed.code, removed.out) == (0, "")
    assert removed.err == f"{remove}Removed nightly. Its runs stay in `tiktok-tui runs`.\n"
    assert store.names(syncs) == ["by-hand", "new"]
    impossible = cli("sync", "remove", "../new", stdin="y\n")
    assert (impossible.code, "[y/N]" in impossible.err) == (2, False)


def test_none_and_broken_ones(cli: Run, home: Path) -> None:
    none = cli("sync", "list")
    assert (none.code, none.out) == (0, "")
    assert none.err == "There is no sync yet: `tiktok-tui sync add NAME FILE -d DEST`.\n"
    (home / "syncs").mkdir(parents=True)
    (home / "syncs" / "odd.toml").write_text("colour = 1\n")
    for words, out in (((), ""), (("--json",), "[]\n")):
        broken = cli("sync", "list", *words)
        assert (broken.code, broken.out, len(broken.err.splitlines())) == (2, out, 2)
        assert "odd.toml, line 1" in broken.err
