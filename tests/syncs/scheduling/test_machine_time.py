"""Schedules of another zone in the machine's time: every time is there, and nothing is run at another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.schedule import Kind, Schedule
from tiktok_tui.syncs.scheduling.machine_time import machine_times

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
    with pytest.raises(SettingsError, match=r"knows only Berlin time.*Write the schedule in Berlin time"):
        machine_times(schedule, ZoneInfo("Europe/Berlin"), NOW, "cron")


def test_all_hours_of_a_cron_expression() -> None:
    schedule = Schedule(Kind.CRON, cron="0,30 8-10 * * *", time_zone="UTC")
    found = machine_times(schedule, ZoneInfo("Asia/Kolkata"), NOW, "cron")
    assert [each.cron for each in found.schedules] == ["30 13,14,15 * * *", "0 14,15,16 * * *"]
    assert not found.due


def test_every_hour_of_several_a_day_is_found() -> None:
    schedule = Schedule(Kind.CRON, cron="15 3,15 * * *", time_zone="America/New_York")
    found = machine_times(schedule, ZoneInfo("Europe/Berlin"), NOW, "cron")
    assert [each.cron for each in found.schedules] == ["15 8,9,20,21 * * *"]
    assert found.due
