"""Leaves out the lines that repeat a file's header among its rows, as files have that were joined one below another."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnlyDict
from collections.abc import Sequence
from dataclasses import replace

from tiktok_tui.mapping.model import lowered
from tiktok_tui.mapping.suggest.draft import Counts, MappingDraft
from tiktok_tui.mapping.suggest.samples import ColumnSample, cleaned

_MOST = 0.8
"""The share of a line's filled cells that are the names of their columns; two at least."""


def without_repeated(columns: Sequence[ColumnSample]) -> list[ColumnSample]:
    """Return the columns without the rows that repeat their names; the same cells if there are none."""
    rows = range(min((len(column.values) for column in columns), default=0))
    names = [cleaned(column.name) for column in columns]
    kept = [row for row in rows if not _repeats(names, [column.values[row] for column in columns])]
    if len(kept) == len(rows):
        return list(columns)
    return [replace(column, values=tuple(column.values[row] for row in kept)) for column in columns]


def counts_without(counts: Counts) -> Counts:
    """Return the counts of the whole file's values without the columns' own names."""

    def count(names: Sequence[str]) -> ReadOnlyDict[str, Sequence[tuple[str, int]]]:
        return {
            name: [(value, rows) for value, rows in found if not _is_name(cleaned(name), cleaned(value))]
            for name, found in counts(names).items()
        }

    return count


def leave_out_repeated(draft: MappingDraft) -> None:
    """Have the lines left out by the columns that leave rows out already, else by one of people or the first."""
    if draft.only:  # which keeps no line that holds a name
        return
    people = [*draft.columns_of("email"), *draft.columns_of("phone")]
    # The other cells of people are not listed in notes.
    for name in list(draft.leave_out) or [(*people, *draft.columns)[0].name]:
        draft.leave_out[name] = (*draft.leave_out.get(name, ()), name)
    draft.note("Lines that repeat the header are left out.", "rows")


def _repeats(names: Sequence[str], line: Sequence[str | None]) -> bool:
    filled = [(name, cell) for name, value in zip(names, line, strict=True) if (cell := cleaned(value))]
    same = sum(_is_name(name, cell) for name, cell in filled)
    return same >= 2 and same >= _MOST * len(filled)


def _is_name(name: str, cell: str) -> bool:
    return len(name) == len(cell) and lowered(name) == lowered(cell)  # small letters are as many
