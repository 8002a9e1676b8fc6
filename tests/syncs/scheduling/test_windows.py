"""Tasks of Windows: the elements of the task schema in its order, the schedule's times, and the calls of schtasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from tests.support.scheduled import task
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.syncs.scheduling.windows import Windows
from tiktok_tui.syncs.settings.schedule import Kind, Schedule

NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
# [MS-TSCH] 2.5: the children of each element that we write; where the schema has a sequence, in its order.
CHILDREN = {
    "Task": ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"],
    "CalendarTrigger": [
        "Enabled",
        "StartBoundary",
        "Repetition",
        "ScheduleByDay",
        "ScheduleByWeek",
        "ScheduleByMonth",
        "ScheduleByMonthDayOfWeek",
    ],
    "LogonTrigger": ["Enabled", "UserId"],
    "Principal": ["UserId", "LogonType", "RunLevel"],
    "Exec": ["Command", "Arguments"],
}


def root_of(folder: Path, schedule: Schedule) -> ET.Element:
    text = Windows().plan(task(folder, schedule)).files[0].text
    return ET.fromstring(text.encode("utf-16"))


def names(element: ET.Element) -> list[str]:
    return [child.tag.removeprefix(NAMESPACE) for child in element]


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [  # the times of the day, and the elements of the days
        (Schedule(Kind.DAILY, at=time(3, 15)), [("03:15:00", "ScheduleByDay: DaysInterval")]),
        (Schedule(Kind.HOURLY, minute=5), [("00:05:00", "ScheduleByDay: DaysInterval")]),
        (Schedule(Kind.CRON, cron="15 3 * * 1-2"), [("03:15:00", "ScheduleByWeek: WeeksInterval Monday Tuesday")]),
        (
            Schedule(Kind.CRON, cron="0 6,18 1 2 *"),
            [("06:00:00", "ScheduleByMonth: 1 February"), ("18:00:00", "ScheduleByMonth: 1 February")],
        ),
        (
            Schedule(Kind.CRON, cron="0 0 15 2 7"),
            [
                ("00:00:00", "ScheduleByMonth: 15 February"),
                ("00:00:00", "ScheduleByMonthDayOfWeek: 1 2 3 4 Last Sunday February"),
            ],
        ),
    ],
)
def test_the_times_of_the_schedule(tmp_path: Path, schedule: Schedule, expected: list[tuple[str, str]]) -> None:
    found = []
    for trigger in root_of(tmp_path, schedule).iter(f"{NAMESPACE}CalendarTrigger"):
        day = trigger[-1]
        inside = [
            leaf.text if leaf.tag.endswith(("}Day", "}Week")) else leaf.tag.removeprefix(NAMESPACE)
            for leaf in day.iter()
            if not len(leaf)
        ]
        start = trigger.findtext(f"{NAMESPACE}StartBoundary") or ""
        found.append((start.partition("T")[2], f"{names(trigger)[-1]}: {' '.join(map(str, inside))}"))
        assert (trigger.find(f"{NAMESPACE}Repetition") is not None) is (schedule.kind is Kind.HOURLY)
    assert found == expected


@pytest.mark.parametrize(
    "schedule", [Schedule(Kind.DAILY, at=time(3, 15)), Schedule(Kind.HOURLY, minute=5), Schedule(Kind.WATCH)], ids=str
)
def test_the_elements_are_those_of_the_schema(tmp_path: Path, schedule: Schedule) -> None:
    root = root_of(tmp_path, schedule)
    assert root.tag == f"{NAMESPACE}Task"
    for element in root.iter():
        allowed = CHILDREN.get(element.tag.removeprefix(NAMESPACE))
        if allowed is not None:
            positions = [allowed.index(name) for name in names(element)]
            assert positions == sorted(positions)
    principal, actions = root.find(f".//{NAMESPACE}Principal"), root.find(f"{NAMESPACE}Actions")
    assert principal is not None
    assert actions is not None
    assert principal.get("id") == actions.get("Context"), "the actions run as the principal"
    verb = "watch" if schedule.kind is Kind.WATCH else "run"
    assert actions.findtext(f".//{NAMESPACE}Arguments") == f"sync {verb} nightly"


@pytest.mark.parametrize(
    ("cron", "message"), [("5 4 */2 * 1", "a date and a weekday at once"), ("*/5 9-17 * * *", "would need 108 times")]
)
def test_what_it_cannot_keep_is_refused(tmp_path: Path, cron: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Windows().plan(task(tmp_path, Schedule(Kind.CRON, cron=cron)))


def test_as_many_times_as_a_task_may_have(tmp_path: Path) -> None:
    planned = Windows().plan(task(tmp_path, Schedule(Kind.CRON, cron="1-48 3 * * *")))
    assert planned.files[0].text.count("<CalendarTrigger>") == 48
    with pytest.raises(SettingsError) as raised:
        Windows().plan(task(tmp_path, Schedule(Kind.CRON, cron="1-49 3 * * *")))
    assert raised.value.what == "The Task Scheduler would need 49 times for this schedule, and takes 48."
    assert (raised.value.remedy, raised.value.field) == (
        *('Choose fewer: daily = "03:15", or hourly = 15.', "schedule.cron"),
    )
    with pytest.raises(SettingsError) as raised:
        Windows().plan(task(tmp_path, Schedule(Kind.CRON, cron="5 4 */2 * 1")))
    assert raised.value.what == (
        "The Task Scheduler cannot keep a schedule of days that have to be a date and a weekday at once."
    )
    assert (raised.value.remedy, raised.value.field) == (
        *("Give either the days of the month or the weekdays.", "schedule.cron"),
    )


def test_the_plan_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USERDOMAIN", "SHOP")
    monkeypatch.setenv("LOGNAME", "mia")
    there = Schedule(Kind.DAILY, at=time(3, 15), time_zone="America/New_York")
    on = "The Task Scheduler runs it while you are logged on, and makes up for a time it missed."
    berlin = (
        "The Task Scheduler knows only Berlin time: it starts the sync at 08:15 and 09:15, which runs if it is time in "
        "New York."
    )
    setting = "SETTING is not given to the task: keep it for all programs with `setx SETTING …`."
    planned = task(tmp_path, there)
    for schedule, words, notes in (
        (there, "sync run nightly --due", (on, berlin, setting)),
        (Schedule(Kind.HOURLY, minute=5), "sync run nightly", (on, setting)),
        (Schedule(Kind.WATCH), "sync watch nightly", (on, setting)),
    ):
        plan = Windows().plan(replace(planned, schedule=schedule))
        assert (plan.scheduler, plan.notes, plan.files[0].name) == ("windows", notes, "nightly.xml")
        assert plan.commands == (("schtasks", "/Create", "/TN", "tiktok-tui\\nightly", "/XML", "nightly.xml", "/F"),)
        root = ET.fromstring(plan.files[0].text.encode("utf-16"))
        texts = {each.tag.removeprefix(NAMESPACE): each.text for each in root.iter() if (each.text or "").strip()}
        expected = {
            "Description": "Send to TikTok: Nightly:\n100 % of it\\",
            "UserId": "SHOP\\mia",
            "LogonType": "InteractiveToken",
            "RunLevel": "LeastPrivilege",
            "Command": str(tmp_path / "pro $gram 100%"),
            "Arguments": words,
            "Enabled": "true",
        }
        assert {key: texts[key] for key in expected} == expected
        assert root.get("version") == "1.2"
        users = [each.text for each in root.iter(f"{NAMESPACE}UserId")]
        assert users == ["SHOP\\mia"] * (2 if schedule.kind is Kind.WATCH else 1)
    hourly = root_of(tmp_path, Schedule(Kind.HOURLY, minute=5)).find(f".//{NAMESPACE}CalendarTrigger")
    assert hourly is not None
    assert [each.text for each in hourly.iter() if not len(each)] == [
        *("true", f"{datetime.now(ZoneInfo('Europe/Berlin')):%Y-%m-%d}T00:05:00", "PT1H", "P1D", "1"),
    ]
    weekly = root_of(tmp_path, Schedule(Kind.CRON, cron="0 0 * * 6")).find(f".//{NAMESPACE}ScheduleByWeek")
    assert weekly is not None
    assert weekly.findtext(f"{NAMESPACE}WeeksInterval") == "1"
    monkeypatch.delenv("USERDOMAIN")
    assert "<UserId>.\\mia</UserId>" in Windows().plan(planned).files[0].text


def test_a_task_that_cannot_be_changed_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log").touch()
    for name in ("schtasks", "powershell"):
        (tmp_path / name).write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$*" >> {tmp_path}/log\n'
            '[ "$1" = /Query ] || { echo access denied >&2; exit 1; }\n'
        )
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    planned = task(tmp_path, Schedule(Kind.DAILY, at=time(3, 15)))
    for act, command in (
        (lambda: Windows().install(planned), "schtasks /Create /TN"),
        (lambda: Windows().remove("nightly"), "schtasks /Delete /TN"),
        (lambda: Windows().times("nightly", None), "powershell -NoProfile -NonInteractive"),
    ):
        with pytest.raises(StateError, match=f"{command}: access denied"):
            act()
    created, query, deleted, asked = (tmp_path / "log").read_text().split("\n", 3)
    assert created.startswith("/Create /TN tiktok-tui\\nightly /XML ")
    assert created.endswith("/task.xml /F")
    assert not Path(created.split()[4]).exists(), "the file is only for the call"
    assert (query, deleted) == ("/Query /TN tiktok-tui\\nightly", "/Delete /TN tiktok-tui\\nightly /F")
    assert "-TaskPath '\\tiktok-tui\\' -TaskName 'nightly'" in asked
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert not Windows().runs()
    assert not Windows().remove("nightly")
    assert Windows().times("nightly", None) is None


def test_it_is_created_asked_and_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, kept = tmp_path / "programs", tmp_path / "kept.xml"
    programs.mkdir()
    (programs / "schtasks").write_text(
        f"""#!/bin/sh
case $1 in
/Create) cp "$5" {kept} ;;
/Query) test -e {kept} ;;
/Delete) rm {kept} ;;
esac
"""
    )
    (programs / "powershell").write_text(f"#!/bin/sh\nif [ -e {kept} ]; then echo 2026-11-28T02:15:00; echo -; fi\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    windows, planned = Windows(), task(tmp_path, Schedule(Kind.DAILY, at=time(3, 15)))
    assert windows.runs()
    assert windows.times("nightly", planned.schedule) is None
    windows.install(planned)
    assert kept.read_text("utf-16") == windows.plan(planned).files[0].text
    times = windows.times("nightly", planned.schedule)
    assert times is not None
    assert (times.next, times.last) == (datetime(2026, 11, 28, 2, 15, tzinfo=UTC), None)
    assert windows.remove("nightly")
    assert not windows.remove("nightly")


def test_the_times_that_it_names_and_whether_they_are_of_an_older_schedule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs, said = tmp_path / "programs", tmp_path / "said"
    programs.mkdir()
    for name in ("schtasks", "powershell"):
        (programs / name).write_text(f"#!/bin/sh\ncat {said}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    hourly = Schedule(Kind.HOURLY, minute=5)
    wanted = hourly.next_after(datetime.now(UTC))
    assert wanted is not None
    due = wanted.astimezone(UTC)
    for following, stale in ((due, False), (due - timedelta(minutes=30), False), (due + timedelta(days=1), True)):
        said.write_text(f"{following:%Y-%m-%dT%H:%M:%S}\n2026-11-27T02:15:00\n")
        times = Windows().times("nightly", hourly)
        assert times is not None
        assert (times.next, times.stale) == (following, stale)
        assert times.last == datetime(2026, 11, 27, 2, 15, tzinfo=UTC)
    said.write_text("-\n1999-11-30T00:00:00\n")
    for schedule, stale in ((hourly, True), (Schedule(Kind.WATCH), False), (None, True)):
        times = Windows().times("nightly", schedule)
        assert times is not None
        assert (times.next, times.last, times.stale) == (None, None, stale)


def test_every_hour_of_some_days_is_a_time_each(tmp_path: Path) -> None:
    root = root_of(tmp_path, Schedule(Kind.CRON, cron="5 * * * 1"))
    starts = [(each.text or "").partition("T")[2] for each in root.iter(f"{NAMESPACE}StartBoundary")]
    assert starts == [f"{hour:02}:05:00" for hour in range(24)]


def test_a_task_runs_once_at_a_time_on_batteries_too_and_makes_up_for_what_it_missed(tmp_path: Path) -> None:
    settings = root_of(tmp_path, Schedule(Kind.DAILY, at=time(3, 15))).find(f"{NAMESPACE}Settings")
    assert settings is not None
    assert {child.tag.removeprefix(NAMESPACE): child.text for child in settings} == {
        "MultipleInstancesPolicy": "IgnoreNew",
        "DisallowStartIfOnBatteries": "false",
        "StopIfGoingOnBatteries": "false",
        "StartWhenAvailable": "true",
        "ExecutionTimeLimit": "PT0S",
    }
