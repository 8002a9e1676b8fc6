"""Files the keys of accepted events: in bulk and sorted, once a run has ended.

An accepted batch keeps its keys in its own row, which costs next to nothing to write. Among all accepted keys each of
them would fall on another page, so that a batch would write megabytes.
"""

from __future__ import annotations

from typing import Final

from tiktok_tui.uploads.ledger.database import Ledger

_BATCHES: Final = 500
"""Batches in one transaction, which others wait for."""

_UNFILED: Final = "run = ? AND state = 'accepted' AND keys IS NOT NULL"


def file_accepted(ledger: Ledger, run: int) -> None:
    """File all that was accepted in a run, some hundred batches in a transaction."""
    filed = True
    while filed:
        with ledger.transaction():
            filed = file_some(ledger, run)


def file_all(ledger: Ledger) -> None:
    """File what runs that died have left, and what those under way have by now."""
    for (run,) in ledger.read("SELECT DISTINCT run FROM batches WHERE keys IS NOT NULL"):
        file_accepted(ledger, int(str(run)))


def file_some(ledger: Ledger, run: int) -> bool:
    """File up to 500 accepted batches of a run; gives whether there were any. Within a transaction of the caller's."""
    found = ledger.read(f"SELECT number FROM batches WHERE {_UNFILED} ORDER BY number LIMIT {_BATCHES}", (run,))
    if not found:
        return False
    last = found[-1][0]
    ledger.write(
        "WITH RECURSIVE places(place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place < 999)"
        " INSERT INTO accepted SELECT audience, substr(keys, 16 * place + 1, 16), CAST(batches.started AS INTEGER), run"
        " FROM batches JOIN runs ON runs.number = run JOIN places ON 16 * place < length(keys)"
        f" WHERE {_UNFILED} AND batches.number <= ? ORDER BY 2"
        " ON CONFLICT (audience, key) DO UPDATE SET at = excluded.at, run = excluded.run",
        (run, last),
    )
    ledger.write(f"UPDATE batches SET keys = NULL WHERE {_UNFILED} AND number <= ?", (run, last))
    return True
