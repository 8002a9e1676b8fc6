"""A watched folder: which files are sent, tried again or left out, and what ends the watch. The runs are a script."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.uploads import SHOP
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, StateError, UnreachableError
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.syncs.history.lock import is_running, locked
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource, Sync
from tiktok_tui.syncs.watching.complete import CompleteFiles
from tiktok_tui.syncs.watching.watch import Waits, source_to_watch, watch

pytestmark = pytest.mark.timeout(50)  # a watch that never ends is no test that passes

Outcome = NightState | AppError | None
"""The state of a run, the error that it ends with, or None for one that a person stopped."""


@dataclass
class Watch:
    """One watch of a folder until `enough`, with the outcomes of its runs by the name of the file."""

    home: Home
    sync: Sync
    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    enough: Callable[[], bool] = lambda: False
    retry: float = 0.0
    results: list[SyncResult] = field(default_factory=list)
    ran_as: list[Sync] = field(default_factory=list)

    def until(self, enough: Callable[[], bool]) -> Watch:
        """Watch until then."""
        self.enough = enough
        self.stop.clear()
        steps = WatchedSteps(self._say)
        watch(self.home, [self.sync], steps, self._take, self.stop, Waits(settle=0.0, retry=self.retry))
        assert self.stop.is_set(), "the time limit of a test ends a watch without a word"
        return self

    def run(self, home: Home, sync: Sync, steps: WatchedSteps, *, source: FileSource) -> SyncResult:
        """Take the place of `run_sync`."""
        self.ran.append(source.path.name)
        self.ran_as.append(sync)
        left = self.outcomes.get(source.path.name, [])
        outcome = left.pop(0) if left else NightState.SENT
        night = Night(1, datetime.now(UTC), source=source.path.name)
        if isinstance(outcome, StateError):
            raise outcome
        if isinstance(outcome, AppError):
            return SyncResult(sync, night, error=outcome)
        return SyncResult(sync, replace(night, state=outcome or NightState.FAILED), stopped=outcome is None)

    def _take(self, result: SyncResult) -> None:
        self.results.append(result)
        self._look()

    def _say(self, message: str) -> None:
        self.said.append(message)
        self._look()

    def _look(self) -> None:
        if self.enough():
            self.stop.set()


@pytest.fixture
def watched(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A watch of `exports/*.csv`, which holds `a.csv`."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "a.csv").write_text("a")
    sync = Sync("nightly", "Nightly", SHOP.slug, PathSource(str(tmp_path / "exports" / "*.csv")))
    store.save(home, sync)
    made = Watch(home, sync)
    monkeypatch.setattr("tiktok_tui.syncs.watching.watch.run_sync", made.run)
    return made


def put(watched: Watch, name: str, text: str) -> Path:
    path = Path(source_to_watch(watched.home, watched.sync).text).parent / name
    path.write_text(text)
    return path


def says(watched: Watch, text: str) -> Callable[[], bool]:
    return lambda: any(text in message for message in watched.said)


def ran(watched: Watch, names: Iterable[str]) -> Callable[[], bool]:
    return lambda: watched.ran == list(names)


def test_each_content_is_sent_once_also_over_a_restart(watched: Watch) -> None:
    put(watched, "b.csv", "a")
    watched.until(says(watched, "b.csv is left out: its content was sent as a.csv."))
    put(watched, "c.csv", "c")
    watched.until(ran(watched, ["a.csv", "c.csv"]))
    assert not any("a.csv is left out" in message for message in watched.said), "nothing is said of what was sent"


def test_what_was_not_sent_whole_is_left_out_until_it_is_saved_again(watched: Watch) -> None:
    watched.outcomes["a.csv"] = [NightState.HELD]
    watched.until(ran(watched, ["a.csv"]))
    left_out = "a.csv is left out: it has not changed since it was checked. Save it again to have it checked again; "
    watched.until(says(watched, f"{left_out}what was accepted is skipped."))
    assert len(watched.said) == 1
    put(watched, "a.csv", "better")
    watched.until(ran(watched, ["a.csv", "a.csv"]))


def test_a_file_that_is_saved_while_it_is_sent_is_sent_again(watched: Watch) -> None:
    def saved() -> bool:
        if watched.ran == ["a.csv"]:
            put(watched, "a.csv", "later")
            put(watched, "b.csv", "b")
        return "b.csv" in watched.ran

    watched.until(saved)
    assert watched.ran == ["a.csv", "a.csv", "b.csv"]


def test_a_file_is_tried_again_when_tiktok_could_not_be_reached_and_left_out_when_it_is_wrong(watched: Watch) -> None:
    put(watched, "b.csv", "b")
    put(watched, "c.csv", "c")
    watched.outcomes |= {
        "a.csv": [FileError("Row 7 cannot be read.")],
        "b.csv": [SettingsError("No mapping is known.")],
        "c.csv": [UnreachableError("TikTok cannot be reached."), UnreachableError("TikTok cannot be reached.")],
    }
    watched.until(ran(watched, ["a.csv", "b.csv", "c.csv", "c.csv", "c.csv"]))


def test_another_try_has_its_time(watched: Watch) -> None:
    assert Waits() == Waits(settle=5.0, retry=300.0)
    watched.retry = 3600.0
    watched.outcomes["a.csv"] = [UnreachableError("TikTok cannot be reached.")]

    def later() -> bool:
        if not watched.results:
            return False
        put(watched, f"b{len(watched.ran)}.csv", f"{len(watched.ran)}")
        return len(watched.ran) == 4

    watched.until(later)
    assert watched.ran == ["a.csv", "b1.csv", "b2.csv", "b3.csv"]
    assert isinstance(watched.results[0].error, UnreachableError)


def test_a_file_that_turns_out_wrong_at_its_second_try_has_no_third(watched: Watch) -> None:
    watched.outcomes["a.csv"] = [UnreachableError("TikTok cannot be reached."), FileError("Row 7 cannot be read.")]

    def tried_twice() -> bool:
        if watched.ran == ["a.csv", "a.csv"]:
            put(watched, "b.csv", "b")
        return "b.csv" in watched.ran

    watched.until(tried_twice)
    assert watched.ran == ["a.csv", "a.csv", "b.csv"]


def test_a_sync_is_run_as_its_file_says_by_then(watched: Watch) -> None:
    def changed() -> bool:
        if watched.ran == ["a.csv"]:
            store.save(watched.home, replace(watched.sync, name="Renamed"))
            put(watched, "b.csv", "b")
        return len(watched.ran) == 2

    watched.until(changed)
    assert [sync.name for sync in watched.ran_as] == ["Nightly", "Renamed"]
    assert [result.night.source for result in watched.results] == ["a.csv", "b.csv"]


def test_several_syncs_are_watched_at_once(watched: Watch, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "x.csv").write_text("x")
    second = replace(watched.sync, id="second", source=PathSource(str(tmp_path / "others")))
    store.save(watched.home, second)
    results: list[SyncResult] = []
    stop = threading.Event()

    def take(result: SyncResult) -> None:
        results.append(result)
        if len(results) == 2:
            with pytest.raises(StateError, match="The folder of second is watched already"):
                watch(watched.home, [second], WatchedSteps(), take, stop)
            (tmp_path / "others" / "y.csv").write_text("y")
        if len(results) == 3:
            stop.set()

    watch(watched.home, [watched.sync, second], WatchedSteps(), take, stop, Waits(0.0, 0.0))
    assert stop.is_set()
    assert [(result.sync.id, result.night.source) for result in results] == [
        *(("nightly", "a.csv"), ("second", "x.csv"), ("second", "y.csv")),
    ]
    names = sorted(path.name for path in watched.home.nights.iterdir())
    assert names == ["nightly.files", "second.files"], "what was sent is known for each"


@pytest.mark.parametrize("error", [CredentialError("The token was revoked."), StateError("The ledger is damaged.")])
def test_what_no_file_can_be_sent_with_ends_the_watch(watched: Watch, error: AppError) -> None:
    put(watched, "b.csv", "b")
    watched.outcomes["a.csv"] = [error]
    with pytest.raises(type(error)) as raised:
        watched.until(lambda: False)
    assert raised.value is error
    assert watched.ran == ["a.csv"]
    assert [result.error for result in watched.results] == [error] * isinstance(error, CredentialError)


def test_a_run_of_somebody_else_is_waited_for(watched: Watch) -> None:
    watched.outcomes["a.csv"] = [StateError("The sync nightly is being run already.")]
    with locked(watched.home, "nightly"):
        watched.until(ran(watched, ["a.csv", "a.csv"]))


def test_a_person_who_stops_a_run_ends_the_watch_and_the_file_is_not_known(watched: Watch) -> None:
    put(watched, "b.csv", "b")
    watched.outcomes["a.csv"] = [None]
    watched.until(lambda: False)
    assert watched.ran == ["a.csv"]
    watched.until(ran(watched, ["a.csv", "a.csv", "b.csv"]))


def test_after_a_stop_no_further_file_is_sent(watched: Watch) -> None:
    put(watched, "b.csv", "b")
    watched.until(ran(watched, ["a.csv"]))
    assert watched.ran == ["a.csv"]


def test_a_file_that_is_gone_before_its_turn_is_no_error(watched: Watch) -> None:
    gone = put(watched, "b.csv", "b")

    def next_one() -> bool:
        if watched.ran == ["a.csv"]:
            gone.unlink()
            put(watched, "c.csv", "c")
        return "c.csv" in watched.ran

    watched.until(next_one)
    assert watched.ran == ["a.csv", "c.csv"]


def test_a_sync_whose_file_is_broken_meanwhile_is_waited_for(watched: Watch) -> None:
    path = store.path_of(watched.home, "nightly")
    good = path.read_text()
    path.write_text("x")

    def corrected() -> bool:
        if watched.said:
            path.write_text(good)
        return bool(watched.ran)

    watched.until(corrected)
    assert watched.ran == ["a.csv"]
    assert str(path) in watched.said[0]


def test_a_broken_file_is_said_once_until_the_next_try(watched: Watch) -> None:
    path = store.path_of(watched.home, "nightly")
    good = path.read_text()
    path.write_text("x")
    watched.retry = 3600.0

    def corrected() -> bool:
        if watched.said:
            path.write_text(good)
            put(watched, "b.csv", "b")
        return bool(watched.ran)

    watched.until(corrected)
    assert (watched.ran, len(watched.said)) == (["b.csv"], 1)


def test_a_sync_that_is_removed_is_watched_no_longer_and_the_others_are(watched: Watch, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    second = replace(watched.sync, id="second", source=PathSource(str(tmp_path / "others")))
    store.save(watched.home, second)
    gone = f"{tmp_path / 'exports'} is watched for it no longer."

    def say(message: str) -> None:
        watched.said.append(message)
        if gone in message:
            assert [path.name for path in watched.home.locks.iterdir()] == ["watch-second.lock"]
            (tmp_path / "exports" / "b.csv").write_text("b")
            (tmp_path / "others" / "x.csv").write_text("x")

    def take(result: SyncResult) -> None:
        store.remove(watched.home, result.sync.id)
        (tmp_path / "exports" / "late.csv").write_text("late")

    watch(watched.home, [watched.sync, second], WatchedSteps(say), take, watched.stop, Waits(0.0, 0.0))
    assert watched.ran == ["a.csv", "x.csv"]
    assert watched.said == [
        f"The sync nightly was removed. {gone}",
        f"The sync second was removed. {tmp_path / 'others'} is watched for it no longer.",
    ]


@pytest.mark.parametrize("away", ["the file", "the folder of the syncs"])
def test_a_sync_whose_file_is_away_for_a_moment_is_watched_on(
    watched: Watch, tmp_path: Path, away: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.path_of(watched.home, "nightly")
    place = path if away == "the file" else path.parent
    waits = Waits(settle=0.001 if away == "the file" else 0.0, retry=0.0)  # it is looked for once each time
    aside, look = tmp_path / "aside", CompleteFiles.look

    def back_by_then(files: CompleteFiles) -> list[Path]:
        if aside.exists():
            aside.rename(place)
        elif watched.ran:  # it was seen to be back
            arrived(f"{len(watched.ran)}.csv")
        return look(files)

    def arrived(name: str) -> None:
        part = put(watched, f"{name}.part", name)
        os.utime(part, (1e9, 1e9))
        part.rename(part.with_suffix(""))

    def take(result: SyncResult) -> None:
        if len(watched.ran) == 3:
            watched.stop.set()
        else:
            place.rename(aside)

    monkeypatch.setattr(CompleteFiles, "look", back_by_then)
    arrived("a.csv")
    watch(watched.home, [watched.sync], WatchedSteps(watched.said.append), take, watched.stop, waits)
    assert (watched.ran, watched.said) == (["a.csv", "1.csv", "2.csv"], [])


@pytest.mark.parametrize("before", [["a.csv"], ["a.csv", "b.csv"]], ids=["before the first notice", "later"])
def test_a_folder_that_goes_away_is_waited_for_and_said_once_each_time(
    watched: Watch, tmp_path: Path, before: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, look, looks = tmp_path / "exports", CompleteFiles.look, [0]

    def counted(files: CompleteFiles) -> list[Path]:
        looks[0] += not folder.exists()
        if looks[0] in (3, 7) and not folder.exists():  # it was looked for in vain, several times
            folder.mkdir()
            put(watched, f"c{looks[0]}.csv", f"{looks[0]}")
        return look(files)

    monkeypatch.setattr(CompleteFiles, "look", counted)

    def back() -> bool:
        if len(watched.ran) < len(before):
            put(watched, "b.csv", "b")
        elif folder.exists() and watched.ran in (before, [*before, "c3.csv"]):
            shutil.rmtree(folder)
        return "c7.csv" in watched.ran

    watched.until(back)
    assert watched.ran == [*before, "c3.csv", "c7.csv"]
    assert watched.said == [f"{folder} cannot be read (No such file or directory). Waiting for it."] * 2


def test_what_cannot_be_watched_is_refused(watched: Watch, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "exports")
    with pytest.raises(SettingsError, match="The folder to watch is not there") as raised:
        watched.until(lambda: False)
    assert (raised.value.where, raised.value.field) == (str(tmp_path / "exports"), "source")
    assert raised.value.remedy == f"Make it, or correct “source” in {store.path_of(watched.home, 'nightly')}."
    for source in (ConnectionSource("warehouse", "orders"), PathSource("https://x.example/a.csv"), PathSource("-")):
        with pytest.raises(SettingsError, match="Nightly has no folder that can be watched") as raised:
            source_to_watch(watched.home, replace(watched.sync, source=source))
        assert raised.value.where == str(store.path_of(watched.home, "nightly"))
        assert raised.value.remedy == (
            'Watch files: source = "/srv/exports/orders-*.csv". Anything else runs at times: `sync schedule`.'
        )
        assert raised.value.field == "source"
    assert source_to_watch(watched.home, watched.sync) == FilesSource(str(tmp_path / "exports" / "*.csv"))


def test_a_folder_is_watched_by_one_process(watched: Watch) -> None:
    def again() -> bool:
        with pytest.raises(StateError) as raised:
            watch(watched.home, [watched.sync], WatchedSteps(), lambda result: None, watched.stop)
        assert raised.value.what == "The folder of nightly is watched already, by another process."
        assert raised.value.remedy == "Nothing needs to be done; end the other one first if this one shall watch it."
        assert not is_running(watched.home, "nightly"), "it can be run by hand meanwhile"
        return True

    watched.until(again)
    put(watched, "b.csv", "b")
    watched.until(ran(watched, ["a.csv", "b.csv"]))  # the lock was let go
