"""The schedule and the limits of a sync, changed one by one."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_text import SettingsText
from tiktok_tui.syncs.settings.changes import changed_limits, changed_schedule, events_words
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import Limits, Share

SAID = SettingsText("", "the command")
DAILY = Schedule(Kind.DAILY, time(3, 15), time_zone="Europe/Paris")
LIMITS = Limits(Share(5.0), (500, 50_000), timedelta(days=2))


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        (None, {}, None),
        (None, {"daily": "04:30"}, Schedule(Kind.DAILY, time(4, 30))),
        (None, {"daily": ""}, None),
        (DAILY, {}, DAILY),
        (DAILY, {"daily": "04:30"}, Schedule(Kind.DAILY, time(4, 30), time_zone="Europe/Paris")),
        (DAILY, {"hourly": 0}, Schedule(Kind.HOURLY, minute=0, time_zone="Europe/Paris")),
        (DAILY, {"cron": "5 4 * * 1", "time_zone": "UTC"}, Schedule(Kind.CRON, cron="5 4 * * 1", time_zone="UTC")),
        (DAILY, {"time_zone": "Asia/Tokyo"}, Schedule(Kind.DAILY, time(3, 15), time_zone="Asia/Tokyo")),
        (DAILY, {"time_zone": ""}, Schedule(Kind.DAILY, time(3, 15))),
        (DAILY, {"daily": "04:30", "time_zone": ""}, Schedule(Kind.DAILY, time(4, 30))),
        (DAILY, {"daily": ""}, None),
        (DAILY, {"cron": ""}, None),
        (DAILY, {"watch": True}, Schedule(Kind.WATCH)),
        (Schedule(Kind.WATCH), {"daily": "04:30"}, Schedule(Kind.DAILY, time(4, 30))),
    ],
)
def test_a_schedule(before: Schedule | None, given: dict[str, object], after: Schedule | None) -> None:
    assert changed_schedule(before, given, SAID) == after


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"daily": "25:00"}, "“25:00” is no time of the day."),
        ({"time_zone": "Mars/Base"}, "“Mars/Base” is not a time zone."),
        ({"watch": True, "time_zone": "UTC"}, "A folder that is watched has no times."),
        ({"daily": "", "time_zone": "UTC"}, "The schedule does not say when."),
    ],
)
def test_a_schedule_that_is_wrong(given: dict[str, object], wrong: str) -> None:
    with pytest.raises(SettingsError) as refused:
        changed_schedule(DAILY, given, SAID)
    assert (refused.value.what, refused.value.where) == (wrong, "the command")


@pytest.mark.parametrize(
    ("given", "after"),
    [
        ({}, LIMITS),
        ({"rejected": "2 %"}, Limits(Share(2.0), (500, 50_000), timedelta(days=2))),
        ({"rejected": "100"}, Limits(100, (500, 50_000), timedelta(days=2))),
        ({"rejected": ""}, Limits(None, (500, 50_000), timedelta(days=2))),
        ({"events": "1,000 - 2_000"}, Limits(Share(5.0), (1000, 2000), timedelta(days=2))),
        ({"events": "10"}, Limits(Share(5.0), (10, None), timedelta(days=2))),
        ({"events": " 10 - "}, Limits(Share(5.0), (10, None), timedelta(days=2))),
        ({"events": "-2_000"}, Limits(Share(5.0), (0, 2000), timedelta(days=2))),
        ({"events": "0-0"}, Limits(Share(5.0), (0, 0), timedelta(days=2))),
        ({"events": " ", "older_than": ""}, Limits(Share(5.0))),
        ({"older_than": "36 hours"}, Limits(Share(5.0), (500, 50_000), timedelta(hours=36))),
    ],
)
def test_limits(given: dict[str, str], after: Limits) -> None:
    assert changed_limits(LIMITS, given, SAID) == after


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rejected": "some"}, "rejected"),
        ({"events": "few"}, "events"),
        ({"events": "9-1"}, "events"),
        ({"events": "1-2-3"}, "events"),
        ({"events": "-"}, "events"),
        ({"events": "10-few"}, "events"),
        ({"older_than": "soon"}, "older_than"),
    ],
)
def test_limits_that_are_wrong(given: dict[str, str], field: str) -> None:
    with pytest.raises(SettingsError) as refused:
        changed_limits(LIMITS, given, SAID)
    assert (refused.value.field, refused.value.where) == (f"limits.{field}", "the command")


@pytest.mark.parametrize(
    ("events", "words"),
    [(None, ""), ((500, 50_000), "500-50000"), ((500, None), "500"), ((None, 7), "0-7"), ((None, None), "0")],
)
def test_events_in_words(events: tuple[int | None, int | None] | None, words: str) -> None:
    assert events_words(events) == words


@pytest.mark.parametrize("events", [None, (500, 50_000), (500, None), (None, 7)])
def test_events_are_written_as_they_are_read(events: tuple[int | None, int | None] | None) -> None:
    read = changed_limits(Limits(), {"events": events_words(events)}, SAID).events
    assert read == (events and (events[0] or 0, events[1]))
