"""Recipients of events: one for each address, however it is spelt, and for each test event code."""

from __future__ import annotations

import pytest

from tests.uploads.ledgers import begin
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.recipients import find, find_or_add

URL, OTHER = "https://tiktok.example", "https://elsewhere.example"


@pytest.mark.parametrize("own", [(URL, ""), (URL, "T1"), (OTHER, "")])
def test_what_was_sent_to_one_was_sent_to_no_other(ledger: Ledger, own: tuple[str, str]) -> None:
    before = ledger.number("SELECT count(*) FROM recipients")
    for other in {(URL, ""), (URL, "T1"), (URL, "T2"), (OTHER, ""), (OTHER, "T1")} - {own}:
        begin(ledger, *other)
    assert find(ledger, *own) is None
    number = begin(ledger, *own).recipient
    assert find(ledger, *own) == find_or_add(ledger, *own) == number
    assert find(ledger, f"{own[0].upper()}:443//", own[1]) == number
    assert ledger.number("SELECT count(*) FROM recipients") == before + 5
