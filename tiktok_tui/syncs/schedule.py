"""When a sync runs: its `[schedule]` as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from tiktok_tui.events.settings_text import SettingsText


class Kind(StrEnum):
    """The kinds of schedules."""

    DAILY = "daily"
    HOURLY = "hourly"
    CRON = "cron"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a sync runs; `time_zone` is an IANA name, "" for the machine's."""

    kind: Kind
    at: time = time(0)
    cron: str = ""
    minute: int = 0
    time_zone: str = ""

    def next_after(self, moment: datetime) -> datetime | None:
        """Return the next time after an aware `moment`; None for a watched folder."""
        zone = _zone(self.time_zone)
        local = moment.astimezone(zone)
        match self.kind:
            case Kind.DAILY:
                today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
                return today if today > local else today + timedelta(days=1)
            case Kind.HOURLY:
                this = local.replace(minute=self.minute, second=0, microsecond=0)
                return this if this > local else this + timedelta(hours=1)
            case _:
                return None

    def words(self) -> str:
        """Return the schedule for people, such as "every day at 03:15, New York"."""
        return f"every day at {self.at:%H:%M}" if self.kind is Kind.DAILY else str(self.kind)


def parse_schedule(file: SettingsText, table: Mapping[str, object]) -> Schedule:
    """Return the schedule of the `[schedule]` table of a sync's file. Raises SettingsError."""
    file.refuse_unknown(table, ("daily", "hourly", "cron", "watch", "time_zone"), ("schedule",))
    zone = file.expect(table.get("time_zone", ""), str, ("schedule", "time_zone"))
    if "daily" in table:
        daily = file.expect(table["daily"], str, ("schedule", "daily"))
        return Schedule(Kind.DAILY, at=time.fromisoformat(daily), time_zone=zone)
    if "cron" in table:
        return Schedule(Kind.CRON, cron=file.expect(table["cron"], str, ("schedule", "cron")), time_zone=zone)
    if table.get("watch"):
        return Schedule(Kind.WATCH, time_zone=zone)
    return Schedule(Kind.HOURLY, minute=file.expect(table.get("hourly", 0), int, ("schedule", "hourly")))


def schedule_table(schedule: Schedule) -> dict[str, str | int | bool]:
    """Return the `[schedule]` table that `parse_schedule` reads."""
    table: dict[str, str | int | bool]
    match schedule.kind:
        case Kind.DAILY:
            table = {"daily": f"{schedule.at:%H:%M}"}
        case Kind.HOURLY:
            table = {"hourly": schedule.minute}
        case Kind.CRON:
            table = {"cron": schedule.cron}
        case Kind.WATCH:
            table = {"watch": True}
    return table | ({"time_zone": schedule.time_zone} if schedule.time_zone else {})


def _zone(name: str) -> tzinfo:
    return ZoneInfo(name) if name else (datetime.now(UTC).astimezone().tzinfo or UTC)
