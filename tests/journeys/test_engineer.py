"""An engineer with a Parquet file, a developer app and cron: commands alone, as docs/nightly.md tells them."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.request
from pathlib import Path

from tests.journeys.exports import warehouse
from tests.journeys.keys import PROGRAM
from tests.support.sandbox import Sandbox
from tests.support.term import Term
from tiktok_tui.sandbox import known

ROWS = 1_200
ACCOUNT = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET, "--phone-country", "US")


def run(machine: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """A command as a script runs it: no terminal, nothing on stdin."""
    return subprocess.run(
        [*PROGRAM, *words],
        env=machine,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=90,
        check=False,
    )


def authorise(machine: dict[str, str]) -> None:
    """Add the app on a machine without a browser: open the address elsewhere, let the redirect come back."""
    words = [*PROGRAM, "credential", "add", "acme", "--app-id", known.APP_ID]
    with Term(words, columns=400, rows=24, env=machine | {"BROWSER": "false"}) as term:
        term.wait("App secret:")
        term.send(known.APP_SECRET + "\r")
        term.wait("redirect_uri")
        address = re.search(r"http://\S+redirect_uri=\S+", term.text)
        assert address is not None
        with urllib.request.urlopen(address[0], timeout=60) as page:
            assert b"You are authorised" in page.read()
        assert term.exit_status() == 0
        assert known.APP_SECRET not in term.text


def test_from_an_empty_home_to_every_night(machine: dict[str, str], sandbox: Sandbox, tmp_path: Path) -> None:
    file = str(warehouse(tmp_path / "orders.parquet", rows=ROWS))
    authorise(machine)
    assert "Sandbox Boutique" in run(machine, "credential", "test", "acme").stdout

    # Wrong turns: each says what to give.
    lost = run(machine, "destination", "add", "Store sales")
    assert lost.returncode == 2
    assert "--advertiser" in lost.stderr
    assert f"The credential reaches {known.ADVERTISER} (Sandbox Store)" in lost.stderr
    sets = run(machine, "event-set", "list", "--advertiser", known.ADVERTISER)
    assert sets.returncode == 0, sets.stderr
    assert known.EVENT_SET in sets.stdout
    assert run(machine, "destination", "add", "Store sales", *ACCOUNT).returncode == 0
    unnamed = run(machine, "check", file, "-d", "store-sales")
    assert unnamed.returncode == 2
    command = "destination edit store-sales --fixed-event Purchase"
    assert f"`tiktok-tui {command}`" in unnamed.stderr
    assert run(machine, *command.split()).returncode == 0

    checked = run(machine, "check", file, "-d", "store-sales", "--json")
    assert checked.returncode == 0, checked.stderr
    assert json.loads(checked.stdout)["sendable"] == ROWS
    first = run(machine, "send", file, "-d", "store-sales", "--limit", "10", "--yes", "--json")
    assert json.loads(first.stdout)["accepted"] == 10

    # cron: no bus, so no keyring; it says so, and nothing is lost.
    cron = {name: value for name, value in machine.items() if not name.startswith(("DBUS", "XDG_RUNTIME", "PYTHON_K"))}
    added = run(machine, "sync", "add", "nightly", file, "-d", "store-sales", "--max-rejected", "5 %")
    assert added.returncode == 0, added.stderr
    dark = run(cron, "sync", "run", "nightly", "--json")
    assert dark.returncode == 3
    assert "TIKTOK_TUI_ACCESS_TOKEN" in dark.stderr
    night = cron | {"TIKTOK_TUI_ACCESS_TOKEN": known.TOKEN}
    second = run(night, "sync", "run", "nightly", "--json")
    assert second.returncode == 0, second.stderr
    assert f"was finished first: {ROWS - 10:,} events accepted in all." in second.stderr
    again = json.loads(second.stdout)
    assert (again["accepted"], again["skipped"]) == (0, ROWS)
    stats = sandbox.stats()
    assert (stats.accepted, stats.counted_again) == (ROWS, 0)
