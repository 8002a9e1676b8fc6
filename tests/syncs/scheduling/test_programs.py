"""The program that a scheduler starts, its environment, and programs of the system that fail."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.syncs.scheduling import NAMES, programs, scheduling
from tiktok_tui.syncs.scheduling.programs import Ended

OTHER = "Choose another scheduler with --with, or look at what --print shows."


def test_the_program_that_runs_now_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed, link = tmp_path / "venv", tmp_path / "bin" / "tiktok-tui"
    installed.write_text("#!/bin/sh\n")
    installed.chmod(0o755)
    link.parent.mkdir()
    link.symlink_to(installed)
    monkeypatch.chdir(link.parent)
    for started in (str(link), "./tiktok-tui", "tiktok-tui"):
        monkeypatch.setattr(sys, "argv", [started, "sync"])
        assert programs.own_program() == (str(link),), "the link stays when the version behind it changes"
    for started in ("/usr/lib/python3/tiktok_tui/__main__.py", str(tmp_path / "gone" / "tiktok-tui")):
        monkeypatch.setattr(sys, "argv", [started])
        assert programs.own_program() == (sys.executable, "-m", "tiktok_tui")


def test_a_task_gets_no_secret_and_no_stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"TIKTOK_TUI_HOME": "home", "TIKTOK_TUI_ACCESS_TOKEN": "x", "PATH": "/bin", "XDG_STATE_HOME": " "}
    assert programs.own_environment(given) == {"TIKTOK_TUI_HOME": f"{tmp_path}/home"}, "it starts in another folder"
    elsewhere = {"XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "TIKTOK_TUI_API_URL": " http://127.0.0.1:1 "}
    monkeypatch.setenv("HOME", "/home/me")
    assert programs.own_environment({"TIKTOK_TUI_HOME": " ~/tiktok "}) == {"TIKTOK_TUI_HOME": "/home/me/tiktok"}
    assert programs.own_environment(elsewhere) == {**elsewhere, "TIKTOK_TUI_API_URL": "http://127.0.0.1:1"}


def test_a_program_that_fails_says_what_it_said() -> None:
    with pytest.raises(StateError, match=r"^sh -c .*: no bus here"):
        programs.must("sh", "-c", "echo no bus here >&2; exit 3")
    with pytest.raises(StateError) as raised:
        programs.run("tiktok-none")
    assert raised.value.what == "There is no program tiktok-none on this machine."
    assert raised.value.remedy == OTHER
    for script, said in (
        ("echo ' to  stdout '; exit 3", "to stdout"),
        ("echo out; printf ' two\\n  lines\\n' >&2; exit 3", "two lines"),
        ("exit 3", "it ended with code 3"),
        ("exit 1", "it ended with code 1"),
    ):
        with pytest.raises(StateError) as raised:
            programs.must("sh", "-c", script, "and", "more")
        assert (raised.value.what, raised.value.remedy) == (f"sh -c {script}: {said}", OTHER)
    assert programs.must("cat", given="täxt") == "täxt"
    assert programs.run("sh", "-c", "echo out; echo err >&2; exit 7") == Ended(7, "out\n", "err\n")
    assert programs.must("sh", "-c", 'echo "$LC_ALL"') == "C.UTF-8\n", "the messages are those that we know"
    assert programs.must("printf", r"\377 is no text") == "\ufffd is no text"


def test_a_program_reads_nothing_that_a_person_types() -> None:
    typed, write = os.pipe()
    os.write(write, b"typed")
    os.close(write)
    own = os.dup(0)
    os.dup2(typed, 0)
    try:
        assert programs.must("cat") == ""
        assert programs.must("cat", given="given") == "given"
    finally:
        os.dup2(own, 0)
        os.close(own)
        os.close(typed)


def test_a_program_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert programs.SECONDS == 30
    monkeypatch.setattr(programs, "SECONDS", 0.1)
    with pytest.raises(StateError) as raised:
        programs.run("sleep", "5")
    assert str(raised.value) == "sleep does not answer. Try again later."


def test_schedulers_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert [scheduling.scheduler_named(name).name for name in NAMES] == list(NAMES)
    with pytest.raises(SettingsError, match="Did you mean “systemd”"):
        scheduling.scheduler_named("sytemd")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="has no scheduler"):
        scheduling.scheduler_named()
