"""Screening of events by the ledger: accepted before, in doubt, like accepted ones, or fresh.

An event is *in doubt* when it was sent and its result is unknown: a time-out, a crash. It is sent again with the same
event ID, which TikTok drops if it has it, but only for 48 hours after the first time (`tiktok-api.md` 8). After that it
is withheld and counted, since it might count twice, until somebody asks for it (`Options.send_doubtful`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tiktok_tui.prepare.event import Event
from tiktok_tui.tiktok.limits import MAX_AGE_DAYS, MAX_AHEAD_SECONDS, REPEATS_DROPPED_SECONDS
from tiktok_tui.uploads.ledger import similar
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.record import Value
from tiktok_tui.uploads.ledger.similar import Counts, Evidence

KEPT_SECONDS: Final = (MAX_AGE_DAYS + 2) * 86400
"""How long the key of an accepted event is kept: longer than an event can be sent at all."""

DOUBT_SECONDS: Final = REPEATS_DROPPED_SECONDS - 3600
"""How long after the first attempt an event in doubt is sent again, with an hour's margin for the sending."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The run that sends, its recipient, and what it sends although it was sent before."""

    run: int
    recipient: int
    resend: bool = False
    send_doubtful: bool = False
    send_similar: bool = False

    @property
    def force(self) -> bool:
        """True if events are sent that TikTok might count twice, since the person asked for that."""
        return self.resend or self.send_doubtful

    @property
    def takes_similar(self) -> bool:
        """True if events are sent that look like accepted ones under other IDs, since the person asked for that."""
        return self.resend or self.send_similar


@dataclass(frozen=True, slots=True)
class Screened:
    """Events that may be sent, and how many may not. `own`: accepted in this very run; `skipped`: in another.

    `similar` are events that look like accepted ones under other IDs, unless the file explains them (`similar`).
    """

    fresh: tuple[Event, ...]
    own: int = 0
    skipped: int = 0
    withheld: int = 0
    similar: tuple[tuple[Event, Evidence], ...] = ()


def screen(ledger: Ledger, sender: Sender, events: Sequence[Event], now: float) -> Screened:
    """Look up to 1000 events up in the ledger. `now` in Unix seconds."""
    keys = [event.key for event in events]
    accepted: dict[bytes, Value] = {}
    if _has_any(ledger, "accepted", sender):
        accepted = _look_up(ledger, "SELECT key, run FROM accepted", "AND at > ?", sender, keys, now - KEPT_SECONDS)
    doubts = in_doubt(ledger, sender, keys) if has_doubts(ledger, sender) else {}
    fresh = [] if accepted or doubts else list(events)
    own = skipped = withheld = 0
    for event in events if accepted or doubts else ():
        owner = accepted.get(event.key)
        if owner == sender.run:
            own += 1
        elif owner is not None and not sender.resend:
            skipped += 1
        elif not sender.force and doubts.get(event.key, now) < now - DOUBT_SECONDS:
            withheld += 1
        else:
            fresh.append(event)
    sure = [event for event in fresh if event.key not in doubts] if doubts else fresh
    alike = _similar(ledger, sender, sure, now)
    if alike:
        keys_alike = {event.key for event, _ in alike}
        fresh = [event for event in fresh if event.key not in keys_alike]
    return Screened(tuple(fresh), own, skipped, withheld, alike)


def known(ledger: Ledger, sender: Sender, events: Sequence[Event], now: float) -> list[Event]:
    """Those of up to 1000 events that were accepted or are in doubt, whatever the sender would do with them."""
    keys = [event.key for event in events]
    found = set(_look_up(ledger, "SELECT key, run FROM accepted", "AND at > ?", sender, keys, now - KEPT_SECONDS))
    found.update(in_doubt(ledger, sender, keys))
    return [event for event in events if event.key in found]


def in_doubt(ledger: Ledger, sender: Sender, keys: Sequence[bytes]) -> dict[bytes, float]:
    """Those of up to 1000 keys that are in doubt, with the time since when (Unix seconds)."""
    found = _look_up(ledger, "SELECT key, since FROM doubts", "AND since > ?", sender, keys, 0.0)
    return {key: float(since) for key, since in found.items() if isinstance(since, int | float)}


def kept_marks(ledger: Ledger, sender: Sender, events: Sequence[Event], now: float) -> Counts:
    """The marks of events that were accepted or are in doubt, among those of these events."""
    return similar.look_up(ledger, sender.recipient, events, now - KEPT_SECONDS)


def _similar(ledger: Ledger, sender: Sender, events: Sequence[Event], now: float) -> tuple[tuple[Event, Evidence], ...]:
    """The events that share a mark with an accepted one, and what that is."""
    if sender.takes_similar:
        return ()
    kept, unmarked = kept_marks(ledger, sender, events, now), _last_unmarked(ledger, sender, now)
    if not kept and unmarked is None:
        return ()
    found = []
    for event in events:
        if unmarked is not None and similar.older(event, unmarked):
            found.append((event, Evidence.VERSION))
        elif shared := similar.evidence(event, kept):
            found.append((event, shared))
    return tuple(found)


def _last_unmarked(ledger: Ledger, sender: Sender, now: float) -> float | None:
    """When events could last be accepted by a run of a version that kept no marks, None if there is no such run."""
    found = ledger.number(
        "SELECT CAST(max(started_at) AS INTEGER) FROM runs WHERE marked = 0 AND recipient = ? AND accepted > 0"
        " AND started_at > ?",
        (sender.recipient, now - KEPT_SECONDS),
    )
    return found + MAX_AHEAD_SECONDS if found else None


def has_doubts(ledger: Ledger, sender: Sender) -> bool:
    """True if any event of the recipient is in doubt, which is rare."""
    return _has_any(ledger, "doubts", sender)


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
