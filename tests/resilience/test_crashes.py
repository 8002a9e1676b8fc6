"""Killed at the worst moments and at any other, then resumed: every event arrives once, every reject is there once."""

from __future__ import annotations

import csv
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.resilience import doomed
from tests.resilience.effort import Effort, Report
from tests.support.uploads import Scenario, write_orders
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import UsageError
from tiktok_tui.uploads.exports.rejects import save_run_rejects
from tiktok_tui.uploads.exports.reopen import reopened
from tiktok_tui.uploads.ledger.history import standing
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.run import RunState, Status

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

ORDERS = 2100
BROKEN = frozenset({0, 1700, 2099})
TROUBLE = ("refuse-events:0.002", "drop-after:0.1", "50000:0.1")


@dataclass
class Trial:
    """One upload, killed as often as wanted."""

    scenario: Scenario
    path: Path
    kills: int = 0

    @classmethod
    def begin(cls, scenario: Scenario, number: int) -> Trial:
        """A new home, a new file, a sandbox as new."""
        folder = private_folder(scenario.folder / f"trial-{number}")
        scenario.sandbox.reset(*TROUBLE, keep_bodies=True, seed=number)
        path = write_orders(folder / "orders.csv", range(ORDERS), broken=BROKEN)
        return cls(Scenario(Home(folder / "home", folder / "home"), scenario.sandbox, folder), path)

    @property
    def known(self) -> int:
        """How many events the ledger knows as accepted."""
        try:
            return run_named(self.scenario.home).tally.accepted
        except UsageError:
            return 0

    def live(self, place: str = "", times: int = 1, *, after: float | None = None) -> bool:
        """Send or resume once; True if the sender died. `after` so many seconds it is killed, wherever it is."""
        begun = self.begun
        sender = doomed.start(
            self.scenario.home.state,
            self.scenario.sandbox.base_url,
            "" if begun else str(self.path),
            place=place,
            times=times,
        )
        try:
            sender.join(after)
        finally:  # a sender that outlives its test would send to the sandbox of the next one
            sender.kill()
            sender.join()
        while self.scenario.sandbox.stats().in_flight:
            time.sleep(0.005)
        died = sender.exitcode == -signal.SIGKILL
        if died and self.begun:
            assert standing(self.scenario.home, run_named(self.scenario.home).id).state is not RunState.RUNNING
        self.kills += died
        assert died or sender.exitcode == 0
        return died

    @property
    def begun(self) -> bool:
        """True if there is an unfinished run."""
        try:
            return bool(run_named(self.scenario.home))
        except UsageError:
            return False

    def finish(self) -> tuple[int, int]:
        """Resume to the end, and prove it; gives the events lost and those sent twice."""
        # What was acknowledged is known, and of that nothing arrives again.
        self.scenario.sandbox.set_faults("refuse-events:0.002")
        known, arrived = self.known, self.scenario.sandbox.stats().arrived
        summary = self.scenario.resume(run_named(self.scenario.home)) if self.begun else self.scenario.send(self.path)
        sendable = ORDERS - len(BROKEN)
        stats = self.scenario.sandbox.stats()
        assert (summary.status, summary.accepted + summary.refused + summary.skipped) == (Status.DONE, sendable)
        assert stats.arrived - arrived <= sendable - summary.refused - known
        came = Counter(str(event.body["event_id"]) for event in self.scenario.sandbox.events() if not event.repeat)
        refused = self.rejects(summary.run)
        expected = {f"order-{number:06d}" for number in range(ORDERS)} - refused
        assert len(refused) == summary.refused + len(BROKEN)
        assert stats.accepted == len(came)
        return len(expected - set(came)), stats.counted_again + sum(count - 1 for count in came.values())

    def rejects(self, name: str) -> set[str]:
        """The orders in the file of rejects, each of which is there once."""
        out = self.scenario.folder / "rejects.csv"
        run = standing(self.scenario.home, name).run
        with reopened(self.scenario.home, run) as (table, prepared):
            save_run_rejects(self.scenario.home, name, table, prepared, out)
        with out.open(newline="", encoding="utf-8-sig") as file:
            orders = [row["id"] for row in csv.DictReader(file)]
        assert len(set(orders)) == len(orders)
        assert [path.name for path in self.scenario.folder.iterdir() if path.name.startswith(".")] == []
        return set(orders)


@pytest.mark.parametrize("place", doomed.PLACES)
def test_killed_at_the_worst_moments(scenario: Scenario, effort: Effort, report: Report, place: str) -> None:
    lost = twice = kills = 0
    chance = random.Random(place)
    for number in range(effort.of(1, 10)):
        trial = Trial.begin(scenario, number)
        trial.live(place, chance.randint(1, 3) if number % 2 else 1)
        if effort.long:
            trial.live(chance.choice(doomed.PLACES), chance.randint(1, 5))
        kills += trial.kills
        gone, doubled = trial.finish()
        lost, twice = lost + gone, twice + doubled
    assert kills
    report(f"SIGKILL {place}", kills, "resumed, all accepted once", lost, twice)


def test_killed_at_any_moment(scenario: Scenario, effort: Effort, report: Report) -> None:
    lost = twice = kills = number = 0
    chance = random.Random(7)
    while kills < effort.of(4, 100):
        trial = Trial.begin(scenario, number)
        number += 1
        while trial.live(after=chance.uniform(0.05, 1.5)) and trial.kills < 3:
            pass
        kills += trial.kills
        gone, doubled = trial.finish()
        lost, twice = lost + gone, twice + doubled
    report("SIGKILL at random moments", kills, "resumed, all accepted once", lost, twice)
