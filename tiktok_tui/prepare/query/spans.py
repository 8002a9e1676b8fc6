"""Cuts a staged file into spans of whole events, so that neither time nor memory depends on the size of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tiktok_tui.files.scratch.database import Work
from tiktok_tui.prepare.query.cells import cell_of
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.span import Span

SPAN = 250_000
"""Rows of a span; what is gathered of them is held in memory."""


def spans_for(work: Work, plan: Plan, staged: str, rows: int, arranged: str) -> list[Span]:
    """Return the spans of the staged table in the file's order.

    Rows of one group that lie apart are moved together first, in a new table called `arranged`.
    """
    if rows <= SPAN:
        return [Span(staged)]
    if not plan.grouped:
        return list(_cut(staged, "row", _marks(work, staged, "row")))
    if _lie_together(work, plan, staged):
        marks = [_next_start(work, plan, staged, mark) for mark in _marks(work, staged, "row")]
        return list(_cut(staged, "row", [mark for mark in marks if mark is not None]))
    _arrange(work, plan, staged, arranged)
    return list(_cut(arranged, "head", _marks(work, arranged, "head")))


def wide_spans(plan: Plan, spans: Sequence[Span]) -> Sequence[Span]:
    """Return the spans for a query that puts nothing in order: two are one, so that it is planned half as often.

    One for all rows would be faster still, but DuckDB tells no progress within such a query. Only rows or items that
    are gathered into events are held in memory, and need the spans that they have.
    """
    if _gathers(plan):
        return spans
    return [replace(pair[0], stop=pair[-1].stop) for pair in (spans[at : at + 2] for at in range(0, len(spans), 2))]


def widest_spans(plan: Plan, spans: Sequence[Span]) -> Sequence[Span]:
    """Return the spans for a query that is read while it runs: one for all, unless rows or items are gathered."""
    return spans if _gathers(plan) else [replace(spans[0], start=None, stop=None)]


def rows_of_events(work: Work, plan: Plan, spans: Sequence[Span], rows: Sequence[int]) -> tuple[int, ...]:
    """Return these rows and all other rows of their events, in the file's order; only their spans are read."""
    if not plan.grouped:
        return tuple(sorted(rows))
    listed = ", ".join(f"{row:d}" for row in rows) or "NULL"
    found: set[int] = set()
    for span in spans:
        where = f"WHERE {span.condition}" if span.condition else ""
        if span.column == "row":
            if not any(map(span.holds, rows)):
                continue
            same = f"key IN (SELECT {_key(plan)} FROM {span.table} WHERE row IN ({listed}))"
            query = f"SELECT row FROM (SELECT row, {_key(plan)} AS key FROM {span.table} {where})"
        else:
            same = f"head IN (SELECT head FROM {span.table} WHERE row IN ({listed}))"
            query = f"SELECT row FROM {span.table}"
        found.update(row for (row,) in work.execute(f"{query} WHERE row IN ({listed}) OR {same}").fetchall())
        if span.column == "head":
            break
    return tuple(sorted(found))


def rows_by_event(work: Work, plan: Plan, spans: Sequence[Span], rows: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return for each of these rows all rows of its event, in the file's order; only their spans are read."""
    listed = ", ".join(f"{row:d}" for row in rows) or "NULL"
    found = {row: {row} for row in rows}
    for span in spans if plan.grouped else ():
        where = f"WHERE {span.condition}" if span.condition else ""
        if span.column == "row":
            if not any(map(span.holds, rows)):
                continue
            keyed = f"SELECT row, {_key(plan)} AS key FROM {span.table} {where}"
        else:
            keyed = f"SELECT row, head AS key FROM {span.table}"
        asked = f"SELECT * FROM ({keyed}) WHERE row IN ({listed})"
        same = f"SELECT asked.row, other.row FROM ({keyed}) AS other JOIN ({asked}) AS asked ON asked.key = other.key"
        for row, other in work.execute(same).fetchall():
            found[row].add(other)
        if span.column == "head":
            break
    return {row: tuple(sorted(others)) for row, others in found.items()}


def copy_rows(work: Work, plan: Plan, spans: Sequence[Span], staged: str, rows: Sequence[int]) -> Span:
    """Return a span of these rows and all other rows of their events: a copy, which lasts as long as the work.

    Without DuckDB's optimizer, which takes longer than it saves for few rows, a condition would read the whole table.
    """
    few = Span(staged, only=rows_of_events(work, plan, spans, rows))
    work.execute(f"CREATE OR REPLACE TEMP TABLE few AS SELECT * FROM {staged} WHERE {few.condition}")
    return Span("few")


def _gathers(plan: Plan) -> bool:
    return plan.grouped or plan.source("contents") is not None


def _marks(work: Work, table: str, column: str) -> list[int]:
    found = work.execute(
        f"SELECT {column} FROM {table} WHERE rowid % {SPAN} = 0 AND rowid > 0 "
        f"AND rowid + {SPAN // 2} < (SELECT count(*) FROM {table}) ORDER BY rowid"
    ).fetchall()
    return [int(mark) for (mark,) in found]


def _cut(table: str, column: str, marks: list[int]) -> Iterator[Span]:
    distinct = sorted(set(marks))
    if not distinct:
        yield Span(table)
        return
    yield Span(table, column, None, distinct[0])
    for start, stop in pairwise(distinct):
        yield Span(table, column, start, stop)
    yield Span(table, column, distinct[-1], None)


def _key(plan: Plan) -> str:
    assert plan.mapping.group_by is not None
    return cell_of(plan, plan.place(plan.mapping.group_by))


def _lie_together(work: Work, plan: Plan, staged: str) -> bool:
    row = work.execute(
        "SELECT count(*) FILTER (key IS NULL OR key IS DISTINCT FROM before) "
        "= count(DISTINCT hash(key)) FILTER (key IS NOT NULL) + count(*) FILTER (key IS NULL) "
        f"FROM (SELECT key, lag(key) OVER () AS before FROM (SELECT {_key(plan)} AS key FROM {staged}))"
    ).fetchone()
    return row is not None and bool(row[0])


def _next_start(work: Work, plan: Plan, staged: str, mark: int) -> int | None:
    """Return the first row at or behind `mark` where a group begins; None if the last group reaches the end."""
    reach = 10_000
    while True:
        row = work.execute(
            "SELECT min(row) FILTER (behind AND (key IS NULL OR key IS DISTINCT FROM before)), count(*) FROM ("
            "SELECT row, key, lag(key) OVER (ORDER BY row) AS before, "
            "lag(row) OVER (ORDER BY row) IS NOT NULL AS behind "
            f"FROM (SELECT row, {_key(plan)} AS key FROM {staged} WHERE row >= {mark} AND row < {mark + reach}))"
        ).fetchone()
        assert row is not None
        if row[0] is not None:
            return int(row[0])
        last = work.execute(f"SELECT max(row) FROM {staged}").fetchone()
        if last is None or last[0] < mark + reach:
            return None
        reach *= 10


def _arrange(work: Work, plan: Plan, staged: str, arranged: str) -> None:
    key = _key(plan)
    cells = "".join(f", s.{cell}" for cell in (*plan.cells, *plan.kinds.values()))
    work.execute(
        f"CREATE TABLE {arranged} AS SELECT s.row{cells}, coalesce(h.head, s.row) AS head FROM {staged} AS s "
        f"LEFT JOIN (SELECT {key} AS key, min(row) AS head FROM {staged} GROUP BY 1) AS h ON {key} = h.key "
        "ORDER BY coalesce(h.head, s.row), s.row"
    )
