"""Faults that show only after long: a million rows amid faults, and the app idle and busy. In the long form alone."""

from __future__ import annotations

import csv
import gc
import os
import time
from collections import Counter
from pathlib import Path

from tests.resilience.effort import Report
from tests.support.uploads import Scenario
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.run import Status

ROWS = int(os.environ.get("RESILIENCE_ROWS", "1000000"))
SECONDS = float(os.environ.get("RESILIENCE_SECONDS", "3600"))
WARMING = 250
FAULTS = (
    "40100:0.01", "50000:0.01", "51010:0.01", "61000:0.01", "html-502:0.01", "html-504:0.01", "http-500:0.01",
    "drop-before:0.01", "drop-after:0.01", "empty-200:0.01", "truncated-json:0.01", "data-null:0.01",
    "data-absent:0.01", "slow:0.05:0.01", "refuse-events:0.00001",
)  # fmt: skip


def resident_bytes() -> int:
    """The memory that this process holds, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_a_million_rows_amid_faults_of_every_kind(scenario: Scenario, report: Report, long: None) -> None:
    path = scenario.folder / "orders.csv"
    now = int(time.time())
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "time", "email", "value"])
        out.writerows(
            [f"order-{n:07d}", now - 3600, f"person{n}@customers.example", f"{n % 90}.50"] for n in range(ROWS)
        )
    scenario.sandbox.reset(*FAULTS)
    held: list[int] = []
    begun = time.monotonic()
    with scenario.sending(path) as sending:
        for number, update in enumerate(sending):
            scenario.updates = [update]
            if number % max(1, ROWS // 100_000) == 0:
                held.append(resident_bytes())
    summary = scenario.summary
    while summary.status is not Status.DONE:
        summary = scenario.resume(run_named(scenario.home))
    seconds = time.monotonic() - begun
    stats = scenario.sandbox.stats()
    assert summary.accepted + summary.refused == ROWS
    early, late = max(held[: len(held) // 3]), max(held[-len(held) // 3 :])
    assert late < early + (150 << 20), (early, late)
    ledger = scenario.home.ledger.stat().st_size
    assert ledger < 100 * ROWS + (1 << 20)
    report(
        f"1 % of every fault over {ROWS:,} rows",
        summary.requests,
        f"{summary.accepted:,} accepted, {summary.refused} refused in {seconds:.0f} s; memory {early >> 20} MB early,"
        f" {late >> 20} MB late; ledger {ledger / ROWS:.0f} bytes a row",
        ROWS - summary.refused - stats.accepted + stats.counted_again,
        stats.counted_again,
    )


def census() -> Counter[str]:
    """How many objects of each kind there are."""
    gc.collect()
    return Counter(type(each).__qualname__ for each in gc.get_objects())


async def test_the_app_idle_and_busy_keeps_nothing(report: Report, long: None, scenario: Scenario) -> None:
    # Not above: what makes the app draw the same everywhere has to be set before it is imported.
    from tiktok_tui.tui.app import TikTokTui
    from tiktok_tui.tui.frame.session import AppSession

    app = TikTokTui(AppSession(scenario.home, scenario.sandbox.base_url))
    keys = ("1", "2", "3", "4", "escape", "question_mark", "escape", "ctrl+p", "escape", "down", "up", "tab")
    async with app.run_test(size=(110, 34)) as pilot:
        # Textual's caches are bounded and fill up first: they remember the last two hundred or so of everything.
        for _ in range(WARMING):
            await pilot.press(*keys)
        await pilot.pause()
        before = census()
        end = time.monotonic() + SECONDS
        rounds = 0
        while time.monotonic() < end:
            await pilot.press(*keys)
            await pilot.pause(0.5 if rounds % 2 else 0.0)
            rounds += 1
        await pilot.pause()
        after = census()
    grown = {
        name: after[name] - before[name] for name in after if after[name] - before[name] > max(200, before[name] // 5)
    }
    assert not grown
    report(
        f"the app for {SECONDS:.0f} s, idle and busy",
        rounds * len(keys),
        f"{before.total():,} objects at the start, {after.total():,} at the end",
    )
