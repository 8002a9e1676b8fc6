"""The fields of a cron expression one by one, and the times that a change of clocks leaves out."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from tiktok_tui.syncs.scheduling.cron_fields import CronFields, fields_of, skipped
from tiktok_tui.syncs.settings.schedule import Kind, Schedule

NOW = datetime(2026, 11, 27, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "fields", "every_day"),
    [
        ("* * * * *", CronFields(None, None, None, None, None, either_day=False), True),
        ("0-59 0-23 1-31 1-12 0-6", CronFields(None, None, None, None, None, either_day=False), True),
        ("30,5 18,6 * * *", CronFields((5, 30), (6, 18), None, None, None, either_day=False), True),
        ("0 0 2,1 * *", CronFields((0,), (0,), (1, 2), None, None, either_day=False), False),
        ("0 0 * 12,2 *", CronFields((0,), (0,), None, (2, 12), None, either_day=False), False),
        ("0 0 * * SAT,7", CronFields((0,), (0,), None, None, (0, 6), either_day=False), False),
        ("0 0 1 * 1-5", CronFields((0,), (0,), (1,), None, (1, 2, 3, 4, 5), either_day=True), False),
        ("0 0 */15 * 1", CronFields((0,), (0,), (1, 16, 31), None, (1,), either_day=False), False),
        ("*/20 0 * * *", CronFields((0, 20, 40), (0,), None, None, None, either_day=False), True),
    ],
)
def test_the_values_of_each_field(cron: str, fields: CronFields, every_day: bool) -> None:
    assert fields_of(Schedule(Kind.CRON, cron=cron)) == fields
    assert fields.every_day is every_day


def test_other_kinds_have_fields_too() -> None:
    assert fields_of(Schedule(Kind.DAILY, at=time(3, 15))).hours == (3,)
    hourly = fields_of(Schedule(Kind.HOURLY, minute=7))
    assert (hourly.minutes, hourly.hours) == ((7,), None)


@pytest.mark.parametrize(
    ("cron", "zone", "now", "local"),
    [
        ("30 2 * * *", "America/New_York", NOW, "2027-03-14 02:30"),
        ("0 2 * * *", "America/New_York", NOW, "2027-03-14 02:00"),
        ("0 3 * * *", "America/New_York", NOW, None),
        ("59 1 * * *", "America/New_York", NOW, None),
        ("30 2 * * 1", "America/New_York", NOW, None),
        ("30 2 * * *", "Asia/Kolkata", NOW, None),
        ("30 2 * * *", "UTC", NOW, None),
        ("30 * * * *", "America/New_York", NOW, None),
        ("30 0-4 * * *", "Europe/Berlin", NOW, "2027-03-28 02:30"),
        # The day of the change itself, before it and after it: the next one is farther than a year.
        ("30 2 * * *", "Europe/Berlin", datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "2027-03-28 02:30"),
        ("30 2 * * *", "Europe/Berlin", datetime(2027, 3, 28, 1, tzinfo=UTC), "2028-03-26 02:30"),
        ("30 2 26 3 *", "Europe/Berlin", datetime(2027, 3, 1, tzinfo=UTC), None),
        ("30 2 26 3 *", "Europe/Berlin", datetime(2027, 3, 27, 2, tzinfo=UTC), "2028-03-26 02:30"),
    ],
)
def test_the_first_time_within_a_year_that_does_not_exist(
    cron: str, zone: str, now: datetime, local: str | None
) -> None:
    found = skipped(Schedule(Kind.CRON, cron=cron, time_zone=zone), now)
    assert (None if found is None else f"{found:%Y-%m-%d %H:%M}") == local
