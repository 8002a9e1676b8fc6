"""The counts of a run: what is left, what is complete, and what `--json` says."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from tests.uploads.ledgers import begun
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import NOTHING_SENT, Summary

TALLY = Tally(accepted=50, refused=4, uncertain=10, skipped=20, withheld=3, batches=6, requests=9, similar=2)


def test_the_counts_are_those_of_the_run() -> None:
    summary = Summary("2026-09-21-001", Status.STOPPED, 100, TALLY, (("same order", 2), ("same person and time", 1)))
    assert summary.counts() == {
        **{"run": "2026-09-21-001", "accepted": 50, "refused": 4, "skipped": 20, "withheld": 3, "similar": 2},
        **{
            "similar_by": {"same order": 2, "same person and time": 1},
            "uncertain": 10,
            "batches": 6,
            "requests": 9,
            "status": "stopped",
        },
    }
    assert summary.left == 100 - 50 - 4 - 20 - 3 - 2
    assert Tally(accepted=9).left(7) == 0
    assert (NOTHING_SENT.complete, NOTHING_SENT.counts()["status"], NOTHING_SENT.left) == (True, "done", 0)
    assert set(astuple(Tally())) == {0}


@pytest.mark.parametrize(
    ("status", "tally", "complete"),
    [
        (Status.DONE, Tally(accepted=5, skipped=5), True),
        (Status.STOPPED, Tally(accepted=10), False),
        (Status.DONE, Tally(accepted=9, refused=1), False),
        (Status.DONE, Tally(accepted=9, withheld=1), False),
        (Status.DONE, Tally(accepted=9, similar=1), False),
        (Status.DONE, Tally(accepted=10, uncertain=10), False),
    ],
)
def test_it_is_complete_if_tiktok_certainly_has_everything(status: Status, tally: Tally, complete: bool) -> None:
    assert Summary("r", status, 10, tally).complete is complete


@pytest.mark.parametrize(
    ("status", "tally", "resumable"),
    [
        *((status, Tally(), True) for status in (Status.RUNNING, Status.STOPPED, Status.FAILED)),
        (Status.DONE, Tally(accepted=10), False),
        (Status.DONE, Tally(withheld=1), True),
        (Status.DONE, Tally(similar=1), True),
        (Status.GIVEN_UP, Tally(withheld=1), False),
    ],
)
def test_a_run_with_something_to_send_can_be_resumed(
    ledger: Ledger, status: Status, tally: Tally, resumable: bool
) -> None:
    run = replace(begun(ledger), status=status, tally=tally, total=12)  # as many as a query gave when it began
    assert run.resumable is resumable
    assert run.left == 12 - tally.accepted - tally.held_back


def test_a_limit_bounds_what_is_to_be_sent(ledger: Ledger) -> None:
    totals = [begun(ledger, options=Options(limit=limit)).total for limit in (None, 0, 3, 11)]
    assert totals == [10, 0, 3, 10]
