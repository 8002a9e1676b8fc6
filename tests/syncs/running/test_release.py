"""A held run is sent as it was checked, held again if it has changed, or given up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tests.support.workbooks import workbook
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import CredentialError, StateError, UsageError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.source import FileSource, SourceRef
from tiktok_tui.syncs.history import history, holds, lock
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.running.release import drop, release
from tiktok_tui.syncs.running.run import run_sync
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings.sync import Limits, Notify, PathSource, Sync
from tiktok_tui.tiktok.errors import CredentialRefused
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.marker import LedgerDoubtError
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.start import Sending
from tiktok_tui.uploads.updates import RunFinished, RunStopped


@pytest.fixture
def strict(sync: Sync, tmp_path: Path) -> Sync:
    """The sync with a limit that its export breaks, a line above the header of that, and a folder for what was sent."""
    export = tmp_path / "orders.csv"
    export.write_text(f"Orders of May\n{export.read_text()}")
    return replace(sync, limits=Limits(events=(100, None)), done=tmp_path / "sent")


@pytest.fixture
def held(home: Home, strict: Sync) -> Night:
    """The night of the held export."""
    night = run_sync(home, strict, WatchedSteps()).night
    assert night.state is NightState.HELD
    return night


def full(*_: object) -> None:
    raise StateError("The disk is full.")


def test_what_is_released_is_sent_moved_and_held_no_longer(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    assert strict.mapping is not None
    strict.mapping.write_text("changed since")  # it is sent with the mapping that it was checked with
    said: list[str] = []
    running: list[bool] = []

    def say(text: str) -> None:
        said.append(text)
        running.append(lock.is_running(home, strict.id))

    now = datetime.now(UTC) + timedelta(minutes=1)
    loud = replace(strict, notify=Notify(frozenset(("sent",)), command=("/nonexistent/tell",)))
    (result,) = release(home, loud, WatchedSteps(say), now=now)
    assert running[-2:] == [True, False], "a command that is called may use the sync"
    assert (result.night.state, result.night.accepted, result.night.number) == (NightState.RELEASED, 20, held.number)
    assert result.night.reason == f"Released on {now.astimezone():%Y-%m-%d %H:%M}. {held.reason}"
    assert (result.night.rows, result.night.started, result.error) == (20, held.started, None)
    assert result.notes
    assert [note.text for note in result.notes if note.about == "file"] == [
        "1 line above the header, left out: “Orders of May”"
    ]
    assert said == [
        "orders.csv: 1 line above the header, left out: “Orders of May”",
        *(f"Note: {note}" for note in result.notes if note.about not in ("fields", "file")),
        "The command /nonexistent/tell cannot be run: No such file or directory.",
    ]
    assert history.nights(home, strict.id) == [result.night]
    assert holds.holds(home, strict.id) == ()
    assert [path.name for path in (tmp_path / "sent").iterdir()] == ["orders.csv"]
    for act in (lambda: release(home, strict, WatchedSteps()), lambda: drop(home, strict.id)):
        with pytest.raises(UsageError, match="Nothing of the sync nightly is held") as raised:
            act()
        assert raised.value.remedy == "`tiktok-tui sync list` shows what is."


def test_what_has_changed_since_it_was_checked_is_held_again(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    export = tmp_path / "orders.csv"
    export.write_text("".join(export.read_text().splitlines(keepends=True)[:-1]))
    now = datetime.now(UTC) + timedelta(hours=3)
    (before,) = holds.holds(home, strict.id)
    aged = replace(strict, limits=Limits(events=(100, None), older_than=timedelta(hours=2)))
    (result,) = release(home, aged, WatchedSteps(), now=now)
    assert (result.night.state, result.night.rows, result.night.run) == (NightState.HELD, 19, "")
    changed = (
        "The export, or a setting of its destination, has changed since it was checked: 19 events can be sent now, "
        "20 then. Release it once more to send it as it is now."
    )
    limits = (
        "The export has 19 events, fewer than 100.",
        "The newest conversion is 3 hours old; the limit is 2 hours.",
    )
    assert result.night.reason == " ".join((changed, *limits)), "as of the release"
    assert result.totals is not None
    assert result.totals.sendable == 19
    assert history.nights(home, strict.id) == [result.night]
    assert sandbox.stats().requests == 0
    (again,) = holds.holds(home, strict.id)
    assert (again.night, again.events, again.checked_at, again.mapping) == (1, 19, now, before.mapping)
    assert again.reasons == (changed, *limits)
    export.write_text(export.read_text().replace("customer7@", "customer77@"))
    (result,) = release(home, strict, WatchedSteps())
    assert (result.night.state, "19 events can be sent now, 19 then." in result.night.reason) == (NightState.HELD, True)
    (released,) = release(home, strict, WatchedSteps())
    assert (released.night.state, released.night.accepted) == (NightState.RELEASED, 19)


def test_what_has_grown_too_old_is_released_and_nothing_of_it_is_sent(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    (result,) = release(home, strict, WatchedSteps(), now=datetime.now(UTC) + timedelta(days=40))
    assert result.night.state is NightState.RELEASED
    assert result.night.reason == f"{held.reason} None of it can be sent now."
    assert holds.holds(home, strict.id) == ()
    assert sandbox.stats().requests == 0
    assert (tmp_path / "orders.csv").exists()
    assert result.totals is not None
    assert (result.night.rejected, result.totals.rejected, bool(result.notes)) == (20, 20, True)


def test_what_is_given_up_is_not_sent(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = history.begin(home, strict.id, datetime.now(UTC))
    with monkeypatch.context() as disk:
        disk.setattr(history, "write", full)
        with pytest.raises(StateError, match="The disk is full"):
            drop(home, strict.id)
    assert len(holds.holds(home, strict.id)) == 1, "it can be given up again"
    dropped = drop(home, strict.id)
    assert dropped == [replace(held, state=NightState.DROPPED)]
    assert history.nights(home, strict.id) == [*dropped, later]
    assert holds.holds(home, strict.id) == ()
    assert sandbox.stats().requests == 0


def test_what_is_held_while_the_lock_is_waited_for_is_given_up_as_well(
    home: Home, strict: Sync, held: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    (hold,), acquire = holds.holds(home, strict.id), LockFile.acquire
    other = replace(held, number=2)

    def waited(self: LockFile, seconds: float) -> bool:
        history.write(home, strict.id, other)
        holds.add(home, strict.id, replace(hold, night=2, source=FileSource(home.state / "other.csv").to_json()))
        return acquire(self, seconds)

    monkeypatch.setattr(LockFile, "acquire", waited)
    assert drop(home, strict.id) == [replace(night, state=NightState.DROPPED) for night in (held, other)]


def test_what_somebody_else_released_while_the_lock_is_waited_for_is_not_sent_again(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = LockFile.acquire

    def waited(self: LockFile, seconds: float) -> bool:
        holds.clear(home, strict.id)
        return acquire(self, seconds)

    monkeypatch.setattr(LockFile, "acquire", waited)
    with pytest.raises(UsageError, match="Nothing of the sync nightly is held"):
        release(home, strict, WatchedSteps())
    assert sandbox.stats().requests == 0


def test_a_record_that_cannot_be_read_is_given_up_with_the_nights_that_wait(
    home: Home, strict: Sync, held: Night
) -> None:
    later = history.begin(home, strict.id, datetime.now(UTC))
    (home.nights / "nightly.held.json").write_text("[{")
    with pytest.raises(StateError, match="cannot be read") as raised:
        release(home, strict, WatchedSteps())
    assert "`tiktok-tui sync drop nightly` gives up what is held." in raised.value.remedy
    assert drop(home, strict.id) == [replace(held, state=NightState.DROPPED)]
    assert history.nights(home, strict.id) == [replace(held, state=NightState.DROPPED), later]
    assert holds.holds(home, strict.id) == ()


def test_a_hold_whose_night_is_lost_can_be_released(home: Home, strict: Sync, held: Night) -> None:
    history.remove(home, strict.id)
    (result,) = release(home, strict, WatchedSteps())
    assert (result.night.state, result.night.number, result.night.accepted) == (NightState.RELEASED, held.number, 20)
    assert result.night.reason.endswith(held.reason)


def test_several_are_released_oldest_first_and_a_file_that_cannot_be_moved_is_said(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    other = FileSource(write_orders(tmp_path / "other.csv", 5, first=50))
    run_sync(home, strict, WatchedSteps(), source=other)
    (tmp_path / "sent").touch()
    said: list[str] = []
    results = release(home, strict, WatchedSteps(said.append))
    assert [(result.night.number, result.night.source, result.night.accepted) for result in results] == [
        (1, "orders.csv", 20),
        (2, "other.csv", 5),
    ]
    moved = [text.partition(" is sent, but could not be moved")[0] for text in said if "could not be moved" in text]
    assert moved == ["orders.csv", "other.csv"]


def test_what_ends_a_release_before_anything_is_sent_leaves_it_held(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (hold,) = holds.holds(home, strict.id)
    holds.add(home, strict.id, replace(hold, mapping="x"))
    (broken,) = release(home, strict, WatchedSteps())
    assert broken.error is not None
    assert broken.error.where.startswith("the mapping of what is held of nightly")
    holds.add(home, strict.id, hold)
    with monkeypatch.context() as environment:
        environment.delenv("TIKTOK_TUI_ACCESS_TOKEN")
        (tokenless,) = release(home, strict, WatchedSteps())
    assert isinstance(tokenless.error, CredentialError)
    assert holds.holds(home, strict.id) == (hold,)
    assert run_sync(home, replace(strict, id="other", limits=Limits()), WatchedSteps()).night.accepted == 20
    for file in home.state.glob("ledger.sqlite*"):
        file.unlink()
    (doubted,) = release(home, strict, WatchedSteps())
    assert isinstance(doubted.error, LedgerDoubtError)
    for result in (broken, tokenless, doubted):
        assert (result.night.state, result.night.reason) == (NightState.HELD, held.reason)
    assert history.nights(home, strict.id) == [doubted.night]
    assert holds.holds(home, strict.id) == (hold,)


class Faulty(WatchedSteps):
    """The first export cannot be opened, and the second one meets a fault of our own."""

    @contextmanager
    def open(self, home: Home, source: SourceRef, sheet: str | None) -> Iterator[Table]:
        if "other.csv" in source.to_json():
            raise RuntimeError("people's data")
        with super().open(home, FileSource(home.state / "gone.csv"), sheet) as table:
            yield table


def test_a_fault_with_one_of_several_leaves_it_held_and_tells_of_all(
    home: Home, strict: Sync, held: Night, tmp_path: Path
) -> None:
    second = run_sync(home, strict, WatchedSteps(), source=FileSource(write_orders(tmp_path / "other.csv", 5))).night
    waiting = holds.holds(home, strict.id)
    told = tmp_path / "told"
    code = f"import sys; open({str(told)!r}, 'a').write(sys.stdin.read())"
    with pytest.raises(RuntimeError, match="data"):
        release(home, replace(strict, notify=Notify(command=(sys.executable, "-c", code))), Faulty())
    assert [f'"number": {number}' in told.read_text() for number in (1, 2)] == [True, True]
    assert [(night.state, night.reason) for night in history.nights(home, strict.id)] == [
        *((NightState.HELD, night.reason) for night in (held, second)),
    ]
    assert holds.holds(home, strict.id) == waiting


class Dying(WatchedSteps):
    """Ends as a power cut ends it: `before` the first event is sent, or after the last."""

    def __init__(self, *, before: bool) -> None:
        super().__init__()
        self._before = before

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        if not self._before:
            super().follow(upload, destination)
        raise KeyboardInterrupt


@pytest.fixture(params=[True, False], ids=["before", "after"])
def cut_short(home: Home, strict: Sync, held: Night, request: pytest.FixtureRequest) -> Night:
    """The held night of a release that a power cut ended."""
    with pytest.raises(KeyboardInterrupt):
        release(home, strict, Dying(before=request.param))
    (night,) = history.nights(home, strict.id)
    assert (night.state, bool(night.run), len(holds.holds(home, strict.id))) == (NightState.HELD, True, 1)
    return night


def runs_of(home: Home) -> list[tuple[str, Status]]:
    """Every run in the ledger with its status."""
    with Ledger(home.ledger) as ledger:
        return [(run.id, run.status) for run in runs.listing(ledger)]


def test_a_release_that_was_cut_short_is_finished_by_the_next(
    home: Home, strict: Sync, cut_short: Night, tmp_path: Path
) -> None:
    (result,) = release(home, strict, WatchedSteps())
    assert (result.night.state, result.night.run, result.night.accepted) == (NightState.RELEASED, cut_short.run, 20)
    assert (result.stopped, result.error, result.is_whole) == (False, None, True)
    assert runs_of(home) == [(cut_short.run, Status.DONE)], "no other run was begun"
    assert history.nights(home, strict.id) == [result.night]
    assert holds.holds(home, strict.id) == ()
    assert [path.name for path in (tmp_path / "sent").iterdir()] == ["orders.csv"]


def test_one_that_is_stopped_again_waits_on(home: Home, strict: Sync, held: Night, sandbox: Sandbox) -> None:
    with pytest.raises(KeyboardInterrupt):
        release(home, strict, Dying(before=True))
    sandbox.set_faults("40106")
    (result,) = release(home, strict, WatchedSteps())
    assert isinstance(result.error, CredentialRefused)
    assert (result.night.state, result.stopped, len(holds.holds(home, strict.id))) == (NightState.HELD, True, 1)
    sandbox.set_faults()
    (result,) = release(home, strict, WatchedSteps())
    assert (result.night.state, result.night.accepted, len(runs_of(home))) == (NightState.RELEASED, 20, 1)


def test_one_whose_file_has_changed_since_is_held_again(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        release(home, strict, Dying(before=True))
    write_orders(tmp_path / "orders.csv", 30)
    (result,) = release(home, strict, WatchedSteps())
    assert (result.night.state, result.night.rows) == (NightState.HELD, 30)
    assert result.night.reason.startswith("The export, or a setting of its destination, has changed")


def test_what_is_being_run_is_neither_released_nor_dropped(
    home: Home, strict: Sync, held: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "GLANCE_SECONDS", 0.0)
    with lock.locked(home, strict.id):
        for act in (lambda: release(home, strict, WatchedSteps()), lambda: drop(home, strict.id)):
            with pytest.raises(StateError, match="The sync nightly is being run already"):
                act()
    assert history.nights(home, strict.id) == [held]
    assert len(holds.holds(home, strict.id)) == 1


def test_the_sheet_is_the_one_that_was_checked(home: Home, strict: Sync, sandbox: Sandbox, tmp_path: Path) -> None:
    export = tmp_path / "orders.xlsx"

    def written(events: int) -> None:
        head = ("order", "sold_at", "mail", "total")
        now = datetime.now(UTC).isoformat()
        rows = [(f"A{number}", now, f"customer{number}@example.org", "5.50") for number in range(events)]
        earlier = [(f"B{number}", now, f"person{number}@example.org", "5.50") for number in range(7)]
        export.write_bytes(workbook({"May": [head, *earlier], "June": [head, *rows]}))

    written(3)
    june = replace(strict, source=PathSource(str(export)), sheet="June")
    assert run_sync(home, june, WatchedSteps()).night.events == 3
    written(2)
    may = replace(june, sheet="May")
    (again,) = release(home, may, WatchedSteps())
    assert (again.night.state, again.night.events) == (NightState.HELD, 2)
    assert [hold.sheet for hold in holds.holds(home, june.id)] == ["June"]
    (released,) = release(home, may, WatchedSteps())
    assert (released.night.state, released.night.accepted) == (NightState.RELEASED, 2)
