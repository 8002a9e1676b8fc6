"""The `[schedule]` of a sync: a value with its next time, read from TOML and written to it.

Times are times of the schedule's zone. Where clocks change, a time that is skipped is kept as soon as the skipped hour
is over, and a time that comes twice is kept once, as Debian's cron does for jobs at fixed hours; an hourly schedule
follows the real hours.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cronsim import CronSim, CronSimError

from tiktok_tui.events.counts import counted
from tiktok_tui.events.system.settings_text import SettingsText, did_you_mean, nearest, shown

_KEYS: Final = ("daily", "hourly", "cron", "watch", "time_zone")
_SAME_AS: Final = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_REMEDY: Final = 'Write one of: daily = "03:15", hourly = 15, cron = "15 3 * * 1-5", watch = true.'
_DAILY: Final = 'Write the time with 24 hours, in quotes: daily = "03:15".'
_HOURLY: Final = "Write the minute of the hour, 0 to 59: hourly = 15."
_CRON: Final = 'Write five fields (minute, hour, day, month, weekday): cron = "15 3 * * 1-5".'


class Kind(StrEnum):
    """The kinds of schedules."""

    DAILY = "daily"
    HOURLY = "hourly"
    CRON = "cron"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a sync runs. `time_zone` is an IANA name, or "" for the zone of the machine.

    `at` belongs to DAILY, `minute` to HOURLY, `cron` (five fields) to CRON; WATCH needs none of them.
    """

    kind: Kind
    at: time = time(0)
    cron: str = ""
    minute: int = 0
    time_zone: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The schedule's time zone; without a name the machine's own, as it is set now."""
        return ZoneInfo(self.time_zone) if self.time_zone else machine_zone()

    @property
    def expression(self) -> str:
        """The schedule as a cron expression of five fields; "" for a watched folder."""
        match self.kind:
            case Kind.DAILY:
                return f"{self.at.minute} {self.at.hour} * * *"
            case Kind.HOURLY:
                return f"{self.minute} * * * *"
            case Kind.CRON:
                return self.cron
            case Kind.WATCH:
                return ""

    def next_after(self, moment: datetime) -> datetime | None:
        """Return the first time after the aware `moment`, in the schedule's zone; None for a watched folder."""
        instant = moment.astimezone(UTC)
        return next(
            (found for found in self._from(moment.astimezone(self.zone)) if found.astimezone(UTC) > instant), None
        )

    def words(self) -> str:
        """Return the schedule for people, such as “every day at 03:15, New York”."""
        match self.kind:
            case Kind.DAILY:
                text = f"every day at {self.at:%H:%M}"
            case Kind.HOURLY:
                text = (
                    "every hour, on the hour"
                    if self.minute == 0
                    else f"every hour, {counted(self.minute, 'minute')} past"
                )
            case Kind.CRON:
                explained = CronSim(self.cron, datetime(2000, 1, 1)).explain()
                text = explained[0].lower() + explained[1:]
            case Kind.WATCH:
                return "whenever a file appears"
        return f"{text}, {zone_words(self.time_zone)}" if self.time_zone else text

    def _from(self, start: datetime) -> Iterator[datetime]:
        return CronSim(self.expression, start) if self.expression else iter(())


def machine_zone() -> ZoneInfo:
    """Return the machine's time zone with its IANA name, which a bare offset would lose with the next change of clocks.

    UTC where the machine has none.
    """
    from tzlocal import reload_localzone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without a zone runs in UTC
        try:
            return reload_localzone()
        except (ZoneInfoNotFoundError, ValueError, OSError):  # TZ holds no name of a zone
            return ZoneInfo("UTC")


def zone_words(name: str) -> str:
    """Return a time zone for people.

    >>> zone_words("America/New_York"), zone_words("UTC")
    ('New York', 'UTC')
    """
    return name.rpartition("/")[2].replace("_", " ")


def parse_schedule(file: SettingsText, table: Mapping[str, object]) -> Schedule:
    """Return the schedule of the `[schedule]` table of a sync's file. Raises SettingsError with line and remedy."""
    file.refuse_unknown(table, _KEYS, ("schedule",))
    given = [kind for kind in Kind if kind in table]
    if not given:
        raise file.error(("schedule",), "The schedule does not say when.", _REMEDY)
    if len(given) > 1:
        both = " and ".join(f"“{kind}”" for kind in given)
        raise file.error(("schedule", given[1]), f"The schedule holds {both}.", "Keep one of them.")
    zone = _zone(file, table)
    match given[0]:
        case Kind.DAILY:
            return Schedule(Kind.DAILY, at=_time(file, table["daily"]), time_zone=zone)
        case Kind.HOURLY:
            return Schedule(Kind.HOURLY, minute=_minute(file, table["hourly"]), time_zone=zone)
        case Kind.CRON:
            return Schedule(Kind.CRON, cron=_cron(file, table["cron"]), time_zone=zone)
        case Kind.WATCH:
            if table["watch"] is not True:
                raise file.error(("schedule", "watch"), "“watch” can only be true.", _REMEDY)
            if zone:
                raise file.error(
                    ("schedule", "time_zone"), "A folder that is watched has no times.", "Take “time_zone” out."
                )
            return Schedule(Kind.WATCH)


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


def _time(file: SettingsText, value: object) -> time:
    text = value.strip() if isinstance(value, str) else ""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", text, re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise file.error(("schedule", "daily"), f"“{shown(str(value))}” is no time of the day.", _DAILY)
    return time(int(found[1]), int(found[2]))


def _minute(file: SettingsText, value: object) -> int:
    if value is True:
        return 0
    if not isinstance(value, int) or value is False or not 0 <= value <= 59:
        raise file.error(("schedule", "hourly"), f"“{shown(str(value))}” is no minute of the hour.", _HOURLY)
    return value


def _cron(file: SettingsText, value: object) -> str:
    """Return the expression, single-spaced, if all crons understand it."""
    path = ("schedule", "cron")
    text = " ".join(file.expect(value, str, path).split())
    no_cron = f"“{shown(text)}” is no cron expression"
    if text.lower() in _SAME_AS:
        raise file.error(path, f"{no_cron} of five fields.", f'Write cron = "{_SAME_AS[text.lower()]}".')
    if len(text.split(" ")) != 5:
        raise file.error(path, f"{no_cron} of five fields.", _CRON)
    days, weekdays = text.split(" ")[2], text.split(" ")[4]
    if "L" in days.upper() or re.search(r"[#]|\dL", weekdays, re.IGNORECASE):
        raise file.error(path, f"{no_cron} that a machine's scheduler knows: it holds L or #.", _CRON)
    try:
        if next(CronSim(text, datetime(2000, 1, 1)), None) is None:
            raise file.error(path, f"“{shown(text)}” never comes.", "Choose a day that the month has.")
    except CronSimError as error:
        wrong = str(error).removeprefix("Bad ").replace("-", " ")
        raise file.error(path, f"{no_cron}: its {wrong} is wrong.", _CRON) from None
    return text


def _zone(file: SettingsText, table: Mapping[str, object]) -> str:
    path = ("schedule", "time_zone")
    name = file.expect(table.get("time_zone", ""), str, path).strip()
    if name and name not in available_timezones():
        right = nearest(name.replace(" ", "_"), sorted(available_timezones()))
        remedy = did_you_mean(right, "Use an IANA name, such as America/New_York or UTC.")
        raise file.error(path, f"“{shown(name)}” is not a time zone.", remedy)
    return name
