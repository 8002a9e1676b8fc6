"""The runs of earlier nights are resumed before a new one begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tests.support.uploads import SHOP
from tiktok_tui.accounts.environment import api_url
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.running.run import run_sync
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings.sync import Limits, PathSource, Sync
from tiktok_tui.tiktok.errors import CredentialRefused
from tiktok_tui.uploads.connection import connect_to
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.start import Sending, resume_run
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import RunFinished, RunStopped


class Stopping(WatchedSteps):
    """Stops an upload before its first batch."""

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        upload.control.stop()
        return super().follow(upload, destination)


@pytest.fixture
def failed(home: Home, sync: Sync, sandbox: Sandbox) -> Night:
    """A night whose run ended with a refused token."""
    sandbox.set_faults("40106")
    return run_sync(home, sync, WatchedSteps()).night


def test_a_run_that_fails_again_is_the_error_of_the_new_night(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night
) -> None:
    assert (failed.state, bool(failed.run)) == (NightState.FAILED, True)
    again = run_sync(home, sync, WatchedSteps())
    assert isinstance(again.error, CredentialRefused)
    assert again.night.run == "", "no run of its own was begun"
    assert [night.state for night in history.nights(home, sync.id)] == [NightState.FAILED] * 2


def test_a_person_may_stop_it_and_the_next_night_continues(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night
) -> None:
    sandbox.set_faults()
    stopped = run_sync(home, sync, Stopping())
    assert (stopped.stopped, stopped.error) == (True, None)
    assert stopped.night.reason == "Stopped while an earlier run was resumed. The next run continues it."
    said: list[str] = []
    third = run_sync(home, sync, WatchedSteps(said.append))
    assert (third.night.accepted, third.night.skipped) == (0, 20)
    assert f"Run {failed.run} was finished first: 20 events accepted in all." in said
    first = history.nights(home, sync.id)[0]
    assert (first.state, first.accepted) == (NightState.SENT, 20)
    assert third.night.started.astimezone().strftime("Resumed on %Y-%m-%d %H:%M. ") + failed.reason == first.reason


class Cut(WatchedSteps):
    """A run that is resumed ends with some of its events accepted."""

    options: Options | None = None

    def follow(self, upload: Sending, destination: Destination) -> RunFinished | RunStopped:
        self.options = upload.run.spec.options
        return RunStopped(Summary(upload.run.id, Status.STOPPED, 20, Tally(accepted=7, refused=2)))


def test_what_a_resumed_run_has_got_done_is_in_its_night_also_if_it_is_stopped(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night
) -> None:
    steps = Cut()
    result = run_sync(home, sync, steps)
    assert steps.options == Options(), "nothing that TikTok might count twice is sent unasked"
    first, second = history.nights(home, sync.id)
    assert (first.state, first.accepted, first.refused, first.reason) == (NightState.FAILED, 7, 2, failed.reason)
    assert (second.accepted, second.run, result.stopped) == (0, "", True)


def test_runs_of_other_syncs_and_of_a_lost_ledger_are_left_alone(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night
) -> None:
    sandbox.set_faults()
    lost = replace(failed, number=1, run="2020-01-01-001")
    history.write(home, "other", lost)
    other = run_sync(home, replace(sync, id="other"), WatchedSteps())
    assert (other.night.accepted, other.night.notes) == (20, ())
    assert history.nights(home, "other")[0] == lost
    assert run_sync(home, replace(sync, id="other"), WatchedSteps()).night.notes == ()
    assert history.nights(home, "other")[1] == other.night, "a night that was sent is not written again"
    assert history.nights(home, sync.id) == [failed]


def test_several_are_resumed_in_the_order_in_which_they_began(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night, tmp_path: Path
) -> None:
    other = replace(sync, id="other", source=PathSource(str(write_orders(tmp_path / "other.csv", 5, first=50))))
    second = run_sync(home, other, WatchedSteps()).night
    history.write(home, sync.id, replace(second, number=2))
    sandbox.set_faults()
    notes = run_sync(home, sync, WatchedSteps()).night.notes
    assert notes[:2] == (
        f"Run {failed.run} was finished first: 20 events accepted in all.",
        f"Run {second.run} was finished first: 5 events accepted in all.",
    )


def test_a_file_that_was_sent_late_is_moved(home: Home, sync: Sync, sandbox: Sandbox, failed: Night) -> None:
    sandbox.set_faults()
    folder = home.state / "sent"
    result = run_sync(home, replace(sync, done=folder), WatchedSteps())
    assert [path.name for path in folder.iterdir()] == ["orders.csv"]
    assert result.error is not None, "the new night finds no file"


def test_a_file_that_was_sent_late_and_moved_is_nothing_to_send(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night, tmp_path: Path
) -> None:
    sandbox.set_faults()
    moving = replace(sync, done=home.state / "sent")
    result = run_sync(home, moving, WatchedSteps(), source=FileSource(tmp_path / "orders.csv"))
    assert (result.error, result.night.state) == (None, NightState.NOTHING)
    assert result.night.reason.startswith("orders.csv is gone")


def test_a_file_that_was_sent_late_and_cannot_be_moved_is_said(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night
) -> None:
    sandbox.set_faults()
    (home.state / "sent").touch()
    said: list[str] = []
    run_sync(home, replace(sync, done=home.state / "sent"), WatchedSteps(said.append))
    assert len([text for text in said if text.startswith("orders.csv is sent, but could not be moved")]) == 2


def test_one_that_cannot_be_resumed_is_noted_and_holds_up_nothing(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night, tmp_path: Path
) -> None:
    other = replace(sync, id="other", source=PathSource(str(write_orders(tmp_path / "other.csv", 5, first=50))))
    second = run_sync(home, other, WatchedSteps()).night
    history.write(home, sync.id, replace(second, number=2))
    sandbox.set_faults()
    export = tmp_path / "orders.csv"
    export.write_text(export.read_text().replace("customer7@", "customer77@"))
    result = run_sync(home, sync, WatchedSteps())
    assert result.night.accepted == 20
    assert f"Run {second.run} was finished first: 5 events accepted in all." in result.night.notes
    [note] = [note for note in result.night.notes if "cannot be resumed" in note]
    assert note == (
        f"Run {failed.run} of {failed.started.astimezone():%Y-%m-%d} cannot be resumed: The file has changed since run "
        f"{failed.run} began. `tiktok-tui give-up {failed.run}` ends it for good."
    )
    assert history.nights(home, sync.id)[0].state is NightState.FAILED


def test_one_that_another_process_is_sending_is_noted_and_holds_up_nothing(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = LockFile.acquire
    monkeypatch.setattr(LockFile, "acquire", lambda self, seconds: acquire(self, 0))
    sandbox.set_faults()
    other = FileSource(write_orders(tmp_path / "other.csv", 5, first=50))
    with resume_run(home, run_named(home, failed.run), SHOP, connect_to(home, SHOP, api_url())):
        night = run_sync(home, sync, WatchedSteps(), source=other).night
    assert night.accepted == 5
    [note] = night.notes
    assert note.startswith(f"Run {failed.run} of {failed.started.astimezone():%Y-%m-%d} cannot be resumed: ")


@pytest.mark.parametrize(
    ("before", "after"), [(NightState.FAILED, NightState.SENT), (NightState.HELD, NightState.RELEASED)], ids=str
)
def test_a_run_that_a_person_has_finished_since_is_a_sent_night(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night, before: NightState, after: NightState
) -> None:
    sandbox.set_faults()
    if before is NightState.HELD:  # as a release leaves it that a crash has ended in the middle of its upload
        history.remove(home, sync.id)
        run_sync(home, replace(sync, limits=Limits(events=(100, None))), WatchedSteps())
        history.write(home, sync.id, replace(history.nights(home, sync.id)[0], run=failed.run))
    with resume_run(home, run_named(home, failed.run), SHOP, connect_to(home, SHOP, api_url())) as sending:
        list(sending)
    run_sync(home, sync, WatchedSteps())
    first = history.nights(home, sync.id)[0]
    assert (first.state, first.accepted) == (after, 20)
    assert first.reason.startswith("Resumed on ")
    assert holds.holds(home, sync.id) == ()


def test_a_night_that_cannot_be_written_as_sent_keeps_its_hold(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.remove(home, sync.id)
    run_sync(home, replace(sync, limits=Limits(events=(100, None))), WatchedSteps())
    history.write(home, sync.id, replace(history.nights(home, sync.id)[0], run=failed.run))
    sandbox.set_faults()
    write = history.write

    def full(home: Home, sync_id: str, night: Night) -> None:
        if night.state is NightState.RELEASED:
            raise StateError("The disk is full.")
        write(home, sync_id, night)

    monkeypatch.setattr(history, "write", full)
    assert run_sync(home, sync, WatchedSteps()).night.reason == "The disk is full."
    assert [hold.night for hold in holds.holds(home, sync.id)] == [1], "or it would be called held for ever"


def test_a_run_whose_export_a_person_gave_up_since_is_left_alone(
    home: Home, sync: Sync, sandbox: Sandbox, failed: Night, tmp_path: Path
) -> None:
    given_up = replace(failed, state=NightState.DROPPED)  # as a release that a crash ended, and then `sync drop`
    history.write(home, sync.id, given_up)
    sandbox.set_faults()
    other = FileSource(write_orders(tmp_path / "other.csv", 5, first=50))
    night = run_sync(home, sync, WatchedSteps(), source=other).night
    assert (night.accepted, night.notes) == (5, ())
    assert history.nights(home, sync.id) == [given_up, night]


def test_another_export_that_is_held_stays_so(home: Home, sync: Sync, sandbox: Sandbox, tmp_path: Path) -> None:
    other = FileSource(write_orders(tmp_path / "other.csv", 5, first=50))
    run_sync(home, replace(sync, limits=Limits(events=(100, None))), WatchedSteps(), source=other)
    sandbox.set_faults("40106")
    run_sync(home, sync, WatchedSteps())
    sandbox.set_faults()
    run_sync(home, sync, WatchedSteps())
    states = [night.state for night in history.nights(home, sync.id)]
    assert states == [NightState.HELD, NightState.SENT, NightState.SENT]
    assert [hold.label for hold in holds.holds(home, sync.id)] == ["other.csv"]
