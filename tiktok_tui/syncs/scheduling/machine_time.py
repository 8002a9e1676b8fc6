"""Schedules in the machine's own time, for schedulers that know no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.scheduling.cron_fields import fields_of
from tiktok_tui.syncs.settings.schedule import Kind, Schedule, zone_words

_DAYS = 366


@dataclass(frozen=True, slots=True)
class MachineTimes:
    """Schedules in the machine's zone that together hold every time of another schedule.

    With `due` they hold more than these, as the clocks of the two zones change on different days: what they start has
    to ask the schedule itself if its time has come.
    """

    schedules: tuple[Schedule, ...]
    due: bool = False
    note: str = ""


def machine_times(schedule: Schedule, machine: ZoneInfo, now: datetime, scheduler: str) -> MachineTimes:
    """Return the schedule in the time of `machine`. `scheduler` is its name in messages.

    Raises SettingsError where the days of the schedule could be others in the machine's time.
    """
    if not schedule.time_zone or schedule.time_zone == machine.key or _same_clock(schedule.zone, machine, now):
        return MachineTimes((schedule,))
    own = f"{zone_words(machine.key)} time"
    fields = fields_of(schedule)
    if not fields.every_day:
        raise SettingsError(
            f"{scheduler} on this machine knows only {own}, and “{schedule.cron}” in "
            f"{zone_words(schedule.time_zone)} may be another day there.",
            remedy=f"Write the schedule in {own} and take “time_zone” out, or use systemd where there is one.",
            field="schedule.time_zone",
        )
    clocks = _clocks(schedule, machine, now, every_hour=fields.hours is None)
    due = len(clocks) > len(fields.hours or range(24)) * len(fields.minutes or range(60))
    expressions = _expressions(clocks)
    return MachineTimes(
        tuple(Schedule(Kind.CRON, cron=each) for each in expressions),
        due,
        f"{scheduler} knows only {own}: it starts the sync at {_clock_words(expressions)}"
        + (f", which runs if it is time in {zone_words(schedule.time_zone)}." if due else "."),
    )


def _same_clock(one: ZoneInfo, other: ZoneInfo, now: datetime) -> bool:
    """Return True if both zones show the same time on every day of the next year."""
    noons = (now + timedelta(days=day) for day in range(_DAYS))
    return all(noon.astimezone(one).utcoffset() == noon.astimezone(other).utcoffset() for noon in noons)


def _clocks(schedule: Schedule, machine: ZoneInfo, now: datetime, *, every_hour: bool) -> set[tuple[int, int]]:
    """Return each hour and minute of the machine's clock at which a time of the schedule comes within a year."""
    clocks: set[tuple[int, int]] = set()
    moment = now.astimezone(UTC)
    end = moment + timedelta(days=_DAYS)
    step = timedelta(days=1 if every_hour else 0)
    while (found := schedule.next_after(moment)) is not None and found < end:
        moment = found.astimezone(UTC) + step
        local = found.astimezone(machine)
        clocks.add((local.hour, local.minute))
    return {(hour, minute) for hour in range(24) for _, minute in clocks} if every_hour else clocks


def _expressions(clocks: set[tuple[int, int]]) -> list[str]:
    """Return one expression for each minute, with all its hours."""
    hours: dict[int, list[str]] = {}
    for hour, minute in sorted(clocks):
        hours.setdefault(minute, []).append(str(hour))
    return [f"{minute} {'*' if len(each) == 24 else ','.join(each)} * * *" for minute, each in hours.items()]


def _clock_words(expressions: list[str]) -> str:
    clocks = []
    for minute, hours, *_ in (expression.split() for expression in expressions):
        every = [f"every hour at :{minute:0>2}"] if hours == "*" else []
        clocks += every or [f"{hour:0>2}:{minute:0>2}" for hour in hours.split(",")]
    return " and ".join(sorted(clocks))
