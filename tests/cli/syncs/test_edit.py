"""`sync edit`: what is named changes, the rest stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Run
from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.sources.connections import store as connections
from tiktok_tui.syncs import new_sync
from tiktok_tui.syncs.scheduling.scheduler import Times
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import ConnectionSource, Limits, PathSource, Share, Sync


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
    again = cli("sync", "edit", "nightly", "--name=")
    assert "There is nothing to change." in again.err, "a sync without a name has that of its file"


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


def test_what_somebody_else_changes_meanwhile_stays(
    cli: Run, saved: Callable[[], Sync], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved()

    def meanwhile(of: Home, sync: Sync) -> tuple[str, ...]:
        store.save(of, replace(before, sheet="Orders"))
        return check_new(of, sync)

    check_new = new_sync.check_new
    monkeypatch.setattr(new_sync, "check_new", meanwhile)
    assert cli("sync", "edit", "nightly", "--name", "Every night").code == 0
    assert saved() == replace(before, name="Every night", sheet="Orders")


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
        *((("--hourly", minute), f"“{minute}” is no minute of the hour.") for minute in ("60", "-1", "soon")),
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


@pytest.fixture
def kept(home: Path, store_: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Sync]:
    """Saves the sync `nightly` of a file that is not there, with these settings; the folder is the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tiktok_tui.syncs.scheduling.scheduling.times", lambda *_: None)
    (tmp_path / "mapping.toml").write_text(MAPPING)
    connections.save(Home(home, home), "shop", "mysql", {"uri": "mysql://reader@db/shop"})

    def save(**settings: Any) -> Sync:
        made = Sync("nightly", "Nightly", "store", PathSource(str(tmp_path / "a" / "orders.csv")))
        store.save(Home(home, home), replace(made, **settings))
        return store.load(Home(home, home), "nightly")

    return save


@pytest.fixture
def store_(store: str, home: Path) -> None:
    """The destinations `store` and `other`."""
    (home / "destinations" / "other.toml").write_text('name = "Other"\n')


SQL = ConnectionSource("shop", sql="SELECT 1")


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ({}, ("--name", "  Every night "), {"name": "Every night"}),
        ({}, ("-d", "other"), {"destination": "other"}),
        ({}, ("-m", "mapping.toml"), {"mapping": "mapping.toml"}),
        ({"mapping": "mapping.toml"}, ("--sheet", "May"), {"mapping": "mapping.toml", "sheet": "May"}),
        ({"mapping": "mapping.toml", "sheet": "May"}, ("--sheet", "", "-m", ""), {}),
        ({"done": "a/sent"}, ("b/orders.csv",), {"done": "b/sent", "source": PathSource("b/orders.csv")}),
        (
            {"done": "a/sent"},
            ("b/orders.csv", "--done", "over"),
            {"done": "b/over", "source": PathSource("b/orders.csv")},
        ),
        ({"done": "/srv/sent"}, ("b/orders.csv",), {"done": "/srv/sent", "source": PathSource("b/orders.csv")}),
        ({"done": "a/sent"}, ("--done", ""), {}),
        ({}, ("orders", "--connection", "shop"), {"source": ConnectionSource("shop", table="orders")}),
        ({}, ("--connection", "shop", "--query", "SELECT 1"), {"source": SQL}),
        ({"source": SQL}, ("b/orders.csv",), {"source": PathSource("b/orders.csv")}),
        ({}, ("--hourly",), {"schedule": Schedule(Kind.HOURLY, minute=0)}),
        ({"schedule": Schedule(Kind.HOURLY, minute=5)}, ("--hourly", ""), {}),
        ({}, ("--watch",), {"schedule": Schedule(Kind.WATCH)}),
        (
            {"schedule": Schedule(Kind.WATCH)},
            ("--cron", "15 3 * * 1"),
            {"schedule": Schedule(Kind.CRON, cron="15 3 * * 1")},
        ),
        (
            {"schedule": Schedule(Kind.DAILY, time(3, 15))},
            ("--time-zone", "Europe/Paris"),
            {"schedule": Schedule(Kind.DAILY, time(3, 15), time_zone="Europe/Paris")},
        ),
        (
            {"limits": Limits(Share(5), (1, 9))},
            ("--older-than", "36 hours"),
            {"limits": Limits(Share(5), (1, 9), timedelta(hours=36))},
        ),
    ],
)
def test_each_setting_changes_alone(
    cli: Run,
    home: Path,
    kept: Callable[..., Sync],
    tmp_path: Path,
    before: dict[str, Any],
    words: tuple[str, ...],
    after: dict[str, Any],
) -> None:
    def here(settings: dict[str, Any]) -> dict[str, Any]:
        paths = {key: tmp_path / settings[key] for key in ("mapping", "done") if key in settings}
        source = settings.get("source")
        moved = {"source": PathSource(str(tmp_path / source.text))} if isinstance(source, PathSource) else {}
        return settings | paths | moved

    kept(**here(before))
    edited = cli("sync", "edit", "nightly", *words)
    file = home / "syncs" / "nightly.toml"
    assert (edited.code, edited.out) == (0, f"nightly: saved as {file}\n"), edited.err
    plain = Sync("nightly", "Nightly", "store", PathSource(str(tmp_path / "a" / "orders.csv")))
    found = store.load(Home(home, home), "nightly")
    assert found == replace(plain, **here(after))
    gone = f"Note: there is no {found.source.text} yet.\n" if isinstance(found.source, PathSource) else ""
    assert edited.err == gone


def test_what_is_asked_and_what_is_refused(
    cli: Run, home: Path, kept: Callable[..., Sync], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept()
    file = home / "syncs" / "nightly.toml"
    for words, said in (
        ((), "There is nothing to change.\n  Name a setting, such as --daily 04:30. --help lists them all."),
        (
            ("--time-zone", "UTC"),
            "--time-zone needs a time.\n  Add --daily, --hourly or --cron, or leave it out.",
        ),
    ):
        refused = cli("sync", "edit", "nightly", *words)
        assert (refused.code, refused.out, refused.err) == (2, "", f"tiktok-tui: {said}\n")
    wrong = cli("sync", "edit", "nightly", "--older-than", "soon")
    assert wrong.err.startswith("tiktok-tui sync edit: “soon” is no span of time.\n")
    file.write_text(f"# ours\n{file.read_text()}")
    question = "The comments in its file will be lost. Continue?"
    refused = cli("sync", "edit", "nightly", "--hourly")
    assert (refused.code, refused.err) == (2, f"tiktok-tui: {question}\n  Add --yes to continue.\n")
    monkeypatch.setattr(console, "may_ask", lambda: True)
    declined = cli("sync", "edit", "nightly", "--hourly", stdin="n\n")
    assert (declined.code, declined.out, declined.err) == (130, "", f"{question} [y/N] Stopped.\n")
    assert file.read_text().startswith("# ours\n")
    assert cli("sync", "edit", "nightly", "--hourly", stdin="y\n").code == 0
    assert not file.read_text().startswith("# ours\n")
