"""Outcomes of batches in the ledger, and how long keys are kept."""

from __future__ import annotations

from tests.uploads.ledgers import EVENTS, NOW, accept, begin
from tiktok_tui.uploads.ledger import batches, claims
from tiktok_tui.uploads.ledger.claims import KEPT_SECONDS
from tiktok_tui.uploads.ledger.database import Ledger


def test_keys_are_forgotten_after_thirty_days(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), EVENTS)
    other = begin(ledger)
    assert claims.screen(ledger, other, EVENTS, NOW + KEPT_SECONDS - 1).skipped == 10
    assert claims.screen(ledger, other, EVENTS, NOW + KEPT_SECONDS + 1).skipped == 0
    batches.prune(ledger, NOW + KEPT_SECONDS - 1)
    assert ledger.read("SELECT count(*) FROM accepted") == [(10,)]
    batches.prune(ledger, NOW + KEPT_SECONDS + 86400)
    assert ledger.read("SELECT count(*) FROM accepted") == [(0,)]
