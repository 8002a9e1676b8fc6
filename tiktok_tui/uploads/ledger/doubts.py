"""Claims that end without an answer: the events are unsent, or in doubt where a request may have been carried out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tiktok_tui.uploads.ledger import similar
from tiktok_tui.uploads.ledger.archive import KEY_BYTES, file_accepted
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.run import BatchState

UNDER_WAY: Final = "keys IS NOT NULL AND state <> 'accepted'"
"""The condition for batches that are claims."""


def doubt_count(ledger: Ledger, run: int) -> int:
    """How many events of the run are in doubt, those included that were being sent when its process died."""
    return ledger.number("SELECT count(*) FROM doubts WHERE run = ?", (run,)) + ledger.number(
        f"SELECT coalesce(sum(events), 0) FROM batches WHERE run = ? AND {UNDER_WAY} AND doubt IS NOT NULL", (run,)
    )


def recover(ledger: Ledger, run: int, earliest: float = 0.0) -> int:
    """End the claims that a run left when it died, and file what it had accepted.

    Returns how many events are in doubt by that, not counting those in doubt since before `earliest` (Unix seconds).
    """
    with ledger.transaction():
        rest = ledger.records(f"SELECT number, keys, doubt FROM batches WHERE {UNDER_WAY} AND run = ?", (run,))
        doubtful = 0
        for record in rest:
            keys = split_keys(record.blob("keys"))
            since = record.real("doubt") if record.has("doubt") else None
            release(ledger, run, record.integer("number"), keys, since)
            doubtful += len(keys) if since is not None and since >= earliest else 0
    file_accepted(ledger, run)
    return doubtful


def release(ledger: Ledger, run: int, number: int, keys: Iterable[bytes], doubt: float | None) -> None:
    """End a claim without an answer; `doubt`: since when the events are in doubt. Needs a transaction."""
    if doubt is not None:
        ledger.write_all(
            "INSERT INTO doubts SELECT recipient, ?, ?, number FROM runs WHERE number = ?"
            " ON CONFLICT (recipient, key) DO UPDATE SET since = min(since, excluded.since)",
            ((key, doubt, run) for key in keys),
        )
        for record in ledger.records(
            "SELECT recipient, marks FROM batches JOIN runs ON runs.number = run WHERE run = ? AND batches.number = ?"
            " AND marks IS NOT NULL",
            (run, number),
        ):
            similar.keep(ledger, record.integer("recipient"), [(record.blob("marks"), doubt)])
    ledger.write(
        "UPDATE batches SET state = ?, keys = NULL, marks = NULL, doubt = NULL WHERE run = ? AND number = ?",
        (BatchState.UNSENT if doubt is None else BatchState.DOUBTFUL, run, number),
    )


def split_keys(keys: bytes) -> list[bytes]:
    """The keys in a batch's claim."""
    return [keys[start : start + KEY_BYTES] for start in range(0, len(keys), KEY_BYTES)]
