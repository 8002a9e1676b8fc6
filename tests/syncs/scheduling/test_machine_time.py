"""Schedules of another zone in the machine's time: every time is there, and nothing is run at another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.scheduling.machine_time import MachineTimes, machine_times
from tiktok_tui.syncs.settings.schedule import Kind, Schedule

ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland", "UTC")
NOW = datetime(2026, 11, 27, 19, tzinfo=UTC)


@settings(max_examples=12)
@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.one_of(
        st.times().map(lambda at: Schedule(Kind.DAILY, at=at.replace(second=0, microsecond=0))),
        st.integers(0, 59).map(lambda minute: Schedule(Kind.HOURLY, minute=minute)),
    ),
)
def test_every_time_of_the_schedule_is_a_time_of_the_machine(own: str, machine: str, when: Schedule) -> None:
    schedule = replace(when, time_zone=own)
    found = machine_times(schedule, ZoneInfo(machine), NOW, "cron")
    there = [Schedule(Kind.CRON, cron=each.expression, time_zone=machine) for each in found.schedules]
    moment = NOW
    for _ in range(20):
        due = schedule.next_after(moment)
        assert due is not None
        before = due.astimezone(UTC) - timedelta(minutes=1)
        started = min(each for one in there if (each := one.next_after(before)) is not None)
        assert started == due
        # Nothing else is started in between, or what is started asks if it is due.
        earlier = min(each for one in there if (each := one.next_after(moment)) is not None)
        assert found.due or earlier == due
        moment = due.astimezone(UTC) + timedelta(days=18) if when.kind is Kind.DAILY else due.astimezone(UTC)


def test_the_same_clock_under_another_name_is_the_machines_own() -> None:
    schedule = Schedule(Kind.CRON, cron="15 3 * * 1-5", time_zone="Europe/Paris")
    assert machine_times(schedule, ZoneInfo("Europe/Berlin"), NOW, "cron").schedules == (schedule,)


def test_days_that_could_be_others_are_refused() -> None:
    schedule = Schedule(Kind.CRON, cron="15 23 * * 1-5", time_zone="America/New_York")
    with pytest.raises(SettingsError) as raised:
        machine_times(schedule, ZoneInfo("Europe/Berlin"), NOW, "The Task Scheduler")
    assert raised.value.what == (
        "The Task Scheduler on this machine knows only Berlin time, and “15 23 * * 1-5” in New York may be another "
        "day there."
    )
    assert raised.value.remedy == (
        "Write the schedule in Berlin time and take “time_zone” out, or use systemd where there is one."
    )
    assert raised.value.field == "schedule.time_zone"
    for cron in ("15 23 1 * *", "15 23 * 1 *"):
        with pytest.raises(SettingsError, match="may be another day there"):
            machine_times(replace(schedule, cron=cron), ZoneInfo("Europe/Berlin"), NOW, "cron")


@pytest.mark.parametrize(
    ("schedule", "own"),
    [
        (Schedule(Kind.CRON, cron="15 23 * * 1-5"), "Europe/Berlin"),
        (Schedule(Kind.CRON, cron="15 23 * * 1-5", time_zone="Europe/Berlin"), "Europe/Berlin"),
        (Schedule(Kind.CRON, cron="15 23 * * 1-5", time_zone="Etc/UTC"), "UTC"),
    ],
)
def test_a_schedule_of_the_machine_s_own_time_stays_as_it_is(schedule: Schedule, own: str) -> None:
    assert machine_times(schedule, ZoneInfo(own), NOW, "cron") == MachineTimes((schedule,), due=False, note="")


def test_zones_that_differ_for_a_part_of_the_year_are_not_the_same_clock() -> None:
    schedule = Schedule(Kind.DAILY, at=time(3, 15), time_zone="Europe/London")
    for now in (NOW, NOW + timedelta(days=180)):
        found = machine_times(schedule, ZoneInfo("UTC"), now, "cron")
        assert [each.cron for each in found.schedules] == ["15 2,3 * * *"]
        assert found.due


def test_all_hours_of_a_cron_expression() -> None:
    schedule = Schedule(Kind.CRON, cron="0,30 8-10 * * *", time_zone="UTC")
    found = machine_times(schedule, ZoneInfo("Asia/Kolkata"), NOW, "cron")
    assert [each.cron for each in found.schedules] == ["30 13,14,15 * * *", "0 14,15,16 * * *"]
    assert not found.due
    assert found.note == (
        "cron knows only Kolkata time: it starts the sync at 13:30 and 14:00 and 14:30 and 15:00 and 15:30 and 16:00."
    )
    every = machine_times(replace(schedule, cron="5,30 * * * *"), ZoneInfo("Asia/Kolkata"), NOW, "launchd")
    assert [each.cron for each in every.schedules] == ["0 * * * *", "35 * * * *"]
    assert (every.due, every.note) == (
        *(False, "launchd knows only Kolkata time: it starts the sync at every hour at :00 and every hour at :35."),
    )


def test_every_hour_of_several_a_day_is_found() -> None:
    schedule = Schedule(Kind.CRON, cron="15 3,15 * * *", time_zone="America/New_York")
    found = machine_times(schedule, ZoneInfo("Europe/Berlin"), NOW, "cron")
    assert [each.cron for each in found.schedules] == ["15 8,9,20,21 * * *"]
    assert found.due
    assert found.note.endswith(" at 08:15 and 09:15 and 20:15 and 21:15, which runs if it is time in New York.")


def test_a_time_that_a_change_of_clocks_moves_is_among_them() -> None:
    schedule = Schedule(Kind.CRON, cron="15 2,3 * * *", time_zone="America/New_York")
    found = machine_times(schedule, ZoneInfo("Europe/Berlin"), NOW, "cron")
    assert [each.cron for each in found.schedules] == ["15 7,8,9 * * *", "0 8 * * *"], "02:15 is 03:00 on one day"
    assert found.due
