"""`sync schedule` and `unschedule`, on a private machine with a real crontab and a real user manager."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from tests.support import machine as machines
from tests.support.commands import Run
from tests.support.machine import Machine
from tests.support.orders import write_orders
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.syncs.schedule import scheduled_times, times_json
from tiktok_tui.syncs.scheduling import scheduling, secret_notes
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile, Times
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource, Sync

FILES = Sync("nightly", "Nightly", "store", PathSource("/srv/orders.csv"))
ROWS = Sync("nightly", "Nightly", "store", ConnectionSource("shop", table="orders"))
PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    if absent := machines.missing("crontab", "systemctl"):
        pytest.skip(absent)
    (tmp_path / "machine").mkdir()
    with Machine(tmp_path / "machine") as started:
        started.in_reach(monkeypatch, "crontab", "systemctl", "loginctl")
        yield started


@pytest.fixture
def nightly(cli: Run, ready: tuple[str, ...], tmp_path: Path) -> None:
    export = write_orders(tmp_path / "orders.csv", 3)
    assert cli("sync", "add", "Nightly", export, *ready, "--daily", "03:15").code == 0


@pytest.mark.usefixtures("nightly")
def test_from_scheduling_to_removal(cli: Run, machine: Machine, home: Path) -> None:
    assert "not scheduled" in cli("sync", "list").out
    shown = cli("sync", "schedule", "nightly", "--print", "--json")
    assert shown.code == 0, shown.err
    facts = json.loads(shown.out)
    assert facts["scheduler"] == "cron", "no user manager runs"
    assert "15 3 * * * " in facts["files"][0]["text"]
    assert machine.run("crontab", "-l").returncode == 1, "--print writes nothing"

    scheduled = cli("sync", "schedule", "nightly")
    assert scheduled.out.startswith("cron runs nightly every day at 03:15.\nIt starts: ")
    assert "tiktok_tui sync run nightly\nWritten: the crontab\nNext: " in scheduled.out
    assert f"TIKTOK_TUI_HOME={home}" in machine.run("crontab", "-l").stdout
    listed = json.loads(cli("sync", "list", "--json").out)[0]["scheduled"]
    assert listed["by"] == "cron"
    assert listed["next"]

    path = home / "syncs" / "nightly.toml"
    path.write_text(path.read_text().replace("03:15", "04:45"))
    stale = cli("sync", "list")
    assert "03:15" in stale.out, "the time that cron knows"
    assert "nightly still runs by an older schedule: `tiktok-tui sync schedule nightly` renews it." in stale.err
    path.write_text(path.read_text().replace("04:45", "03:15"))
    assert "older schedule" not in cli("sync", "list").err

    # Another scheduler takes its place, and no sync is started twice.
    machine.start_user_manager()
    moved = cli("sync", "schedule", "nightly")
    assert moved.code == 0, moved.err
    assert moved.out.startswith("systemd runs nightly every day at 03:15.")
    assert machine.run("crontab", "-l").returncode == 1
    assert "03:15" in cli("sync", "list").out
    assert "systemd starts it next on " in cli("sync", "show", "nightly").err

    assert cli("sync", "unschedule", "nightly").out == "systemd no longer runs nightly.\n"
    assert cli("sync", "unschedule", "nightly").err == "No scheduler runs nightly.\n"
    assert "15 3" in cli("sync", "schedule", "nightly", "--with", "cron", "--print").out
    assert cli("sync", "schedule", "nightly", "--with", "cron").code == 0
    assert cli("sync", "remove", "nightly", "--yes").code == 0
    assert machine.run("crontab", "-l").returncode == 1, "a sync that is gone is not started"


@pytest.mark.usefixtures("nightly")
def test_what_cannot_be_scheduled_says_why(cli: Run, machine: Machine, home: Path) -> None:
    refused = cli("sync", "schedule", "nightly", "--with", "launchd")
    assert refused.code == 2
    assert "launchd does not run on this machine" in refused.err
    assert "plist" in cli("sync", "schedule", "nightly", "--with", "launchd", "--print").out
    path = home / "syncs" / "nightly.toml"
    path.write_text(path.read_text().partition("[schedule]")[0])
    refused = cli("sync", "schedule", "nightly")
    assert refused.code == 2
    assert "does not say when it runs" in refused.err
    assert 'daily = "03:15"' in refused.err


def test_a_scheduler_that_does_not_answer_is_reported_beside_the_sync(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "crontab").write_text("#!/bin/sh\necho 'cannot: full' >&2\nexit 1\n")
    (tmp_path / "crontab").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert scheduled_times(Home(home, home), FILES) is None
    assert "crontab -l: cannot: full" in capsys.readouterr().err


def test_programs_learn_that_a_scheduler_has_an_older_schedule() -> None:
    following = datetime(2026, 3, 1, 3, 15, tzinfo=UTC)
    found = times_json(Times("cron", following, None, stale=True))
    assert found == {"next": "2026-03-01T03:15:00+00:00", "last": None, "stale": True}
    assert times_json(None) == {"next": None, "last": None, "stale": False}


def test_a_scheduler_that_keeps_its_times_to_itself_is_named(
    cli: Run, nightly: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "times", lambda *_: Times("launchd", None, None))
    assert "by launchd" in cli("sync", "list").out


def test_named_syncs_run_only_if_they_are_due(cli: Run, nightly: None) -> None:
    assert cli("sync", "run", "nightly", "--due", "--as-of", "2026-01-01T00:00:00Z").out == "No sync is due.\n"
    assert cli("sync", "run", "nightly", "--due", "--json", "--as-of", "2026-01-01T00:00:00Z").out == ""
    assert cli("sync", "run", "nightly", "--due", "--as-of", "2099-01-01T00:00:00Z").out.startswith("Nightly: ")


@pytest.mark.parametrize(
    ("variables", "stored", "expected"),
    [
        (
            {"TIKTOK_TUI_ACCESS_TOKEN": "x" * 40},
            "",
            ["TIKTOK_TUI_ACCESS_TOKEN is set in this terminal only, which cron does not see"],
        ),
        ({"TIKTOK_TUI_ACCESS_TOKEN": "x" * 40}, "export TIKTOK_TUI_ACCESS_TOKEN='x'\n", []),
        ({}, "TIKTOK_TUI_ACCESS_TOKEN='x'\n", []),
        (
            {"TIKTOK_TUI_ACCESS_TOKEN": "x" * 40, "https_proxy": "http://proxy.example:3128"},
            "TIKTOK_TUI_ACCESS_TOKEN='x'\n",
            ["https_proxy is set in this terminal only"],
        ),
        ({"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}, "", ["There is no open keyring here"]),
    ],
)
def test_secrets_that_a_run_cannot_reach_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], stored: str, expected: list[str]
) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    home = Home(tmp_path, tmp_path)
    if stored:
        secret_notes.secrets_file(home).touch(0o600)
        secret_notes.secrets_file(home).write_text(stored)
    notes = secret_notes.secret_notes(home, FILES, "cron")
    assert [note.startswith(words) for note, words in zip(notes, expected, strict=True)] == [True] * len(expected)
    assert not any("x" * 40 in note for note in notes)
    assert secret_notes.secret_notes(home, FILES, "launchd") == ()


def test_the_secret_of_a_connection_is_said_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path, tmp_path)
    home.connections.mkdir()
    profile = 'profile_version = 1\ndriver = "postgresql"\n[Options]\npassword = "{{ env_var(SHOP_PASSWORD) }}"\n'
    (home.connections / "shop.toml").write_text(profile)
    monkeypatch.setenv("SHOP_PASSWORD", "hush")
    notes = secret_notes.secret_notes(home, ROWS, "systemd")
    assert any(note.startswith("SHOP_PASSWORD is set in this terminal only") for note in notes)
    assert not any("hush" in note for note in notes)
    assert not any("SHOP_PASSWORD" in note for note in secret_notes.secret_notes(home, FILES, "systemd"))


def test_a_file_of_secrets_that_others_can_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    home = Home(tmp_path, tmp_path)
    secret_notes.secrets_file(home).write_text("TIKTOK_TUI_ACCESS_TOKEN='x'\n")
    secret_notes.secrets_file(home).chmod(0o644)
    assert secret_notes.secret_notes(home, FILES, "cron") == (
        f"Others on this machine can read {tmp_path}/secrets.env: `chmod 600 {tmp_path}/secrets.env`.",
    )


PLAN = Plan(
    "cron",
    (PlannedFile("the crontab", "15 3 * * * run\n"), PlannedFile("/etc/other", "other")),
    (("crontab", "-"), ("loginctl", "enable linger")),
    ("It mails.", "It is off at night."),
    ("/opt/tiktok tui", "sync", "run", "nightly"),
)


def test_what_is_written_and_when_it_starts(
    cli: Run, nightly: None, in_berlin: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = datetime(2026, 9, 22, 1, 15, tzinfo=UTC)
    times: list[Times | None] = [Times("cron", following, None), Times("cron", None, None), None]
    chosen: list[str | None] = []

    def scheduler_named(name: str | None) -> str:
        chosen.append(name)
        return "the scheduler"

    monkeypatch.setattr(scheduling, "scheduler_named", scheduler_named)
    monkeypatch.setattr(scheduling, "times", lambda *_: times.pop(0))
    for name in ("plan", "schedule"):
        monkeypatch.setattr(scheduling, name, lambda _, __, scheduler: PLAN if scheduler == "the scheduler" else None)
    notes = "Note: It mails.\nNote: It is off at night.\n"
    written = (
        "cron runs nightly every day at 03:15.\n"
        "It starts: '/opt/tiktok tui' sync run nightly\n"
        "Written: the crontab\n"
        "Written: /etc/other\n"
    )
    for upcoming in ("Next: Tue 2026-09-22 03:15 CEST\n", "", ""):
        scheduled = cli("sync", "schedule", "nightly")
        assert (scheduled.code, scheduled.out, scheduled.err) == (0, f"{written}{upcoming}", notes)
    shown = cli("sync", "schedule", "nightly", "--print", "--with", "cron")
    assert (shown.code, shown.err) == (0, notes)
    assert shown.out == (
        "# the crontab\n15 3 * * * run\n\n# /etc/other\nother\n$ crontab -\n$ loginctl 'enable linger'\n"
    )
    facts: dict[str, object] = {
        "name": "nightly",
        "schedule": "every day at 03:15",
        "scheduler": "cron",
        "files": [{"name": file.name, "text": file.text} for file in PLAN.files],
        "runs": ["/opt/tiktok tui", "sync", "run", "nightly"],
        "commands": [["crontab", "-"], ["loginctl", "enable linger"]],
        "notes": ["It mails.", "It is off at night."],
        "next": None,
        "last": None,
        "stale": False,
    }
    assert json.loads(cli("sync", "schedule", "nightly", "--print", "--json").out) == facts
    times.append(Times("cron", following, following.replace(day=21), stale=True))
    facts |= {"next": "2026-09-22T01:15:00+00:00", "last": "2026-09-21T01:15:00+00:00", "stale": True}
    assert json.loads(cli("sync", "schedule", "nightly", "--json").out) == facts
    assert chosen == [None, None, None, "cron", None, None]


@pytest.mark.parametrize(
    ("schedule", "way"),
    [(Schedule(Kind.DAILY, time(3, 15)), "schedule nightly` renews it"), (None, "unschedule nightly` takes it off")],
)
def test_an_older_schedule_is_said_with_the_way_out(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], schedule: Schedule | None, way: str
) -> None:
    stale = Times("cron", None, None, stale=True)
    monkeypatch.setattr(scheduling, "times", lambda *_: stale)
    assert scheduled_times(Home(home, home), replace(FILES, schedule=schedule)) is stale
    assert capsys.readouterr().err == f"nightly still runs by an older schedule: `tiktok-tui sync {way}.\n"


def test_unscheduling_as_json(cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for removed in (["systemd", "cron"], []):
        monkeypatch.setattr(scheduling, "unschedule", lambda *_, removed=removed: removed)
        outcome = cli("sync", "unschedule", "nightly", "--json")
        assert (outcome.code, outcome.err) == (0, "")
        assert json.loads(outcome.out) == {"name": "nightly", "removed": removed}
