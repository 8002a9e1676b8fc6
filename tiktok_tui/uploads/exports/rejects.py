"""A run's rejects as a file to fix and send again."""

from __future__ import annotations

import contextlib
import heapq
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError
from tiktok_tui.events.rules import Severity
from tiktok_tui.prepare.problem import Problem, Reject
from tiktok_tui.uploads.exports.outfile import replacing
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import REFUSED, Refusal, refusals, refusals_by_key
from tiktok_tui.uploads.run import Run

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared

_WINDOW: Final = 1000


def save_run_rejects(home: Home, run: str, table: Table, prepared: Prepared, path: str | Path) -> int:
    """Write every row of the run that was not accepted to `path` (0600, whole or not at all); returns how many.

    `table` and `prepared` are the run's file, still open or `reopened`. Raises FileError when `path` cannot be written,
    UsageError when there is no such run.
    """
    with Ledger(home.ledger) as ledger:
        return save_rejects(home, table, prepared, rejects_of(ledger, runs.find(ledger, run), prepared), path)


def save_rejects(home: Home, table: Table, prepared: Prepared, rows: Iterable[Reject], path: str | Path) -> int:
    """Write rejected rows of `table` to `path`, never over the table's own file; returns how many. Raises FileError."""
    with replacing(path, keep=table.paths) as stream:
        return write_rows(home, table, prepared, rows, stream)


def write_rows(home: Home, table: Table, prepared: Prepared, rows: Iterable[Reject], stream: BinaryIO) -> int:
    """Write rejected rows of `table` to a stream; returns how many. The corrected file will be mapped as they were."""
    from tiktok_tui.accounts import remembered
    from tiktok_tui.prepare.explain.rejects_csv import write_rejects

    # Without it the corrected file is mapped like other files with this header, which is said when it is opened.
    with contextlib.suppress(AppError):
        remembered.remember_for_rejects(home, prepared.destination.slug, table, prepared.mapping)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    written = write_rejects(text, [column.name for column in table.columns], rows)
    text.detach()
    return written


def rejects_of(ledger: Ledger, run: Run, prepared: Prepared) -> Iterator[Reject]:
    """Every row that was not accepted, in the file's order, each once: rejected here, or refused by TikTok.

    `prepared` is the run's file checked as of `run.spec.checked_at`; all rows of a refused group are rejects.
    """
    merged = heapq.merge(prepared.rejects(), _refused(ledger, run, prepared), key=lambda reject: reject.row)
    for _, same in groupby(merged, key=lambda reject: reject.row):
        first, *others = same
        problems = tuple(problem for reject in (first, *others) for problem in reject.problems)
        yield Reject(first.row, first.cells, problems, first.name)


def _refused(ledger: Ledger, run: Run, prepared: Prepared) -> Iterator[Reject]:
    """The rows of refused events, in the file's order."""
    by_row = dict(_places(ledger, run, prepared))
    if prepared.grouped:
        heads = sorted(by_row)
        for start in range(0, len(heads), _WINDOW):
            for head, others in prepared.rows_of(heads[start : start + _WINDOW]).items():
                by_row |= dict.fromkeys(others, by_row[head])
    rows = sorted(by_row)
    for start in range(0, len(rows), _WINDOW):
        some = rows[start : start + _WINDOW]
        names = prepared.row_names(some)
        for number, cells in prepared.cells_of(some):
            yield Reject(number, cells, (_problem(number, by_row[number]),), names[number])


def _places(ledger: Ledger, run: Run, prepared: Prepared) -> Iterator[tuple[int, Refusal]]:
    """Each refusal with the first row of its event, as the rows are numbered now.

    A query may give its rows in another order each time: there the events are found by their keys.
    """
    if not run.spec.source.is_query:
        for start in range(0, run.tally.refused, _WINDOW):
            yield from ((refusal.row, refusal) for refusal in refusals(ledger, run, offset=start, limit=_WINDOW))
        return
    by_key = refusals_by_key(ledger, run)
    for events in prepared.events() if by_key else ():
        yield from ((event.row, by_key[event.key]) for event in events if event.key in by_key)


def _problem(row: int, refusal: Refusal) -> Problem:
    reason = f"{REFUSED.reason} {refusal.reason}".rstrip()
    return Problem(row, "", refusal.field, "", REFUSED, Severity.REJECT, reason, refusal.remedy)
