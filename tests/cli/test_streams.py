"""Standard streams that are closed or full: one message where there is room for it, and the right exit code."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import Outcome, Run
from tests.support.orders import write_orders
from tests.support.privileges import ordinary_user
from tests.support.sandbox import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the redirections of a shell, and /dev/full")


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "orders.csv", 20, bad=1)


def shell(redirection: str, *words: str | Path) -> Outcome:
    """Run a command as a shell does, with a redirection of its own."""
    command = shlex.join([sys.executable, "-m", "tiktok_tui", *map(str, words)])
    done = subprocess.run(
        ["sh", "-c", f"{command} {redirection}"], capture_output=True, text=True, timeout=60, check=False
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_a_disk_that_is_full_under_stdout_is_reported(
    ready: tuple[str, ...], orders: Path, json_too: tuple[str, ...]
) -> None:
    outcome = shell("> /dev/full", "check", orders, *ready, *json_too)
    assert outcome.code == 2
    assert outcome.err.count("the disk is full") == 1
    assert "Traceback" not in outcome.err
    assert "Exception ignored" not in outcome.err


def test_a_closed_stdout_is_no_reason_to_fail(ready: tuple[str, ...], orders: Path) -> None:
    outcome = shell(">&-", "check", orders, *ready)
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    assert "Exception ignored" not in outcome.err


def test_a_closed_stderr_leaves_the_result_as_it_is(ready: tuple[str, ...], orders: Path) -> None:
    outcome = shell("2>&-", "check", orders, *ready, "--json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["rows"] == 20


def test_nothing_is_asked_where_stdin_is_closed(ready: tuple[str, ...], orders: Path, sandbox: Sandbox) -> None:
    outcome = shell("<&-", "send", orders, *ready, "--json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["accepted"] == 19


def test_no_message_lands_in_a_file_that_took_the_number_of_a_closed_stream(
    ready: tuple[str, ...], orders: Path, sandbox: Sandbox, home: Path
) -> None:
    outcome = shell("<&- >&- 2>&-", "send", orders, *ready)
    assert outcome.code == 1
    assert (home / "ledger.sqlite").read_bytes().startswith(b"SQLite format 3\0")
    assert sandbox.stats().accepted == 19
    listed = shell("", "runs", "--json")
    assert json.loads(listed.out)[0]["accepted"] == 19


def test_a_home_of_somebody_else_is_named(cli: Run, store: str, home: Path) -> None:
    (home / "destinations").chmod(0)
    with ordinary_user():
        for words in (("destination", "list"), ("destination", "show", store), ("check", "x.csv", "-d", store)):
            outcome = cli(*words)
            assert outcome.code == 2, outcome
            assert str(home / "destinations") in outcome.err
            assert "Permission denied" in outcome.err
            assert len(outcome.err.splitlines()) <= 2
    (home / "destinations").chmod(0o700)


def test_the_result_comes_first_when_the_mapping_cannot_be_remembered(
    cli: Run, ready: tuple[str, ...], orders: Path, sandbox: Sandbox, home: Path
) -> None:
    (home / "mappings").write_text("no folder")
    outcome = cli("send", orders, *ready, "--yes", "--json")
    assert outcome.code == 1  # one row is bad; the events are accepted
    assert json.loads(outcome.out)["accepted"] == 19
    assert "the mapping is not remembered" in outcome.err
    assert os.fspath(home / "mappings") in outcome.err
