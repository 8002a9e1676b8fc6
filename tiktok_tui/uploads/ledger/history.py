"""The history: runs with their states, their batches, and what TikTok refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.rules import RULE
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import SourceRef
from tiktok_tui.tiktok.codes import meaning_of
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.locks import is_sending
from tiktok_tui.uploads.ledger.record import Record
from tiktok_tui.uploads.run import BatchState, Run, RunState, Status

REFUSED: Final = RULE["tiktok.refused"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A run, and whether a process is sending it now."""

    run: Run
    sending: bool

    @property
    def state(self) -> RunState:
        """The state to show."""
        if self.sending:
            return RunState.RUNNING
        return RunState.UNFINISHED if self.run.status is Status.RUNNING else RunState(self.run.status)


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A batch in the history.

    `parent` is the batch that it is a part of; `seconds` are those of its last request, `started` Unix seconds;
    `message` is TikTok's, `details` its data on a batch accepted in part (JSON), both without anybody's data.
    """

    number: int
    parent: int | None
    state: BatchState
    events: int
    first_row: int
    last_row: int
    tries: int
    started: float
    seconds: float
    code: int
    request_id: str
    message: str
    details: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that TikTok refused: its first row, the path that TikTok names (or ""), and its words.

    `name` names the row where its number would not find it, else "".
    """

    row: int
    field: str
    reason: str
    code: int
    request_id: str
    name: str = ""

    @property
    def row_words(self) -> str:
        """The row for people: "row 12", or its name."""
        return self.name or f"row {self.row:,}"

    @property
    def remedy(self) -> str:
        """The remedy."""
        return meaning_of(self.code).remedy or REFUSED.remedy


def standings(home: Home, *, containing: str = "", offset: int = 0, limit: int = 100) -> list[Standing]:
    """A window of the runs that `containing` narrows (see `run_count`), newest first."""
    if not home.ledger.exists():
        return []
    with Ledger(home.ledger) as ledger:
        found = runs.listing(ledger, containing=containing, offset=offset, limit=limit)
        return [_standing(home, ledger, run) for run in found]


def run_count(home: Home, containing: str = "") -> int:
    """How many runs have this text in their name, file or destination; "" counts all."""
    if not home.ledger.exists():
        return 0
    with Ledger(home.ledger) as ledger:
        return runs.count(ledger, containing)


def recent_sources(home: Home, limit: int = 8) -> tuple[SourceRef, ...]:
    """The sources sent last that are still there, newest first, each once; a nightly query counts as one."""
    if not home.ledger.exists():
        return ()
    with Ledger(home.ledger) as ledger:
        newest = runs.listing(ledger, limit=10 * limit)
    there = (run.spec.source for run in newest if run.spec.source.is_still_there())
    sources = dict.fromkeys(
        replace(source, since=None, until=None) if isinstance(source, DatabaseSource) else source for source in there
    )
    return tuple(sources)[:limit]


def standing(home: Home, name: str) -> Standing:
    """The run with this name. Raises UsageError."""
    with Ledger(home.ledger) as ledger:
        return _standing(home, ledger, runs.find(ledger, name))


def batch_count(ledger: Ledger, run: Run) -> int:
    """How many batches the run has had, parts included."""
    return ledger.number("SELECT count(*) FROM batches WHERE run = ?", (run.number,))


def batches(ledger: Ledger, run: Run, *, offset: int = 0, limit: int = 100) -> list[BatchRecord]:
    """A window of the run's batches, in the order of their numbers."""
    found = ledger.records(
        "SELECT number, parent, state, events, first_row, last_row, tries, started, seconds, code, request_id, message,"
        " details"
        " FROM batches WHERE run = ? ORDER BY number LIMIT ? OFFSET ?",
        (run.number, limit, offset),
    )
    with ledger.reading():
        return [_batch(record) for record in found]


_REFUSED_LIKE: Final = "run = ? AND instr(lower(row || ' ' || name || ' ' || field || ' ' || reason), lower(?))"


def refusal_count(ledger: Ledger, run: Run, containing: str = "") -> int:
    """How many refusals have this text in their row number, field or reason; "" counts all."""
    return ledger.number(f"SELECT count(*) FROM refusals WHERE {_REFUSED_LIKE}", (run.number, containing))


def refusals(ledger: Ledger, run: Run, *, containing: str = "", offset: int = 0, limit: int = 100) -> list[Refusal]:
    """A window of what TikTok refused, in row order, narrowed like `refusal_count`."""
    found = ledger.records(
        f"SELECT * FROM refusals WHERE {_REFUSED_LIKE} ORDER BY row LIMIT ? OFFSET ?",
        (run.number, containing, limit, offset),
    )
    return [_refusal(record) for record in found]


def refusals_by_key(ledger: Ledger, run: Run) -> dict[bytes, Refusal]:
    """Everything that TikTok refused in the run, by the event's key."""
    found = ledger.records("SELECT * FROM refusals WHERE run = ?", (run.number,))
    return {record.blob("key"): _refusal(record) for record in found}


def _refusal(record: Record) -> Refusal:
    return Refusal(
        row=record.integer("row"),
        field=record.text("field"),
        reason=record.text("reason"),
        code=record.integer("code"),
        request_id=record.text("request_id"),
        name=record.text("name"),
    )


def _standing(home: Home, ledger: Ledger, run: Run) -> Standing:
    if run.status is not Status.RUNNING:
        return Standing(run, False)
    if is_sending(home, run.number):
        return Standing(run, True)
    return Standing(runs.find(ledger, run.id), False)  # its sender may have ended it before it let the lock go


def _batch(record: Record) -> BatchRecord:
    return BatchRecord(
        number=record.integer("number"),
        parent=record.integer("parent") if record.has("parent") else None,
        state=BatchState(record.text("state")),
        events=record.integer("events"),
        first_row=record.integer("first_row"),
        last_row=record.integer("last_row"),
        tries=record.integer("tries"),
        started=record.real("started"),
        seconds=record.real("seconds"),
        code=record.integer("code"),
        request_id=record.text("request_id"),
        message=record.text("message"),
        details=record.text("details"),
    )
