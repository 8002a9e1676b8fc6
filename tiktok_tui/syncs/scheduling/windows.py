"""Tasks of the Task Scheduler of Windows: XML that schtasks reads ([MS-TSCH] 2.3, the task schema).

Tasks run as the person, while that person is logged on, so that the keyring is open and no password is stored.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from shutil import which
from typing import Final
from xml.etree import ElementTree as ET

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.scheduling.cron_fields import CronFields, fields_of
from tiktok_tui.syncs.scheduling.machine_time import machine_times
from tiktok_tui.syncs.scheduling.programs import must, run
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile, Task, Times
from tiktok_tui.syncs.settings.schedule import Schedule, machine_zone

_SCHEMA: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_MOST_TRIGGERS: Final = 48
"""More triggers a task cannot have (Task.Triggers in the documentation of the Task Scheduler)."""
_MONTHS: Final = "January February March April May June July August September October November December".split()
_WEEKDAYS: Final = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_TIMES: Final = """\
$task = Get-ScheduledTask -TaskPath '\\tiktok-tui\\' -TaskName '{name}' -ErrorAction SilentlyContinue
if ($task) {{
$info = $task | Get-ScheduledTaskInfo
foreach ($time in $info.NextRunTime, $info.LastRunTime) {{
if ($time) {{ $time.ToUniversalTime().ToString('s') }} else {{ '-' }} }} }}
"""
_NEVER: Final = 2000
"""A last run before this year is the Task Scheduler's word for none."""


class Windows:
    """The Task Scheduler."""

    name = "windows"

    def runs(self) -> bool:
        """Return True if schtasks is there."""
        return which("schtasks") is not None

    def plan(self, task: Task) -> Plan:
        """Return the task's XML. Raises SettingsError for times that the Task Scheduler cannot keep."""
        now = datetime.now(UTC)
        due, notes = False, ["The Task Scheduler runs it while you are logged on, and makes up for a time it missed."]
        if task.watches:
            triggers = [_element("LogonTrigger", _element("Enabled", "true"), _element("UserId", _user()))]
        else:
            times = machine_times(task.schedule, machine_zone(), now, "The Task Scheduler")
            triggers = [each for schedule in times.schedules for each in _triggers(schedule, now)]
            notes += [times.note] if times.note else []
            due = times.due
        if len(triggers) > _MOST_TRIGGERS:
            raise SettingsError(
                f"The Task Scheduler would need {len(triggers):,} times for this schedule, and takes {_MOST_TRIGGERS}.",
                remedy='Choose fewer: daily = "03:15", or hourly = 15.',
                field="schedule.cron",
            )
        notes += [
            f"{name} is not given to the task: keep it for all programs with `setx {name} …`."
            for name in task.environment
        ]
        command = ("schtasks", "/Create", "/TN", f"tiktok-tui\\{task.key}", "/XML", f"{task.key}.xml", "/F")
        file = PlannedFile(f"{task.key}.xml", _xml(task, triggers, due=due))
        return Plan(self.name, (file,), (command,), tuple(notes))

    def install(self, task: Task) -> None:
        """Create the task, in place of an older one. Raises StateError."""
        text = self.plan(task).files[0].text
        with tempfile.TemporaryDirectory(prefix="tiktok-tui-") as folder:
            path = Path(folder, "task.xml")
            path.write_text(text, "utf-16")
            must("schtasks", "/Create", "/TN", f"tiktok-tui\\{task.key}", "/XML", str(path), "/F")

    def remove(self, key: str) -> bool:
        """Delete the task; return False if there is none. Raises StateError."""
        if not self.runs() or run("schtasks", "/Query", "/TN", f"tiktok-tui\\{key}").code:
            return False
        must("schtasks", "/Delete", "/TN", f"tiktok-tui\\{key}", "/F")
        return True

    def times(self, key: str, schedule: Schedule | None) -> Times | None:
        """Return the times as the Task Scheduler knows them, whatever the language of Windows. Raises StateError."""
        if not self.runs():
            return None
        said = must("powershell", "-NoProfile", "-NonInteractive", "-Command", _TIMES.format(name=key)).strip()
        if not said:
            return None
        following, last = (
            None if each == "-" else datetime.fromisoformat(each).replace(tzinfo=UTC) for each in said.split()
        )
        wanted = schedule.next_after(datetime.now(UTC)) if schedule is not None else None
        # It keeps more times than the schedule where the zones' clocks differ, so only a later one is another schedule.
        stale = schedule is None or (wanted is not None and (following is None or following > wanted))
        return Times(self.name, following, last if last and last.year >= _NEVER else None, stale)


def _xml(task: Task, triggers: list[ET.Element], *, due: bool) -> str:
    command, *arguments = task.command(due=due)
    root = _element(
        "Task",
        _element("RegistrationInfo", _element("Description", f"Send to TikTok: {task.name}")),
        _element("Triggers", *triggers),
        _element(
            "Principals",
            _element(
                "Principal",
                _element("UserId", _user()),
                _element("LogonType", "InteractiveToken"),
                _element("RunLevel", "LeastPrivilege"),
            ),
        ),
        _element(
            "Settings",
            _element("MultipleInstancesPolicy", "IgnoreNew"),
            _element("DisallowStartIfOnBatteries", "false"),
            _element("StopIfGoingOnBatteries", "false"),
            _element("StartWhenAvailable", "true"),
            _element("ExecutionTimeLimit", "PT0S"),
        ),
        _element(
            "Actions",
            _element("Exec", _element("Command", command), _element("Arguments", subprocess.list2cmdline(arguments))),
        ),
    )
    root.set("version", "1.2")
    root.set("xmlns", _SCHEMA)
    root[2][0].set("id", "Author")
    root[4].set("Context", "Author")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _user() -> str:
    from getpass import getuser

    return f"{os.environ.get('USERDOMAIN', '.')}\\{getuser()}"


def _element(name: str, *content: ET.Element | str) -> ET.Element:
    element = ET.Element(name)
    for each in content:
        if isinstance(each, str):
            element.text = each
        else:
            element.append(each)
    return element


def _triggers(schedule: Schedule, now: datetime) -> list[ET.Element]:
    """Return the triggers of a schedule in the machine's time: one for each time of the day and kind of day."""
    fields = fields_of(schedule)
    hourly = fields.hours is None and fields.every_day
    clocks = product((0,) if hourly else fields.hours or range(24), fields.minutes or range(60))
    every_hour = _element("Repetition", _element("Interval", "PT1H"), _element("Duration", "P1D"))
    triggers = []
    for hour, minute in clocks:
        start = _element("StartBoundary", f"{now.astimezone(schedule.zone):%Y-%m-%d}T{hour:02}:{minute:02}:00")
        base = (_element("Enabled", "true"), start, *((every_hour,) if hourly else ()))
        triggers += [_element("CalendarTrigger", *base, day) for day in _days(fields)]
    return triggers


def _days(fields: CronFields) -> list[ET.Element]:
    """Return the days' elements; two where a date or a weekday will do."""
    months = _element("Months", *(_element(_MONTHS[month - 1]) for month in fields.months or range(1, 13)))
    weekdays = _element("DaysOfWeek", *(_element(_WEEKDAYS[day]) for day in fields.weekdays or range(7)))
    if fields.every_day:
        return [_element("ScheduleByDay", _element("DaysInterval", "1"))]
    by_date = _element(
        "ScheduleByMonth",
        _element("DaysOfMonth", *(_element("Day", str(day)) for day in fields.days or range(1, 32))),
        months,
    )
    if fields.weekdays is None:
        return [by_date]
    if fields.months is None:
        by_weekday = _element("ScheduleByWeek", _element("WeeksInterval", "1"), weekdays)
    else:
        weeks = _element("Weeks", *(_element("Week", week) for week in ("1", "2", "3", "4", "Last")))
        by_weekday = _element("ScheduleByMonthDayOfWeek", weeks, weekdays, months)
    if fields.days is None:
        return [by_weekday]
    if not fields.either_day:
        raise SettingsError(
            "The Task Scheduler cannot keep a schedule of days that have to be a date and a weekday at once.",
            remedy="Give either the days of the month or the weekdays.",
            field="schedule.cron",
        )
    return [by_date, by_weekday]
