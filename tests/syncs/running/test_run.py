"""One run of a sync: what is decided about an export, what the history keeps of it, and a check that keeps nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts import remembered
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import CredentialError, FileError, SettingsError, StateError
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource, SourceRef
from tiktok_tui.sources.connections import store as connections
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.release import release
from tiktok_tui.syncs.running.run import check_sync, run_sync
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings.sync import ConnectionSource, Limits, Notify, PathSource, Sync
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.start import Sending
from tiktok_tui.uploads.updates import RunFinished, RunStopped

USUAL = Night(1, datetime(2026, 11, 20, 3, tzinfo=UTC), state=NightState.SENT, reason="", rows=900, events=900)
CHANGED = "The columns have changed: no mapping is known for them, and nobody has looked at the suggested one."


@pytest.fixture
def suggesting(home: Home, sync: Sync, tmp_path: Path) -> Sync:
    """The sync without a mapping of its own, and with columns that suggest one."""
    export = tmp_path / "orders.csv"
    export.write_text(export.read_text().replace("order,sold_at,mail,total", "order id,sold at,email,value", 1))
    return replace(sync, mapping=None)


def usual(home: Home, sync: Sync, count: int = 3) -> None:
    for number in range(1, count + 1):
        history.write(home, sync.id, replace(USUAL, number=number))


def test_a_check_keeps_nothing_and_sends_nothing(home: Home, sync: Sync, sandbox: Sandbox, tmp_path: Path) -> None:
    usual(home, sync)
    before = history.nights(home, sync.id)
    now = datetime.now(UTC) + timedelta(minutes=1)
    said: list[str] = []
    good = check_sync(home, replace(sync, done=tmp_path / "sent"), WatchedSteps(said.append), now=now)
    assert (good.night.number, good.night.state, good.night.reason) == (0, NightState.NOTHING, "")
    assert (good.night.started, good.night.source, good.night.rows, good.night.events) == (now, "orders.csv", 20, 20)
    assert good.night.ended is not None
    assert good.night.notes == ("Unusual: 20 events; the last 3 good runs had 900.",)
    assert good.totals is not None
    assert good.totals.sendable == 20
    assert [f"Note: {note}" for note in good.notes if note.about != "fields"] == said
    assert said

    strict = replace(sync, limits=Limits(events=(100, None), older_than=timedelta(hours=1)))
    held = check_sync(home, strict, WatchedSteps(), now=now + timedelta(hours=3))
    assert held.night.state is NightState.HELD
    assert held.night.reason == (
        "The export has 20 events, fewer than 100. The newest conversion is 3 hours old; the limit is 1 hour."
    )
    assert history.nights(home, sync.id) == before
    assert holds.holds(home, sync.id) == ()
    assert sandbox.stats().requests == 0
    assert (tmp_path / "orders.csv").exists()
    old = check_sync(home, sync, WatchedSteps(), now=now + timedelta(days=40))
    assert old.totals is not None
    assert (old.night.rejected, old.totals.sendable) == (20, 0), "as of then"


def test_a_suggested_mapping_is_used_the_first_time_and_held_later(
    home: Home, suggesting: Sync, sandbox: Sandbox
) -> None:
    assert check_sync(home, suggesting, WatchedSteps()).night.reason == ""
    usual(home, suggesting)
    assert check_sync(home, suggesting, WatchedSteps()).night.reason == CHANGED
    held = run_sync(home, replace(suggesting, limits=Limits(events=(100, None))), WatchedSteps()).night
    assert (held.state, held.reason) == (NightState.HELD, f"{CHANGED} The export has 20 events, fewer than 100.")
    (hold,) = holds.holds(home, suggesting.id)
    assert hold.reasons == (CHANGED, "The export has 20 events, fewer than 100.")
    assert sandbox.stats().requests == 0


def test_what_is_held_is_kept_with_all_that_is_needed_to_send_it(home: Home, sync: Sync, tmp_path: Path) -> None:
    write_orders(tmp_path / "orders.csv", 20, bad=3)
    now = datetime.now(UTC) + timedelta(hours=3)
    limits = Limits(2, older_than=timedelta(hours=2))
    result = run_sync(home, replace(sync, limits=limits), WatchedSteps(), now=now)
    assert result.night.reason.startswith("3 of 20 rows are rejected (15 %), mostly as ")
    assert (result.night.state, result.night.run, result.night.rejected) == (NightState.HELD, "", 3)
    assert result.totals is not None
    assert result.notes
    (hold,) = holds.holds(home, sync.id)
    assert (hold.night, hold.label, hold.checked_at, hold.events, hold.sheet) == (1, "orders.csv", now, 17, None)
    assert hold.source == FileSource(tmp_path / "orders.csv").to_json()
    assert " ".join(hold.reasons) == result.night.reason
    assert hold.reasons[1:] == ("The newest conversion is 3 hours old; the limit is 2 hours.",)
    assert 'column = "sold_at"' in hold.mapping
    said: list[str] = []
    second = run_sync(home, sync, WatchedSteps(said.append))
    shown = f"The export of {now.astimezone():%Y-%m-%d %H:%M} is still held: {hold.reason} "
    shown += "`tiktok-tui sync release nightly` sends it, `tiktok-tui sync drop nightly` gives it up."
    assert second.night.notes == (shown,)
    assert shown in said


def test_what_an_earlier_hold_is_given_up_for_is_said_in_its_night(home: Home, sync: Sync) -> None:
    strict = replace(sync, limits=Limits(events=(100, None)))
    first = run_sync(home, strict, WatchedSteps()).night
    run_sync(home, strict, WatchedSteps())
    kept = history.nights(home, sync.id)[0]
    assert kept == replace(
        first,
        state=NightState.DROPPED,
        reason=f"{first.reason} A later export of the same source is held in its place.",
    )


def test_a_sent_night_has_its_counts_and_what_was_unusual(home: Home, sync: Sync, tmp_path: Path) -> None:
    write_orders(tmp_path / "orders.csv", 20, bad=1)
    usual(home, sync)
    said: list[str] = []
    result = run_sync(home, sync, WatchedSteps(said.append))
    unusual = (
        "Unusual: 20 events; the last 3 good runs had 900.",
        "Unusual: 5 % of the rows are rejected; in the last 3 good runs it was at most 0 %.",
    )
    assert result.night.notes == unusual
    assert [text for text in said if text.startswith("Unusual")] == list(unusual)
    night = result.night
    assert (night.number, night.state, night.reason, night.source) == (4, NightState.SENT, "", "orders.csv")
    assert (night.rows, night.rejected, night.events, night.accepted, night.skipped) == (20, 1, 20, 19, 0)
    assert (result.error, result.stopped) == (None, False)
    assert result.summary is not None
    assert (result.summary.run, result.summary.accepted) == (night.run, 19)
    assert result.totals is not None
    assert result.notes
    assert history.nights(home, sync.id)[-1] == night


def test_a_run_is_checked_as_of_its_time(home: Home, sync: Sync, sandbox: Sandbox) -> None:
    later = datetime.now(UTC) + timedelta(days=40)
    night = run_sync(home, sync, WatchedSteps(), now=later).night
    assert (night.state, night.reason) == (NightState.NOTHING, "All 20 rows are rejected.")
    assert (night.started, night.ended) == (later, later)
    assert sandbox.stats().requests == 0


class Noting(WatchedSteps):
    """Notes the source and the sheet that are to be opened, and opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[SourceRef, str | None]] = []

    def open(self, home: Home, source: SourceRef, sheet: str | None) -> NoReturn:
        self.opened.append((source, sheet))
        raise FileError("That is enough.")


def test_what_is_sent_or_released_is_a_run_as_of_its_check(home: Home, sync: Sync, sandbox: Sandbox) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    run_sync(home, replace(sync, id="strict", limits=Limits(events=(100, None))), WatchedSteps())
    sent = run_sync(home, sync, WatchedSteps(), now=later).night
    (released,) = release(home, replace(sync, id="strict"), WatchedSteps(), now=later)
    for run in (sent.run, released.night.run):
        assert run_named(home, run).spec.checked_at == later.timestamp(), "its rejects are told as of then"


@pytest.mark.parametrize("act", [run_sync, check_sync])
def test_the_window_of_a_query_ends_as_of_the_run(home: Home, sync: Sync, act: Callable[..., SyncResult]) -> None:
    connections.save(home, "shop", "mysql", {"uri": "mysql://reader@db/shop"})
    query = replace(sync, source=ConnectionSource("shop", sql="SELECT * FROM orders WHERE at < :until"), sheet="June")
    steps, later = Noting(), datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    with suppress(FileError):
        act(home, query, steps, now=later)
    [(source, sheet)] = steps.opened
    assert isinstance(source, DatabaseSource)
    assert (source.until, sheet) == (later, "June")


def test_an_empty_export_is_nothing_to_send(home: Home, sync: Sync, tmp_path: Path) -> None:
    write_orders(tmp_path / "orders.csv", 0)
    result = run_sync(home, replace(sync, done=tmp_path / "sent"), WatchedSteps())
    assert (result.night.state, result.night.reason, result.night.run) == (
        *(NightState.NOTHING, "There is nothing to send.", ""),
    )
    assert result.totals is not None
    assert (tmp_path / "sent" / "orders.csv").exists(), "nothing of it is left to send"


def test_a_source_in_place_of_the_sync_s_own_may_be_gone_by_now(home: Home, sync: Sync, tmp_path: Path) -> None:
    other = FileSource(write_orders(tmp_path / "other.csv", 5, first=50))
    assert run_sync(home, sync, WatchedSteps(), source=other).night.accepted == 5
    other.path.unlink()
    gone = run_sync(home, sync, WatchedSteps(), source=other)
    assert (gone.error, gone.night.state, gone.night.rows) == (None, NightState.NOTHING, 0)
    assert gone.night.reason == "other.csv is gone: a run that was resumed sent and moved it, or somebody took it."


def test_a_night_that_fails_names_the_place_and_keeps_what_is_known(
    home: Home, sync: Sync, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = run_sync(home, replace(sync, source=PathSource("/nonexistent/a.csv")), WatchedSteps())
    assert isinstance(lost.error, FileError)
    assert lost.night.reason == f"/nonexistent/a.csv: {lost.error.what}"
    assert lost.night.ended is not None
    missing = run_sync(home, replace(sync, destination="gone"), WatchedSteps())
    assert isinstance(missing.error, SettingsError)
    assert missing.night.state is NightState.FAILED
    sandbox.set_faults("40105")
    refused = run_sync(home, sync, WatchedSteps())
    assert refused.error is not None
    assert (refused.night.state, refused.stopped, refused.night.rows) == (NightState.FAILED, True, 20)
    assert refused.night.reason.endswith(" The next run continues it.")
    assert refused.occasions == {"failed"}
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    tokenless = run_sync(home, replace(sync, id="other"), WatchedSteps())
    assert isinstance(tokenless.error, CredentialError)
    assert (tokenless.night.rows, tokenless.night.run) == (20, ""), "it was checked, and no run was begun"
    assert [night.number for night in history.nights(home, sync.id)] == [1, 2, 3]


class Dying(WatchedSteps):
    """A process that dies as the first batch is sent."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self.home = home
        self.nights: list[Night] = []
        self.options: Options | None = None

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        self.nights = history.nights(self.home, "nightly")
        self.options = upload.run.spec.options
        raise MemoryError


def test_the_night_knows_its_run_before_the_first_event_is_sent(home: Home, sync: Sync, sandbox: Sandbox) -> None:
    steps = Dying(home)
    dead = run_sync(home, sync, steps)
    (during,) = steps.nights
    assert steps.options == Options(), "nothing that TikTok might count twice is sent unasked"
    assert (during.state, during.rows, bool(during.run)) == (NightState.FAILED, 20, True)
    assert during.reason == "It did not reach its end: it was stopped, or the machine went down."
    assert dead.error is not None
    assert dead.night.reason == dead.error.what == "There is not enough memory."
    assert (dead.night.run, dead.night.rows) == (during.run, 20)
    assert sandbox.stats().accepted == 0
    following = run_sync(home, sync, WatchedSteps()).night
    assert following.notes == (f"Run {during.run} was finished first: 20 events accepted in all.",)


class LateStop(WatchedSteps):
    """Is stopped when the run is begun, and nothing of it is sent yet."""

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        self.stop()
        return super().follow(upload, destination)


def test_a_run_that_is_stopped_before_its_first_event_is_continued(home: Home, sync: Sync) -> None:
    stopped = run_sync(home, sync, LateStop())
    assert (stopped.stopped, stopped.night.rows, bool(stopped.night.run)) == (True, 20, True)
    assert (stopped.night.state, stopped.night.reason) == (NightState.FAILED, "Stopped. The next run continues it.")
    notes = run_sync(home, sync, WatchedSteps()).night.notes
    assert notes == (f"Run {stopped.night.run} was finished first: 20 events accepted in all.",)


class Arriving(WatchedSteps):
    """Another file comes when the first one is open."""

    @contextmanager
    def open(self, home: Home, source: SourceRef, sheet: str | None) -> Iterator[Table]:
        with super().open(home, source, sheet) as table:
            write_orders(table.paths[0].with_name("orders2.csv"), 5, first=50)
            yield table


@pytest.mark.parametrize("held", [False, True])
def test_a_file_that_comes_while_others_are_sent_stays_for_the_next_run(
    home: Home, sync: Sync, tmp_path: Path, held: bool
) -> None:
    several = replace(sync, source=PathSource(str(tmp_path / "orders*.csv")), done=tmp_path / "sent")
    if held:
        run_sync(home, replace(several, limits=Limits(events=(100, None))), WatchedSteps())
    first = release(home, several, Arriving())[0] if held else run_sync(home, several, Arriving())
    assert first.night.accepted == 20
    assert [path.name for path in (tmp_path / "sent").iterdir()] == ["orders.csv"]
    assert (tmp_path / "orders2.csv").exists()


def test_the_mapping_is_remembered_for_what_was_sent_or_skipped_alone(
    home: Home, sync: Sync, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.set_faults("40105")
    run_sync(home, sync, WatchedSteps())
    assert not home.mappings.exists()
    sandbox.set_faults()
    assert run_sync(home, replace(sync, id="second"), WatchedSteps()).night.accepted == 20
    (kept,) = home.mappings.rglob("*.toml")
    kept.unlink()
    assert run_sync(home, replace(sync, id="third"), WatchedSteps()).night.skipped == 20
    assert kept.exists()

    def full(*_: object) -> None:
        raise StateError("The disk is full.")

    monkeypatch.setattr(remembered, "remember", full)
    said: list[str] = []
    assert run_sync(home, replace(sync, id="fourth"), WatchedSteps(said.append)).night.state is NightState.SENT
    assert said[-2:] == [
        "The disk is full.",
        "The events are sent, but the mapping is not remembered for the next file.",
    ]


def test_a_result_is_told_to_whom_it_concerns(home: Home, sync: Sync, tmp_path: Path) -> None:
    told = tmp_path / "told"
    code = f"import pathlib, sys; pathlib.Path({str(told)!r}).write_text(sys.stdin.read())"
    loud = replace(sync, notify=Notify(frozenset(("sent",)), command=(sys.executable, "-c", code)))
    result = run_sync(home, loud, WatchedSteps())
    facts = json.loads(told.read_text())
    assert facts == {**result.facts(), "notes": []}
    assert (facts["state"], facts["accepted"], facts["run"]) == ("sent", 20, result.night.run)
