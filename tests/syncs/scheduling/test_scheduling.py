"""A sync is on one scheduler at a time: the one that was named, or the machine's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time

import pytest

from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.scheduling.crontab import Crontab
from tiktok_tui.syncs.scheduling.programs import own_program
from tiktok_tui.syncs.scheduling.scheduler import Task, Times
from tiktok_tui.syncs.scheduling.systemd import Systemd
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import PathSource, Sync

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
    assert str(raised.value) == (
        "This machine has no scheduler that tiktok-tui knows, such as a user manager of systemd, or cron. "
        "Install cron, or let whatever starts programs here start `tiktok-tui sync run NAME`."
    )
    for name in ("systemd", "cron", "launchd", "windows"):
        assert scheduling.scheduler_named(name).name == name
    with pytest.raises(SettingsError, match="There is no scheduler “crom”") as raised:
        scheduling.scheduler_named("crom")
    assert (raised.value.remedy, raised.value.field) == ("Did you mean “cron”?", "with")
    with pytest.raises(SettingsError) as raised:
        scheduling.scheduler_named("xyzzy")
    assert raised.value.remedy == "There are: systemd, cron, launchd, windows."


def not_answering(*_: object) -> bool:
    raise StateError("systemctl does not answer.")


def full(*_: object) -> None:
    raise StateError("The disk is full.")


def test_a_new_task_takes_the_place_of_that_of_another_scheduler(
    home: Home, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(self: Crontab, task: Task) -> None:
        machine.tasks[self.name].append(task.key)
        full()

    assert scheduling.times(home, SYNC) is None
    planned = scheduling.schedule(home, SYNC, scheduling.scheduler_named("systemd"))
    assert planned.notes[-1] == "Write the secret."
    assert planned.runs == (*own_program(), "sync", "run", "nightly")
    assert planned == scheduling.plan(home, SYNC, Systemd())
    assert machine.tasks == {"systemd": ["nightly"], "cron": []}
    scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
    assert machine.tasks == {"systemd": [], "cron": ["nightly"]}
    assert scheduling.times(home, SYNC) == Times("cron", NEXT, None)
    scheduling.schedule(home, SYNC, scheduling.scheduler_named("systemd"))
    assert machine.tasks == {"systemd": ["nightly"], "cron": []}
    with monkeypatch.context() as failing:
        failing.setattr(Systemd, "remove", not_answering)
        with pytest.raises(StateError):
            scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
    assert machine.tasks == {"systemd": ["nightly"], "cron": []}, "never two, which would run it twice"
    with monkeypatch.context() as failing:
        failing.setattr(Crontab, "install", not_answering)
        with pytest.raises(StateError, match="does not answer"):
            scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
    assert machine.tasks == {"systemd": ["nightly"], "cron": []}, "the older one is kept"
    with monkeypatch.context() as failing:
        failing.setattr(Crontab, "install", half)
        with pytest.raises(StateError, match="The disk is full"):
            scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
        assert machine.tasks == {"systemd": ["nightly"], "cron": []}, "half of the new one is none"
        failing.setattr(Crontab, "remove", not_answering)
        with pytest.raises(StateError, match="The disk is full"):
            scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
        assert machine.tasks.pop("cron") == ["nightly"]
    assert list(home.locks.iterdir()) == [], "the lock is let go"
    assert machine.tasks == {"systemd": ["nightly"]}, "the older one is kept all the same"
    machine.tasks["cron"] = []
    with monkeypatch.context() as failing:
        failing.setattr(Systemd, "install", not_answering)
        failing.setattr(Crontab, "install", full)
        with pytest.raises(StateError, match="The disk is full"):  # why it failed, not what happened on the way back
            scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
    machine.tasks["systemd"] = ["nightly"]
    weekdays = replace(SYNC, schedule=Schedule(Kind.CRON, cron="15 3 * * 1-5", time_zone="Pacific/Kiritimati"))
    with pytest.raises(SettingsError, match="may be another day"):
        scheduling.schedule(home, weekdays, scheduling.scheduler_named("cron"))
    assert machine.tasks == {"systemd": ["nightly"], "cron": []}, "what cron cannot keep stays where it is"
    scheduling.schedule(home, SYNC, scheduling.scheduler_named("cron"))
    assert scheduling.unschedule(home, "nightly") == ["cron"]
    assert scheduling.unschedule(home, "nightly") == []
    for each in machine.tasks.values():
        each.append("nightly")
    machine.running.clear()
    assert scheduling.unschedule(home, "nightly") == ["systemd", "cron"], "one that is down now would start it later"


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
        assert raised.value.what == "The sync does not say when it runs."
        assert raised.value.remedy == 'Add to the file: [schedule], and below it daily = "03:15".'
        assert (raised.value.field, raised.value.where) == ("schedule", str(home.syncs / "nightly.toml"))
    machine.running.discard("cron")
    machine.tasks["systemd"] = ["nightly"]
    with pytest.raises(SettingsError, match="cron does not run on this machine") as raised:
        scheduling.schedule(home, SYNC, cron)
    assert machine.tasks["systemd"] == ["nightly"], "it keeps the one that it has"
    machine.tasks["systemd"] = []
    assert raised.value.what == "cron does not run on this machine, or not for you."
    assert raised.value.remedy == "Choose another scheduler, or see with --print what would be written."
    assert raised.value.field == "with"
    assert scheduling.plan(home, SYNC, cron).runs
    monkeypatch.setattr(LockFile, "acquire", lambda self, seconds: False)
    machine.tasks["systemd"].append("daily")
    for change in (
        lambda: scheduling.schedule(home, SYNC, scheduling.scheduler_named("systemd")),
        lambda: scheduling.unschedule(home, "daily"),
    ):
        with pytest.raises(StateError) as busy:
            change()
        assert str(busy.value) == "Another tiktok-tui is changing the scheduler. Try again in a moment."
    assert machine.tasks.pop("systemd") == ["daily"]
    machine.tasks["systemd"] = []
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


def test_schedulers_are_changed_by_one_process_at_a_time(
    home: Home, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    acquire = LockFile.acquire

    def acquired(self: LockFile, seconds: float) -> bool:
        waits.append(seconds)
        return acquire(self, 0)

    monkeypatch.setattr(LockFile, "acquire", acquired)
    held: list[bool] = []

    def install(self: Systemd, task: Task) -> None:
        held.append(LockFile(home.locks / "scheduling.lock").acquire(0))

    monkeypatch.setattr(Systemd, "install", install)
    scheduling.schedule(home, SYNC, Systemd())
    assert held == [False], "the lock is held while a scheduler is changed"
    assert waits == [30.0, 0]
    assert scheduling.unschedule(home, "nightly") == [], "and let go again"


def test_a_task_that_several_have_is_taken_off_each(home: Home, machine: Machine) -> None:
    for name in ("systemd", "cron"):
        machine.tasks[name] = ["other", "nightly"]
    assert scheduling.times(home, SYNC) == Times("systemd", NEXT, None)
    assert scheduling.unschedule(home, "nightly") == ["systemd", "cron"]
    assert machine.tasks == {"systemd": ["other"], "cron": ["other"]}


def test_a_task_has_its_secrets_and_its_environment(
    home: Home, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks: list[Task] = []
    monkeypatch.setattr(Systemd, "install", lambda self, task: tasks.append(task))
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/c")
    scheduling.schedule(home, replace(SYNC, id="by-night"), Systemd())
    (task,) = tasks
    assert (task.key, task.sync, task.name, task.schedule) == ("by-night", "by-night", "Nightly", SYNC.schedule)
    assert (task.program, task.secrets) == (own_program(), home.config / "secrets.env")
    assert task.environment["TIKTOK_TUI_API_URL"] == "http://127.0.0.1:1"
    assert task.environment["XDG_CONFIG_HOME"] == "/c"
    assert task.command() == (*own_program(), "sync", "run", "by-night")
    assert task.command(due=True) == (*task.command(), "--due")
    watching = replace(task, schedule=Schedule(Kind.WATCH))
    assert watching.command(due=True) == (*own_program(), "sync", "watch", "by-night")
    elsewhere = replace(task, key="by-night-1a2b3c4d")
    assert elsewhere.command() == task.command(), "the key is for the scheduler alone"
    assert replace(watching, key="other").command() == watching.command()
