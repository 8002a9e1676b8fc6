"""Files the keys and marks of accepted events into tables of their own: in bulk and sorted, once a run has ended.

An accepted batch keeps them in its own row, which is cheap to write. In the common tables each of them
would fall on another page, so that a batch would write megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tiktok_tui.uploads.ledger import similar
from tiktok_tui.uploads.ledger.database import Ledger

_BATCHES: Final = 250
"""Batches in one transaction; other processes wait for it."""

KEY_BYTES: Final = 16

_TIME_BYTES: Final = 10
"""Digits of Unix seconds, until the year 2286."""

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
        f"SELECT batches.number, recipient, batches.started, keys, marks FROM batches JOIN runs ON runs.number = run"
        f" WHERE {_UNFILED} ORDER BY batches.number LIMIT {_BATCHES}",
        (run,),
    )
    if not found:
        return False
    last = found[-1]
    recipient = last.integer("recipient")
    _file_keys(ledger, recipient, run, ((each.blob("keys"), each.real("started")) for each in found))
    marks = [(each.blob("marks"), each.real("started")) for each in found if each.has("marks")]
    similar.keep(ledger, recipient, marks)
    ledger.write(
        f"UPDATE batches SET keys = NULL, marks = NULL WHERE {_UNFILED} AND number <= ?", (run, last.integer("number"))
    )
    return True


def _file_keys(ledger: Ledger, recipient: int, run: int, batches: Iterable[tuple[bytes, float]]) -> None:
    """File the keys of batches, each with the time (Unix seconds) that it was sent.

    They go to SQLite as one value that it cuts itself: a statement for each key, or one that reads the batches again
    for each, takes two to three times as long.
    """
    entries: list[bytes] = []
    for keys, started in batches:
        at = b"%0*d" % (_TIME_BYTES, started)
        entries += [keys[place : place + KEY_BYTES] + at for place in range(0, len(keys), KEY_BYTES)]
    entries.sort()
    size = KEY_BYTES + _TIME_BYTES
    ledger.write(
        f"WITH RECURSIVE places(n) AS (SELECT 1 UNION ALL SELECT n + {size} FROM places WHERE n + {size} < ?1)"
        f" INSERT INTO accepted SELECT ?2, substr(?3, n, {KEY_BYTES}),"
        f" CAST(substr(?3, n + {KEY_BYTES}, {_TIME_BYTES}) AS INTEGER), ?4 FROM places WHERE true"
        " ON CONFLICT (recipient, key) DO UPDATE SET at = excluded.at, run = excluded.run",
        (size * len(entries), recipient, b"".join(entries), run),
    )
