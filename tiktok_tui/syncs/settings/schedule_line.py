"""A schedule as one line that a person types: `03:15` every day, `:15` every hour, or a cron expression."""

from __future__ import annotations

import re

from tiktok_tui.syncs.settings.schedule import Kind, Schedule


def schedule_line(schedule: Schedule | None) -> str:
    """Return the line; "" for a sync that is run by hand, or a watched folder.

    >>> schedule_line(Schedule(Kind.HOURLY, minute=5)), schedule_line(None)
    (':05', '')
    """
    if schedule is None:
        return ""
    match schedule.kind:
        case Kind.DAILY:
            return f"{schedule.at:%H:%M}"
        case Kind.HOURLY:
            return f":{schedule.minute:02}"
        case _:
            return schedule.expression


def setting_of(line: str) -> dict[str, object]:
    """Return the line as the setting that it stands for, as `changed_schedule` takes it.

    >>> setting_of("03:15"), setting_of(":5"), setting_of("15 3 * * 1-5"), setting_of("")
    ({'daily': '03:15'}, {'hourly': 5}, {'cron': '15 3 * * 1-5'}, {'daily': ''})
    """
    line = line.strip()
    if hourly := re.fullmatch(r":\s*([0-9]{1,2})", line):
        return {Kind.HOURLY.value: int(hourly[1])}
    return {(Kind.DAILY if not line or ":" in line else Kind.CRON).value: line}
