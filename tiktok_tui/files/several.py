"""Several files read as one table: their columns must be the same, in any order.

A row's number holds the place of its file and its number there, so that it can be named by both.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.row_names import ROWS_A_FILE, number_in_words
from tiktok_tui.files.rows import Rows
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.source.identity import printable
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Column, Kind, Row

_NAMED = 5


class SeveralFiles:
    """The rows of some files, one file after the other."""

    def __init__(
        self, files: Sequence[tuple[Path, Rows]], skipped: Sequence[str] = (), empty: Sequence[Path] = ()
    ) -> None:
        """`skipped` are the names of files beside them that are not read, `empty` the files that have no rows.

        Raises FileError if columns differ.
        """
        names = _names([path for path, _ in files])
        self._names = list(names.values())
        self._rows = [rows for _, rows in files]
        first = self._rows[0]
        _refuse_differences(self._names, self._rows)
        self._places = [_places(first.columns, rows.columns) for rows in self._rows]
        self.columns = tuple(
            _merged([rows.columns[places[index]] for rows, places in zip(self._rows, self._places, strict=True)])
            for index in range(len(first.columns))
        )
        self._has_kinds = any(column.mixed for column in self.columns)
        self.paths = tuple(path for rows in self._rows for path in rows.paths)
        self.facts = first.facts
        formats = {rows.format for rows in self._rows}
        self.format = f"{counted(len(files), 'file')}, {formats.pop() if len(formats) == 1 else 'of several formats'}"
        self._skipped, self._empty = skipped, [names[path] for path in empty]

    @property
    def notes(self) -> tuple[str, ...]:
        """Which files are read and which are not, then the notes of each."""
        own = [f"{counted(len(self._names), 'file')} read: {_listed(self._names)}"]
        if self._skipped:
            own.append(f"{counted(len(self._skipped), 'file')} in the folder not read: {_listed(self._skipped)}")
        if 0 < len(self._empty) < len(self._names):
            own.append(f"{counted(len(self._empty), 'file')} without rows: {_listed(self._empty)}")
        notes = (f"{name}: {note}" for name, rows in zip(self._names, self._rows, strict=True) for note in rows.notes)
        return (*own, *notes)

    def name_of(self, number: int) -> str:
        """Return the name of a row for people: its file, and its number there."""
        place, row = divmod(number, ROWS_A_FILE)
        if not 0 <= place < len(self._names):
            return f"row {number_in_words(number)}"
        return f"{self._names[place]} row {row:,}"

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows and broken lines."""
        return islice(self._all_rows(work, count), count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position) of all files, in their order."""
        broken = BrokenLines(work)
        cells = [f"c{index} VARCHAR" for index in range(len(columns))]
        cells += [f"k{index} VARCHAR" for index, position in enumerate(columns) if self.columns[position].mixed]
        work.execute(f"CREATE TABLE {table} (row BIGINT{''.join(', ' + cell for cell in cells)})")
        for place, (rows, places) in enumerate(zip(self._rows, self._places, strict=True)):
            part = work.new_name("part")
            try:
                lost = rows.load(work, part, [places[position] for position in columns])
                work.execute(f"INSERT INTO {table} BY NAME SELECT {self._selected(place, columns)} FROM {part}")
            finally:
                work.drop(part)
            for line in lost:
                broken.add(replace(line, number=line.number + place * ROWS_A_FILE))
        broken.flush()
        return broken

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        wanted: defaultdict[int, list[int]] = defaultdict(list)
        for number in numbers:
            wanted[number // ROWS_A_FILE].append(number % ROWS_A_FILE)
        for place, inside in wanted.items():
            if 0 <= place < len(self._rows):
                for row in self._rows[place].pick(inside, work):
                    yield self._row(place, row)

    def _all_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        for place, rows in enumerate(self._rows):
            for row in rows.first_rows(work, count):
                if isinstance(row, BrokenLine):
                    yield replace(row, number=row.number + place * ROWS_A_FILE)
                else:
                    yield self._row(place, row)

    def _row(self, place: int, row: Row) -> Row:
        places = self._places[place]
        kinds = row.kinds or tuple(column.kind for column in self._rows[place].columns)
        return Row(
            row.number + place * ROWS_A_FILE,
            tuple(row.cells[position] for position in places),
            tuple(kinds[position] for position in places) if self._has_kinds else (),
        )

    def _selected(self, place: int, columns: Sequence[int]) -> str:
        """Return the SQL of a file's cells, under the numbers of all files."""
        found = f"row + {place * ROWS_A_FILE}::BIGINT AS row"
        found += "".join(f", c{index}" for index in range(len(columns)))
        for index, position in enumerate(columns):
            if self.columns[position].mixed:
                own = self._rows[place].columns[self._places[place][position]]
                found += f", k{index}" if own.mixed else f", {quote_literal(own.kind)} AS k{index}"
        return found


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the name of each file: with its folders, if files in several of them have the same name."""
    if len({path.name for path in paths}) == len(paths):
        return {path: printable(path.name) for path in paths}
    shared = os.path.commonpath([path.parent for path in paths])
    return {path: printable(str(path.relative_to(shared))) for path in paths}


def _places(wanted: Sequence[Column], there: Sequence[Column]) -> list[int]:
    """Return the position in `there` of each of the wanted columns."""
    by_name = {column.name: index for index, column in enumerate(there)}
    return [by_name[column.name] for column in wanted]


def _merged(columns: Sequence[Column]) -> Column:
    """Return the column that the same column of each file makes."""
    kinds = {column.kind for column in columns}
    if len(kinds) == 1:
        return Column(columns[0].name, columns[0].kind, any(column.mixed for column in columns))
    return Column(columns[0].name, Kind.LIST if Kind.LIST in kinds else Kind.TEXT, mixed=True)


def _refuse_differences(names: Sequence[str], files: Sequence[Rows]) -> None:
    """Raise FileError if a file has other columns than the first, or states something else above them."""
    expected = {column.name for column in files[0].columns}
    differing = []
    for name, rows in zip(names[1:], files[1:], strict=True):
        there = {column.name for column in rows.columns}
        parts = [f"lacks {_quoted(expected - there)}"] if expected - there else []
        parts += [f"has {_quoted(there - expected)} besides"] if there - expected else []
        parts += ["states another time zone or currency above its header"] if rows.facts != files[0].facts else []
        if parts:
            differing.append(f"{name} {' and '.join(parts)}")
    if differing:
        more = f"; {len(differing) - _NAMED} more differ" if len(differing) > _NAMED else ""
        raise FileError(
            f"The files have different columns. Compared with {names[0]}: {'; '.join(differing[:_NAMED])}{more}.",
            where=str(files[0].paths[0].parent),
            remedy="Send files with the same columns together, the others by themselves.",
        )


def _quoted(names: set[str]) -> str:
    some = sorted(names)
    return ", ".join(f"“{name}”" for name in some[:_NAMED]) + (" …" if len(some) > _NAMED else "")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
