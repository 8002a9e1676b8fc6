"""Syncs run in a thread as the app does it: progress, stopping, holds of several sources, when one is due."""

from __future__ import annotations

import errno
import os
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tests.support.slow import slow_query
from tests.support.waiting import until
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError, StateError
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.syncs.history import history, holds, lock
from tiktok_tui.syncs.history.night import NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.release import release
from tiktok_tui.syncs.running.run import run_sync
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import Limits, Notify, PathSource, Sync
from tiktok_tui.syncs.standing import is_due, standings
from tiktok_tui.uploads.ledger.marker import LedgerDoubtError


class InThread:
    """A sync that runs in a thread."""

    def __init__(self, home: Home, sync: Sync) -> None:
        self.steps = WatchedSteps()
        self.results: list[SyncResult] = []
        self._thread = threading.Thread(
            target=lambda: self.results.append(run_sync(home, sync, self.steps)), daemon=True
        )
        self._thread.start()

    def result(self) -> SyncResult:
        self._thread.join()
        return self.results[0]


def test_an_upload_is_watched_stopped_and_resumed(
    home: Home, sync: Sync, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "GLANCE_SECONDS", 0.0)
    sandbox.set_faults("40100")
    running = InThread(home, sync)
    sandbox.wait_for_requests(1)
    assert running.steps.title == "Sending to Shop"
    assert running.steps.words() == "0 of 20 events accepted"
    assert running.steps.share() == 0.0
    assert standings(home, datetime.now(UTC)).syncs[0].running
    with pytest.raises(StateError, match="is being run already"):
        run_sync(home, sync, WatchedSteps())
    running.steps.stop()
    stopped = running.result()
    assert stopped.stopped
    assert stopped.night.state is NightState.FAILED
    assert stopped.night.reason == "Stopped. The next run continues it."
    assert not stopped.occasions, "nobody needs to be told: whoever stopped it knows"
    assert history.nights(home, sync.id) == [stopped.night]
    sandbox.set_faults()
    said: list[str] = []
    again = run_sync(home, sync, WatchedSteps(said.append))
    assert (again.night.accepted, again.night.skipped) == (0, 20)
    assert any(f"Run {stopped.night.run} was finished first: 20 events accepted" in each for each in said)
    assert history.nights(home, sync.id)[0].accepted == 20


def test_opening_is_stopped(home: Home, sync: Sync, tmp_path: Path) -> None:
    running = InThread(home, replace(sync, source=PathSource(slow_query(tmp_path))))
    until(lambda: running.steps.title == "Opening")
    running.steps.stop()
    stopped = running.result()
    assert stopped.stopped
    assert stopped.night.reason == "Stopped before anything was sent."


def test_exports_of_several_sources_are_held_side_by_side(home: Home, sync: Sync, tmp_path: Path) -> None:
    strict = replace(sync, limits=Limits(events=(100, None)))
    other = FileSource(write_orders(tmp_path / "other.csv", 5, first=50))
    for source in (None, other, other):
        assert run_sync(home, strict, WatchedSteps(), source=source).night.state is NightState.HELD
    assert [(hold.night, hold.label) for hold in holds.holds(home, sync.id)] == [(1, "orders.csv"), (3, "other.csv")]
    states = [str(night.state) for night in history.nights(home, sync.id)]
    assert states == ["held", "dropped", "held"], "a later export of the same source takes the place of the earlier"
    assert "is held in its place" in history.nights(home, sync.id)[1].reason


def test_what_cannot_be_released_stays_held(home: Home, sync: Sync, tmp_path: Path, sandbox: Sandbox) -> None:
    strict = replace(sync, limits=Limits(events=(100, None)))
    held = run_sync(home, strict, WatchedSteps()).night
    export = (tmp_path / "orders.csv").rename(tmp_path / "elsewhere.csv")
    (lost,) = release(home, strict, WatchedSteps())
    assert isinstance(lost.error, FileError)
    export.rename(tmp_path / "orders.csv")
    stopping = WatchedSteps()
    stopping.stop()
    (stopped,) = release(home, strict, stopping)
    assert stopped.stopped
    for result in (lost, stopped):
        assert (result.night.state, result.night.reason) == (NightState.HELD, held.reason)
    (hold,) = holds.holds(home, sync.id)

    sandbox.set_faults("40105")
    (failed,) = release(home, strict, WatchedSteps())
    assert failed.night.state is NightState.FAILED
    assert holds.holds(home, sync.id) == (), "its run is resumed from now on"
    # As it is after a crash in the middle of the upload:
    history.write(home, sync.id, replace(failed.night, state=NightState.HELD))
    holds.add(home, sync.id, hold)
    sandbox.set_faults()
    run_sync(home, sync, WatchedSteps())
    assert history.nights(home, sync.id)[0].state is NightState.RELEASED
    assert holds.holds(home, sync.id) == ()
    assert sandbox.stats().accepted == 20


def test_a_file_that_cannot_be_moved_is_sent_all_the_same(home: Home, sync: Sync, tmp_path: Path) -> None:
    said: list[str] = []
    running: list[bool] = []

    def say(text: str) -> None:
        said.append(text)
        running.append(lock.is_running(home, sync.id))

    (tmp_path / "sent").touch()
    told = Notify(frozenset(("sent",)), command=("/nonexistent/tell",))
    result = run_sync(home, replace(sync, done=tmp_path / "sent", notify=told), WatchedSteps(say))
    assert result.night.accepted == 20
    assert said[-1] == "The command /nonexistent/tell cannot be run: No such file or directory."
    assert running[-2:] == [True, False], "a command that is called may use the sync"
    assert (tmp_path / "orders.csv").exists()
    assert any("orders.csv is sent, but could not be moved" in each for each in said)


def test_nothing_is_sent_without_the_record_of_earlier_runs_until_somebody_says_so(
    home: Home, sync: Sync, sandbox: Sandbox
) -> None:
    assert run_sync(home, sync, WatchedSteps()).night.accepted == 20
    for file in home.state.glob("ledger.sqlite*"):
        file.unlink()
    sent = sandbox.stats().requests
    doubted = run_sync(home, replace(sync, limits=Limits(events=(100, None))), WatchedSteps())
    assert isinstance(doubted.error, LedgerDoubtError)
    assert (doubted.night.state, sandbox.stats().requests) == (NightState.FAILED, sent), "also if it would be held"
    agreed = run_sync(home, sync, WatchedSteps(), new_ledger=True)
    assert (agreed.night.state, agreed.night.accepted) == (NightState.SENT, 20)


def test_rows_that_are_left_out_are_not_among_the_rejected_and_notes_of_the_file_are_said(
    home: Home, sync: Sync, tmp_path: Path
) -> None:
    assert sync.mapping is not None
    sync.mapping.write_text(f'{MAPPING}\n[leave_out]\norder = ["A3"]\n')
    export = write_orders(tmp_path / "orders.csv", 20, bad=20)
    export.write_text(f"Orders of May\n{export.read_text()}")
    said: list[str] = []
    night = run_sync(home, sync, WatchedSteps(said.append)).night
    assert (night.state, night.reason) == (NightState.NOTHING, "All 19 rows are rejected.")
    assert said[0] == "orders.csv: 1 line above the header, left out: “Orders of May”"


def test_an_order_of_rows_that_changed_is_no_change(home: Home, sync: Sync, tmp_path: Path) -> None:
    strict = replace(sync, limits=Limits(events=(100, None)))
    run_sync(home, strict, WatchedSteps())
    export = tmp_path / "orders.csv"
    first, *rows = export.read_text().splitlines()
    before = holds.holds(home, sync.id)[0].digest
    export.write_text("\n".join([first, *reversed(rows)]) + "\n")
    run_sync(home, strict, WatchedSteps())
    assert holds.holds(home, sync.id)[0].digest == before
    export.write_text("\n".join([first, *rows]).replace("customer7@", "customer77@") + "\n")
    run_sync(home, strict, WatchedSteps())
    changed = holds.holds(home, sync.id)[0].digest
    assert changed != before, "as many events, and another person"
    assert changed.partition("-")[0] == before.partition("-")[0] == "20"


def test_a_full_disk_and_a_fault_are_failed_nights_that_are_told(
    home: Home, sync: Sync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    command = (sys.executable, "-c", f"import pathlib, sys; pathlib.Path({str(told)!r}).write_text(sys.stdin.read())")
    loud = replace(sync, notify=Notify(command=command))
    causes: list[Exception] = [OSError(errno.ENOSPC, "No space left on device"), RuntimeError("people's data")]

    def fail(*_: object) -> None:
        raise causes.pop(0)

    monkeypatch.setattr("tiktok_tui.syncs.running.run.mapping_for", fail)
    assert run_sync(home, loud, WatchedSteps()).night.state is NightState.FAILED
    assert "the disk is full" in told.read_text()
    with pytest.raises(RuntimeError):
        run_sync(home, loud, WatchedSteps())
    assert "A fault in tiktok-tui itself (RuntimeError)." in told.read_text()
    assert "people" not in told.read_text()
    nights = history.nights(home, sync.id)
    assert [night.state for night in nights] == [NightState.FAILED] * 2
    assert nights[1].reason == "A fault in tiktok-tui itself (RuntimeError)."


def test_due(home: Home, sync: Sync) -> None:
    morning = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)
    daily = replace(sync, schedule=Schedule(Kind.DAILY, at=time(3, 15), time_zone="UTC"))
    path = store.save(home, daily)
    written = morning - timedelta(hours=5)
    os.utime(path, (written.timestamp(), written.timestamp()))
    assert not is_due(home, daily, morning - timedelta(seconds=1))
    assert is_due(home, daily, morning)
    assert is_due(home, daily, morning + timedelta(days=3)), "a night that was missed is made up for"
    history.begin(home, sync.id, morning + timedelta(minutes=2))
    assert not is_due(home, daily, morning + timedelta(hours=20))
    assert is_due(home, daily, morning + timedelta(days=1))
    assert not is_due(home, sync, morning + timedelta(days=1)), "without a schedule never"
    assert not is_due(home, replace(sync, schedule=Schedule(Kind.WATCH)), morning + timedelta(days=1))
    assert not is_due(home, replace(daily, id="removed-meanwhile"), morning + timedelta(days=1))


def test_a_night_never_ends_before_it_began(home: Home, sync: Sync) -> None:
    later = datetime.now(UTC) + timedelta(minutes=5)  # as it is when a clock is put back in between
    assert run_sync(home, sync, WatchedSteps(), now=later).night.ended == later
    again = run_sync(home, sync, WatchedSteps()).night
    assert again.ended is not None
    assert again.ended > again.started
