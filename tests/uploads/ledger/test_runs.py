"""Runs in the ledger: their names, and finding them."""

from __future__ import annotations

from tests.uploads.ledgers import begin
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger


def test_runs_are_named_after_the_day_and_counted(ledger: Ledger) -> None:
    names = [runs.listing(ledger)[0].id for _ in range(3) if begin(ledger)]
    assert names == ["2026-09-21-001", "2026-09-21-002", "2026-09-21-003"]
