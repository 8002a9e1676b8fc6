"""A sync is on one scheduler at a time: the one that was named, or the machine's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time

import pytest

from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.events.lock_file import LockFile
from tiktok_tui.syncs.schedule import Kind, Schedule
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.scheduling.crontab import Crontab
from tiktok_tui.syncs.scheduling.scheduler import Task, Times
from tiktok_tui.syncs.scheduling.systemd import Systemd
from tiktok_tui.syncs.sync import PathSource, Sync

__all__ = ["home"]

SYNC = Sync("nightly", "Nightly", "shop", PathSource("/orders.csv"), schedule=Schedule(Kind.DAILY, at=time(3, 15)))
NEXT = datetime(2026, 11, 28, 3, 15, tzinfo=UTC)


@dataclass
class Machine:
    """The schedulers of this machine: which of them run, and the tasks that they have."""

    running: set[str] = field(default_factory=lambda: {"systemd", "cron"})
    tasks: dict[str, list[str]] = field(default_factory=lambda: {"systemd": [], "cron": []})


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("TIKTOK_TUI_HOME", raising=False)
    monkeypatch.setattr("tiktok_tui.syncs.scheduling.scheduling.secret_notes", lambda *_: ("Write the secret.",))

    def remove(name: str, key: str) -> bool:
        there = key in made.tasks[name]
        made.tasks[name] = [each for each in made.tasks[name] if each != key]
        return there

    def install(name: str, task: Task) -> None:
        made.tasks[name].append(task.key)

    def times(name: str, key: str, schedule: Schedule | None) -> Times | None:
        return Times(name, NEXT, None) if key in made.tasks[name] else None

    for kind in (Systemd, Crontab):
        monkeypatch.setattr(kind, "runs", lambda self: self.name in made.running)
        monkeypatch.setattr(kind, "remove", lambda self, key: remove(self.name, key))
        monkeypatch.setattr(kind, "install", lambda self, task: install(self.name, task))
        monkeypatch.setattr(kind, "times", lambda self, key, schedule: times(self.name, key, schedule))
    return made


def test_the_first_that_runs_is_the_machine_s_own(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scheduling.scheduler_named().name == "systemd"
    machine.running.discard("systemd")
    assert scheduling.scheduler_named().name == "cron"
    machine.running.clear()
    with pytest.raises(SettingsError, match="no scheduler that tiktok-tui knows") as raised:
        scheduling.scheduler_named()
    assert raised.value.remedy.startswith("Install cron, or let whatever starts programs")
    for name in ("systemd", "cron", "launchd", "windows"):
        assert scheduling.scheduler_named(name).name == name
    with pytest.raises(SettingsError, match="There is no scheduler “crom”") as raised:
        scheduling.scheduler_named("crom")
    assert (raised.value.remedy, raised.value.field) == ("Did you mean “cron”?", "with")


def test_a_new_task_takes_the_place_of_that_of_another_scheduler(home: Home, machine: Machine) -> None:
    assert scheduling.times(home, SYNC) is None
    planned = scheduling.schedule(home, SYNC, scheduling.scheduler_named("systemd"))
    assert "Write the secret." in planned.notes
    assert planned.runs[-2:] == ("run", "nightly")
    assert machine.tasks == {"systemd": ["nightly"], "cron": []}
    scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
    assert machine.tasks == {"systemd": [], "cron": ["nightly"]}
    assert scheduling.times(home, SYNC) == Times("cron", NEXT, None)
    assert scheduling.unschedule(home, "nightly") == ["cron"]
    assert scheduling.unschedule(home, "nightly") == []


def test_syncs_of_one_name_in_two_homes_have_a_task_each(
    home: Home, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(home.config))
    scheduling.schedule(home, SYNC, scheduling.scheduler_named())
    other = Home(home.config / "other", home.state / "other")
    scheduling.schedule(other, SYNC, scheduling.scheduler_named())
    first, second = machine.tasks["systemd"]
    assert first != second
    assert {len(first), len(second)} == {len("nightly-") + 8}
    assert scheduling.unschedule(other, "nightly") == ["systemd"]
    assert machine.tasks["systemd"] == [first]


def test_what_cannot_be_scheduled_is_refused(home: Home, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    cron = scheduling.scheduler_named("cron")
    for act in (scheduling.plan, scheduling.schedule):
        with pytest.raises(SettingsError, match="does not say when it runs") as raised:
            act(home, replace(SYNC, schedule=None), cron)
        assert (raised.value.field, raised.value.remedy[-16:]) == ("schedule", 'daily = "03:15".')
    machine.running.discard("cron")
    with pytest.raises(SettingsError, match="cron does not run on this machine") as raised:
        scheduling.schedule(home, SYNC, cron)
    assert raised.value.field == "with"
    assert scheduling.plan(home, SYNC, cron).runs
    monkeypatch.setattr(LockFile, "acquire", lambda self, seconds: False)
    with pytest.raises(StateError, match="Another tiktok-tui is changing the scheduler"):
        scheduling.schedule(home, SYNC, scheduling.scheduler_named("systemd"))
    assert machine.tasks == {"systemd": [], "cron": []}


@pytest.mark.parametrize(("platform", "names"), [("darwin", ["cron", "launchd"]), ("win32", ["windows"])])
def test_each_system_has_its_own(monkeypatch: pytest.MonkeyPatch, platform: str, names: list[str]) -> None:
    asked: list[str] = []

    def runs(self: Systemd) -> bool:
        asked.append(self.name)
        return False

    for name in ("systemd", "cron", "launchd", "windows"):
        monkeypatch.setattr(type(scheduling.scheduler_named(name)), "runs", runs)
    monkeypatch.setattr("sys.platform", platform)
    with pytest.raises(SettingsError):
        scheduling.scheduler_named()
    assert asked == names
