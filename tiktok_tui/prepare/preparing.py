"""Prepares a file: checks every row, then gives ready events, problems and previews from the same query."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from types import TracebackType
from typing import Self

import duckdb

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.rules import BIT, RULE, Severity
from tiktok_tui.files.opening import Table
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Cancelled, Staged
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.cells import Span
from tiktok_tui.prepare.checking import check
from tiktok_tui.prepare.compose import Composer
from tiktok_tui.prepare.detail import Fault, see_rows, span_of_rows
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.lookups import TABLES, frequent_phones, look_up_names, make_tables
from tiktok_tui.prepare.macros import load_macros
from tiktok_tui.prepare.plan import plan_for
from tiktok_tui.prepare.preview import Preview
from tiktok_tui.prepare.previewing import preview_row
from tiktok_tui.prepare.problem import Problem, Reject
from tiktok_tui.prepare.spans import spans_for
from tiktok_tui.prepare.telling import PERSONAL, masked, problems_of
from tiktok_tui.prepare.times import says_utc
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.prepare.zones import zone_for

CHUNK = 1000
"""Events that are handed over at a time: as many as TikTok takes in one request."""
_numbers = count(1)


def prepare(
    table: Table, mapping: Mapping, destination: Destination, *, now: datetime, limit: int | None = None
) -> Prepared:
    """Check the whole file, or its first `limit` rows, against every rule as of `now`.

    Raises SettingsError (the mapping names a column that is not there, a time format or zone that nobody knows),
    FileError, and Cancelled after `Table.interrupt()`.
    """
    started = time.perf_counter()
    plan = plan_for(table, mapping, destination)
    staged = table.stage([column.name for column in plan.columns], limit=limit)
    prefix = f"prepared_{next(_numbers)}"
    source = plan.source("timestamp")
    own_zone = source.time_zone if source is not None else None
    if own_zone is None and source is not None and source.zone is None and any(map(says_utc, source.columns)):
        own_zone = "UTC"
    with _running(table) as cursor:
        load_macros(cursor)
        zone = _zone(cursor, own_zone or destination.time_zone or "UTC")
        if source is not None and source.format is not None:
            _try_format(cursor, source.format)
        tables = make_tables(cursor, prefix)
        try:
            look_up_names(cursor, plan, staged.name, tables)
            strict = frequent_phones(cursor, plan, staged.name, tables)
            composer = Composer(plan, tables, strict, int(now.timestamp()), zone)
            spans = spans_for(cursor, plan, staged.name, staged.rows, f"{prefix}_arranged")
            totals = check(cursor, composer, spans, staged, prefix)
        except BaseException:
            _drop(table, prefix)
            raise
    return Prepared(table, composer, staged, spans, prefix, totals, time.perf_counter() - started)


class Prepared:
    """A checked file; a context manager that drops what it keeps in the table's database, and leaves the table open.

    Every iterator and call takes a cursor of its own, so that threads may share it.
    """

    def __init__(
        self,
        table: Table,
        composer: Composer,
        staged: Staged,
        spans: list[Span],
        prefix: str,
        totals: Totals,
        seconds: float,
    ) -> None:
        self.totals = Totals(**{name: getattr(totals, name) for name in Totals.__slots__} | {"seconds": seconds})
        self._table = table
        self._composer = composer
        self._staged = staged
        self._spans = spans
        self._prefix = prefix
        self._lock = threading.Lock()
        self._cursors: set[duckdb.DuckDBPyConnection] = set()

    def events(self) -> Iterator[list[Event]]:
        """Give the sendable events in the file's order, at most 1000 at a time."""
        for span in self._spans:
            with self._cursor() as cursor:
                cursor.execute(
                    f"SELECT head, event_set, key, body FROM ({self._composer.encoded(span)}) WHERE errors = 0 "
                    f"AND head NOT IN (SELECT head FROM {self._prefix}_duplicates) ORDER BY head"
                )
                while rows := cursor.fetchmany(CHUNK):
                    yield [Event(*row) for row in rows]

    def problems(
        self, rule: str | None = None, *, offset: int = 0, limit: int = 100, severity: Severity | None = None
    ) -> list[Problem]:
        """Give the problems of a window of rows, in row order: those of one rule, or of one severity, or all.

        `offset` and `limit` count rows; a row with several problems brings them all that fit the choice.
        """
        faults = self._faults(f"{_choice(rule, severity)} ORDER BY row LIMIT {limit:d} OFFSET {offset:d}")
        return [
            problem
            for told in self._told(faults).values()
            for problem in told
            if (rule is None or problem.rule.name == rule) and (severity is None or problem.severity is severity)
        ]

    def problem_count(self, rule: str | None = None, severity: Severity | None = None) -> int:
        """Count the rows that have such a problem."""
        with self._cursor() as cursor:
            found = cursor.execute(
                f"SELECT count(*) FROM {self._prefix}_problems WHERE {_choice(rule, severity)}"
            ).fetchone()
        return int(found[0]) if found is not None else 0

    def preview(self, row: int) -> Preview | None:
        """Show what a row becomes, or the group that it belongs to; None when there is no such row."""
        faults = self._faults(f"row = {row:d}")
        with self._cursor() as cursor:
            return preview_row(cursor, self._composer, self._staged.name, faults[0] if faults else Fault(row, 0, 0))

    def rejects(self) -> Iterator[Reject]:
        """Give every rejected row in the file's order, with the file's own cells and all its problems."""
        last = -1
        broken = {line.number: line for line in self._staged.broken}
        hidden = self._hidden()
        width = len(self._table.columns)
        while faults := self._faults(f"errors <> 0 AND row > {last} ORDER BY row LIMIT {CHUNK}"):
            last = faults[-1].row
            told = self._told(faults)
            cells = {picked.number: picked.cells for picked in self._table.pick([fault.row for fault in faults])}
            for fault in faults:
                own = cells.get(fault.row)
                if own is None:
                    line = broken.get(fault.row)
                    own = ((line.text if line is not None else None), *(None for _ in range(width - 1)))
                yield Reject(fault.row, _masked(own, hidden), told[fault.row])

    @property
    def grouped(self) -> bool:
        """Whether several rows may be one event."""
        return self._composer.plan.grouped

    def cells_of(self, rows: Sequence[int]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """Give the file's own cells of these rows in the file's order, masked where the destination says so."""
        hidden = self._hidden()
        for picked in self._table.pick(rows):
            yield picked.number, _masked(picked.cells, hidden)

    def rows_of(self, event_row: int) -> tuple[int, ...]:
        """Give all rows of the event that this row belongs to."""
        span = span_of_rows(self._composer.plan, self._staged.name, [event_row])
        with self._cursor() as cursor:
            rows = cursor.execute(f"SELECT row FROM {span.table} WHERE {span.condition} ORDER BY row").fetchall()
        return tuple(row for (row,) in rows)

    def sql(self) -> str:
        """Give the query that makes the events, for people to read."""
        return self._composer.encoded(Span(self._staged.name))

    def interrupt(self) -> None:
        """Stop what is running, from any thread; it raises Cancelled there."""
        with self._lock:
            for cursor in self._cursors:
                cursor.interrupt()

    def close(self) -> None:
        """Drop what is kept in the table's database."""
        self.interrupt()
        _drop(self._table, self._prefix)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with _running(self._table) as cursor:
            with self._lock:
                self._cursors.add(cursor)
            try:
                yield cursor
            finally:
                with self._lock:
                    self._cursors.discard(cursor)

    def _faults(self, condition: str) -> list[Fault]:
        with self._cursor() as cursor:
            found = cursor.execute(
                f"SELECT row, errors, warnings FROM {self._prefix}_problems WHERE {condition}"
            ).fetchall()
        return [Fault(*row) for row in found]

    def _told(self, faults: list[Fault]) -> dict[int, tuple[Problem, ...]]:
        plan = self._composer.plan
        with self._cursor() as cursor:
            seen = see_rows(cursor, self._composer, self._staged.name, [fault.row for fault in faults])
        told = {}
        for fault in faults:
            there = seen.get(fault.row)
            cells, bits = (there.cells, there.bits) if there is not None else ({}, {})
            told[fault.row] = problems_of(fault.row, fault.errors, fault.warnings, plan, cells, bits)
        return told

    def _hidden(self) -> list[bool]:
        """For each column of the file: whether its cells are masked, as all are that may tell of a person."""
        plan = self._composer.plan
        if not plan.destination.restrict_pii:
            return [False] * len(self._table.columns)
        open_columns = {
            column
            for field, source in plan.mapping.fields.items()
            if field not in PERSONAL
            for column in (*source.columns, *((source.zone,) if source.zone else ()))
        }
        personal = {
            column for field, source in plan.mapping.fields.items() if field in PERSONAL for column in source.columns
        }
        return [column.name not in open_columns - personal for column in self._table.columns]


def _masked(cells: Sequence[str | None], hidden: list[bool]) -> tuple[str | None, ...]:
    return tuple(masked(text or "") if hide else text for text, hide in zip(cells, hidden, strict=True))


def _choice(rule: str | None, severity: Severity | None) -> str:
    if rule is not None and rule not in RULE:
        raise ValueError(f"there is no rule {rule!r}")
    mask = -1 if rule is None else BIT[rule]
    columns = {Severity.REJECT: "errors", Severity.WARNING: "warnings"}
    chosen = columns[severity] if severity in columns else "(errors | warnings)"
    return f"{chosen} & {mask} <> 0"


@contextmanager
def _running(table: Table) -> Iterator[duckdb.DuckDBPyConnection]:
    cursor = table.cursor()
    try:
        yield cursor
    except duckdb.InterruptException as error:
        raise Cancelled from error
    finally:
        cursor.close()


def _drop(table: Table, prefix: str) -> None:
    with _running(table) as cursor:
        for name in (*TABLES, "facts", "problems", "duplicates", "arranged"):
            cursor.execute(f"DROP TABLE IF EXISTS {prefix}_{name}")


def _zone(cursor: duckdb.DuckDBPyConnection, name: str) -> str:
    zone = zone_for(name) or name
    try:
        cursor.execute(f"SELECT timezone({quote_literal(zone)}, TIMESTAMP '2026-01-01')::VARCHAR")
    except duckdb.Error as error:
        raise SettingsError(
            f"There is no time zone {name!r}.",
            where="destination",
            field="time_zone",
            remedy="Use a name such as America/New_York.",
        ) from error
    return zone


def _try_format(cursor: duckdb.DuckDBPyConnection, format_: str) -> None:
    try:
        cursor.execute(f"SELECT try_strptime('', {quote_literal(format_)})::VARCHAR")
    except duckdb.Error as error:
        raise SettingsError(
            f"The time format {format_!r} cannot be read.",
            where="mapping",
            field="timestamp",
            remedy="Use the letters of strftime, such as %d/%m/%Y %H:%M.",
        ) from error
