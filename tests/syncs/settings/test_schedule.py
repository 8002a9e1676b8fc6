"""Schedules: what is read and refused, and the next and last time, also where clocks change."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, time, timedelta

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_text import SettingsText
from tiktok_tui.syncs.settings.schedule import Kind, Schedule, machine_zone, parse_schedule, schedule_table

NEW_YORK = "America/New_York"


def read(text: str) -> Schedule:
    file = SettingsText(f"[schedule]\n{text}\n", "nightly.toml")
    table = file.parse()["schedule"]
    assert isinstance(table, dict)
    return parse_schedule(file, table)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def stamp(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ('daily = "03:15"', Schedule(Kind.DAILY, at=time(3, 15)), "every day at 03:15"),
        ('daily = "23:59"', Schedule(Kind.DAILY, at=time(23, 59)), "every day at 23:59"),
        ("hourly = 59", Schedule(Kind.HOURLY, minute=59), "every hour, 59 minutes past"),
        ('cron = "0 0 1 1 *"', Schedule(Kind.CRON, cron="0 0 1 1 *"), "at 00:00 on January 1"),
        ('daily = " 3:15 "', Schedule(Kind.DAILY, at=time(3, 15)), "every day at 03:15"),
        (
            f'daily = "03:15"\ntime_zone = "{NEW_YORK}"',
            Schedule(Kind.DAILY, at=time(3, 15), time_zone=NEW_YORK),
            "every day at 03:15, New York",
        ),
        ("hourly = 15", Schedule(Kind.HOURLY, minute=15), "every hour, 15 minutes past"),
        ("hourly = true", Schedule(Kind.HOURLY, minute=0), "every hour, on the hour"),
        ("hourly = 0", Schedule(Kind.HOURLY, minute=0), "every hour, on the hour"),
        ('daily = "00:00"', Schedule(Kind.DAILY, at=time(0)), "every day at 00:00"),
        (
            'daily = "16:05"\ntime_zone = " America/Argentina/Buenos_Aires "',
            Schedule(Kind.DAILY, at=time(16, 5), time_zone="America/Argentina/Buenos_Aires"),
            "every day at 16:05, Buenos Aires",
        ),
        ('cron = " 0 0 * * 7 "', Schedule(Kind.CRON, cron="0 0 * * 7"), "at 00:00 on Sunday"),
        (
            'hourly = 30\ntime_zone = "Asia/Kolkata"',
            Schedule(Kind.HOURLY, minute=30, time_zone="Asia/Kolkata"),
            "every hour, 30 minutes past, Kolkata",
        ),
        (
            'cron = "15  3 * * 1-5"\ntime_zone = "UTC"',
            Schedule(Kind.CRON, cron="15 3 * * 1-5", time_zone="UTC"),
            "at 03:15 on Monday through Friday, UTC",
        ),
        ("watch = true", Schedule(Kind.WATCH), "whenever a file appears"),
    ],
)
def test_each_kind_is_read_worded_and_written_again(text: str, expected: Schedule, words: str) -> None:
    schedule = read(text)
    assert schedule == expected
    assert schedule.words() == words
    written = tomli_w.dumps(schedule_table(schedule))
    assert read(written) == schedule, tomllib.loads(written)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, 'does not say when. Write one of: daily = "03:15"'),
        ('daily = "3:15 pm"', 2, "“3:15 pm” is no time of the day. Write the time with 24 hours"),
        ('daily = "25:00"', 2, "“25:00” is no time of the day"),
        ('daily = "24:00"', 2, "“24:00” is no time of the day"),
        ('daily = "03:60"', 2, "“03:60” is no time of the day"),
        ('daily = "03:15:30"', 2, "“03:15:30” is no time of the day"),
        ('daily = "\N{ARABIC-INDIC DIGIT ONE}3:15"', 2, "is no time of the day"),
        ("daily = 315", 2, "“315” is no time of the day"),
        ("daily = 03:15:00", 2, "“03:15:00” is no time of the day. Write the time with 24 hours, in quotes"),
        ("hourly = 60", 2, "“60” is no minute of the hour. Write the minute"),
        ("hourly = -1", 2, "“-1” is no minute of the hour"),
        ("hourly = false", 2, "“False” is no minute of the hour"),
        ('hourly = "15"', 2, "“15” is no minute of the hour. Write the minute of the hour, 0 to 59: hourly = 15."),
        ("watch = false", 2, "“watch” can only be true"),
        ('watch = true\ntime_zone = "UTC"', 3, "has no times. Take “time_zone” out"),
        ('daily = "03:15"\nhourly = 3', 3, "holds “daily” and “hourly”. Keep one of them"),
        ('daily = "03:15"\ntimezone = "UTC"', 3, "Did you mean “time_zone”?"),
        (f'daily = "03:15"\ntime_zone = "{NEW_YORK.lower()}"', 3, f"Did you mean “{NEW_YORK}”?"),
        ('daily = "03:15"\ntime_zone = "New York time"', 3, "“New York time” is not a time zone"),
        ('daily = "03:15"\ntime_zone = -5', 3, "must be text in quotes"),
        ('cron = "15 3 * *"', 2, "is no cron expression of five fields. Write five fields"),
        ('cron = "0 15 3 * * 1"', 2, "is no cron expression of five fields"),
        ('cron = "@daily"', 2, 'Write cron = "0 0 * * *"'),
        ('cron = "61 3 * * *"', 2, "its minute is wrong"),
        ('cron = "0 3 * * MUN"', 2, "its day of week is wrong"),
        ('cron = "0 3 L * *"', 2, "it holds L or #"),
        ('cron = "0 3 * * 1#2"', 2, "it holds L or #"),
        ('cron = "0 3 * * 5L"', 2, "it holds L or #"),
        ('cron = "0 0 30 2 *"', 2, "its day of month is wrong"),
        ("cron = 5", 2, "must be text in quotes"),
    ],
)
def test_mistakes_are_refused_with_the_line_and_what_to_write(text: str, line: int, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert message in str(caught.value)
    assert caught.value.where == f"nightly.toml, line {line}"
    assert caught.value.field.startswith("schedule")


ANY = 'Write one of: daily = "03:15", hourly = 15, cron = "15 3 * * 1-5", watch = true.'
FIVE = 'Write five fields (minute, hour, day, month, weekday): cron = "15 3 * * 1-5".'


@pytest.mark.parametrize(
    ("text", "field", "what", "remedy"),
    [
        ('time_zone = "UTC"', "", "The schedule does not say when.", ANY),
        (
            'daily = "3 pm"',
            "daily",
            "“3 pm” is no time of the day.",
            'Write the time with 24 hours, in quotes: daily = "03:15".',
        ),
        (
            "hourly = 60",
            "hourly",
            "“60” is no minute of the hour.",
            "Write the minute of the hour, 0 to 59: hourly = 15.",
        ),
        ("watch = 1", "watch", "“watch” can only be true.", ANY),
        (
            'watch = true\ntime_zone = "UTC"',
            *("time_zone", "A folder that is watched has no times.", "Take “time_zone” out."),
        ),
        ('daily = "03:15"\nwatch = true', "watch", "The schedule holds “daily” and “watch”.", "Keep one of them."),
        (
            'cron = "* * * * *"\nhourly = 1\ndaily = "1:00"',
            *("hourly", "The schedule holds “daily” and “hourly” and “cron”.", "Keep one of them."),
        ),
        ('cron = "15 3"', "cron", "“15 3” is no cron expression of five fields.", FIVE),
        *(
            (
                *(f'cron = "{days}"', "cron"),
                *(f"“{days}” is no cron expression that a machine's scheduler knows: it holds L or #.", FIVE),
            )
            for days in ("0 0 LW * *", "0 0 l * *", "0 0 * * 5l", "0 0 * * 1#2")
        ),
        *(
            (f'cron = "{cron}"', "cron", f"“{cron}” is no cron expression: its {wrong} is wrong.", FIVE)
            for cron, wrong in (
                *(("60 0 * * *", "minute"), ("0 24 * * *", "hour"), ("0 0 32 * *", "day of month")),
                *(("0 0 * 13 *", "month"), ("0 0 * * 8", "day of week")),
            )
        ),
        *(
            (f'cron = "{name}"', "cron", f"“{name}” is no cron expression of five fields.", f'Write cron = "{same}".')
            for name, same in (
                *(("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *")),
                *(("@WEEKLY", "0 0 * * 0"), ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *")),
                ("@annually", "0 0 1 1 *"),
            )
        ),
        (
            'hourly = 1\ntime_zone = "Xyzzy"',
            *("time_zone", "“Xyzzy” is not a time zone.", "Use an IANA name, such as America/New_York or UTC."),
        ),
        (
            'hourly = 1\ntime_zone = "New York"',
            *("time_zone", "“New York” is not a time zone.", f"Did you mean “{NEW_YORK}”?"),
        ),
        (
            'hourly = 1\ntime_zone = "America/New York"',
            *("time_zone", "“America/New York” is not a time zone.", f"Did you mean “{NEW_YORK}”?"),
        ),
    ],
)
def test_each_mistake_is_said_in_full(text: str, field: str, what: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert (caught.value.what, caught.value.remedy) == (what, remedy)
    assert caught.value.field == f"schedule.{field}".rstrip(".")


def test_a_schedule_is_a_cron_expression() -> None:
    assert Schedule(Kind.DAILY, at=time(3, 15)).expression == "15 3 * * *"
    assert Schedule(Kind.HOURLY, minute=15).expression == "15 * * * *"
    assert Schedule(Kind.CRON, cron="0 0 1 * *").expression == "0 0 1 * *"
    assert Schedule(Kind.WATCH).expression == ""


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [  # the last time before the first moment, the first time after it, and the one after that, in UTC
        # Clocks go forward on 14 March 2027 at 02:00: 02:30 does not exist, and is kept at 03:00 (07:00 UTC).
        ('daily = "02:30"', "2027-03-14 06:59", ["2027-03-14 07:00", "2027-03-15 06:30"]),
        ('daily = "02:30"', "2027-03-14 07:00", ["2027-03-15 06:30", "2027-03-16 06:30"]),
        ('daily = "02:30"', "2027-03-14 07:01", ["2027-03-15 06:30", "2027-03-16 06:30"]),
        # A day of 23 hours is no reason to be an hour late.
        ('daily = "03:15"', "2027-03-13 12:00", ["2027-03-14 07:15", "2027-03-15 07:15"]),
        # Clocks go back on 1 November 2026 at 02:00: 01:30 comes twice, and is kept the first time.
        ('daily = "01:30"', "2026-11-01 05:29", ["2026-11-01 05:30", "2026-11-02 06:30"]),
        ('daily = "01:30"', "2026-11-01 05:31", ["2026-11-02 06:30", "2026-11-03 06:30"]),
        ('daily = "01:30"', "2026-11-01 06:10", ["2026-11-02 06:30", "2026-11-03 06:30"]),
        ('daily = "01:30"', "2026-11-01 06:31", ["2026-11-02 06:30", "2026-11-03 06:30"]),
        # An hourly schedule runs in both of these hours, and in none that does not exist.
        ("hourly = 15", "2026-11-01 05:20", ["2026-11-01 06:15", "2026-11-01 07:15"]),
        ("hourly = 15", "2026-11-01 06:10", ["2026-11-01 06:15", "2026-11-01 07:15"]),
        ("hourly = 15", "2026-11-01 05:15", ["2026-11-01 06:15", "2026-11-01 07:15"]),
        ("hourly = 15", "2026-11-01 06:15", ["2026-11-01 07:15", "2026-11-01 08:15"]),
        ("hourly = 15", "2027-03-14 06:20", ["2027-03-14 07:15", "2027-03-14 08:15"]),
        ('cron = "15 3 * * 1-5"', "2026-11-27 09:00", ["2026-11-30 08:15", "2026-12-01 08:15"]),
    ],
)
def test_the_next_times_where_clocks_change(text: str, before: str, after: list[str]) -> None:
    schedule = read(f'{text}\ntime_zone = "{NEW_YORK}"')
    first, second = after
    moment = utc(before)
    for same in (moment, moment.astimezone(schedule.zone)):
        found = schedule.next_after(same)
        assert found is not None
        assert stamp(found) == first
        assert found.tzinfo == schedule.zone
        assert stamp(schedule.next_after(found)) == second


@given(
    st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.sampled_from((NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Havana", "UTC")),
)
def test_a_day_has_one_time(at: time, moment: datetime, zone: str) -> None:
    schedule = Schedule(Kind.DAILY, at=at, time_zone=zone)
    days = [moment.date() + timedelta(days=offset) for offset in range(-2, 3)]
    local = [datetime.combine(day, at, schedule.zone) for day in days]
    # A time that does not exist becomes the end of the gap: in UTC, the first instant whose clock shows no less.
    kept = [exists(each) for each in local]
    instant = moment.replace(tzinfo=UTC)
    assert stamp(schedule.next_after(instant)) == stamp(min(each for each in kept if each > instant))


def exists(local: datetime) -> datetime:
    while local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        local += timedelta(minutes=1)
    return local.astimezone(UTC)


def test_a_watched_folder_has_no_times() -> None:
    now = datetime.now(UTC)
    assert Schedule(Kind.WATCH).next_after(now) is None


@pytest.mark.parametrize(
    ("variable", "expected", "next_time"),
    [
        (NEW_YORK, NEW_YORK, "2027-03-14 07:15"),
        (":Europe/Berlin", "Europe/Berlin", "2027-03-14 02:15"),
        ("nowhere/land", "UTC", "2027-03-14 03:15"),
        ("../land", "UTC", "2027-03-14 03:15"),
        ("EST5EDT4,M3.2.0", "UTC", "2027-03-14 03:15"),
        ("/", "UTC", "2027-03-14 03:15"),  # a folder
    ],
)
def test_without_a_zone_the_machines_own_is_meant(
    variable: str, expected: str, next_time: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", variable)
    assert machine_zone().key == expected, "an IANA name, which knows the next change of clocks"
    schedule = Schedule(Kind.DAILY, at=time(3, 15))
    assert stamp(schedule.next_after(utc("2027-03-13 23:00"))) == next_time
