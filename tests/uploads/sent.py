"""Runs that were stopped before their end."""

from __future__ import annotations

from pathlib import Path

from tests.support.uploads import Scenario
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, Status
from tiktok_tui.uploads.updates import BatchAccepted


def half_sent(scenario: Scenario, source: Path, options: Options | None = None) -> Run:
    """A run that was stopped after its first accepted batch."""
    with scenario.sending(source, options or Options(in_flight_max=1)) as sending:
        for update in sending:
            if isinstance(update, BatchAccepted):
                sending.control.stop()
    run = run_named(scenario.home)
    assert (run.status, run.tally.accepted) == (Status.STOPPED, 1000)
    return run
