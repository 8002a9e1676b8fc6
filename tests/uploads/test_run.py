"""How much of a run is left, and which runs may be sent further."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.uploads.ledgers import begun
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.run import Status, Tally


def test_every_way_to_decide_an_event_leaves_one_less_and_never_fewer_than_none() -> None:
    tally = Tally(accepted=1, refused=2, skipped=4, withheld=8, similar=16, uncertain=32, batches=64, requests=128)
    assert (tally.left(40), tally.left(31), tally.left(30)) == (9, 0, 0)
    assert tally.held_back == 24


@pytest.mark.parametrize("status", Status)
def test_a_run_that_was_given_up_is_never_resumed_and_one_that_is_done_for_what_it_held_back(
    ledger: Ledger, status: Status
) -> None:
    run = replace(begun(ledger), status=status)
    held = [replace(run, tally=tally) for tally in (Tally(withheld=1), Tally(similar=1))]
    assert run.ended is (status in (Status.DONE, Status.GIVEN_UP))
    assert run.resumable is (not run.ended)
    assert [each.resumable for each in held] == [status is not Status.GIVEN_UP] * 2
