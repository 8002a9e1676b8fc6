"""The fields of a schedule's cron expression, for schedulers that want them one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cronsim import CronSim

from tiktok_tui.syncs.settings.schedule import Schedule


@dataclass(frozen=True, slots=True)
class CronFields:
    """The values of each field, sorted; None where every value matches. Weekdays count from 0, Sunday.

    With `either_day` a day matches if its date or its weekday does; else both must match.
    """

    minutes: tuple[int, ...] | None
    hours: tuple[int, ...] | None
    days: tuple[int, ...] | None
    months: tuple[int, ...] | None
    weekdays: tuple[int, ...] | None
    either_day: bool

    @property
    def every_day(self) -> bool:
        """True if all days match."""
        return self.days is self.months is self.weekdays is None


def fields_of(schedule: Schedule) -> CronFields:
    """Return the fields of a schedule that has times."""
    parsed = CronSim(schedule.expression, datetime(2000, 1, 1))
    days = _listed(parsed.days, 31)
    weekdays = _listed({day % 7 for day in parsed.weekdays if isinstance(day, int)}, 7)
    return CronFields(
        minutes=_listed(parsed.minutes, 60),
        hours=_listed(parsed.hours, 24),
        days=days,
        months=_listed(parsed.months, 12),
        weekdays=weekdays,
        either_day=days is not None and weekdays is not None and not parsed.day_and,
    )


def skipped(schedule: Schedule, now: datetime) -> datetime | None:
    """Return the first time within a year, as the clock shows it, that a change of clocks leaves out; None if none is.

    Schedules that run every hour or minute miss nothing when an hour does not exist.
    """
    fields = fields_of(schedule)
    if fields.hours is None:
        return None
    zone = schedule.zone
    end = (now + timedelta(days=366)).astimezone(zone).replace(tzinfo=None)
    for local in CronSim(schedule.expression, now.astimezone(zone).replace(tzinfo=None)):
        if local > end:
            return None
        shown = local.replace(tzinfo=zone)
        if datetime.fromtimestamp(shown.timestamp(), zone).replace(tzinfo=None) != local:
            return local
    return None


def _listed(values: set[int], count: int) -> tuple[int, ...] | None:
    return None if len(values) == count else tuple(sorted(values))
