"""`sync watch`: files that appear in a folder are sent once each, whole, also over crashes and restarts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tests.support.waiting import until
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.events.errors import AppError, UnreachableError
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.syncs.history import history
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.run import run_sync
from tiktok_tui.syncs.running.steps import Steps
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import PathSource, Sync
from tiktok_tui.syncs.watching.watch import Waits, watch


class Watcher:
    """A watch in a thread, and what it said."""

    def __init__(self, home: Path, settle: float = 0.05) -> None:
        self.said: list[str] = []
        self.error: AppError | None = None
        self.files: list[str] = []
        self._stop = threading.Event()
        self._home = Home(home, home)
        self._settle = settle
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Watcher:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        steps = WatchedSteps(self.said.append)
        syncs = [store.load(self._home, "nightly")]
        try:
            watch(
                self._home,
                syncs,
                steps,
                lambda result: self.files.append(result.night.source),
                self._stop,
                Waits(settle=self._settle, retry=0.05),
            )
        except AppError as error:
            self.error = error


@pytest.fixture
def folder(cli: Run, ready: tuple[str, ...], tmp_path: Path) -> Path:
    """The folder that the sync `nightly` watches."""
    folder = tmp_path / "exports"
    folder.mkdir()
    write_orders(folder / "first.csv", 3)
    added = cli("sync", "add", "Nightly", f"{folder}/*.csv", *ready, "--watch")
    assert added.code == 0, added.err
    return folder


def test_each_file_is_sent_once_and_whole(home: Path, folder: Path, sandbox: Sandbox, tmp_path: Path) -> None:
    text = write_orders(tmp_path / "whole.csv", 40, first=100).read_text()
    with Watcher(home) as watcher:
        until(lambda: sandbox.stats().accepted == 3)  # what was there before
        with (folder / "slow.csv").open("w") as stream:
            stream.write(text[:900])
            stream.flush()
            (folder / "other.csv.part").write_text("half")
            write_orders(tmp_path / "other.csv", 2, first=200).rename(folder / "other.csv")
            until(lambda: sandbox.stats().accepted == 5)
            stream.write(text[900:])
        until(lambda: sandbox.stats().accepted == 45)
        (folder / "again.csv").write_text(text)
        until(lambda: any("again.csv is left out: its content was sent as slow.csv" in said for said in watcher.said))
    with Watcher(home) as second:
        write_orders(folder / "later.csv", 1, first=300)
        until(lambda: sandbox.stats().accepted == 46)
    assert watcher.files == ["first.csv", "other.csv", "slow.csv"]
    assert second.files == ["later.csv"]
    nights = history.nights(Home(home, home), "nightly")
    assert [(night.state, night.accepted) for night in nights] == [("sent", 3), ("sent", 2), ("sent", 40), ("sent", 1)]


def test_a_sync_that_is_changed_meanwhile_is_read_again(home: Path, folder: Path, sandbox: Sandbox) -> None:
    path = home / "syncs" / "nightly.toml"
    right = path.read_text()
    with Watcher(home) as watcher:
        until(lambda: sandbox.stats().accepted == 3)
        path.write_text(right.replace("mapping", "maping"))
        write_orders(folder / "later.csv", 2, first=50)
        until(lambda: any("Did you mean “mapping”?" in said for said in watcher.said))
        path.write_text(right + "[limits]\nevents = [3]\n")
        until(lambda: watcher.files == ["first.csv", "later.csv"])
    assert watcher.error is None
    assert history.nights(Home(home, home), "nightly")[-1].state == "held"


def test_a_folder_that_goes_away_is_waited_for(home: Path, folder: Path, sandbox: Sandbox) -> None:
    with Watcher(home) as watcher:
        until(lambda: sandbox.stats().accepted == 3)
        folder.rename(folder.with_name("away"))
        until(lambda: any("cannot be read" in said for said in watcher.said))
        folder.with_name("away").rename(folder)
        write_orders(folder / "later.csv", 2, first=50)
        until(lambda: sandbox.stats().accepted == 5)
    assert sum("cannot be read" in said for said in watcher.said) == 1


def test_a_wrong_file_does_not_keep_the_others_from_being_sent(home: Path, folder: Path, sandbox: Sandbox) -> None:
    (folder / "a-broken.csv").write_bytes(b"\x00\x01\x02")
    (folder / "b-foreign.csv").write_text("name,age\nx,1\n")
    with Watcher(home) as watcher:
        until(lambda: sandbox.stats().accepted == 3)
        write_orders(folder / "b-foreign.csv", 2, first=50)  # corrected
        until(lambda: sandbox.stats().accepted == 5)
    assert watcher.error is None


@pytest.mark.parametrize("reason", ["held", "rejected"])
def test_a_file_that_was_not_sent_as_a_whole_is_checked_again_once_it_is_saved(
    home: Path, folder: Path, sandbox: Sandbox, reason: str
) -> None:
    sync = home / "syncs" / "nightly.toml"
    right = sync.read_text()
    if reason == "held":
        sync.write_text(right + "[limits]\nevents = [10, 20]\n")
    else:
        write_orders(folder / "first.csv", 3, bad=2)
    with Watcher(home) as first:
        until(lambda: first.files == ["first.csv"])
    sync.write_text(right)
    with Watcher(home) as second:
        until(lambda: any("first.csv is left out: it has not changed since" in said for said in second.said))
        (folder / "copy.csv").write_bytes((folder / "first.csv").read_bytes())  # what failed may be right by now
        until(lambda: second.files == ["copy.csv"])
        os.utime(folder / "first.csv")
        until(lambda: second.files == ["copy.csv", "first.csv"] or "sent as copy.csv" in " ".join(second.said))
    assert sandbox.stats().accepted == (3 if reason == "held" else 1)


def test_a_file_that_was_sent_says_nothing_at_the_next_start(home: Path, folder: Path, sandbox: Sandbox) -> None:
    with Watcher(home):
        until(lambda: sandbox.stats().accepted == 3)
    with Watcher(home) as second:
        write_orders(folder / "later.csv", 1, first=50)
        until(lambda: sandbox.stats().accepted == 4)
    assert not any("first.csv" in said for said in second.said)


def test_a_sync_that_cannot_be_read_is_named_beside_those_that_are_watched(
    cli: Run, home: Path, ready: tuple[str, ...], folder: Path, sandbox: Sandbox
) -> None:
    (home / "syncs" / "other.toml").write_text("name = ")
    folder.rename(folder.with_name("away"))
    outcome = cli("sync", "watch")
    assert "other.toml, line 1" in outcome.err
    assert "The folder to watch is not there" in outcome.err
    listed = cli("sync", "list")
    assert (listed.code, "other.toml, line 1" in listed.err) == (2, True)


def test_what_could_not_be_reached_is_tried_again(
    home: Path, folder: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def unreachable_once(home: Home, sync: Sync, steps: Steps, *, source: FileSource) -> SyncResult:
        tried.append(source.label)
        result = run_sync(home, sync, steps, source=source) if len(tried) > 1 else None
        return result or SyncResult(sync, Night(1, datetime.now(UTC)), error=UnreachableError("Nobody answers."))

    monkeypatch.setattr("tiktok_tui.syncs.watching.watch.run_sync", unreachable_once)
    with Watcher(home) as watcher:
        until(lambda: sandbox.stats().accepted == 3)
    assert tried == ["first.csv", "first.csv"]
    assert watcher.error is None


def test_two_watchers_and_a_folder_that_is_gone(cli: Run, home: Path, folder: Path, sandbox: Sandbox) -> None:
    with Watcher(home):
        until(lambda: sandbox.stats().accepted == 3)
        second = cli("sync", "watch", "nightly")
        assert second.code == 2
        assert "is watched already, by another process" in second.err
    folder.rename(folder.with_name("moved"))
    gone = cli("sync", "watch")
    assert gone.code == 2
    assert "The folder to watch is not there" in gone.err


def test_what_has_no_folder_is_refused(cli: Run, ready: tuple[str, ...], tmp_path: Path) -> None:
    orders = write_orders(tmp_path / "orders.csv", 2)
    added = cli("sync", "add", "Query", f"SELECT * FROM '{orders}'", *ready)
    assert added.code == 0, added.err
    assert "No sync watches a folder" in cli("sync", "watch").err
    refused = cli("sync", "watch", "query")
    assert refused.code == 2
    assert "has no folder that can be watched" in refused.err


@contextmanager
def process(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as stream:
        words = [sys.executable, "-m", "tiktok_tui", "sync", "watch", "--settle", "1"]
        started = subprocess.Popen(words, stdout=stream, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        yield started
    finally:
        started.kill()
        started.wait()


@pytest.mark.skipif(os.name == "nt", reason="needs signals of POSIX")
def test_a_crash_in_the_middle_loses_nothing_and_sigterm_ends_in_order(
    home: Path, folder: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    path = home / "syncs" / "nightly.toml"
    path.write_text(path.read_text().replace("source = ", 'done = "sent/"\nsource = '))
    write_orders(tmp_path / "large.csv", 1200, first=1000).rename(folder / "large.csv")
    sandbox.reset("slow:0.3", keep_bodies=True)
    with process(tmp_path / "one.log") as first:
        until(lambda: sandbox.stats().accepted > 3)
        first.kill()
    sandbox.set_faults()
    with process(tmp_path / "two.log") as second:
        until(lambda: sorted(each.name for each in folder.glob("sent/*")) == ["first.csv", "large.csv"])
        second.send_signal(signal.SIGTERM)
        assert second.wait(60) == 0, (tmp_path / "two.log").read_text()
    log = (tmp_path / "two.log").read_text()
    assert log.endswith("Stopped watching.\n")
    states = {night.state for night in history.nights(Home(home, home), "nightly")}
    assert states <= {"sent", "nothing"}, "the night that was cut off is resumed, and its file is not missed"
    events = [event.body["event_id"] for event in sandbox.events() if not event.repeat]
    assert len(events) == len(set(events)) == 1203
    assert sandbox.stats().counted_again == 0


def test_which_folders_are_watched_and_how(cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watched are the named ones, or those whose schedule says so; Ctrl+C in a file is no error."""
    calls: list[tuple[list[str], float]] = []

    def watching(
        _: Home, syncs: list[Sync], __: object, show: Callable[[SyncResult], None], stop: threading.Event, waits: Waits
    ) -> None:
        calls.append(([sync.id for sync in syncs], waits.settle))
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.is_set()
        show(SyncResult(syncs[0], Night(1, datetime.now(UTC), state=NightState.SENT, accepted=3)))
        raise Stopped

    monkeypatch.setattr("tiktok_tui.syncs.watching.watch.watch", watching)
    folders = Home(home, home)
    orders = Sync("orders", "Orders", "store", PathSource("/srv/orders/*.csv"), schedule=Schedule(Kind.WATCH))
    for sync in (
        orders,
        replace(orders, id="daily", name="Daily", schedule=Schedule(Kind.DAILY, time(3, 15))),
        replace(orders, id="by-hand", name="By hand", schedule=None, source=PathSource("/srv/one.csv")),
    ):
        store.save(folders, sync)
    watched = cli("sync", "watch")
    assert (watched.code, watched.out) == (0, "Orders: 3 events accepted.\n")
    assert watched.err == "Watching /srv/orders/*.csv for Orders. Ctrl+C ends it.\nStopped watching.\n"
    named = cli("sync", "watch", "by-hand", "daily", "by-hand", "--settle", "9", "--json")
    assert (named.code, json.loads(named.out)["state"]) == (0, "sent")
    assert named.err == (
        "Watching /srv/one.csv for By hand. Ctrl+C ends it.\n"
        "Watching /srv/orders/*.csv for Daily. Ctrl+C ends it.\n"
        "Stopped watching.\n"
    )
    assert calls == [(["orders"], 5), (["by-hand", "daily"], 9)]
    store.remove(folders, "orders")
    none = cli("sync", "watch")
    assert (none.code, none.out, none.err) == (
        *(2, ""),
        "tiktok-tui: No sync watches a folder.\n"
        "  Name one that reads files, or write in its file: [schedule], and below it watch = true.\n",
    )
