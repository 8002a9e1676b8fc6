"""Write the outcome of batches to the ledger. Acceptances that arrive together share a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from tiktok_tui.prepare.event import Event
from tiktok_tui.uploads.ledger import claims, screening, similar
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import release
from tiktok_tui.uploads.ledger.screening import Sender
from tiktok_tui.uploads.run import BatchState, Tally


@dataclass(frozen=True, slots=True)
class Outcome:
    """TikTok's answer to a batch: `seconds` of the last request; `message` and `details` without anybody's data.

    `details` are TikTok's data on a batch that it accepted in part, as JSON, "" for others.
    """

    tries: int
    seconds: float
    code: int = 0
    request_id: str = ""
    message: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that TikTok refused: the path that TikTok names, or "", and the row's name, as in `Problem`."""

    event: Event
    field: str
    name: str = ""


def accept(
    ledger: Ledger, sender: Sender, batches: Sequence[tuple[int, Sequence[Event], Outcome]], tally: Tally
) -> None:
    """TikTok accepted these batches (number, events, answer): they are never sent again.

    `tally` includes them already. A batch keeps its keys until they are filed (`archive`).
    """
    with ledger.transaction():
        for number, events, outcome in batches:
            _set(ledger, sender, number, BatchState.ACCEPTED, None, outcome)
            _keep_claim(ledger, sender, number, events)
            _forget_doubts(ledger, sender, events)
        note(ledger, sender.run, tally)


def refuse(ledger: Ledger, sender: Sender, number: int, refused: Refused, outcome: Outcome, tally: Tally) -> None:
    """TikTok refused this one event on its own: it stays refused in this run."""
    event = refused.event
    with ledger.transaction():
        ledger.write(
            "INSERT OR REPLACE INTO refusals (run, row, key, code, field, reason, request_id, name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sender.run,
                event.row,
                event.key,
                outcome.code,
                refused.field,
                outcome.message,
                outcome.request_id,
                refused.name,
            ),
        )
        _end(ledger, sender, number, BatchState.REFUSED, outcome)
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
    """TikTok refused the batch for one of its events: it is replaced by `parts` (number, events)."""
    with ledger.transaction():
        _end(ledger, sender, number, BatchState.SPLIT, outcome)
        for part, events in parts:
            claims.write_claim(ledger, sender.run, part, events, now, sending=False, parent=number)
        note(ledger, sender.run, tally)


def wait(ledger: Ledger, sender: Sender, number: int, doubt: float | None, outcome: Outcome, tally: Tally) -> None:
    """The batch failed and is sent again later; `doubt`: since when it may have been carried out, Unix seconds."""
    with ledger.transaction():
        _set(ledger, sender, number, BatchState.WAITING, doubt, outcome)
        note(ledger, sender.run, tally)


def sending(ledger: Ledger, sender: Sender, number: int, events: Sequence[Event], now: float) -> None:
    """The batch, claimed before, is about to be sent."""
    with ledger.transaction():
        ledger.write(
            "UPDATE batches SET state = ?, doubt = coalesce(doubt, ?) WHERE run = ? AND number = ?",
            (BatchState.SENDING, now, sender.run, number),
        )
        _keep_claim(ledger, sender, number, events)


def set_aside(
    ledger: Ledger,
    sender: Sender,
    number: int,
    events: Sequence[Event],
    doubt: float | None,
    outcome: Outcome | None,
    tally: Tally,
) -> None:
    """The batch is not sent again until the run is resumed; `outcome` of its last request, if that just failed."""
    with ledger.transaction():
        if outcome:
            _set(ledger, sender, number, BatchState.UNSENT, doubt, outcome)
        release(ledger, sender.run, number, (event.key for event in events), doubt)
        note(ledger, sender.run, tally)


def note(ledger: Ledger, run: int, tally: Tally) -> None:
    """Write the run's counts."""
    ledger.write(
        "UPDATE runs SET accepted = ?, refused = ?, uncertain = ?, skipped = ?, withheld = ?, batches = ?,"
        " requests = ?, similar = ? WHERE number = ?",
        (*astuple(tally), run),
    )


def refused_keys(ledger: Ledger, run: int) -> frozenset[bytes]:
    """The keys of the events that TikTok refused in this run."""
    return frozenset(each.blob("key") for each in ledger.records("SELECT key FROM refusals WHERE run = ?", (run,)))


def last_number(ledger: Ledger, run: int) -> int:
    """The highest number of a batch of the run, 0 if there is none."""
    return ledger.number("SELECT max(number) FROM batches WHERE run = ?", (run,))


def _end(ledger: Ledger, sender: Sender, number: int, state: BatchState, outcome: Outcome) -> None:
    """The batch has its final state and no longer a claim."""
    _set(ledger, sender, number, state, None, outcome)
    ledger.write("UPDATE batches SET keys = NULL, marks = NULL WHERE run = ? AND number = ?", (sender.run, number))


def _set(ledger: Ledger, sender: Sender, number: int, state: BatchState, doubt: float | None, outcome: Outcome) -> None:
    ledger.write(
        "UPDATE batches SET state = ?, doubt = ?, tries = ?, seconds = ?, code = ?, request_id = ?, message = ?,"
        " details = ? WHERE run = ? AND number = ?",
        (state, doubt, *astuple(outcome), sender.run, number),
    )


def _keep_claim(ledger: Ledger, sender: Sender, number: int, events: Sequence[Event]) -> None:
    """Write the keys and marks again if they are gone.

    Another process may have taken the claim over, if the run's lock file was removed.
    """
    if ledger.read("SELECT 1 FROM batches WHERE run = ? AND number = ? AND keys IS NOT NULL", (sender.run, number)):
        return
    keys = b"".join(event.key for event in events)
    ledger.write(
        "UPDATE batches SET keys = ?, marks = ? WHERE run = ? AND number = ?",
        (keys, similar.pack(events), sender.run, number),
    )


def _forget_doubts(ledger: Ledger, sender: Sender, events: Sequence[Event]) -> None:
    if not screening.has_doubts(ledger, sender):
        return
    known = screening.in_doubt(ledger, sender, [event.key for event in events])
    ledger.write_all("DELETE FROM doubts WHERE recipient = ? AND key = ?", ((sender.recipient, key) for key in known))
    similar.forget(ledger, sender.recipient, (event for event in events if event.key in known))
