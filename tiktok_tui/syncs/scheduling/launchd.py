"""Agents of launchd, the scheduler of macOS: a property list in the person's own folder (launchd.plist(5)).

launchd starts what it missed while the machine slept as soon as it wakes. It keeps the machine's time.
"""

from __future__ import annotations

import os
import plistlib
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from shutil import which
from typing import Final

from tiktok_tui.accounts.home import private_folder, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.scheduling.cron_fields import CronFields, fields_of
from tiktok_tui.syncs.scheduling.machine_time import MachineTimes, machine_times
from tiktok_tui.syncs.scheduling.programs import must, run
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile, Task, Times
from tiktok_tui.syncs.settings.schedule import Kind, Schedule, machine_zone

_MOST_TIMES: Final = 500
Interval = dict[str, int]


class Launchd:
    """The agents of the person who is logged in."""

    name = "launchd"

    def runs(self) -> bool:
        """Return True if launchctl is there."""
        return which("launchctl") is not None

    def plan(self, task: Task) -> Plan:
        """Return the property list. Raises SettingsError for times that launchd cannot keep."""
        agent: dict[str, object] = {
            "Label": _label(task.key),
            "EnvironmentVariables": dict(task.environment),
            "ProcessType": "Background",
        }
        notes: list[str] = []
        due = False
        if task.watches:
            agent |= {"RunAtLoad": True, "KeepAlive": {"SuccessfulExit": False}, "ThrottleInterval": 60}
        else:
            times = _times(task.schedule)
            agent["StartCalendarInterval"] = intervals(times.schedules)
            notes += [times.note] if times.note else []
            due = times.due
        agent["ProgramArguments"] = list(task.command(due=due))
        path = _path(task.key)
        command = ("launchctl", "bootstrap", _domain(), str(path))
        text = plistlib.dumps(agent).decode()
        notes.append("launchd runs it while you are logged in, and after waking up what it missed asleep.")
        return Plan(self.name, (PlannedFile(str(path), text),), (command,), tuple(notes))

    def install(self, task: Task) -> None:
        """Write the agent and load it, in place of an older one. Raises StateError."""
        plan = self.plan(task)
        self.remove(task.key)
        path = _path(task.key)
        private_folder(path.parent)
        write_private(path, plan.files[0].text)
        must(*plan.commands[0])

    def remove(self, key: str) -> bool:
        """Unload and remove the agent; return False if there is none. Raises StateError."""
        path = _path(key)
        if not path.exists():
            return False
        if self._loaded(key):
            must("launchctl", "bootout", f"{_domain()}/{_label(key)}")
        remove_file(path)
        return True

    def times(self, key: str, schedule: Schedule | None) -> Times | None:
        """Return the next time of a loaded agent, computed: launchctl names none. Raises StateError."""
        if not _path(key).exists() or not self._loaded(key):
            return None
        written = plistlib.loads(_path(key).read_bytes()).get("StartCalendarInterval")
        try:
            wanted = None if schedule is None or schedule.kind is Kind.WATCH else intervals(_times(schedule).schedules)
        except SettingsError:
            wanted = []
        stale = schedule is None or written != wanted
        upcoming = None if schedule is None or stale else schedule.next_after(datetime.now(UTC))
        return Times(self.name, upcoming, None, stale)

    def _loaded(self, key: str) -> bool:
        return run("launchctl", "print", f"{_domain()}/{_label(key)}").code == 0


def _times(schedule: Schedule) -> MachineTimes:
    return machine_times(schedule, machine_zone(), datetime.now(UTC), "launchd")


def intervals(schedules: tuple[Schedule, ...]) -> list[Interval]:
    """Return the StartCalendarInterval of schedules in the machine's time. Raises SettingsError for too many times."""
    found = [interval for schedule in schedules for interval in _intervals(fields_of(schedule))]
    if len(found) > _MOST_TIMES:
        raise SettingsError(
            f"launchd would need {len(found):,} times for this schedule.",
            remedy='Choose fewer: daily = "03:15", or hourly = 15.',
            field="schedule.cron",
        )
    return found


def _intervals(fields: CronFields) -> list[Interval]:
    if fields.days is not None and fields.weekdays is not None and not fields.either_day:
        raise SettingsError(
            "launchd cannot keep a schedule of days that have to be a date and a weekday at once.",
            remedy="Give either the days of the month or the weekdays.",
            field="schedule.cron",
        )
    clock = (("Minute", fields.minutes), ("Hour", fields.hours), ("Month", fields.months))
    dates, weekdays = ("Day", fields.days), ("Weekday", fields.weekdays)
    if fields.either_day:
        return _product(*clock, dates) + _product(*clock, weekdays)
    return _product(*clock, dates, weekdays)


def _product(*keys: tuple[str, tuple[int, ...] | None]) -> list[Interval]:
    """Return a dictionary for each combination of values; a key that is left out matches every value."""
    given = [(key, values) for key, values in keys if values is not None]
    names = [key for key, _ in given]
    return [dict(zip(names, each, strict=True)) for each in product(*(values for _, values in given))]


def _label(key: str) -> str:
    return f"tiktok-tui.sync.{key}"


def _path(key: str) -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{_label(key)}.plist"


def _domain() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"
