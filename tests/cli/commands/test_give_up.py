"""`give-up`: what was and what was not sent, before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.uploads.ledgers import begun
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.uploads.ledger.database import Ledger


@pytest.mark.parametrize(
    ("total", "accepted", "asked", "said"),
    [
        (4000, 1200, "2,800 of its 4,000 events have", "1,200 events stay accepted, 2,800 were not sent."),
        (2, 1, "1 of its 2 events has", "1 event stays accepted, 1 was not sent."),
    ],
)
def test_what_stays_and_what_was_not_sent(
    cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch, total: int, accepted: int, asked: str, said: str
) -> None:
    home.mkdir()
    with Ledger(Home(home, home).ledger) as ledger:
        run = begun(ledger)
        with ledger.transaction():
            counts = (total, accepted, run.number)
            ledger.write("UPDATE runs SET total = ?, accepted = ?, status = 'stopped' WHERE number = ?", counts)
    monkeypatch.setattr(console, "may_ask", lambda: True)
    outcome = cli("give-up", run.id, stdin="y\n")
    assert (outcome.code, outcome.out) == (0, "")
    question = f"Give run {run.id} up? {asked} not been sent. [y/N] "
    assert outcome.err == f"{question}Run {run.id} is given up: {said}\n"
