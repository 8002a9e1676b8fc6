"""The person's crontab: a marked block for each sync, other lines as they are.

The lines are in the machine's time. CRON_TZ would not do: Debian's cron ignores it, and where it is known, all lines
that are written below it later would have it too.
"""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from shutil import which
from typing import Final

from cronsim import CronSimError

from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.syncs.scheduling.machine_time import MachineTimes, machine_times
from tiktok_tui.syncs.scheduling.programs import must, run
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile, Task, Times
from tiktok_tui.syncs.settings.schedule import Kind, Schedule, machine_zone

_AT_START: Final = "@reboot"
_NONE_YET: Final = ("no crontab", "No such file")
"""In the message of `crontab -l` (of BusyBox, the second) when there is no crontab yet."""


class Crontab:
    """The crontab of the person that runs this program."""

    name = "cron"

    def runs(self) -> bool:
        """Return True if there is a crontab; whether its daemon runs can only root see."""
        return which("crontab") is not None

    def plan(self, task: Task) -> Plan:
        """Return the block of lines. Raises SettingsError for times that the machine's clock cannot keep."""
        notes = ["cron mails what a run writes to stderr, and leaves out the runs of a machine that is off."]
        times = _times(task.schedule)
        if task.watches:
            notes = [
                f"cron starts it with the machine, and not again if it ends. Now: `tiktok-tui sync watch {task.sync}`."
            ]
        elif times.note:
            notes.append(times.note)
        command = _line(task, due=times.due)
        lines = [f"{each.expression or _AT_START} {command}" for each in times.schedules]
        text = "\n".join((_begin(task), *lines, _end(task.key), ""))
        return Plan(self.name, (PlannedFile("the crontab", text),), (("crontab", "-"),), tuple(notes))

    def install(self, task: Task) -> None:
        """Put the block into the crontab, in place of an older one. Raises StateError."""
        (block,) = self.plan(task).files
        before, found, after = _split(_read(), task.key)
        if not found and before and not before.endswith("\n"):
            before += "\n"
        _write(before + block.text + after)

    def remove(self, key: str) -> bool:
        """Take the block out; return False if there is none. Raises StateError."""
        if not self.runs():
            return False
        before, found, after = _split(_read(), key)
        if found:
            _write(before + after)
        return bool(found)

    def times(self, key: str, schedule: Schedule | None) -> Times | None:
        """Return the next time of the lines in the block, computed: cron tells nobody, and keeps no last time."""
        if not self.runs():
            return None
        _, found, _ = _split(_read(), key)
        if not found:
            return None
        lines = [line.partition(" if [ -r ")[0] for line in found.splitlines()[1:-1]]
        try:
            wanted = [each.expression or _AT_START for each in _times(schedule).schedules] if schedule else []
        except SettingsError:
            wanted = []
        stale = lines != wanted
        if schedule is not None and not stale:
            return Times(self.name, schedule.next_after(datetime.now(UTC)), None)
        upcoming = map(_next_of, lines)
        return Times(self.name, min((each for each in upcoming if each is not None), default=None), None, stale)


def _next_of(line: str) -> datetime | None:
    """Return the next time of a line; None for one at the start of the machine, or that a person has made odd."""
    try:
        return Schedule(Kind.CRON, cron=line).next_after(datetime.now(UTC))
    except CronSimError:
        return None


def _times(schedule: Schedule) -> MachineTimes:
    """Return the times of the lines; a watched folder has one line without a time. Raises SettingsError."""
    if schedule.kind is Kind.WATCH:
        return MachineTimes((schedule,))
    return machine_times(schedule, machine_zone(), datetime.now(UTC), "cron")


def _begin(task: Task) -> str:
    return f"{_mark(task.key)} `tiktok-tui sync unschedule {task.sync}` removes these lines"


def _mark(key: str) -> str:
    return f"# >>> tiktok-tui sync {key} >>>"


def _end(key: str) -> str:
    return f"# <<< tiktok-tui sync {key} <<<"


def _line(task: Task, *, due: bool) -> str:
    """Return the command in cron's writing, where a bare % would end it."""
    secrets = shlex.quote(str(task.secrets))
    settings = [shlex.quote(f"{name}={value}") for name, value in task.environment.items()]
    started = " ".join((*(("env", *settings) if settings else ()), shlex.join(task.command(due=due))))
    return f"if [ -r {secrets} ]; then set -a; . {secrets}; fi; exec {started} >/dev/null".replace("%", r"\%")


def _read() -> str:
    ended = run("crontab", "-l")
    if ended.code and any(words in ended.error for words in _NONE_YET):
        return ""
    return ended.output if not ended.code else must("crontab", "-l")


def _write(text: str) -> None:
    must("crontab", *(("-",) if text.strip() else ("-r",)), given=text if text.strip() else None)


def _split(text: str, key: str) -> tuple[str, str, str]:
    """Return the crontab before, in and after the block of the task. Raises StateError for half a block."""
    begin, end = re.escape(_mark(key)), re.escape(_end(key))
    found = re.search(rf"^{begin}.*?^{end}[ \t]*(?:\n|\Z)", text, re.MULTILINE | re.DOTALL)
    half = re.search(rf"^(?:{begin}|{end})", text, re.MULTILINE)
    if found is None and half is not None:
        raise StateError(
            f"The crontab holds one of the two lines that mark the sync {key}, so its end cannot be known.",
            remedy="Remove the lines of this sync with `crontab -e`, then try again.",
        )
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]
