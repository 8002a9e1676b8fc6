"""`sync edit`: what is named changes, the rest stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home
from tiktok_tui.syncs import store
from tiktok_tui.syncs.schedule import Kind, Schedule
from tiktok_tui.syncs.scheduling.scheduler import Times
from tiktok_tui.syncs.sync import Limits, PathSource, Share, Sync


@pytest.fixture
def saved(cli: Run, ready: tuple[str, ...], tmp_path: Path, home: Path) -> Callable[[], Sync]:
    """A sync with every setting, as it is saved at the moment."""
    export = write_orders(tmp_path / "orders.csv", 3)
    options = "--daily 03:15 --time-zone Europe/Paris --events 1-50 --older-than".split()
    added = cli("sync", "add", "Nightly", export, *ready, *options, "2 days", "--max-rejected", "5 %", "--done", "sent")
    assert added.code == 0, added.err
    return lambda: store.load(Home(home, home), "nightly")


def test_what_is_not_named_stays(cli: Run, saved: Callable[[], Sync], home: Path) -> None:
    before = saved()
    edited = cli("sync", "edit", "nightly", "--daily", "04:30", "--max-rejected", "2 %")
    assert edited.out == f"nightly: saved as {home / 'syncs' / 'nightly.toml'}\n"
    changed = Schedule(Kind.DAILY, time(4, 30), time_zone="Europe/Paris")
    assert saved() == replace(before, schedule=changed, limits=Limits(Share(2.0), (1, 50), timedelta(days=2)))


def test_an_empty_value_takes_a_setting_away(cli: Run, saved: Callable[[], Sync]) -> None:
    before = saved()
    empty = (f"{option}=" for option in "--daily --max-rejected --events --older-than --done -m --sheet --name".split())
    assert cli("sync", "edit", "nightly", *(word.replace("-m=", "--mapping=") for word in empty)).code == 0
    assert saved() == Sync("nightly", "nightly", before.destination, before.source)


def test_another_source_another_name_and_another_sheet(cli: Run, saved: Callable[[], Sync], tmp_path: Path) -> None:
    before = saved()
    (tmp_path / "more").mkdir()
    other = write_orders(tmp_path / "more" / "others.csv", 3)
    edited = cli("sync", "edit", "nightly", "--name", "Every night", "--sheet", "Orders", other)
    assert edited.code == 0, edited.err
    moved = replace(before, source=PathSource(str(other)), done=tmp_path / "more" / "sent")
    assert saved() == replace(moved, name="Every night", sheet="Orders")
    assert cli("sync", "edit", "nightly", "--done", "over").code == 0
    assert saved().done == tmp_path / "more" / "over"


def test_the_history_stays(cli: Run, saved: Callable[[], Sync], sandbox: Sandbox) -> None:
    assert cli("sync", "run", "nightly").code == 0
    assert cli("sync", "edit", "nightly", "--events", "10").code == 0
    assert "sent" in cli("sync", "history", "nightly").out
    assert saved().limits.events == (10, None)


def test_a_scheduler_that_keeps_the_older_times_is_named(
    cli: Run, saved: Callable[[], Sync], monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = Times("cron", datetime(2026, 11, 29, 3, 15, tzinfo=UTC), None, stale=True)
    monkeypatch.setattr("tiktok_tui.syncs.scheduling.scheduling.times", lambda home, sync: stale)
    older = "nightly still runs by an older schedule: `tiktok-tui sync"
    assert f"{older} schedule nightly` renews it." in cli("sync", "edit", "nightly", "--daily", "05:00").err
    assert f"{older} unschedule nightly` takes it off." in cli("sync", "edit", "nightly", "--daily", "").err


def test_comments_are_lost_only_with_a_yes(cli: Run, saved: Callable[[], Sync], home: Path) -> None:
    file = home / "syncs" / "nightly.toml"
    file.write_text(file.read_text() + "# agreed with finance\n")
    refused = cli("sync", "edit", "nightly", "--daily", "04:30")
    assert (refused.code, "The comments in its file will be lost." in refused.err) == (2, True)
    assert "agreed with finance" in file.read_text()
    assert cli("sync", "edit", "nightly", "--daily", "04:30", "--yes").code == 0
    assert "agreed with finance" not in file.read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "There is nothing to change."),
        (("--daily", "03:15"), "There is nothing to change."),
        (("--daily", "25:00"), "“25:00” is no time of the day."),
        (("--max-rejected", "some"), "“some” is no limit for rejected rows."),
        (("-d", "nowhere"), "There is no destination “nowhere”."),
        (("--mapping", "missing.toml"), "There is no such mapping file."),
        (("--query", "orders.sql"), "--query needs the connection that it is for."),
        (("--connection", "warehouse", "orders"), "There is no connection “warehouse”."),
    ],
)
def test_a_mistake_changes_nothing(cli: Run, saved: Callable[[], Sync], words: tuple[str, ...], message: str) -> None:
    before = saved()
    edited = cli("sync", "edit", "nightly", *words)
    assert (edited.code, message in edited.err) == (2, True), edited.err
    assert saved() == before
