"""Rows a second and peak memory of our commands on one file, next to the plain way, Polars and the floor, in one run.

python -m tests.bench.compare tests/bench/data/1m.csv --rounds 3 --send
"""

from __future__ import annotations

import argparse
import json
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.support.sandbox import Sandbox

DESTINATION = """\
name = "Bench"
advertiser_id = "7000000000000000001"
event_source = "offline"
event_set_id = "7200000000000000001"
currency = "USD"
phone_country = "US"
"""
FIELDS = (
    "event event_id timestamp email phone order_id shop_id value currency content_id content_name content_category "
    "brand price quantity content_type description"
).split()
OTHER_WAYS = {"plain": "tests.bench.plain", "polars": "tests.bench.polars_way", "floor": "tests.bench.floor"}
"""The ways that ours is compared with; the last is no way to do it, only the work that nobody can save."""


@dataclass(frozen=True)
class Measured:
    """One run of one way: seconds of the whole process by the clock and of processor, peak MB, and its JSON.

    `memory` is what it held, in MB, at its start and every `LOOK` seconds from then on.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    printed: dict[str, object]
    memory: tuple[float, ...]

    def memory_by_quarter(self) -> list[float]:
        """The most that it held in each quarter of its time, in MB."""
        ends = [round(len(self.memory) * quarter / 4) for quarter in range(5)]
        return [max(self.memory[begin:end], default=0.0) for begin, end in pairwise(ends)]


LOOK = 0.25
"""Seconds between two looks at a process's memory."""


def watched(child: subprocess.Popen[str]) -> tuple[float, ...]:
    """Wait for the child's end, without collecting it, and give what it held meanwhile."""
    page_mb = os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    held = []
    ended = os.pidfd_open(child.pid)
    while True:
        held.append(int(Path(f"/proc/{child.pid}/statm").read_text().split()[1]) * page_mb)
        if select.select([ended], [], [], LOOK)[0]:
            os.close(ended)
            return tuple(held)


def measured(words: list[str], env: dict[str, str]) -> Measured:
    """Run a process to its end and measure it."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen([sys.executable, "-m", *words], stdout=out, env=env, text=True)
        memory = watched(child)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        out.seek(0)
        text = out.read()
    if child.returncode not in (0, 1):
        raise SystemExit(f"{words[0]} {words[1]} ended with {child.returncode}")
    return Measured(
        seconds,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        json.loads(text) if text.startswith("{") else {},
        memory,
    )


class Bench:
    """A home with one destination, whose TikTok is at `url`, and a mapping of `fields` to columns of their names."""

    def __init__(self, home: Path, url: str, fields: Sequence[str] = FIELDS, group_by: str = "") -> None:
        (home / "destinations").mkdir(parents=True)
        (home / "destinations" / "bench.toml").write_text(DESTINATION)
        self.home, self.url = home, url
        self._mapping = home / "mapping.toml"
        group = f'group_by = "{group_by}"\n' if group_by else ""
        columns = "".join(f'{name} = {{ column = "{name}" }}\n' for name in fields)
        self._mapping.write_text(f"{group}[fields]\n{columns}")

    def run(self, command: str, file: Path, *options: str) -> Measured:
        """Measure a command of ours on a file."""
        env = {
            **os.environ,
            "TIKTOK_TUI_HOME": str(self.home),
            "TIKTOK_TUI_ACCESS_TOKEN": "sandbox-token",
            "TIKTOK_TUI_API_URL": self.url,
        }
        words = ["tiktok_tui", command, str(file), "-d", "bench", "-m", str(self._mapping), *options]
        return measured(words, env)

    def ways(self, file: Path, *, send: bool, others: Sequence[str]) -> dict[str, Callable[[], Measured]]:
        """The measurements on a file, by name."""
        ways: dict[str, Callable[[], Measured]] = {"check": lambda: self.run("check", file, "--json")}
        if send:
            ways["send"] = lambda: self.run("send", file, "--json", "--yes", "--resend")
        for way in others:
            ways[way] = partial(measured, [OTHER_WAYS[way], str(file)], dict(os.environ))
        return ways


def rounds_of(ways: dict[str, Callable[[], Measured]], rounds: int) -> dict[str, list[Measured]]:
    """Measure the ways in turn, so that a busy machine slows them alike."""
    runs: dict[str, list[Measured]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, measure in ways.items():
            runs[way].append(measure())
    return runs


def seconds_of(way: str, runs: Sequence[Measured]) -> float:
    """The median of whole processes; of the floor, the median of what it measured itself."""
    return statistics.median(float(str(run.printed["seconds"])) if way == "floor" else run.seconds for run in runs)


def table(runs: dict[str, list[Measured]]) -> Iterator[str]:
    """The lines of a table: a way, its rows a second, seconds, peak MB, events, how often the plain way's speed."""
    plain = seconds_of("plain", runs["plain"]) if "plain" in runs else None
    yield "| way | rows/s | seconds | peak MB | sendable | times the plain way |"
    yield "|---|---:|---:|---:|---:|---:|"
    for way, done in runs.items():
        seconds = seconds_of(way, done)
        rows, sendable = (int(str(done[0].printed[key])) for key in ("rows", "sendable"))
        ratio = f"{plain / seconds:.1f}" if plain else "-"
        peak = max(run.peak_mb for run in done)
        yield f"| {way} | {rows / seconds:,.0f} | {seconds:.2f} | {peak:.0f} | {sendable:,} | {ratio} |"


def main() -> None:
    """Measure one file and print the table."""
    parser = argparse.ArgumentParser(description="Measure next to the other ways.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--send", action="store_true", help="also send to a sandbox that only counts")
    parser.add_argument("--others", nargs="*", choices=OTHER_WAYS, default=[*OTHER_WAYS], help="all by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Sandbox.start("--fast") as sandbox:
        bench = Bench(Path(folder) / "home", sandbox.base_url)
        print(*table(rounds_of(bench.ways(given.file, send=given.send, others=given.others), given.rounds)), sep="\n")


if __name__ == "__main__":
    main()
