"""A checked file: ready events, problems, rejects and previews, all from the query that checked it."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.rules import Severity
from tiktok_tui.events.system.closing import Closing
from tiktok_tui.files.opening import Table
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.table import Staged
from tiktok_tui.mapping.model import Mapping, Note
from tiktok_tui.prepare.breakdown import Share, count_shares
from tiktok_tui.prepare.cursors import drop_tables, run_as_written
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.explain.explain import explain_rows
from tiktok_tui.prepare.explain.preview import Preview
from tiktok_tui.prepare.explain.preview_pages import PreviewPages
from tiktok_tui.prepare.explain.previewing import preview_rows
from tiktok_tui.prepare.explain.repeats import notes_on_repeats
from tiktok_tui.prepare.explain.row_names import notes_on_names, row_names
from tiktok_tui.prepare.explain.rows import Fault, condition_of, see_rows
from tiktok_tui.prepare.explain.zones_read import notes_on_zones
from tiktok_tui.prepare.file_order import Line, in_file_order
from tiktok_tui.prepare.privacy import masked, masked_cells, open_columns
from tiktok_tui.prepare.problem import Problem, Reject, chosen
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.marks import mark_columns
from tiktok_tui.prepare.query.span import Span
from tiktok_tui.prepare.query.spans import copy_rows, rows_by_event, widest_spans
from tiktok_tui.prepare.totals import Totals

CHUNK = 1000
"""Events that are handed over at a time: as many as TikTok takes in one request."""


class Prepared(Closing):
    """A checked file. As a context manager it drops its tables from the file's database; the file stays open.

    Every iterator and call takes a cursor of its own, so that threads may share it.
    """

    def __init__(
        self,
        table: Table,
        composer: Composer,
        staged: Staged,
        spans: list[Span],
        totals: Totals,
        first_sent: int | None,
        blocks: dict[int, int],
    ) -> None:
        self.totals = totals
        self.first_sent = first_sent
        """The first row of the first sendable event; None when there is none."""
        self._table = table
        self._composer = composer
        self._staged = staged
        self._spans = spans
        self._blocks = blocks
        self._pages = PreviewPages(self._read_previews)
        self._lock = threading.Lock()
        self._works: set[Work] = set()

    def events(self) -> Generator[list[Event], None, None]:
        """Yield the sendable events in the file's order, at most 1000 at a time."""
        for lines in in_file_order(self._encoded(), self._blocks):
            yield [Event._make((*line[:4], line[4:])) for line in lines]

    def problems(
        self, rule: str | None = None, *, offset: int = 0, limit: int = 100, severity: Severity | None = None
    ) -> list[Problem]:
        """Return the problems of a window of rows, in row order: those of one rule, or of one severity, or all.

        `offset` and `limit` count rows; a row with several problems brings them all that fit the choice.
        """
        faults = self._faults(f"{condition_of(rule, severity)} ORDER BY row LIMIT {limit:d} OFFSET {offset:d}")
        return chosen(self._explained(faults).values(), rule, severity)

    def examples(self, limit: int) -> dict[tuple[str, Severity], list[Problem]]:
        """Return the problems of the first `limit` rows that break each rule, by rule and severity; read at once."""
        broken = [(rule, Severity.REJECT) for rule in self.totals.rejects_by_rule]
        broken += [(rule, Severity.WARNING) for rule in self.totals.warnings_by_rule]
        firsts = {
            (rule, severity): self._faults(f"{condition_of(rule, severity)} ORDER BY row LIMIT {limit:d}")
            for rule, severity in broken
        }
        explained = self._explained(sorted({fault for faults in firsts.values() for fault in faults}))
        return {
            (rule, severity): chosen((explained[fault.row] for fault in faults), rule, severity)
            for (rule, severity), faults in firsts.items()
        }

    def preview(self, row: int) -> Preview | None:
        """Show what a row becomes, or the group that it belongs to; None if there is no such row."""
        return self._pages.preview(row)

    def read_ahead(self, row: int, step: int) -> None:
        """Make the previews that a walk from this row reaches soon; `step` is its direction, 1 or -1."""
        self._pages.read_ahead(row, step)

    def rejects(self) -> Iterator[Reject]:
        """Yield every rejected row in the file's order, with the file's own cells and all its problems."""
        last = -1
        hidden, country = self._hidden(), self._composer.plan.destination.phone_country
        width = len(self._table.columns)
        while faults := self._faults(f"errors <> 0 AND row > {last} ORDER BY row LIMIT {CHUNK}"):
            last = faults[-1].row
            explained = self._explained(faults)
            broken = self._staged.broken.at([fault.row for fault in faults])
            cells = {picked.number: picked.cells for picked in self._table.pick([fault.row for fault in faults])}
            for fault in faults:
                own = cells.get(fault.row)
                if own is not None:
                    own = masked_cells(own, hidden, country)
                else:
                    line = broken.get(fault.row)
                    whole = line.text if line is not None else ""
                    own = (masked(whole) if hidden is not None else whole, *(None for _ in range(width - 1)))
                yield Reject(fault.row, own, explained[fault.row], explained[fault.row][0].name)

    def shares(self) -> list[Share]:
        """Return the sendable events by type and currency. Goes through the whole file."""
        with self._work() as work:
            return count_shares(work, self._composer, self._spans)

    @property
    def mapping(self) -> Mapping:
        """The mapping that the file was checked with."""
        return self._composer.plan.mapping

    @property
    def destination(self) -> Destination:
        """The destination that the file was checked for."""
        return self._composer.plan.destination

    @property
    def grouped(self) -> bool:
        """True if several rows may be one event."""
        return self._composer.plan.grouped

    def cells_of(self, rows: Sequence[int]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """Yield the file's own cells of these rows in the file's order, masked where the destination says so."""
        hidden, country = self._hidden(), self._composer.plan.destination.phone_country
        for picked in self._table.pick(rows):
            yield picked.number, masked_cells(picked.cells, hidden, country)

    def rows_of(self, rows: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return for each of these rows all rows of the event that it belongs to."""
        with self._work() as work:
            return rows_by_event(work, self._composer.plan, self._spans, rows)

    def row_names(self, rows: Sequence[int]) -> dict[int, str]:
        """Return the names of these rows, "" where the number says it all (see `explain.row_names`)."""
        return row_names(self._table, self._composer.plan, rows)

    def notes(self) -> tuple[Note, ...]:
        """Return what the cells assume that the mapping does not tell. Goes through the whole file."""
        plan = self._composer.plan
        with self._work() as work:
            return (
                *notes_on_repeats(work, plan, self._composer.tables.repeats),
                *notes_on_zones(work, plan, self._staged.name),
                *notes_on_names(work, self._table, plan, self._staged),
            )

    def nearest_row(self, row: int, step: int) -> int | None:
        """Return the row itself if it is there, else the next one after it (`step` above 0) or before it."""
        order, compared = ("max", "<=") if step < 0 else ("min", ">=")
        with self._work() as work:
            found = work.execute(
                f"SELECT {order}(row) FROM {self._staged.name} WHERE row {compared if step else '='} {row:d}"
            ).fetchone()
        return int(found[0]) if found is not None and found[0] is not None else None

    def interrupt(self) -> None:
        """Stop the running queries, from any thread; they raise Cancelled."""
        with self._lock:
            for work in self._works:
                work.stop()

    def close(self) -> None:
        """Drop the check's tables from the file's database."""
        self.interrupt()
        drop_tables(self._table, self._composer.tables)

    def _encoded(self) -> Iterator[list[Line]]:
        """Yield what `events` needs of each sendable event, in the order in which the threads make them."""
        columns = ", ".join(["head, event_set, key, body", *mark_columns(self._composer.plan)])
        for span in widest_spans(self._composer.plan, self._spans):
            with self._work() as work:
                good = replace(span, without=f"SELECT row FROM {self._composer.tables.problems} WHERE errors <> 0")
                cursor = work.execute(f"SELECT {columns} FROM ({self._composer.encoded(good, columns)})")
                while lines := cursor.fetchmany(CHUNK):
                    work.check()
                    yield lines

    @contextmanager
    def _work(self) -> Iterator[Work]:
        with self._table.work() as work:
            run_as_written(work, self._staged.rows)
            with self._lock:
                self._works.add(work)
            try:
                yield work
            finally:
                with self._lock:
                    self._works.discard(work)

    def _copied(self, work: Work, rows: Sequence[int]) -> Span:
        span = copy_rows(work, self._composer.plan, self._spans, self._staged.name, rows)
        run_as_written(work, len(rows))
        return span

    def _read_previews(self, start: int, stop: int) -> dict[int, Preview]:
        """Return the previews of the rows from one number up to another, by number."""
        faults = {fault.row: fault for fault in self._faults(f"row >= {start:d} AND row < {stop:d}")}
        with self._work() as work:
            found = work.execute(f"SELECT row FROM {self._staged.name} WHERE row >= {start:d} AND row < {stop:d}")
            rows = [row for (row,) in found.fetchall()]
            previews = preview_rows(work, self._composer, self._copied(work, rows), faults) if rows else {}
        names = self.row_names(rows) if rows else {}
        return {row: replace(previews[row], name=names[row]) for row in rows}

    def _faults(self, condition: str) -> list[Fault]:
        with self._work() as work:
            found = work.execute(
                f"SELECT row, errors, warnings FROM {self._composer.tables.problems} WHERE {condition}"
            ).fetchall()
        return [Fault(*row) for row in found]

    def _explained(self, faults: list[Fault]) -> dict[int, tuple[Problem, ...]]:
        if not faults:
            return {}
        rows = [fault.row for fault in faults]
        with self._work() as work:
            seen = see_rows(work, self._composer, self._copied(work, rows), rows)
        return explain_rows(faults, self._composer.plan, seen, self._staged.broken.at(rows), self.row_names(rows))

    def _hidden(self) -> list[bool] | None:
        """Return for each column whether its cells are masked, as personal ones are; None if nothing is restricted."""
        plan = self._composer.plan
        if not plan.destination.restrict_pii:
            return None
        shown = open_columns(plan.mapping)
        return [column.name not in shown for column in self._table.columns]
