"""Units of systemd: they are valid, keep the schedule's times, and a real user manager starts the sync."""

from __future__ import annotations

import os
import shutil
import subprocess
import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from tests.support import machine as machines
from tests.support.machine import Machine
from tests.support.scheduled import task
from tests.support.waiting import until
from tiktok_tui.cli.exits import Exit
from tiktok_tui.syncs.schedule import Kind, Schedule
from tiktok_tui.syncs.scheduling.systemd import Systemd, calendar_lines

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


def test_what_systemd_does_otherwise_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    skipped = Systemd().plan(task(tmp_path, Schedule(Kind.DAILY, at=time(2, 30), time_zone=NEW_YORK))).notes
    assert any("the clocks in New York skip 02:30, and systemd leaves that run out" in note for note in skipped)
    assert any("loginctl enable-linger" in note for note in skipped)
    kept = Systemd().plan(task(tmp_path, CRONS[0])).notes
    assert not any("skip" in note for note in kept)
