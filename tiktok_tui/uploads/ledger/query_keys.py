"""The keys of the events of a query's run, so that a resumed run sends these and no others.

A query such as `… USING SAMPLE` or `… now() …` gives other rows when it is run again. No rows are kept: 16 bytes an
event, until the run is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiktok_tui.prepare.event import Event
from tiktok_tui.uploads.ledger.database import Ledger


def keep_keys(ledger: Ledger, run: int, events: Iterable[Sequence[Event]], limit: int | None) -> None:
    """Keep the keys of the first `limit` events (None: of all); those kept before are replaced."""
    forget_keys(ledger, run)
    left = limit
    for chunk in events:
        some = chunk if left is None else chunk[:left]
        with ledger.transaction():
            ledger.write_all("INSERT OR IGNORE INTO run_keys VALUES (?, ?)", ((run, event.key) for event in some))
        if left is not None:
            left -= len(some)
            if not left:
                return


def count_keys(ledger: Ledger, run: int) -> int:
    """How many keys are kept for the run."""
    return ledger.number("SELECT count(*) FROM run_keys WHERE run = ?", (run,))


def kept_keys(ledger: Ledger, run: int, keys: Sequence[bytes]) -> set[bytes]:
    """Those of up to 1000 keys that are kept for the run."""
    marks = ",".join("?" * len(keys))
    found = ledger.records(f"SELECT key FROM run_keys WHERE run = ? AND key IN ({marks})", (run, *sorted(keys)))
    return {record.blob("key") for record in found}


def forget_keys(ledger: Ledger, run: int) -> None:
    """Forget the run's keys. A transaction of its own, unless the caller has one."""
    ledger.write("DELETE FROM run_keys WHERE run = ?", (run,))
