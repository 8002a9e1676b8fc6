"""Which events may be sent now: not accepted before, not being sent by another run, not in doubt for too long.

A run *claims* events by writing the batch that holds them before it is sent, in one transaction with the check of what
was accepted; so of two processes with one file each event is sent by one. The claim ends when the batch is answered
(`batches`). A claim of a dead run (nobody holds its lock) is taken over.

An event is *in doubt* when it was sent and its result is unknown: a time-out, a crash. It is sent again with the same
event ID, which TikTok drops if it has it, but only for 48 hours after the first time (`tiktok-api.md` 8). After that it
is withheld and counted, since it might count twice, until somebody asks for it (`Options.send_doubtful`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from tiktok_tui.prepare.event import Event
from tiktok_tui.tiktok.limits import MAX_AGE_DAYS, REPEATS_DROPPED_SECONDS
from tiktok_tui.uploads.ledger.archive import file_some
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import UNDER_WAY, recover, split_keys
from tiktok_tui.uploads.ledger.record import Value
from tiktok_tui.uploads.run import BatchState

KEPT_SECONDS: Final = (MAX_AGE_DAYS + 2) * 86400
"""How long the key of an accepted event is kept: longer than an event can be sent at all."""

DOUBT_SECONDS: Final = REPEATS_DROPPED_SECONDS - 3600
"""How long after the first attempt an event in doubt is sent again, with an hour's margin for the sending."""

Unattended = Callable[[int], AbstractContextManager[bool]]
"""For a run's number: True if nobody sends it; nobody can begin to within the context (`locks.unattended`)."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The run that sends, its recipient, and what it sends although it was sent before."""

    run: int
    recipient: int
    resend: bool = False
    send_doubtful: bool = False

    @property
    def force(self) -> bool:
        """True if events are sent that TikTok might count twice, since somebody asked for that."""
        return self.resend or self.send_doubtful


@dataclass(frozen=True, slots=True)
class Screened:
    """Events that may be sent, and how many may not. `own`: accepted in this very run; `skipped`: in another."""

    fresh: tuple[Event, ...]
    own: int = 0
    skipped: int = 0
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """The events a run may send now (`screened.fresh`) and those that another run is sending (`busy`).

    `alone`: no other run was found in the ledger, so that an earlier screening is still right.
    """

    screened: Screened
    busy: tuple[Event, ...] = ()
    alone: bool = False


def screen(ledger: Ledger, sender: Sender, events: Sequence[Event], now: float) -> Screened:
    """Look up to 1000 events up in the ledger. `now` in Unix seconds."""
    keys = [event.key for event in events]
    accepted: dict[bytes, Value] = {}
    if _has_any(ledger, "accepted", sender):
        accepted = _look_up(ledger, "SELECT key, run FROM accepted", "AND at > ?", sender, keys, now - KEPT_SECONDS)
    doubtful: dict[bytes, Value] = {}
    if not sender.force and has_doubts(ledger, sender):
        doubtful = _look_up(ledger, "SELECT key, since FROM doubts", "AND since < ?", sender, keys, now - DOUBT_SECONDS)
    fresh: list[Event] = []
    own = skipped = withheld = 0
    for event in events:
        owner = accepted.get(event.key)
        if owner == sender.run:
            own += 1
        elif owner is not None and not sender.resend:
            skipped += 1
        elif event.key in doubtful:
            withheld += 1
        else:
            fresh.append(event)
    return Screened(tuple(fresh), own, skipped, withheld)


def has_doubts(ledger: Ledger, sender: Sender) -> bool:
    """True if any event of the recipient is in doubt, which is rare."""
    return _has_any(ledger, "doubts", sender)


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
    others = take_over(ledger, sender, unattended)
    with ledger.transaction():
        others = _others(ledger, sender) or others
        if not others and screened_at == ledger.version():
            write_claim(ledger, sender.run, number, events, now, sending=True)
            return Claim(Screened(tuple(events)), alone=True)
        for run in others:
            while file_some(ledger, run):
                pass
        busy = _claimed_elsewhere(ledger, sender, others)
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
        "INSERT INTO batches (run, number, parent, state, events, first_row, last_row, keys, doubt, started)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run,
            number,
            parent,
            BatchState.SENDING if sending else BatchState.QUEUED,
            len(events),
            events[0].row,
            events[-1].row,
            b"".join(event.key for event in events),
            now if sending else None,
            now,
        ),
    )


def take_over(ledger: Ledger, sender: Sender, unattended: Unattended) -> list[int]:
    """End the claims of dead runs; returns all other runs that had claims."""
    others = _others(ledger, sender)
    for run in others:
        with unattended(run) as dead:
            if dead:
                recover(ledger, run)
    return others


def _others(ledger: Ledger, sender: Sender) -> list[int]:
    """The other runs that have keys in their batches. Two ranges of the index: this run may have thousands there."""
    found = ledger.records(
        "SELECT run FROM batches WHERE keys IS NOT NULL AND run < ?"
        " UNION SELECT run FROM batches WHERE keys IS NOT NULL AND run > ?",
        (sender.run, sender.run),
    )
    return [record.integer("run") for record in found]


def _claimed_elsewhere(ledger: Ledger, sender: Sender, others: Sequence[int]) -> set[bytes]:
    """The keys that other runs to the same recipient are sending: a few batches at most."""
    return {
        key
        for run in others
        for record in ledger.records(
            f"SELECT keys FROM batches JOIN runs ON runs.number = run WHERE {UNDER_WAY} AND run = ? AND recipient = ?",
            (run, sender.recipient),
        )
        for key in split_keys(record.blob("keys"))
    }


def _has_any(ledger: Ledger, table: str, sender: Sender) -> bool:
    """True if a table has any event of the recipient; asked before each of a batch is looked up in it."""
    return bool(ledger.read(f"SELECT 1 FROM {table} WHERE recipient = ? LIMIT 1", (sender.recipient,)))


def _look_up(
    ledger: Ledger, select: str, condition: str, sender: Sender, keys: Sequence[bytes], bound: float
) -> dict[bytes, Value]:
    marks = ",".join("?" * len(keys))
    found = ledger.read(
        f"{select} WHERE recipient = ? AND key IN ({marks}) {condition}", (sender.recipient, *sorted(keys), bound)
    )
    return {key: value for key, value in found if isinstance(key, bytes)}
