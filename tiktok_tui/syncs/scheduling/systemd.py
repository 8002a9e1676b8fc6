"""Timers and services of systemd's user manager: units in the person's own folder, kept without root."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import private_folder, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.syncs.scheduling.cron_fields import fields_of, skipped
from tiktok_tui.syncs.scheduling.programs import must, run
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile, Task, Times
from tiktok_tui.syncs.settings.schedule import Kind, Schedule, zone_words

_WEEKDAYS: Final = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_UP: Final = frozenset(("running", "degraded", "starting", "initializing", "maintenance"))
_CALENDAR: Final = "OnCalendar="
_RESTARTS: Final = """\
SuccessExitStatus=1
Restart=on-failure
RestartPreventExitStatus=2 3 70
RestartSec=10min
"""
_LOOKED_AT: Final = 100
"""So many times of the schedule are looked at for the shortest time between two of them."""
_TRIES: Final = 12
"""How often a night is started in all, where its next time is far."""
_WINDOW: Final = timedelta(hours=20)
_PAUSE: Final = timedelta(minutes=12)
"""Longer than RestartSec: so many starts come within the window that the last of them is refused."""


class Systemd:
    """The user manager of systemd."""

    name = "systemd"

    def runs(self) -> bool:
        """Return True if a user manager answers."""
        from shutil import which

        return which("systemctl") is not None and run("systemctl", "--user", "is-system-running").output.strip() in _UP

    def plan(self, task: Task) -> Plan:
        """Return the service, its timer, and the commands that switch it on."""
        unit = _unit(task.key, task.watches)
        files = [PlannedFile(str(_folder() / f"{_stem(task.key)}.service"), _service(task))]
        notes = []
        if not task.watches:
            files.append(PlannedFile(str(_folder() / unit), _timer(task)))
            notes += _skipped_note(task.schedule)
        if not _lingers():
            notes.append(
                "systemd runs it only while you are logged in. For a server, or at night: `loginctl enable-linger`."
            )
        commands = (("daemon-reload",), ("enable", unit), ("restart", unit))
        return Plan(self.name, tuple(files), tuple(("systemctl", "--user", *each) for each in commands), tuple(notes))

    def install(self, task: Task) -> None:
        """Write the units and start them. Raises StateError."""
        plan = self.plan(task)
        self.remove(task.key)
        private_folder(_folder())
        for file in plan.files:
            write_private(Path(file.name), file.text)
        for command in plan.commands:
            must(*command)

    def remove(self, key: str) -> bool:
        """Stop and remove the units; return False if there are none. Raises StateError."""
        service, timer = _units(key)
        found = [path for path in (timer, service) if path.exists()]
        if not found:
            return False
        must("systemctl", "--user", "disable", "--now", found[0].name)
        if timer in found:
            # Or a timer that is written again would make up for all that it missed meanwhile, at once.
            run("systemctl", "--user", "clean", "--what=state", timer.name)
        for path in found:
            remove_file(path)
        must("systemctl", "--user", "daemon-reload")
        return True

    def times(self, key: str, schedule: Schedule | None) -> Times | None:
        """Return the times that the timer's unit has; a watched folder has none. Raises StateError."""
        service, timer = _units(key)
        watches = schedule is not None and schedule.kind is Kind.WATCH
        if not timer.exists():
            return Times(self.name, None, None, stale=not watches) if service.exists() else None
        shown = must(
            "systemctl", "--user", "show", timer.name, "--timestamp=utc", "-p", "NextElapseUSecRealtime,LastTriggerUSec"
        )
        values = dict(line.partition("=")[::2] for line in shown.splitlines())
        wanted = calendar_lines(schedule) if schedule is not None and not watches else []
        written = timer.read_text("utf-8", "replace").splitlines()
        stale = wanted != [line.removeprefix(_CALENDAR) for line in written if line.startswith(_CALENDAR)]
        return Times(self.name, _moment(values["NextElapseUSecRealtime"]), _moment(values["LastTriggerUSec"]), stale)


def _folder() -> Path:
    """The folder of the user's units (systemd.unit(5))."""
    return Path(os.environ.get("XDG_CONFIG_HOME", "").strip() or Path.home() / ".config") / "systemd" / "user"


def _stem(key: str) -> str:
    return f"tiktok-tui-sync-{key}"


def _unit(key: str, watches: bool) -> str:
    return f"{_stem(key)}.{'service' if watches else 'timer'}"


def _units(key: str) -> tuple[Path, Path]:
    return _folder() / f"{_stem(key)}.service", _folder() / f"{_stem(key)}.timer"


def _service(task: Task) -> str:
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in task.environment.items())
    install = "\n[Install]\nWantedBy=default.target\n" if task.watches else ""
    return (
        f"{_head(task)}{'' if task.watches else _limit(task.schedule)}\n"
        f"[Service]\n"
        f"Type={'exec' if task.watches else 'oneshot'}\n"
        f"{environment}"
        f"EnvironmentFile=-{_escaped(str(task.secrets))}\n"
        f"ExecStart={' '.join(map(_quoted, task.command()))}\n"
        f"{_RESTARTS}{install}"
    )


def _limit(schedule: Schedule) -> str:
    """Return how many starts there may be (systemd.unit(5)), so that a night that fails is not tried for ever.

    The starts by the timer count as well: the window ends before the next of them, which is never refused;
    two are always let in, as a timer may be late.
    """
    times = [datetime.now(UTC)]
    while len(times) < _LOOKED_AT and (upcoming := schedule.next_after(times[-1])) is not None:
        times.append(upcoming)
    gaps = [later - earlier for earlier, later in pairwise(times[1:])]
    window = min((_WINDOW, *(gap * 7 / 8 for gap in gaps)))
    tries = max(2, min(_TRIES, window // _PAUSE))
    return f"StartLimitIntervalSec={int(window.total_seconds())}\nStartLimitBurst={tries}\n"


def _timer(task: Task) -> str:
    calendar = "".join(f"{_CALENDAR}{line}\n" for line in calendar_lines(task.schedule))
    return f"{_head(task)}\n[Timer]\n{calendar}Persistent=true\n\n[Install]\nWantedBy=timers.target\n"


def _head(task: Task) -> str:
    return (
        f"# Written by `tiktok-tui sync schedule {task.sync}`; `tiktok-tui sync unschedule {task.sync}` removes it.\n"
        f"[Unit]\nDescription=Send to TikTok: {_escaped(_one_line(task.name))}\n"
    )


def calendar_lines(schedule: Schedule) -> list[str]:
    """Return the values of OnCalendar (systemd.time(7)) that keep the schedule's times, in its zone."""
    fields = fields_of(schedule)
    months, days = _joined(fields.months), _joined(fields.days)
    weekdays = ",".join(_WEEKDAYS[day] for day in fields.weekdays or ()) + " " if fields.weekdays is not None else ""
    both = [f"{weekdays}*-{months}-{days}"]
    dates = [f"*-{months}-{days}", f"{weekdays}*-{months}-*"] if fields.either_day else both
    zone = f" {schedule.time_zone}" if schedule.time_zone else ""
    return [f"{date} {_joined(fields.hours)}:{_joined(fields.minutes)}:00{zone}" for date in dates]


def _joined(values: tuple[int, ...] | None) -> str:
    return "*" if values is None else ",".join(f"{value:02}" for value in values)


def _skipped_note(schedule: Schedule) -> list[str]:
    local = skipped(schedule, datetime.now(UTC))
    if local is None:
        return []
    where = f" in {zone_words(schedule.time_zone)}" if schedule.time_zone else ""
    return [
        f"On {local:%-d %B %Y} the clocks{where} skip {local:%H:%M}, and systemd leaves that run out. "
        "A time outside of that hour never is."
    ]


def _lingers() -> bool:
    from getpass import getuser
    from shutil import which

    if which("loginctl") is None:
        return False
    return run("loginctl", "show-user", getuser(), "-p", "Linger", "--value").output.strip() == "yes"


def _moment(shown: str) -> datetime | None:
    """Return the time in “Sat 2026-11-28 08:15:00 UTC”; None for an empty one."""
    if not shown or shown == "n/a":
        return None
    return datetime.strptime(shown.partition(" ")[2], "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)


def _one_line(text: str) -> str:
    """Return the text without what would begin or continue a line of a unit."""
    return " ".join(text.split()).rstrip("\\")


def _escaped(text: str) -> str:
    """Return the text with the signs doubled that systemd would replace."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """Return the word in quotes (systemd.syntax(7)), if it needs them.

    A $ stays: systemd replaces none in a program's path, and the arguments are ours and hold none.
    """
    if word and all(sign.isalnum() or sign in "/._-=:@+," for sign in word):
        return word
    inside = _escaped(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inside}"'
