"""What came of a batch, written down: a transaction for each answer, or for all that accept and came together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tiktok_tui.prepare.event import Event
from tiktok_tui.uploads.ledger import claims
from tiktok_tui.uploads.ledger.claims import KEPT_SECONDS, Sender
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.sending.outcome import Outcome

_PRUNE_EVERY: Final = 86400.0


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a run, as its row in the ledger holds them (see `schema.sql`)."""

    accepted: int = 0
    refused: int = 0
    uncertain: int = 0
    skipped: int = 0
    withheld: int = 0
    batches: int = 0
    requests: int = 0


def accept(
    ledger: Ledger, sender: Sender, batches: Sequence[tuple[int, Sequence[Event], Outcome]], tally: Tally
) -> None:
    """TikTok took these batches (number, events, what it said): they are never sent again. `tally` counts them already.

    A batch keeps its keys until they are filed (`filing`).
    """
    with ledger.transaction():
        for number, events, outcome in batches:
            ledger.write(
                f"UPDATE batches SET state = 'accepted', {_ENDED} WHERE run = ? AND number = ?",
                (*_said(outcome), sender.run, number),
            )
            _forget_doubts(ledger, sender, events)
        note(ledger, sender.run, tally)


def refuse(
    ledger: Ledger, sender: Sender, number: int, event: Event, field: str, outcome: Outcome, tally: Tally
) -> None:
    """TikTok refused this one event on its own: it stays refused in this run."""
    with ledger.transaction():
        ledger.write(
            "INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?, ?, ?, ?)",
            (sender.run, event.row, event.key, outcome.code, field, outcome.message, outcome.request_id),
        )
        _end(ledger, sender, number, "refused", outcome)
        _forget_doubts(ledger, sender, [event])
        note(ledger, sender.run, tally)


def split(
    ledger: Ledger,
    sender: Sender,
    number: int,
    parts: Sequence[tuple[int, Sequence[Event]]],
    outcome: Outcome,
    tally: Tally,
    now: float,
) -> None:
    """TikTok refused the batch for one of its events: it goes on as `parts`, each with its number."""
    with ledger.transaction():
        _end(ledger, sender, number, "split", outcome)
        for part, events in parts:
            claims.write_claim(ledger, sender.run, part, events, now, sending=False, parent=number)
        note(ledger, sender.run, tally)


def wait(ledger: Ledger, sender: Sender, number: int, doubt: float | None, outcome: Outcome, tally: Tally) -> None:
    """The batch did not get through and is tried again later; `doubt`: since when it may have got through."""
    with ledger.transaction():
        ledger.write(
            "UPDATE batches SET state = 'waiting', doubt = ?, tries = ?, seconds = ?, code = ?, request_id = ?,"
            " message = ? WHERE run = ? AND number = ?",
            (doubt, *_said(outcome), sender.run, number),
        )
        note(ledger, sender.run, tally)


def sending(ledger: Ledger, sender: Sender, number: int, now: float) -> None:
    """The batch, claimed before, is about to be sent."""
    with ledger.transaction():
        ledger.write(
            "UPDATE batches SET state = 'sending', doubt = coalesce(doubt, ?) WHERE run = ? AND number = ?",
            (now, sender.run, number),
        )


def set_aside(
    ledger: Ledger,
    sender: Sender,
    number: int,
    events: Sequence[Event],
    doubt: float | None,
    outcome: Outcome | None,
    tally: Tally,
) -> None:
    """The batch is not sent any more in this sitting; `outcome` of its last request, if that has just failed."""
    with ledger.transaction():
        if outcome:
            _end(ledger, sender, number, "unsent", outcome)
        claims.release(ledger, sender.run, number, (event.key for event in events), doubt)
        note(ledger, sender.run, tally)


def note(ledger: Ledger, run: int, tally: Tally) -> None:
    """Write the run's counts."""
    ledger.write(
        "UPDATE runs SET accepted = ?, refused = ?, uncertain = ?, skipped = ?, withheld = ?, batches = ?, requests = ?"
        " WHERE number = ?",
        (
            tally.accepted,
            tally.refused,
            tally.uncertain,
            tally.skipped,
            tally.withheld,
            tally.batches,
            tally.requests,
            run,
        ),
    )


def refused_keys(ledger: Ledger, run: int) -> set[bytes]:
    """The keys of the events that TikTok refused in this run."""
    return {key for (key,) in ledger.read("SELECT key FROM refusals WHERE run = ?", (run,)) if isinstance(key, bytes)}


def last_number(ledger: Ledger, run: int) -> int:
    """The highest number of a batch of the run, 0 if there is none."""
    return int(str(ledger.read("SELECT coalesce(max(number), 0) FROM batches WHERE run = ?", (run,))[0][0]))


def prune(ledger: Ledger, now: float) -> None:
    """Forget keys older than 30 days, once a day, in slices that hold the ledger for milliseconds each."""
    with ledger.transaction():
        due = ledger.write(
            "INSERT INTO chores VALUES ('prune', ?) ON CONFLICT (name) DO UPDATE SET done = excluded.done"
            " WHERE abs(excluded.done - done) > ?",
            (now, _PRUNE_EVERY),
        )
    if not due:
        return
    audiences = [audience for (audience,) in ledger.read("SELECT number FROM audiences")]
    for first, end in _slices():
        for table, column in (("accepted", "at"), ("doubts", "since")):
            for audience in audiences:
                with ledger.transaction():
                    ledger.write(
                        f"DELETE FROM {table} WHERE audience = ? AND key >= ? AND key < ? AND {column} < ?",
                        (audience, first, end, int(now - KEPT_SECONDS)),
                    )


def _slices() -> Iterator[tuple[bytes, bytes]]:
    """All keys in 256 ranges; they are digests, so the ranges are of one size."""
    for byte in range(256):
        yield bytes([byte]), bytes([byte + 1]) if byte < 255 else b"\xff" * 17


_ENDED: Final = "doubt = NULL, tries = ?, seconds = ?, code = ?, request_id = ?, message = ?"


def _end(ledger: Ledger, sender: Sender, number: int, state: str, outcome: Outcome) -> None:
    ledger.write(
        f"UPDATE batches SET state = ?, keys = NULL, {_ENDED} WHERE run = ? AND number = ?",
        (state, *_said(outcome), sender.run, number),
    )


def _said(outcome: Outcome) -> tuple[int, float, int, str, str]:
    return outcome.tries, outcome.seconds, outcome.code, outcome.request_id, outcome.message


def _forget_doubts(ledger: Ledger, sender: Sender, events: Sequence[Event]) -> None:
    if claims.has_doubts(ledger, sender):
        ledger.write_all(
            "DELETE FROM doubts WHERE audience = ? AND key = ?", ((sender.audience, event.key) for event in events)
        )
