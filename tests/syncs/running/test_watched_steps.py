"""The steps of a sync as somebody else sees them: what is being done, how far it is, and a stop at any time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.orders import MAPPING, write_orders
from tests.support.uploads import SHOP
from tests.support.waiting import InThread, until
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.files.opening import Table
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping import toml
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import BatchAccepted, HeldBack, RowRefused, RunFinished, RunStarted, RunStopped, Update

DONE = RunFinished(Summary("r-1", Status.DONE, 2000, Tally(accepted=1500)))


@dataclass
class Upload:
    """An upload whose updates are known; `seen` is what the steps show before each of them."""

    steps: WatchedSteps
    updates: list[Update]
    stops: list[str] = field(default_factory=list)
    seen: list[tuple[float | None, str]] = field(default_factory=list)

    @property
    def control(self) -> SimpleNamespace:
        """The control that a stop reaches."""
        return SimpleNamespace(stop=lambda: self.stops.append(self.steps.title))

    def __iter__(self) -> Iterator[Update]:
        for update in self.updates:
            self.seen.append((self.steps.share(), self.steps.words()))
            yield update


def test_an_upload_is_shown_in_events_accepted_and_refused() -> None:
    steps = WatchedSteps()
    assert (steps.title, steps.share(), steps.words()) == ("Starting", None, "")
    accepted = BatchAccepted(1, 1000, 0.1, 0, "r")
    updates: list[Update] = [
        RunStarted("r-1", 2000),
        accepted,
        RowRefused(2, 7, "", "No.", "", 1, "r"),
        HeldBack(99, "alike"),
        DONE,
    ]
    upload = Upload(steps, updates)
    assert steps.follow(upload, SHOP) is DONE  # type: ignore[arg-type]  # all that is asked of an upload
    assert steps.title == "Sending to Shop"
    assert upload.seen == [
        (None, "0 of 0 events accepted"),
        (0.0, "0 of 2,000 events accepted"),
        (0.5, "1,000 of 2,000 events accepted"),
        (0.5005, "1,000 of 2,000 events accepted, 1 refused"),
        (0.55, "1,000 of 2,000 events accepted, 1 refused"),
    ]
    steps.stop()
    assert upload.stops == ["Sending to Shop"]
    ended = RunStopped(DONE.summary)
    assert WatchedSteps().follow(Upload(steps, [RunStarted("r-1", 1), ended]), SHOP) is ended  # type: ignore[arg-type]


def test_opening_and_checking_are_shown_with_what_the_file_says(home: Home, tmp_path: Path) -> None:
    said: list[str] = []
    steps = WatchedSteps(said.append)
    path = write_orders(tmp_path / "orders.csv", 20)
    path.write_text(f"Orders of May\n{path.read_text()}")
    with steps.open(home, FileSource(path), None) as table:
        assert steps.title == "Opening"
        assert said == ["orders.csv: 1 line above the header, left out: “Orders of May”"]
        with steps.check(table, toml.loads(MAPPING, where="here"), SHOP, datetime.now(UTC)) as prepared:
            assert prepared.totals.sendable == 20
            assert (steps.title, steps.words()) == ("Checking orders.csv", "")
            assert steps.share() == table.progress()


def test_a_stop_reaches_the_step_that_runs(home: Home, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "orders.csv", 60_000)
    opening, checking = WatchedSteps(), WatchedSteps()
    with opening.open(home, FileSource(path), None) as table:
        opening.stop()
        with pytest.raises(Cancelled):
            table.sample(1)
    ended: list[bool] = []

    def check(table: Table) -> None:
        try:
            with checking.check(table, toml.loads(MAPPING, where="here"), SHOP, datetime.now(UTC)):
                pass
        finally:
            ended.append(True)

    def stopped() -> bool:
        checking.stop()  # again and again: it may have just begun
        return bool(ended)

    with checking.open(home, FileSource(path), None) as table:
        running = InThread(lambda: check(table))
        until(lambda: checking.title == "Checking orders.csv")
        until(stopped)
        assert isinstance(running.outcome(), Cancelled)


def test_the_sheet_is_the_one_that_is_named(home: Home, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "orders.csv", 1)
    with pytest.raises(FileError, match="has no sheets"), WatchedSteps().open(home, FileSource(path), "May"):
        pytest.fail("it has one table alone")


def test_after_a_stop_no_step_begins(home: Home, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "orders.csv", 2)
    steps = WatchedSteps()
    with steps.open(home, FileSource(path), None) as table:
        steps.stop()
        with pytest.raises(Cancelled), steps.check(table, toml.loads(MAPPING, where="here"), SHOP, datetime.now(UTC)):
            pytest.fail("checked after a stop")
    with pytest.raises(Cancelled), steps.open(home, FileSource(path), None):
        pytest.fail("opened after a stop")
    upload = Upload(steps, [DONE])
    with pytest.raises(Cancelled):
        steps.follow(upload, SHOP)  # type: ignore[arg-type]  # all that is asked of an upload
    assert upload.seen == []


def test_a_step_that_begins_while_another_is_being_stopped_is_refused() -> None:
    steps = WatchedSteps()
    following = Upload(steps, [DONE])

    class Ending(Upload):
        @property
        def control(self) -> SimpleNamespace:
            return SimpleNamespace(stop=lambda: steps.follow(following, SHOP))  # type: ignore[arg-type]  # as above

    steps.follow(Ending(steps, [DONE]), SHOP)  # type: ignore[arg-type]  # all that is asked of an upload
    with pytest.raises(Cancelled):
        steps.stop()
    assert following.seen == []


def test_a_message_and_an_error_are_handed_on() -> None:
    said: list[str] = []
    steps = WatchedSteps(said.append)
    steps.say("Unusual.")
    steps.failure(SettingsError("It is wrong.", where="a.toml", remedy="Correct it."))
    assert said == ["Unusual.", "a.toml: It is wrong. Correct it."]
    quiet = WatchedSteps()
    quiet.say("to nobody")
    quiet.failure(SettingsError("to nobody"))
