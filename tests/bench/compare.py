"""Rows a second and peak memory of `check` and `send`, next to the plain way, in one run.

python -m tests.bench.compare tests/bench/data/1m.csv --rounds 3 --send
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

DESTINATION = """\
name = "Bench"
advertiser_id = "7000000000000000001"
event_source = "offline"
event_set_id = "7200000000000000001"
currency = "USD"
phone_country = "US"
"""
_FIELDS = (
    "event event_id timestamp email phone order_id shop_id value currency content_id content_name content_category "
    "brand price quantity content_type description"
).split()


@dataclass(frozen=True)
class Measured:
    """One run of one way: wall seconds of the whole process, peak memory in MB, and what it printed."""

    seconds: float
    peak_mb: float
    printed: dict[str, object]


def measured(words: list[str], env: dict[str, str]) -> Measured:
    """Run a process to its end and measure it."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen([sys.executable, "-m", *words], stdout=out, env=env)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        out.seek(0)
        printed = json.loads(out.read() or "{}")
    if child.returncode not in (0, 1):
        raise SystemExit(f"{words[0]} {words[1]} ended with {child.returncode}")
    return Measured(seconds, usage.ru_maxrss / 1024, printed)


def main() -> None:
    """Measure the ways in turn, so that a busy machine slows them alike, and print a table of medians."""
    parser = argparse.ArgumentParser(description="Measure next to the plain way.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--send", action="store_true", help="also send to a sandbox that only counts")
    parser.add_argument("--no-plain", action="store_true", help="leave the plain way out")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _measure_all(arguments, Path(folder))


def _measure_all(arguments: argparse.Namespace, home: Path) -> None:
    (home / "destinations").mkdir()
    (home / "destinations" / "bench.toml").write_text(DESTINATION)
    mapping = home / "mapping.toml"
    mapping.write_text("[fields]\n" + "".join(f'{name} = {{ column = "{name}" }}\n' for name in _FIELDS))
    env = {**os.environ, "TIKTOK_TUI_HOME": str(home), "TIKTOK_TUI_ACCESS_TOKEN": "sandbox-token"}
    ours = [str(arguments.file), "-d", "bench", "-m", str(mapping), "--json"]
    ways = {"check": ["tiktok_tui", "check", *ours]}
    if arguments.file.suffix == ".csv" and not arguments.no_plain:
        ways["plain"] = ["tests.bench.plain", str(arguments.file)]
    words = [sys.executable, "-m", "tiktok_tui.sandbox", "--fast", "--exit-with-stdin"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdin is not None
        assert sandbox.stdout is not None
        env["TIKTOK_TUI_API_URL"] = sandbox.stdout.readline().strip().removeprefix("listening on ")
        if arguments.send:
            ways["send"] = ["tiktok_tui", "send", *ours, "--yes", "--resend"]
        runs: dict[str, list[Measured]] = {way: [] for way in ways}
        for _ in range(arguments.rounds):
            for way, command in ways.items():
                runs[way].append(measured(command, env))
        sandbox.stdin.close()
    _print(runs)


def _print(runs: dict[str, list[Measured]]) -> None:
    seconds = {way: statistics.median(run.seconds for run in done) for way, done in runs.items()}
    plain = seconds.get("plain")
    print(f"{'way':8} {'rows/s':>12} {'seconds':>9} {'peak MB':>9} {'sendable':>12} {'x plain':>8}")
    for way, done in runs.items():
        rows, sendable = (int(str(done[0].printed[key])) for key in ("rows", "sendable"))
        ratio = f"{plain / seconds[way]:.1f}" if plain else "-"
        peak = max(run.peak_mb for run in done)
        print(f"{way:8} {rows / seconds[way]:12,.0f} {seconds[way]:9.2f} {peak:9.0f} {sendable:12,} {ratio:>8}")


if __name__ == "__main__":
    main()
