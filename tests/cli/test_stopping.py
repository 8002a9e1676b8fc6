"""Runs that a setting, a credential, a signal or the network stops, and what becomes of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known


def test_a_wrong_event_set_stops_the_run_which_continues_when_it_is_fixed(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, home: Path
) -> None:
    settings = home / "destinations" / "store.toml"
    right = settings.read_text()
    settings.write_text(right.replace(known.EVENT_SET, known.STRANGER_EVENT_SET))
    orders = write_orders(tmp_path / "orders.csv", 12)
    stopped = cli("send", orders, *ready, "--json")
    assert stopped.code in (2, 3)
    report = json.loads(stopped.out)
    assert (report["status"], report["accepted"]) == ("failed", 0)
    assert f"tiktok-tui resume {report['run']}" in stopped.err
    settings.write_text(right)
    resumed = cli("resume", "--json")
    assert resumed.code == 0, resumed.err
    assert json.loads(resumed.out)["accepted"] == 12


def test_a_refused_token_is_exit_3_and_nothing_is_lost(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.REVOKED_TOKEN)
    stopped = cli("send", write_orders(tmp_path / "orders.csv", 12), *ready)
    assert stopped.code == 3
    assert known.REVOKED_TOKEN not in stopped.out + stopped.err
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    assert cli("resume", "--yes").code == 0
    assert sandbox.stats().accepted == 12


def test_no_credential_at_all_is_exit_3(
    cli: Run, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    outcome = cli("send", write_orders(tmp_path / "orders.csv", 2), *ready)
    assert outcome.code == 3
    assert "acme" in outcome.err


def test_nothing_to_send_needs_no_credential(
    cli: Run, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    outcome = cli("send", write_orders(tmp_path / "orders.csv", 2, bad=2), *ready, "--json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["status"] == "done"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_gently_and_resume_sends_the_rest_once(
    number: signal.Signals, cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    sandbox.set_faults("slow:0.6")
    orders = write_orders(tmp_path / "orders.csv", 10_000)
    words = [sys.executable, "-m", "tiktok_tui", "send", str(orders), *ready, "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True, env=os.environ
    ) as child:
        sandbox.wait_for_requests(2)
        child.send_signal(number)
        out, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    assert "Traceback" not in err
    report = json.loads(out)
    assert report["status"] == "stopped"
    assert 0 < report["accepted"] < 10_000
    sandbox.set_faults()
    resumed = cli("resume", report["run"], "--json")
    assert resumed.code == 0, resumed.err
    assert json.loads(resumed.out)["accepted"] == 10_000
    stats = sandbox.stats()
    assert (stats.accepted, stats.repeats) == (10_000, 0)


def test_tiktok_out_of_reach_is_exit_4(
    cli: Run, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "http://127.0.0.1:9/open_api/v1.3")
    outcome = cli("destination", "test", ready[1])
    assert outcome.code == 4
    assert "Traceback" not in outcome.err
