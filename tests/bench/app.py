"""Figures of the app in a real terminal: first paint, --help, key to screen, the event loop's longest hold, idle CPU.

python -m tests.bench.app            all of them
python -m tests.bench.app paint help
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.generate import generate
from tests.support.sandbox import Sandbox
from tests.support.term import Term
from tiktok_tui.sandbox import known

PROGRAM = [sys.executable, "-m", "tiktok_tui"]
BEATING = [sys.executable, "-m", "tests.bench.beating"]
ROUNDS = 10
CLEARED = ("email", "brand", "content_name", "shop_id", "description")
"""Fields whose columns are taken away one after the other, to measure a change of the mapping."""
DESTINATION = f"""\
name = "Bench store"
advertiser_id = "{known.ADVERTISER}"
event_source = "offline"
event_set_id = "{known.EVENT_SET}"
currency = "USD"
phone_country = "US"
"""


class Bench:
    """A home with one destination, in `folder`, and the TikTok at `url`."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        home = folder / "home"
        (home / "destinations").mkdir(parents=True)
        (home / "destinations" / "bench.toml").write_text(DESTINATION)
        self.env = {
            "TIKTOK_TUI_HOME": str(home),
            "TIKTOK_TUI_ACCESS_TOKEN": known.TOKEN,
            "TIKTOK_TUI_API_URL": url,
            "BEATS": str(folder / "beats.json"),
        }

    def term(self, command: list[str]) -> Term:
        """The app (or a command) in a terminal of 120 by 40."""
        return Term(command, columns=120, rows=40, env=self.env)

    def file(self, rows: int) -> Path:
        """A file of so many rows."""
        path = self.folder / f"{rows}.csv"
        if not path.exists():
            generate(rows, path, now=datetime.now(UTC))
        return path

    def choose(self, term: Term, path: Path) -> None:
        """From Home to the choice of `path`."""
        term.wait("Bench store")
        term.send("u")
        term.wait("Which file")
        term.paste(str(path))
        term.wait(path.name)
        term.send("\r")

    def open(self, term: Term, path: Path, until: str) -> None:
        """From Home to the mapping of `path`."""
        self.choose(term, path)
        term.wait(until, 60)

    def paint(self) -> str:
        """From the start of the program to its first picture, and to a complete Home."""
        first, whole, busy = [], [], []
        for _ in range(ROUNDS):
            with self.term(PROGRAM) as term:
                first.append(term.wait("Destinations"))
                busy.append(_cpu(term.pid))
                whole.append(term.wait("Bench store"))
                term.send("\x11")
                term.exit_status()
        return f"first paint {_median(first)}, Home complete {_median(whole)}, CPU until then {_median(busy)}"

    def help(self) -> str:
        """`tiktok-tui --help` from its start to its end."""
        took = []
        for _ in range(ROUNDS):
            with self.term([*PROGRAM, "--help"]) as term:
                term.exit_status()
                took.append(term.elapsed)
        return f"--help {_median(took)}"

    def preview(self) -> str:
        """From the choice of a file to its first row as an event, and to the totals of all its rows."""
        report = []
        for rows in (1_000, 1_000_000):
            path = self.file(rows)
            with self.term(PROGRAM) as term:
                self.choose(term, path)
                began = time.perf_counter()
                term.wait("Row 2", 60)
                shown = time.perf_counter() - began
                term.wait(f"all {rows:,} rows", 120)
                report.append(f"{rows:,} rows: preview {_ms(shown)}, totals {_ms(time.perf_counter() - began)}")
        return "; ".join(report)

    def change(self) -> str:
        """From a change of the mapping of a million rows to the first rows' answer, and to the totals of all."""
        first, all_ = [], []
        with self.term(PROGRAM) as term:
            self.choose(term, self.file(1_000_000))
            for field in CLEARED:
                term.wait("all 1,000,000 rows", 120)
                _stand_on(term, field)
                term.send("\x7f")
                began = time.perf_counter()
                term.wait_gone("all 1,000,000 rows")
                term.wait("first ")
                first.append(time.perf_counter() - began)
                term.wait("all 1,000,000 rows", 120)
                all_.append(time.perf_counter() - began)
        return f"after a change the first rows {_median(first)}, all rows {_median(all_)}"

    def keys(self) -> str:
        """From a key to the screen that shows it, while a million rows are checked."""
        path = self.file(1_000_000)
        took: list[float] = []
        with self.term(PROGRAM) as term:
            self.open(term, path, "Row 2")
            while "all 1,000,000 rows" not in term.text and len(took) < 200:
                took.append(_key(term, "\x1b[B" if len(took) % 8 < 4 else "\x1b[A"))
            term.wait("all 1,000,000 rows", 120)
            term.settle(1.0)
            rest = sorted(_key(term, "\x1b[B" if place % 8 < 4 else "\x1b[A") for place in range(80))
        took.sort()
        return (
            f"key to screen during a check {_median(took)}, 95 % within {_ms(took[int(0.95 * len(took))])}, longest "
            f"{_ms(took[-1])}; at rest {_median(rest)}, 95 % within {_ms(rest[int(0.95 * len(rest))])}"
        )

    def upload(self) -> str:
        """How long the app's event loop is held at most while 100,000 events are sent."""
        with self.term(BEATING) as term:
            self.open(term, self.file(100_000), "all 100,000 rows")
            term.send("\x13")
            term.wait("How many")
            term.send("\x13")
            term.wait("y yes")
            asked = time.perf_counter()
            while time.perf_counter() < asked + 4:
                term.pump(0.5)
            began = time.perf_counter()
            term.send("y")
            term.wait(" Sent ", 120)
            ended = time.perf_counter()
            term.send("\x11")
            term.exit_status()
        beats: list[float] = json.loads(Path(self.env["BEATS"]).read_text())
        return (
            f"event loop during an upload of {ended - began:.1f} s: {_held(beats, began, ended)}; "
            f"at rest before it: {_held(beats, asked, began)}"
        )

    def sending(self) -> str:
        """From a key to the screen while 300,000 events are sent, and the processor time of app and upload together."""
        rows, took = 300_000, []
        with self.term(PROGRAM) as term:
            self.open(term, self.file(rows), f"all {rows:,} rows")
            term.send("\x13")
            term.wait("How many")
            term.send("\x13")
            term.wait("y yes")
            before = _cpu(term.pid)
            term.send("y")
            term.wait("space pause")
            while "space pause" in term.text:
                began = time.perf_counter()
                term.send("?")
                term.wait("Keys: Upload")
                took.append(time.perf_counter() - began)
                term.send("\x1b")
                term.wait_gone("Keys: Upload")
            term.wait(" Sent ", 120)
            used = _cpu(term.pid) - before
            sent = int(re.search(r"Sent ([\d,]+) events", term.text)[1].replace(",", ""))  # type: ignore[index]
        return (
            f"help on the screen during an upload {_median(took)}; processor time {1e6 * used / sent:.1f} µs an event"
        )

    def idle(self) -> str:
        """CPU time of the app while nobody does anything."""
        with self.term(PROGRAM) as term:
            term.wait("Bench store")
            term.settle(1.0)
            before, began = _cpu(term.pid), term.elapsed
            while term.elapsed - began < 10:
                term.pump(0.5)
            used, seconds = _cpu(term.pid) - before, term.elapsed - began
        return f"idle CPU {100 * used / seconds:.1f} %"


def _stand_on(term: Term, field: str) -> None:
    term.send("\x1b[H")
    for _ in range(100):
        term.settle(0.3)
        line = next((line for line in term.text.splitlines() if "│› " in line), "")
        if field in line.split("│")[1].split():
            return
        term.send("\x1b[B")
    raise SystemExit(f"there is no {field}:\n{term.text}")


def _held(beats: list[float], first: float, last: float) -> str:
    during = [beat for beat in beats if first <= beat <= last]
    held = sorted(later - earlier for earlier, later in itertools.pairwise(during))
    return f"99 % of beats within {_ms(held[int(0.99 * len(held))])}, longest {_ms(held[-1])}"


def _key(term: Term, key: str) -> float:
    before = _cursor(term.text)
    began = time.perf_counter()
    term.send(key)
    while _cursor(term.text) in {before, _BETWEEN}:
        term.pump(0.005)
        if time.perf_counter() - began > 5:
            raise SystemExit(f"no answer to a key:\n{term.text}")
    return time.perf_counter() - began


_BETWEEN = -1
"""The cursor's line while the screen is only half drawn."""


def _cursor(text: str) -> int:
    return next((place for place, line in enumerate(text.splitlines()) if "│› " in line), _BETWEEN)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _median(seconds: list[float]) -> str:
    return f"{_ms(statistics.median(seconds))} (median of {len(seconds)})"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def main() -> None:
    """Measure what was asked for, one after the other, with the machine's load beside it."""
    figures: dict[str, Callable[[Bench], str]] = {
        "paint": Bench.paint,
        "help": Bench.help,
        "idle": Bench.idle,
        "preview": Bench.preview,
        "change": Bench.change,
        "keys": Bench.keys,
        "upload": Bench.upload,
        "sending": Bench.sending,
    }
    parser = argparse.ArgumentParser(description="Measure the app in a terminal.")
    parser.add_argument("figures", nargs="*", choices=[*figures, []], help="all by default")
    chosen = parser.parse_args().figures or list(figures)
    with tempfile.TemporaryDirectory() as folder, Sandbox.start("--fast") as sandbox:
        bench = Bench(Path(folder), sandbox.base_url)
        for name in chosen:
            load = os.getloadavg()[0]
            print(f"{figures[name](bench)}   [load {load:.1f}]", flush=True)


if __name__ == "__main__":
    main()
