"""What the ledger tells of runs: their sums, their batches, what TikTok refused, and the rejects to mend."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.rules import RULE, Severity
from tiktok_tui.files.source import SourceRef
from tiktok_tui.prepare.problem import Problem, Reject
from tiktok_tui.tiktok.codes import meaning_of
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger, Value
from tiktok_tui.uploads.ledger.locks import is_sending
from tiktok_tui.uploads.run import Run, Status

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared

REFUSED: Final = RULE["tiktok.refused"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A run and whether a process is sending it now. `word`: running, unfinished (it died), done, stopped, failed."""

    run: Run
    sending: bool

    @property
    def word(self) -> str:
        """The state in one word."""
        if self.sending:
            return "running"
        return "unfinished" if self.run.status is Status.RUNNING else str(self.run.status)


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch in the history. `state`: sending, waiting, queued, accepted, refused, split, unsent or doubtful.

    `parent` is the batch that it is a part of; `seconds` are those of its last request, `started` Unix seconds;
    `message` is what TikTok said, without anybody's data.
    """

    number: int
    parent: int | None
    state: str
    events: int
    first_row: int
    last_row: int
    tries: int
    started: float
    seconds: float
    code: int
    request_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that TikTok refused: its first row, the path that TikTok names (or ""), and its words."""

    row: int
    field: str
    reason: str
    code: int
    request_id: str

    @property
    def remedy(self) -> str:
        """What to do."""
        return meaning_of(self.code).remedy or REFUSED.remedy


def standings(home: Home, *, containing: str = "", offset: int = 0, limit: int = 100) -> list[Standing]:
    """A window of the runs that `containing` narrows (see `run_count`), newest first."""
    if not home.ledger.exists():
        return []
    with Ledger(home.ledger) as ledger:
        found = runs.listing(ledger, containing=containing, offset=offset, limit=limit)
        return [_standing(home, run) for run in found]


def run_count(home: Home, containing: str = "") -> int:
    """How many runs there are, in whose name, file or destination the text is; it may be blank."""
    if not home.ledger.exists():
        return 0
    with Ledger(home.ledger) as ledger:
        return runs.count(ledger, containing)


def recent_sources(home: Home, limit: int = 8) -> tuple[SourceRef, ...]:
    """The files sent last that are still there, and queries, newest first, each once."""
    if not home.ledger.exists():
        return ()
    with Ledger(home.ledger) as ledger:
        newest = runs.listing(ledger, limit=10 * limit)
    sources = dict.fromkeys(run.job.source for run in newest if run.job.source.is_still_there())
    return tuple(sources)[:limit]


def standing(home: Home, name: str) -> Standing:
    """The run with this name. Raises UsageError."""
    with Ledger(home.ledger) as ledger:
        return _standing(home, runs.find(ledger, name))


def newest(home: Home, slug: str) -> Standing | None:
    """The newest run to a destination, None when there is none."""
    if not home.ledger.exists():
        return None
    with Ledger(home.ledger) as ledger:
        found = runs.for_destination(ledger, slug)
        return _standing(home, found[0]) if found else None


def batch_count(ledger: Ledger, run: Run) -> int:
    """How many batches the run has had, parts included."""
    return int(str(ledger.read("SELECT count(*) FROM batches WHERE run = ?", (run.number,))[0][0]))


def batches(ledger: Ledger, run: Run, *, offset: int = 0, limit: int = 100) -> list[BatchLine]:
    """A window of the run's batches, in the order of their numbers."""
    found = ledger.read(
        "SELECT number, parent, state, events, first_row, last_row, tries, started, seconds, code, request_id, message"
        " FROM batches WHERE run = ? ORDER BY number LIMIT ? OFFSET ?",
        (run.number, limit, offset),
    )
    return [_batch(record) for record in found]


_REFUSED_LIKE: Final = "run = ? AND instr(lower(row || ' ' || field || ' ' || reason), lower(?))"


def refusal_count(ledger: Ledger, run: Run, containing: str = "") -> int:
    """How many refusals there are, in whose row number, field or reason the text is; it may be blank."""
    found = ledger.read(f"SELECT count(*) FROM refusals WHERE {_REFUSED_LIKE}", (run.number, containing))
    return int(str(found[0][0]))


def refusals(ledger: Ledger, run: Run, *, containing: str = "", offset: int = 0, limit: int = 100) -> list[Refusal]:
    """A window of what TikTok refused, in row order, narrowed like `refusal_count`."""
    found = ledger.read(
        f"SELECT row, field, reason, code, request_id FROM refusals WHERE {_REFUSED_LIKE}"
        " ORDER BY row LIMIT ? OFFSET ?",
        (run.number, containing, limit, offset),
    )
    return [
        Refusal(int(str(row)), str(field), str(reason), int(str(code)), str(request_id))
        for row, field, reason, code, request_id in found
    ]


def rejects(ledger: Ledger, run: Run, table: Table, prepared: Prepared) -> Iterator[Reject]:
    """Every row that was not accepted, in the file's order, each once: rejected here, or refused by TikTok.

    `prepared` is the run's file checked as of `run.job.checked`; all rows of a refused group are rejects.
    """
    merged = heapq.merge(prepared.rejects(), _refused(ledger, run, table, prepared), key=lambda reject: reject.row)
    for _, same in groupby(merged, key=lambda reject: reject.row):
        first, *others = same
        problems = tuple(problem for reject in (first, *others) for problem in reject.problems)
        yield Reject(first.row, first.cells, problems)


_WINDOW: Final = 1000


def _refused(ledger: Ledger, run: Run, table: Table, prepared: Prepared) -> Iterator[Reject]:
    """The rows of refused events, in the file's order."""
    by_row: dict[int, Refusal] = {}
    grouped = prepared.grouped
    for start in range(0, run.tally.refused, _WINDOW):
        for refusal in refusals(ledger, run, offset=start, limit=_WINDOW):
            for row in prepared.rows_of(refusal.row) if grouped else (refusal.row,):
                by_row[row] = refusal
    rows = sorted(by_row)
    for start in range(0, len(rows), _WINDOW):
        for number, cells in prepared.cells_of(rows[start : start + _WINDOW]):
            yield Reject(number, cells, (_problem(number, by_row[number]),))


def _problem(row: int, refusal: Refusal) -> Problem:
    said = f"{REFUSED.reason} {refusal.reason}".rstrip()
    return Problem(row, "", refusal.field, "", REFUSED, Severity.REJECT, said, refusal.remedy)


def _standing(home: Home, run: Run) -> Standing:
    return Standing(run, run.status is Status.RUNNING and is_sending(home, run.number))


def _batch(record: tuple[Value, ...]) -> BatchLine:
    number, parent, state, events, first_row, last_row, tries, started, seconds, code, request_id, message = record
    return BatchLine(
        number=int(str(number)),
        parent=int(str(parent)) if parent is not None else None,
        state=str(state),
        events=int(str(events)),
        first_row=int(str(first_row)),
        last_row=int(str(last_row)),
        tries=int(str(tries)),
        started=float(str(started)),
        seconds=float(str(seconds)),
        code=int(str(code)),
        request_id=str(request_id),
        message=str(message),
    )
