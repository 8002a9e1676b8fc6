"""A schedule as the line that a person types."""

from __future__ import annotations

from datetime import time

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_text import SettingsText
from tiktok_tui.syncs.settings.changes import changed_schedule
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.schedule_line import schedule_line, setting_of

SAID = SettingsText("", "")


@pytest.mark.parametrize(
    ("schedule", "line"),
    [
        (None, ""),
        (Schedule(Kind.DAILY, time(3, 5)), "03:05"),
        (Schedule(Kind.DAILY, time(0)), "00:00"),
        (Schedule(Kind.HOURLY, minute=0), ":00"),
        (Schedule(Kind.HOURLY, minute=59), ":59"),
        (Schedule(Kind.HOURLY, minute=15), ":15"),
        (Schedule(Kind.CRON, cron="15 3 * * 1-5"), "15 3 * * 1-5"),
    ],
)
def test_a_line_is_read_as_it_is_written(schedule: Schedule | None, line: str) -> None:
    assert schedule_line(schedule) == line
    assert changed_schedule(None, setting_of(f" {line} "), SAID) == schedule


def test_a_watched_folder_has_no_line() -> None:
    assert schedule_line(Schedule(Kind.WATCH)) == ""


@pytest.mark.parametrize("line", [":5", ": 5", " :05 "])
def test_a_minute_of_the_hour_may_be_written_short(line: str) -> None:
    assert setting_of(line) == {"hourly": 5}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("25:00", "daily"),
        ("3:15 pm", "daily"),
        (":60", "hourly"),
        ("nightly", "cron"),
        ("1 2 3", "cron"),
        (":x", "daily"),
        (":123", "daily"),
        (":\N{ARABIC-INDIC DIGIT ONE}", "daily"),
    ],
)
def test_what_is_no_schedule_is_refused(line: str, field: str) -> None:
    with pytest.raises(SettingsError) as refused:
        changed_schedule(None, setting_of(line), SAID)
    assert refused.value.field == f"schedule.{field}"
