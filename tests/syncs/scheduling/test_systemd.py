"""Units of systemd: they are valid, keep the schedule's times, and a real user manager starts the sync."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import stat
import subprocess
import time as clock
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from tests.support import machine as machines
from tests.support.machine import Machine
from tests.support.scheduled import task
from tests.support.waiting import until
from tiktok_tui.cli.exits import Exit
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs.scheduling.scheduler import Task, Times
from tiktok_tui.syncs.scheduling.systemd import Systemd, calendar_lines
from tiktok_tui.syncs.settings.schedule import Kind, Schedule

NEW_YORK = "America/New_York"
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
CRONS = [
    Schedule(Kind.DAILY, at=time(3, 15), time_zone=NEW_YORK),
    Schedule(Kind.DAILY, at=time(1, 30), time_zone=NEW_YORK),
    Schedule(Kind.HOURLY, minute=15, time_zone="Asia/Kolkata"),
    *(
        Schedule(Kind.CRON, cron=cron, time_zone="UTC")
        for cron in ("15 3 * * 1-5", "0 6,18 1 * *", "*/10 9-17 * * MON", "0 0 1,15 * 7", "5 4 */2 * 1", "0 12 29 2 *")
    ),
]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    if absent := machines.missing("systemctl"):
        pytest.skip(absent)
    with Machine(tmp_path) as started:
        started.in_reach(monkeypatch, "systemctl", "loginctl")
        started.start_user_manager()
        yield started


@needs_systemd
def test_the_calendar_has_the_times_of_the_schedule() -> None:
    begin = datetime(2026, 10, 31, 12, tzinfo=UTC)
    for schedule in CRONS:
        expected, moment = [], begin
        for _ in range(6):
            found = schedule.next_after(moment)
            assert found is not None
            expected.append(moment := found.astimezone(UTC))
        command = ["systemd-analyze", "calendar", "--iterations=6", "--base-time=2026-10-31 12:00 UTC"]
        shown = subprocess.run([*command, *calendar_lines(schedule)], capture_output=True, text=True, check=True)
        lines = [line for line in shown.stdout.splitlines() if "Next elapse" in line or "Iter." in line]
        times = {
            datetime.strptime(line.split(": ")[1][4:], "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC) for line in lines
        }
        assert sorted(times)[:6] == expected, schedule


@needs_systemd
@pytest.mark.parametrize("schedule", [CRONS[0], Schedule(Kind.WATCH)], ids=str)
def test_systemd_takes_the_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schedule: Schedule) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    plan = Systemd().plan(task(tmp_path, schedule))
    paths = []
    for file in plan.files:
        paths.append(tmp_path / Path(file.name).name)
        paths[-1].write_text(file.text)
    verified = subprocess.run(
        ["systemd-analyze", "--user", "verify", "--man=no", *map(str, paths)], capture_output=True, text=True
    )
    assert [line for line in verified.stderr.splitlines() if "tiktok-tui" in line] == []
    assert verified.returncode == 0, verified.stderr


def test_a_user_manager_starts_the_sync_and_knows_its_times(tmp_path: Path, machine: Machine) -> None:
    systemd = Systemd()
    planned = task(tmp_path, CRONS[0])
    assert systemd.runs()
    assert systemd.times("nightly", planned.schedule) is None
    systemd.install(planned)
    times = systemd.times("nightly", planned.schedule)
    assert times is not None
    assert times.next == planned.schedule.next_after(datetime.now(UTC))
    assert times.last is None
    assert not times.stale
    for changed in (CRONS[1], Schedule(Kind.WATCH), None):
        assert (older := systemd.times("nightly", changed)) is not None
        assert older.stale
    assert not (tmp_path / "ran").exists()

    # A machine that was off at the time: the timer makes up for it, at once.
    stamps = machine.home / ".local/share/systemd/timers"
    os.utime(stamps / "stamp-tiktok-tui-sync-nightly.timer", times=(clock.time() - 200_000,) * 2)
    machine.run("systemctl", "--user", "restart", "tiktok-tui-sync-nightly.timer")
    until((tmp_path / "ran").exists)
    assert (tmp_path / "ran").read_text() == 'sync run nightly\na "b" $c %d \\e\nfrom the $file\n'
    times = systemd.times("nightly", planned.schedule)
    assert times is not None
    assert times.last is not None

    # Written again, and taken away, it makes up for nothing and leaves nothing.
    (tmp_path / "ran").unlink()
    systemd.install(planned)
    times = systemd.times("nightly", planned.schedule)
    assert times is not None
    assert times.last is None
    assert systemd.remove("nightly")
    assert not systemd.remove("nightly")
    assert systemd.times("nightly", planned.schedule) is None
    assert list(machine.home.rglob("*tiktok*")) == []
    assert not (tmp_path / "ran").exists()


def test_a_watched_folder_is_a_service(tmp_path: Path, machine: Machine) -> None:
    systemd = Systemd()
    systemd.install(task(tmp_path, Schedule(Kind.WATCH)))
    until((tmp_path / "ran").exists)
    assert (tmp_path / "ran").read_text().startswith("sync watch nightly\n")
    times = systemd.times("nightly", None)
    assert times is not None
    assert times.next is None
    assert "enabled" in machine.run("systemctl", "--user", "is-enabled", "tiktok-tui-sync-nightly.service").stdout
    assert systemd.remove("nightly")


def test_a_run_is_started_again_unless_only_a_person_can_help(tmp_path: Path) -> None:
    service = Systemd().plan(task(tmp_path, CRONS[0])).files[0].text
    assert service.endswith(
        f"SuccessExitStatus={Exit.REJECTED:d}\nRestart=on-failure\n"
        f"RestartPreventExitStatus={Exit.SETTINGS:d} {Exit.CREDENTIAL:d} {Exit.CRASHED:d}\nRestartSec=10min\n"
    )


@pytest.mark.parametrize(
    ("cron", "seconds", "tries"),
    [
        ("15 3 * * *", 72_000, 12),
        ("15 3 1 * *", 72_000, 12),
        ("0 3,9 * * *", 18_900, 12),
        ("0 * * * *", 3_150, 4),
        ("*/15 * * * *", 787, 2),
        ("* * * * *", 52, 2),
    ],
)
def test_a_run_that_fails_is_tried_so_often_and_each_time_of_the_schedule_once_at_least(
    tmp_path: Path, cron: str, seconds: int, tries: int
) -> None:
    service = Systemd().plan(task(tmp_path, Schedule(Kind.CRON, cron=cron))).files[0].text
    assert f"\nStartLimitIntervalSec={seconds}\nStartLimitBurst={tries}\n\n[Service]\n" in service
    assert "StartLimit" not in Systemd().plan(watching(tmp_path)).files[0].text


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the programs: a systemctl that writes down what it is asked, and how many units there are then.

    It says what `said` holds, and refuses a request with the word that `refused` holds.
    """
    folder = tmp_path / "programs"
    folder.mkdir()
    (tmp_path / "said").touch()
    (tmp_path / "refused").write_text("nothing")
    for name in ("systemctl", "loginctl"):
        (folder / name).write_text(
            f"""#!/bin/sh
echo "$*" >> {tmp_path}/asked
set -- " $* " {tmp_path}/config/systemd/user/*.*
[ -e "$2" ] || set -- "$1"
echo $(($# - 1)) >> {tmp_path}/units
cat {tmp_path}/said
case "$1" in *" $(cat {tmp_path}/refused) "*) exit 1 ;; esac
"""
        )
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


def test_the_units_in_full(tmp_path: Path, programs: Path) -> None:
    head = (
        "# Written by `tiktok-tui sync schedule nightly`; `tiktok-tui sync unschedule nightly` removes it.\n"
        "[Unit]\nDescription=Send to TikTok: Nightly: 100 %% of it\n\n"
    )
    service = (
        f'Environment="SETTING=a \\"b\\" $c %%d \\\\e"\nEnvironmentFile=-{tmp_path}/secrets.env\n'
        f'ExecStart="{tmp_path}/pro $gram 100%%" sync '
    )
    restarts = "SuccessExitStatus=1\nRestart=on-failure\nRestartPreventExitStatus=2 3 70\nRestartSec=10min\n"
    limited = head.removesuffix("\n") + "StartLimitIntervalSec=72000\nStartLimitBurst=12\n\n"
    folder = tmp_path / "config/systemd/user"
    note = "systemd runs it only while you are logged in. For a server, or at night: `loginctl enable-linger`."
    plan = Systemd().plan(task(tmp_path, CRONS[0]))
    assert [(file.name, file.text) for file in plan.files] == [
        (
            str(folder / "tiktok-tui-sync-nightly.service"),
            f"{limited}[Service]\nType=oneshot\n{service}run nightly\n{restarts}",
        ),
        (
            str(folder / "tiktok-tui-sync-nightly.timer"),
            f"{head}[Timer]\nOnCalendar=*-*-* 03:15:00 America/New_York\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n",
        ),
    ]
    assert (plan.scheduler, plan.notes) == ("systemd", (note,))
    for unit, commands in (("timer", plan.commands), ("service", Systemd().plan(watching(tmp_path)).commands)):
        words = ("daemon-reload", f"enable tiktok-tui-sync-nightly.{unit}", f"restart tiktok-tui-sync-nightly.{unit}")
        assert [" ".join(command) for command in commands] == [f"systemctl --user {each}" for each in words]
    watched = Systemd().plan(watching(tmp_path))
    assert [file.text for file in watched.files] == [
        f"{head}[Service]\nType=exec\n{service}watch nightly\n{restarts}\n[Install]\nWantedBy=default.target\n"
    ]
    plain = replace(task(tmp_path, CRONS[0]), program=("/usr/bin/tiktok-tui",), environment={"A": "", "B": "/b@c+d,e"})
    text = Systemd().plan(plain).files[0].text
    assert "\nEnvironment=A=\nEnvironment=B=/b@c+d,e\n" in text
    assert "\nExecStart=/usr/bin/tiktok-tui sync run nightly\n" in text


def watching(folder: Path) -> Task:
    return task(folder, Schedule(Kind.WATCH))


def test_units_are_written_for_their_owner_switched_on_and_taken_off(tmp_path: Path, programs: Path) -> None:
    systemd, folder, asked = Systemd(), tmp_path / "config/systemd/user", tmp_path / "asked"
    assert not systemd.remove("nightly")
    systemd.install(task(tmp_path, CRONS[0]))
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
        **{"tiktok-tui-sync-nightly.service": 0o600, "tiktok-tui-sync-nightly.timer": 0o600},
    }
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    asked.unlink()
    (tmp_path / "units").unlink()
    systemd.install(watching(tmp_path))
    assert [path.name for path in folder.iterdir()] == ["tiktok-tui-sync-nightly.service"]
    user = getpass.getuser()
    assert asked.read_text().splitlines() == [
        f"show-user {user} -p Linger --value",
        "--user disable --now tiktok-tui-sync-nightly.timer",
        "--user clean --what=state tiktok-tui-sync-nightly.timer",
        *("--user daemon-reload", "--user daemon-reload"),
        *(f"--user {word} tiktok-tui-sync-nightly.service" for word in ("enable", "restart")),
    ]
    there = (tmp_path / "units").read_text().split()
    assert there == ["2", "2", "2", "0", "1", "1", "1"], "units are read again once they are gone, and once written"
    assert systemd.times("nightly", Schedule(Kind.WATCH)) == Times("systemd", None, None)
    assert systemd.times("nightly", CRONS[0]) == Times("systemd", None, None, stale=True)
    asked.unlink()
    assert systemd.remove("nightly")
    assert asked.read_text().splitlines() == [
        *("--user disable --now tiktok-tui-sync-nightly.service", "--user daemon-reload"),
    ]


@pytest.mark.parametrize(("refused", "left"), [("disable", 2), ("clean", 0), ("daemon-reload", 0)])
def test_a_timer_that_is_not_stopped_keeps_its_units_and_one_that_is_stopped_goes(
    tmp_path: Path, programs: Path, refused: str, left: int
) -> None:
    systemd, folder = Systemd(), tmp_path / "config/systemd/user"
    systemd.install(task(tmp_path, CRONS[0]))
    (tmp_path / "refused").write_text(refused)
    with nullcontext() if refused == "clean" else pytest.raises(StateError, match=f"systemctl --user {refused}"):
        assert systemd.remove("nightly")
    assert len(list(folder.iterdir())) == left


@pytest.mark.parametrize("refused", ["daemon-reload", "enable", "restart"])
def test_a_timer_that_could_not_be_switched_on_can_be_taken_off(tmp_path: Path, programs: Path, refused: str) -> None:
    systemd = Systemd()
    (tmp_path / "refused").write_text(refused)
    with pytest.raises(StateError, match=f"systemctl --user {refused}"):
        systemd.install(task(tmp_path, CRONS[0]))
    (tmp_path / "refused").write_text("nothing")
    assert systemd.remove("nightly")


def test_the_times_of_a_timer_are_those_that_it_names(tmp_path: Path, programs: Path) -> None:
    systemd, said = Systemd(), tmp_path / "said"
    systemd.install(task(tmp_path, CRONS[0]))
    said.write_text("NextElapseUSecRealtime=Sat 2026-11-28 08:15:00 UTC\nLastTriggerUSec=Fri 2026-11-27 08:15:03 UTC\n")
    times = Times(
        "systemd", datetime(2026, 11, 28, 8, 15, tzinfo=UTC), datetime(2026, 11, 27, 8, 15, 3, tzinfo=UTC), stale=False
    )
    assert systemd.times("nightly", CRONS[0]) == times
    for other in (CRONS[1], Schedule(Kind.WATCH), None):
        assert systemd.times("nightly", other) == replace(times, stale=True)
    said.write_text("NextElapseUSecRealtime=\nLastTriggerUSec=n/a\n")
    assert systemd.times("nightly", CRONS[0]) == Times("systemd", None, None)


@pytest.mark.parametrize(
    ("state", "runs"),
    [
        *((state, True) for state in ("running", "degraded", "starting", "initializing", "maintenance")),
        *((state, False) for state in ("offline", "stopping", "unknown", "")),
    ],
)
def test_a_user_manager_that_is_up_is_used(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch, state: str, runs: bool
) -> None:
    (tmp_path / "said").write_text(f"{state}\n")
    assert Systemd().runs() is runs
    assert (tmp_path / "asked").read_text() == "--user is-system-running\n"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Systemd().runs(), "without the program"


def test_a_user_who_lingers_needs_no_note(tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "said").write_text("yes\n")
    assert Systemd().plan(task(tmp_path, CRONS[0])).notes == ()
    (programs / "loginctl").unlink()
    monkeypatch.setenv("PATH", str(programs))
    (note,) = Systemd().plan(task(tmp_path, CRONS[0])).notes
    assert note.startswith("systemd runs it only while you are logged in.")


def test_units_are_in_the_home_unless_a_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for named in ("", " "):
        monkeypatch.setenv("XDG_CONFIG_HOME", named)
        name = Systemd().plan(task(tmp_path, CRONS[0])).files[0].name
        assert name == str(tmp_path / ".config/systemd/user/tiktok-tui-sync-nightly.service")


@pytest.mark.parametrize(
    ("schedule", "lines"),
    [
        (CRONS[0], ["*-*-* 03:15:00 America/New_York"]),
        (CRONS[2], ["*-*-* *:15:00 Asia/Kolkata"]),
        (Schedule(Kind.DAILY, at=time(23, 5)), ["*-*-* 23:05:00"]),
        (Schedule(Kind.CRON, cron="0 6,18 1 2 *"), ["*-02-01 06,18:00:00"]),
        (Schedule(Kind.CRON, cron="0 0 * * 1-5"), ["Mon,Tue,Wed,Thu,Fri *-*-* 00:00:00"]),
        (Schedule(Kind.CRON, cron="0 0 1 3 0"), ["*-03-01 00:00:00", "Sun *-03-* 00:00:00"]),
        (Schedule(Kind.CRON, cron="0 0 */15 * 6"), ["Sat *-*-01,16,31 00:00:00"]),
    ],
)
def test_the_lines_of_the_calendar(schedule: Schedule, lines: list[str]) -> None:
    assert calendar_lines(schedule) == lines


def test_what_systemd_does_otherwise_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    skipped = Systemd().plan(task(tmp_path, Schedule(Kind.DAILY, at=time(2, 30), time_zone=NEW_YORK))).notes
    said = re.compile(
        r"On \d{1,2} March 20\d\d the clocks in New York skip 02:30, and systemd leaves that run out\. "
        r"A time outside of that hour never is\."
    )
    assert [bool(said.fullmatch(note)) for note in skipped] == [True, False]
    monkeypatch.setenv("TZ", "Europe/Berlin")
    own = Systemd().plan(task(tmp_path, Schedule(Kind.DAILY, at=time(2, 30)))).notes[0]
    assert re.match(r"On \d{1,2} March 20\d\d the clocks skip 02:30, and systemd", own)
    assert any("loginctl enable-linger" in note for note in skipped)
    kept = Systemd().plan(task(tmp_path, CRONS[0])).notes
    assert not any("skip" in note for note in kept)
