"""Every figure of docs/speed.md by one command; a part of them by naming it.

python -m tests.bench                       all, with a million rows; hours with --rows 10000000
python -m tests.bench files send --rounds 1
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import sender
from tests.bench.compare import FIELDS, OTHER_WAYS, Bench, measured, rounds_of, seconds_of, table
from tests.bench.generate import USUAL, Shape, generate
from tests.support.sandbox import Sandbox

TWELVE = "event event_id timestamp email phone order_id value currency content_id price quantity content_type".split()
WORKBOOK_ROWS = 100_000
KEYS = 10_000_000


@dataclass(frozen=True)
class Case:
    """A kind of file and what is mapped of it. `others` are the ways that can read it and do the same."""

    name: str
    suffix: str = ".csv"
    shape: Shape = USUAL
    fields: tuple[str, ...] = tuple(FIELDS)
    group_by: str = ""
    others: tuple[str, ...] = ()


CASES = (
    Case("CSV, 3 % bad", others=tuple(OTHER_WAYS)),
    Case("Parquet", ".parquet", others=("polars", "floor")),
    Case("JSON Lines", ".jsonl", others=("polars", "floor")),
    Case("Excel", ".xlsx", others=("polars", "floor")),
    Case("CSV, none bad", shape=Shape(bad="none"), others=("plain",)),
    Case("CSV, all bad", shape=Shape(bad="all"), others=("plain",)),
    Case("CSV, every phone national, no two alike", shape=Shape(national=True), others=("plain",)),
    Case("CSV, three rows an order", shape=Shape(lines=3), group_by="order_id"),
    Case("CSV, 60 columns, 12 mapped", shape=Shape(wide=True), fields=tuple(TWELVE)),
)


class Harness:
    """Shared by the parts: where files lie, how many rows they have, how often everything is measured."""

    def __init__(self, folder: Path, rows: int, rounds: int, others: Sequence[str]) -> None:
        self.folder, self.rows, self.rounds, self.others = folder, rows, rounds, others

    @contextmanager
    def file(self, case: Case) -> Iterator[Path]:
        """A file of the case's kind, removed afterwards: ten million rows take gigabytes."""
        path = self.folder / f"file{case.suffix}"
        rows = min(self.rows, WORKBOOK_ROWS) if case.suffix == ".xlsx" else self.rows
        generate(rows, path, now=datetime.now(UTC), shape=case.shape)
        yield path
        path.unlink()

    @contextmanager
    def bench(self, url: str, case: Case = CASES[0]) -> Iterator[Bench]:
        """A home of its own."""
        with tempfile.TemporaryDirectory(dir=self.folder) as home:
            yield Bench(Path(home) / "home", url, case.fields, case.group_by)

    def files(self) -> None:
        """`check` and `payload` on every kind of file."""
        for case in CASES:
            with self.file(case) as path, self.bench("http://127.0.0.1:9/open_api/v1.3", case) as bench:
                ways = bench.ways(path, send=False, others=[way for way in case.others if way in self.others])
                ways["payload"] = lambda path=path, bench=bench: bench.run("payload", path, "-o", os.devnull)  # type: ignore[misc]
                runs = rounds_of(ways, self.rounds)
                for run in runs["payload"]:
                    run.printed.update(runs["check"][0].printed)
                say(f"\n{case.name}\n", *table(runs))

    def send(self) -> None:
        """`send` to a sandbox that only counts: at once, and with 50 and 300 ms until it answers."""
        say("\n| answer after | events/s, check aside | CPU per event | most MB by quarter | of the window's limit |")
        say("|---|---:|---:|---:|---:|")
        with self.file(CASES[0]) as path:
            for wait in (0.0, 0.05, 0.3):
                with Sandbox.start("--fast") as sandbox, self.bench(sandbox.base_url) as bench:
                    sandbox.set_faults(*([f"slow:{wait}@/event/track/"] if wait else []))
                    say(self._sent(bench, path, f"{1000 * wait:.0f} ms", wait))

    def ledger(self) -> None:
        """The same with ten million keys in the ledger already."""
        with self.file(CASES[0]) as path, Sandbox.start("--fast") as sandbox, self.bench(sandbox.base_url) as bench:
            bench.run("send", path, "--json", "--yes", "--limit", "1")
            fill(bench.home / "ledger.sqlite", KEYS)
            say(self._sent(bench, path, f"at once, {KEYS:,} keys in the ledger", 0.0))

    def sender(self) -> None:
        """The work for each event beside making it and the network, and that of filing it."""
        say("\n| IDs | sending, CPU per event | filing |", "|---|---:|---:|")
        for name, own_ids in (("of the file", True), ("made", False)):
            rounds = [sender.microseconds(own_ids=own_ids) for _ in range(self.rounds)]
            sending, filing = (statistics.median(each) for each in zip(*rounds, strict=True))
            say(f"| {name} | {sending:.1f} µs | {filing:.1f} µs |")

    def _sent(self, bench: Bench, path: Path, name: str, wait: float) -> str:
        checked = seconds_of("check", rounds_of({"check": lambda: bench.run("check", path, "--json")}, 1)["check"])
        run = bench.run("send", path, "--json", "--yes", "--resend")
        events = int(str(run.printed["accepted"]))
        rate = events / (run.seconds - checked)
        limit = f"{100 * rate / (8 * 1000 / wait):.0f} %" if wait else "-"
        held = ", ".join(f"{most:.0f}" for most in run.memory_by_quarter())
        return f"| {name} | {rate:,.0f} | {1e6 * run.cpu_seconds / events:.1f} µs | {held} | {limit} |"

    def start(self) -> None:
        """The cost of a start: `--help`, `locate`, and the check of ten rows."""
        path = self.folder / "ten.csv"
        generate(10, path, now=datetime.now(UTC))
        with self.bench("http://127.0.0.1:9/open_api/v1.3") as bench:
            env = {**os.environ, "TIKTOK_TUI_HOME": str(bench.home)}
            ways = {
                "--help": lambda: measured(["tiktok_tui", "--help"], env),
                "locate": lambda: measured(["tiktok_tui", "locate", "config"], env),
                "check of ten rows": lambda: bench.run("check", path, "--json"),
            }
            say("\n| start-up (median of ten) | ms |", "|---|---:|")
            for way, runs in rounds_of(ways, 10).items():
                say(f"| {way} | {1000 * seconds_of(way, runs):.0f} |")

    def screens(self) -> None:
        """The app in a terminal: tests/bench/app.py."""
        subprocess.run([sys.executable, "-m", "tests.bench.app"], check=True)


def say(*lines: str) -> None:
    """Print at once: the whole takes long."""
    print(*lines, sep="\n", flush=True)


def fill(ledger: Path, keys: int) -> None:
    """Put as many accepted keys into a ledger that has sent before, as if it had been months of work."""
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute(
            "INSERT INTO accepted WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "SELECT max(recipient), key, max(at), max(run) FROM (SELECT recipient, at, run FROM accepted), "
            "(SELECT randomblob(16) AS key FROM n) GROUP BY key ORDER BY key",
            (keys,),
        )
    connection.close()


PARTS: dict[str, Callable[[Harness], None]] = {
    "files": Harness.files,
    "send": Harness.send,
    "ledger": Harness.ledger,
    "sender": Harness.sender,
    "start": Harness.start,
    "screens": Harness.screens,
}


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description="Measure everything, or the parts that are named.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all by default")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", nargs="*", choices=OTHER_WAYS, default=[*OTHER_WAYS], help="all by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        harness = Harness(Path(folder), given.rows, given.rounds, given.others)
        for part in given.parts or PARTS:
            PARTS[part](harness)


if __name__ == "__main__":
    main()
