"""Events in the file's order, which the threads that make them do not keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from tiktok_tui.files.scratch.database import Work
from tiktok_tui.prepare.query.tables import Tables

BLOCK: Final = 1000
"""Rows of the file whose events are handed over together: as many as TikTok takes events in one request."""

Line = tuple[Any, ...]
"""A line of an answer; it begins with the number of its event's first row."""


def count_blocks(work: Work, tables: Tables, good: str) -> dict[int, int]:
    """Return how many events of the table of facts, those that are `good` (SQL), begin in each block of the file."""
    query = f"SELECT head // {BLOCK}, count(*) FROM {tables.facts} WHERE {good} GROUP BY 1"
    return dict(work.execute(query).fetchall())


def in_file_order(chunks: Iterable[list[Line]], blocks: Mapping[int, int]) -> Iterator[list[Line]]:
    """Yield the lines in the order of their rows, those of a block at a time; none is lost if a block was miscounted.

    Each thread takes rows in their order, so no more is held back than what a thread is ahead of the others; sorting
    whole spans in DuckDB took a fifth of the work of making the events, and held them all.
    """
    waiting: dict[int, list[Line]] = {}
    order = iter(sorted(blocks))
    turn = next(order, None)
    for chunk in chunks:
        for line in chunk:
            block = line[0] // BLOCK
            if block in waiting:
                waiting[block].append(line)
            else:
                waiting[block] = [line]
        while turn is not None and len(waiting.get(turn, ())) >= blocks[turn]:
            yield sorted(waiting.pop(turn))
            turn = next(order, None)
    for block in sorted(waiting):
        yield sorted(waiting[block])
