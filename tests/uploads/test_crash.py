"""An upload killed in mid-flight: nothing is lost, nothing that was acknowledged is sent again."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.support.sandbox import Sandbox
from tests.support.uploads import Scenario
from tiktok_tui.uploads.ledger.history import standing
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.run import Status

EVENTS = 30_000
"""More than three short lives can send."""


@dataclass(frozen=True)
class Life:
    """What a sender said before it ended: accepted batches as (first row, last row), and its last line."""

    accepted: tuple[tuple[int, int], ...]
    last: str


def live(scenario: Scenario, file: str = "", *, until: str = "", count: int = 0) -> Life:
    """Run a sender; kill it with SIGKILL after `count` lines that start with `until`."""
    rows: dict[str, tuple[int, int]] = {}
    accepted: list[tuple[int, int]] = []
    line = ""
    with started(scenario, file, until, str(count)) as sender:
        assert sender.stdout is not None
        for line in sender.stdout:
            kind, *numbers = line.split()
            if kind == "BatchStarted":
                rows[numbers[0]] = (int(numbers[1]), int(numbers[2]))
            elif kind == "BatchAccepted":
                accepted.append(rows[numbers[0]])
            count -= kind == until
            if until and count == 0:
                sender.kill()
                break
    return Life(tuple(accepted), line)


def started(scenario: Scenario, *words: str) -> subprocess.Popen[str]:
    """A sender; `words` are its file, and where it stands still."""
    command = [
        sys.executable,
        "-m",
        "tests.support.sender",
        str(scenario.home.state),
        scenario.sandbox.base_url,
        *words,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def arrivals(sandbox: Sandbox) -> list[tuple[int, int]]:
    """Every event that arrived, in the order of arrival: its number and its row."""
    return [(event.number, int(str(event.body["event_id"])[6:]) + 2) for event in sandbox.events()]


@pytest.mark.parametrize("fault", ["slow:0.05", "slow:0.02 drop-after:0.1"])
def test_killed_again_and_again_every_event_still_arrives_once(scenario: Scenario, fault: str) -> None:
    scenario.sandbox.reset(*fault.split(), keep_bodies=True)
    path = str(scenario.orders(EVENTS))
    chance = random.Random(fault)
    acknowledged: list[tuple[tuple[int, int], int]] = []
    for attempt in range(3):
        kind, most = chance.choice([("RunStarted", 1), ("BatchStarted", 4), ("BatchStarted", 4), ("BatchAccepted", 3)])
        life = live(scenario, "" if attempt else path, until=kind, count=chance.randint(1, most))
        scenario.sandbox.set_faults(*fault.split())
        arrived = scenario.sandbox.stats().arrived
        acknowledged += [(batch, arrived) for batch in life.accepted]
        run = run_named(scenario.home)
        assert standing(scenario.home, run.id).state == "unfinished"
        assert run.tally.accepted >= sum(last - first + 1 for (first, last), _ in acknowledged)
    last = live(scenario).last.split()
    assert last == ["RunFinished", str(EVENTS), "0", "0"]
    stats = scenario.sandbox.stats()
    assert (stats.accepted, stats.counted_again) == (EVENTS, 0)
    came = arrivals(scenario.sandbox)
    for (first, end), arrived in acknowledged:
        assert not [row for number, row in came if number > arrived and first <= row <= end]
    run = standing(scenario.home, run.id).run
    assert (run.status, run.tally.accepted, run.left) == (Status.DONE, EVENTS, 0)


def test_killed_after_tiktok_took_a_batch_and_before_we_knew(scenario: Scenario) -> None:
    with started(scenario, str(scenario.orders(4000)), "BatchStarted", "2") as sender:
        # It stands still: what TikTok has taken by now it does not know of.
        while scenario.sandbox.stats().accepted < 2000:
            pass
        sender.kill()
    assert live(scenario).last.split() == ["RunFinished", "4000", "0", "0"]
    assert (scenario.sandbox.stats().accepted, scenario.sandbox.stats().counted_again) == (4000, 0)
