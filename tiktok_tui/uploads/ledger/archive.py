"""Files the keys and marks of accepted events into tables of their own: in bulk and sorted, once a run has ended.

An accepted batch keeps them in its own row, which is cheap to write. In the common tables each of them
would fall on another page, so that a batch would write megabytes.
"""

from __future__ import annotations

from typing import Final

from tiktok_tui.uploads.ledger import similar
from tiktok_tui.uploads.ledger.database import Ledger

_BATCHES: Final = 250
"""Batches in one transaction; other processes wait for it."""

_UNFILED: Final = "run = ? AND state = 'accepted' AND keys IS NOT NULL"


def file_accepted(ledger: Ledger, run: int) -> None:
    """File everything that was accepted in a run, 250 batches in a transaction."""
    filed = True
    while filed:
        with ledger.transaction():
            filed = file_some(ledger, run)


def file_all(ledger: Ledger) -> None:
    """File what dead runs have left, and what running ones have so far."""
    for record in ledger.records("SELECT DISTINCT run FROM batches WHERE keys IS NOT NULL"):
        file_accepted(ledger, record.integer("run"))


def file_some(ledger: Ledger, run: int) -> bool:
    """File up to 250 accepted batches of a run; True if there were any. Needs a transaction of the caller's."""
    found = ledger.records(
        f"SELECT batches.number, recipient, batches.started, marks FROM batches JOIN runs ON runs.number = run"
        f" WHERE {_UNFILED} ORDER BY batches.number LIMIT {_BATCHES}",
        (run,),
    )
    if not found:
        return False
    last = found[-1].integer("number")
    ledger.write(
        "WITH RECURSIVE positions(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM positions WHERE n < 999)"
        " INSERT INTO accepted SELECT recipient, substr(keys, 16 * n + 1, 16), CAST(batches.started AS INTEGER), run"
        " FROM batches JOIN runs ON runs.number = run JOIN positions ON 16 * n < length(keys)"
        f" WHERE {_UNFILED} AND batches.number <= ? ORDER BY 2"
        " ON CONFLICT (recipient, key) DO UPDATE SET at = excluded.at, run = excluded.run",
        (run, last),
    )
    marks = [(each.blob("marks"), each.real("started")) for each in found if each.has("marks")]
    similar.keep(ledger, found[-1].integer("recipient"), marks)
    ledger.write(f"UPDATE batches SET keys = NULL, marks = NULL WHERE {_UNFILED} AND number <= ?", (run, last))
    return True
