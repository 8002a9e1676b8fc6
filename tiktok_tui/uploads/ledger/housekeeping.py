"""Housekeeping of the ledger after a run: file its keys, forget old ones, keep a daily copy."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Final

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.ledger import archive
from tiktok_tui.uploads.ledger.copies import copy_ledger
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.screening import KEPT_SECONDS

_DAY: Final = 86400
_AGREEING_DAYS: Final = 3


def tidy_up(home: Home, ledger: Ledger, run: int, now: float) -> None:
    """Do the tasks that are due; a failed one is done by the next run. `now` in Unix seconds."""
    with contextlib.suppress(StateError, OSError):
        archive.file_accepted(ledger, run)
        _once_a_day(ledger, "prune", now, lambda: prune(ledger, now))
        _once_a_day(ledger, "copy", now, lambda: copy_ledger(home, ledger, now))


def prune(ledger: Ledger, now: float) -> None:
    """Forget keys older than 30 days, in slices that hold the ledger for milliseconds each.

    The time is one that runs of three days agree on: a clock that is a month ahead for a day forgets nothing.
    """
    days = ledger.records(
        "SELECT DISTINCT CAST(started_at / ? AS INTEGER) AS day FROM runs ORDER BY day DESC LIMIT ?",
        (_DAY, _AGREEING_DAYS),
    )
    if len(days) < _AGREEING_DAYS:
        return
    agreed = min(now, float(days[-1].integer("day") * _DAY))
    recipients = [record.integer("number") for record in ledger.records("SELECT number FROM recipients")]
    for first, end in _slices():
        for table, column in (("accepted", "at"), ("doubts", "since")):
            for recipient in recipients:
                with ledger.transaction():
                    ledger.write(
                        f"DELETE FROM {table} WHERE recipient = ? AND key >= ? AND key < ? AND {column} < ?",
                        (recipient, first, end, int(agreed - KEPT_SECONDS)),
                    )
    with ledger.transaction():
        ledger.write("DELETE FROM marks WHERE day < ?", (int((agreed - KEPT_SECONDS) // _DAY),))


def _once_a_day(ledger: Ledger, chore: str, now: float, act: Callable[[], None]) -> None:
    """Act if it is due. The day is taken first, so that no other process acts too, and given back if it fails."""
    if not _due(ledger, chore, now):
        return
    try:
        act()
    except BaseException:
        ledger.write("DELETE FROM chores WHERE name = ?", (chore,))
        raise


def _due(ledger: Ledger, chore: str, now: float) -> bool:
    """True once a day; the day is then taken by the caller."""
    with ledger.transaction():
        return bool(
            ledger.write(
                "INSERT INTO chores VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET done = excluded.done"
                " WHERE abs(excluded.done - done) > ?",
                (chore, now, _DAY),
            )
        )


def _slices() -> Iterator[tuple[bytes, bytes]]:
    """All keys in 256 ranges of one size: keys are digests."""
    for byte in range(256):
        yield bytes([byte]), bytes([byte + 1]) if byte < 255 else b"\xff" * 17
