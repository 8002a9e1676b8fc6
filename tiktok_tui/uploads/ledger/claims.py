"""Which events may be sent now: those that `screening` lets through and that no other run is sending.

A run *claims* events by writing the batch that holds them before it is sent, in one transaction with the check of what
was accepted; so of two processes with one file each event is sent by one. The claim ends when the batch is answered
(`batches`). A claim of a dead run (nobody holds its lock) is taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tiktok_tui.prepare.event import Event
from tiktok_tui.uploads.ledger import similar
from tiktok_tui.uploads.ledger.archive import file_some
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import UNDER_WAY, recover, split_keys
from tiktok_tui.uploads.ledger.screening import Screened, Sender, screen
from tiktok_tui.uploads.run import BatchState

Unattended = Callable[[int], AbstractContextManager[bool]]
"""For a run's number: True if no process sends it; none can begin to within the context (`locks.unattended`)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The events a run may send now (`screened.fresh`) and those that another run is sending (`busy`).

    `alone`: no other run was found in the ledger, so that an earlier screening is still right.
    """

    screened: Screened
    busy: tuple[Event, ...] = ()
    alone: bool = False


def claim(
    ledger: Ledger,
    sender: Sender,
    number: int,
    events: Sequence[Event],
    now: float,
    unattended: Unattended,
    *,
    screened_at: int | None = None,
) -> Claim:
    """Claim what may be sent of `events` as batch `number`, about to leave.

    `screened_at` is the ledger's version from before they were screened, all of them fresh: as long as nobody else
    writes to the ledger or has claims there, they are not looked up again.
    """
    with ledger.transaction():
        if screened_at == ledger.version() and not _others(ledger, sender):
            write_claim(ledger, sender.run, number, events, now, sending=True)
            return Claim(Screened(tuple(events)), alone=True)
    take_over(ledger, sender, unattended)
    with ledger.transaction():
        others = _others(ledger, sender)
        for run in others:
            while file_some(ledger, run):
                pass
        busy = _claimed_elsewhere(ledger, sender, others, events)
        free = [event for event in events if event.key not in busy] if busy else events
        screened = screen(ledger, sender, free, now)
        if screened.fresh:
            write_claim(ledger, sender.run, number, screened.fresh, now, sending=True)
    return Claim(screened, tuple(event for event in events if event.key in busy))


def write_claim(
    ledger: Ledger,
    run: int,
    number: int,
    events: Sequence[Event],
    now: float,
    *,
    sending: bool,
    parent: int | None = None,
) -> None:
    """Write a batch that is about to be sent, or that is queued. Needs a transaction of the caller's."""
    ledger.write(
        "INSERT INTO batches (run, number, parent, state, events, first_row, last_row, keys, marks, doubt, started)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run,
            number,
            parent,
            BatchState.SENDING if sending else BatchState.QUEUED,
            len(events),
            events[0].row,
            events[-1].row,
            b"".join([event.key for event in events]),
            similar.pack(events),
            now if sending else None,
            now,
        ),
    )


def take_over(ledger: Ledger, sender: Sender, unattended: Unattended) -> None:
    """End the claims of dead runs."""
    for run in _others(ledger, sender):
        with unattended(run) as dead:
            if dead:
                recover(ledger, run)


def _others(ledger: Ledger, sender: Sender) -> list[int]:
    """The other runs that have keys in their batches. Two ranges of the index: this run may have thousands there."""
    found = ledger.records(
        "SELECT run FROM batches WHERE keys IS NOT NULL AND run < ?"
        " UNION SELECT run FROM batches WHERE keys IS NOT NULL AND run > ?",
        (sender.run, sender.run),
    )
    return [record.integer("run") for record in found]


def _claimed_elsewhere(ledger: Ledger, sender: Sender, others: Sequence[int], events: Sequence[Event]) -> set[bytes]:
    """The keys of those events that other runs to the same recipient are sending, be it under other IDs."""
    keys: set[bytes] = set()
    marks: list[bytes] = []
    for run in others:
        for record in ledger.records(
            "SELECT keys, marks FROM batches JOIN runs ON runs.number = run"
            f" WHERE {UNDER_WAY} AND run = ? AND recipient = ?",
            (run, sender.recipient),
        ):
            keys.update(split_keys(record.blob("keys")))
            marks += [record.blob("marks")] if record.has("marks") and not sender.takes_similar else []
    counted = similar.count(marks)
    return {event.key for event in events if event.key in keys or similar.evidence(event, counted)}
