"""Agents of launchd: the keys of launchd.plist(5), the schedule's times, and the calls of launchctl."""

from __future__ import annotations

import os
import plistlib
import stat
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.support.scheduled import task
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.syncs.scheduling.launchd import Launchd, intervals
from tiktok_tui.syncs.scheduling.scheduler import Times
from tiktok_tui.syncs.settings.schedule import Kind, Schedule

KNOWN = {
    "Label": str,
    "ProgramArguments": list,
    "EnvironmentVariables": dict,
    "ProcessType": str,
    "StartCalendarInterval": list,
    "RunAtLoad": bool,
    "KeepAlive": dict,
    "ThrottleInterval": int,
}
RANGES = {"Minute": range(60), "Hour": range(24), "Day": range(1, 32), "Month": range(1, 13), "Weekday": range(8)}


@pytest.fixture(autouse=True)
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a launchctl that keeps a file for each loaded agent, and returns the log of its calls."""
    log, programs = tmp_path / "log", tmp_path / "programs"
    programs.mkdir()
    (programs / "launchctl").write_text(
        f"""#!/bin/sh
echo "$*" >> {log}
case $1 in
bootstrap) touch {tmp_path}/loaded ;;
print) test -e {tmp_path}/loaded ;;
bootout) rm {tmp_path}/loaded ;;
esac
"""
    )
    (programs / "launchctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    return log


@pytest.mark.parametrize(
    "schedule", [Schedule(Kind.DAILY, at=time(3, 15)), Schedule(Kind.HOURLY, minute=5), Schedule(Kind.WATCH)], ids=str
)
def test_the_agent_has_documented_keys_only(tmp_path: Path, schedule: Schedule) -> None:
    plan = Launchd().plan(task(tmp_path, schedule))
    agent = plistlib.loads(plan.files[0].text.encode())
    for key, value in agent.items():
        assert isinstance(value, KNOWN[key]), key
    if schedule.kind is Kind.WATCH:
        kept = {key: agent[key] for key in ("RunAtLoad", "KeepAlive", "ThrottleInterval")}
        assert kept == {"RunAtLoad": True, "KeepAlive": {"SuccessfulExit": False}, "ThrottleInterval": 60}
        assert "StartCalendarInterval" not in agent
    assert plan.files[0].name == str(tmp_path / "Library/LaunchAgents" / f"{agent['Label']}.plist")
    assert agent["ProgramArguments"][1:] == ["sync", "watch" if schedule.kind is Kind.WATCH else "run", "nightly"]
    assert agent["EnvironmentVariables"]["SETTING"] == 'a "b" $c %d \\e'
    assert ("StartCalendarInterval" in agent) is (schedule.kind is not Kind.WATCH)


def test_the_plan_in_full(tmp_path: Path) -> None:
    path = str(tmp_path / "Library/LaunchAgents/tiktok-tui.sync.nightly.plist")
    awake = "launchd runs it while you are logged in, and after waking up what it missed asleep."
    there = Schedule(Kind.DAILY, at=time(3, 15), time_zone="America/New_York")
    berlin = (
        "launchd knows only Berlin time: it starts the sync at 08:15 and 09:15, which runs if it is time in New York."
    )
    for schedule, words, changes, notes in (
        (there, ["run", "nightly", "--due"], [{"Minute": 15, "Hour": 8}, {"Minute": 15, "Hour": 9}], (berlin, awake)),
        (replace(there, time_zone=""), ["run", "nightly"], [{"Minute": 15, "Hour": 3}], (awake,)),
    ):
        plan = Launchd().plan(task(tmp_path, schedule))
        assert plistlib.loads(plan.files[0].text.encode()) == {
            "Label": "tiktok-tui.sync.nightly",
            "EnvironmentVariables": {"SETTING": 'a "b" $c %d \\e'},
            "ProcessType": "Background",
            "StartCalendarInterval": changes,
            "ProgramArguments": [str(tmp_path / "pro $gram 100%"), "sync", *words],
        }
        assert (plan.scheduler, plan.notes) == ("launchd", notes)
        assert plan.commands == (("launchctl", "bootstrap", f"gui/{os.getuid()}", path),)


@pytest.mark.parametrize("cron", ["15 3 * * 1-5", "0 6,18 1 * *", "*/20 9-17 * * MON", "0 0 1,15 * 7", "0 12 29 2 *"])
def test_the_intervals_match_the_times_of_the_schedule_and_no_others(cron: str) -> None:
    schedule = Schedule(Kind.CRON, cron=cron, time_zone="UTC")
    found = intervals((schedule,))
    assert all(value in RANGES[key] for each in found for key, value in each.items())
    moment = datetime(2028, 2, 27, tzinfo=UTC)
    expected = schedule.next_after(moment - timedelta(minutes=1))
    for _ in range(4 * 24 * 60):
        shown = {
            "Minute": moment.minute,
            "Hour": moment.hour,
            "Day": moment.day,
            "Month": moment.month,
            "Weekday": moment.isoweekday() % 7,
        }
        matches = any(all(shown[key] == value for key, value in each.items()) for each in found)
        assert matches is (moment == expected), moment
        if matches:
            expected = schedule.next_after(moment)
        moment += timedelta(minutes=1)


@pytest.mark.parametrize(
    ("cron", "message"),
    [("5 4 */2 * 1", "a date and a weekday at once"), ("1-59 1-23 * * *", "would need 1,357 times")],
)
def test_what_launchd_cannot_keep_is_refused(tmp_path: Path, cron: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Launchd().plan(task(tmp_path, Schedule(Kind.CRON, cron=cron)))


def test_as_many_times_as_launchd_is_given(tmp_path: Path) -> None:
    assert len(intervals((Schedule(Kind.CRON, cron="1-50 1-10 * * *"),))) == 500
    with pytest.raises(SettingsError) as raised:
        intervals((Schedule(Kind.CRON, cron="1-50 1-10 * * *"), Schedule(Kind.HOURLY)))
    assert raised.value.what == "launchd would need 501 times for this schedule."
    assert (raised.value.remedy, raised.value.field) == (
        *('Choose fewer: daily = "03:15", or hourly = 15.', "schedule.cron"),
    )
    with pytest.raises(SettingsError) as raised:
        intervals((Schedule(Kind.CRON, cron="5 4 */2 * 1"),))
    assert raised.value.what == ("launchd cannot keep a schedule of days that have to be a date and a weekday at once.")
    assert (raised.value.remedy, raised.value.field) == (
        *("Give either the days of the month or the weekdays.", "schedule.cron"),
    )


def test_an_agent_that_is_not_loaded_or_of_another_schedule_has_no_times(tmp_path: Path, mac: Path) -> None:
    launchd, nightly = Launchd(), Schedule(Kind.DAILY, at=time(3, 15))
    launchd.install(task(tmp_path, nightly))
    path = tmp_path / "Library/LaunchAgents/tiktok-tui.sync.nightly.plist"
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    unkept = Schedule(Kind.CRON, cron="15 23 * * 1-5", time_zone="America/New_York")
    for schedule in (unkept, Schedule(Kind.HOURLY), Schedule(Kind.WATCH), None):
        assert launchd.times("nightly", schedule) == Times("launchd", None, None, stale=True)
    (tmp_path / "loaded").unlink()
    assert launchd.times("nightly", nightly) is None
    assert launchd.remove("nightly"), "it is removed although it was not loaded"
    assert not path.exists()
    launchd.install(task(tmp_path, Schedule(Kind.WATCH)))
    assert launchd.times("nightly", Schedule(Kind.WATCH)) == Times("launchd", None, None)
    calls = mac.read_text().splitlines()
    assert f"bootstrap gui/{os.getuid()} {path}" in calls
    assert f"print gui/{os.getuid()}/tiktok-tui.sync.nightly" in calls
    assert not any(call.startswith("bootout") for call in calls)
    launchctl = tmp_path / "programs/launchctl"
    kept = launchctl.read_text()
    launchctl.write_text(kept.replace("bootout) rm", "bootout) exit 5; rm"))
    with pytest.raises(StateError):
        launchd.remove("nightly")
    assert path.exists(), "it is still loaded"
    launchctl.write_text(kept)
    launchd.remove("nightly")
    assert mac.read_text().splitlines()[-1] == f"bootout gui/{os.getuid()}/tiktok-tui.sync.nightly"


def test_without_the_program_there_is_no_launchd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Launchd().runs()


def test_it_is_loaded_and_unloaded(tmp_path: Path, mac: Path) -> None:
    launchd, planned = Launchd(), task(tmp_path, Schedule(Kind.DAILY, at=time(3, 15)))
    assert launchd.runs()
    assert launchd.times("nightly", planned.schedule) is None
    launchd.install(planned)
    times = launchd.times("nightly", planned.schedule)
    assert times is not None
    assert times.next == planned.schedule.next_after(datetime.now(UTC))
    assert not times.stale
    for changed in (Schedule(Kind.HOURLY, minute=5), Schedule(Kind.WATCH), None):
        assert (older := launchd.times("nightly", changed)) is not None
        assert older.stale
    launchd.install(planned)
    assert launchd.remove("nightly")
    assert not launchd.remove("nightly")
    assert not list(tmp_path.rglob("*.plist"))
    calls = [line.split()[0] for line in mac.read_text().splitlines()]
    assert [call for call in calls if call != "print"] == ["bootstrap", "bootout", "bootstrap", "bootout"]
