"""The schedule and the limits of a sync by the words of a command or of the app, each setting alone.

`given` are keys of the `[schedule]` and `[limits]` tables with the words for them; "" puts a setting back to none.
"""

from __future__ import annotations

from collections.abc import Mapping

from tiktok_tui.events.system.settings_text import SettingsText
from tiktok_tui.syncs.settings.limits_text import limits_table, parse_limits
from tiktok_tui.syncs.settings.schedule import Kind, Schedule, parse_schedule, schedule_table
from tiktok_tui.syncs.settings.sync import Limits


def changed_schedule(before: Schedule | None, given: Mapping[str, object], said: SettingsText) -> Schedule | None:
    """Return the schedule with what is given in place of what was; None for a sync that is run by hand.

    Another time is one of the same time zone. Raises SettingsError as `parse_schedule` does; errors name `said`.
    """
    table: dict[str, object] = dict(schedule_table(before)) if before is not None else {}
    if any(kind in given for kind in Kind):
        zone = table.get("time_zone", "")
        kept = any(given.get(kind, "") != "" for kind in Kind if kind is not Kind.WATCH)
        table = {"time_zone": zone} if kept else {}
    table = {key: value for key, value in (table | dict(given)).items() if value != ""}
    return parse_schedule(said, table) if table else None


def changed_limits(before: Limits, given: Mapping[str, str], said: SettingsText) -> Limits:
    """Return the limits with what is given in place of what was; `events` is the fewest and the most, as "500-50000".

    Raises SettingsError as `parse_limits` does; errors name `said`.
    """
    table = limits_table(before)
    for key, words in given.items():
        table.pop(key, None)
        if words.strip():
            table[key] = _numbers(words) if key == "events" else words
    return parse_limits(said, table)


def events_words(events: tuple[int | None, int | None] | None) -> str:
    """Return the fewest and the most events as `changed_limits` reads them.

    >>> events_words((500, 50_000)), events_words((500, None)), events_words(None)
    ('500-50000', '500', '')
    """
    if events is None:
        return ""
    fewest, most = events
    return f"{fewest or 0}" if most is None else f"{fewest or 0}-{most}"


def _numbers(words: str) -> list[int | str]:
    parts = words.replace(",", "").replace("_", "").split("-")
    if any(part.strip() for part in parts) and not parts[0].strip():
        parts[0] = "0"  # "-500" is the most alone, never the fewest
    return [int(part) if part.strip().isdecimal() else part for part in parts if part.strip()]
