"""Suggests the mapping of an open file: columns from its first rows, states of orders from the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadOnlyDict
from enum import StrEnum
from typing import Protocol

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping, lowered
from tiktok_tui.mapping.suggest.draft import Counts
from tiktok_tui.mapping.suggest.samples import ColumnSample, cleaned
from tiktok_tui.mapping.suggest.suggest import Suggestion, suggest

SAMPLED = 200
"""Rows that columns are judged by."""
_VALUES = 1000
"""Different values of a column that are counted."""


class _Column(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> StrEnum: ...


class _Row(Protocol):
    @property
    def cells(self) -> tuple[str | None, ...]: ...


class _Facts(Protocol):
    @property
    def time_zone(self) -> str: ...
    @property
    def currency(self) -> str: ...


Rows = Sequence[_Row]
_Filters = tuple[tuple[str, tuple[str, ...], bool], ...]


class OpenTable(Protocol):
    """The parts of an open file that a suggestion needs; `files.opening.Table` has it."""

    @property
    def facts(self) -> _Facts:
        """Facts about all rows from lines above the header; "" if there are none."""

    @property
    def columns(self) -> Sequence[_Column]:
        """The columns in the file's order."""

    def sample(self, count: int = ...) -> Sequence[_Row]:
        """The first rows."""

    def value_counts(
        self, column: str, limit: int = ..., *, filters: Sequence[tuple[str, Sequence[str], bool]] = ...
    ) -> list[tuple[str, int]]:
        """The values of a column over the whole file, or over the rows that filters keep, and the rows of each."""


def samples(table: OpenTable, rows: Rows) -> list[ColumnSample]:
    """The table's columns with the cells of its first rows."""
    return [
        ColumnSample(column.name, str(column.kind), tuple(row.cells[place] for row in rows))
        for place, column in enumerate(table.columns)
    ]


class FileCounts:
    """Counts the values of columns over the whole file; each column is read once."""

    def __init__(self, table: OpenTable) -> None:
        self._table = table
        self._known: dict[str, Sequence[tuple[str, int]]] = {}
        self._sent: dict[tuple[_Filters, str], Sequence[tuple[str, int]]] = {}

    def __call__(self, names: Sequence[str]) -> ReadOnlyDict[str, Sequence[tuple[str, int]]]:
        """The values of each column with their rows, the most frequent first. Raises FileError, Cancelled."""
        for name in names:
            if name not in self._known:
                self._known[name] = self._table.value_counts(name, _VALUES)
        return {name: self._known[name] for name in names}

    def of_sent(self, mapping: Mapping, *, read: bool = True) -> Counts:
        """Return what counts the rows alone that the filters of a mapping keep by their own cells.

        In a group, a blank cell of a column that keeps rows says nothing. Without `read`, only columns that were
        counted before under the same filters are given.
        """
        if not read and not {*mapping.only, *mapping.leave_out} <= set(self._known):
            return lambda names: {}
        filters = tuple(self._filters(mapping))

        def count(names: Sequence[str]) -> ReadOnlyDict[str, Sequence[tuple[str, int]]]:
            for name in names:
                if read and (filters, name) not in self._sent:
                    self._sent[filters, name] = self._table.value_counts(name, _VALUES, filters=filters)
            return {name: self._sent[filters, name] for name in names if (filters, name) in self._sent}

        return count

    def _filters(self, mapping: Mapping) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """Yield each filter with the cells of the file that it keeps, or leaves out."""
        found = self([*mapping.only, *mapping.leave_out])
        for column, texts in mapping.only.items():
            blank = ("",) if mapping.group_by is not None else ()
            wanted = {*map(cleaned, texts), *blank}
            yield column, tuple(cell for cell, _ in found[column] if cleaned(cell) in wanted), True
        for column, texts in mapping.leave_out.items():
            wanted = set(map(lowered, texts))
            yield column, tuple(cell for cell, _ in found[column] if lowered(cleaned(cell)) in wanted), False

    def known(self, names: Sequence[str]) -> ReadOnlyDict[str, Sequence[tuple[str, int]]]:
        """The same without reading: only the columns that were counted before."""
        return {name: self._known[name] for name in names if name in self._known}


def suggest_for(
    table: OpenTable, destination: Destination, *, rows: Rows | None = None, counts: Counts | None = None
) -> Suggestion:
    """Return the mapping that the file's header, first rows and states speak for.

    `rows`, the first ones, spare reading them again. Without `counts` the states of the first rows have to do.
    """
    first = table.sample(SAMPLED) if rows is None else rows
    facts = table.facts
    return suggest(
        samples(table, first), destination, counts=counts, time_zone=facts.time_zone, currency=facts.currency
    )
