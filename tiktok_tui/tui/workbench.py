"""One open file on the bench, and the mapping that is being made for it; everything here may take a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.tui.flows.field import ColumnShown

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.table import Row
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.mapping.suggest import ColumnSample, Suggestion
    from tiktok_tui.prepare.preparing import Prepared

SAMPLE = 500
"""Rows that the first answer is made of."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """A file on the bench: the open table, its first rows, and the mapping to start from.

    `remembered` tells that the mapping is the one used before for this destination and this header.
    """

    table: Table
    rows: tuple[Row, ...]
    columns: tuple[ColumnShown, ...]
    suggestion: Suggestion
    mapping: Mapping
    remembered: bool

    @property
    def described(self) -> str:
        """The file in a line: name, columns, format, what it was recognised as."""
        words = [self.table.name, f"{len(self.columns)} columns", self.table.format]
        if self.remembered:
            words.append("mapped as last time")
        elif self.suggestion.recognised:
            words.append(f"looks like {self.suggestion.recognised}")
        return "  ·  ".join(words)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing about the file and its mapping, the most pressing first."""
        if self.remembered:
            return self.table.notes
        return (*(str(question) for question in self.suggestion.questions), *self.table.notes, *self.suggestion.notes)

    def row_after(self, number: int, step: int) -> int:
        """The number of the sampled row `step` rows on; the nearest one at the ends."""
        numbers = [row.number for row in self.rows]
        near = min(range(len(numbers)), key=lambda place: abs(numbers[place] - number))
        return numbers[max(0, min(near + step, len(numbers) - 1))]

    def prepare(self, mapping: Mapping, destination: Destination, now: datetime, *, whole: bool) -> Prepared:
        """Check the first rows, or the whole file. Raises SettingsError for a mapping that cannot be used."""
        from tiktok_tui.prepare.preparing import prepare

        return prepare(self.table, mapping, destination, now=now, limit=None if whole else SAMPLE)

    def columns_for(self, field: str) -> tuple[str, ...]:
        """The columns worth offering first for `field`: those suggested for it."""
        source = self.suggestion.mapping.fields.get(field)
        return source.columns if source is not None else ()

    def close(self) -> None:
        """Let go of the file."""
        self.table.close()


def open_bench(source: str, *, home: Home, destination: Destination) -> Workbench:
    """Open a file, look at its first rows, and find a mapping: the remembered one if it fits, else the suggested one.

    Raises FileError, SettingsError.
    """
    from tiktok_tui.accounts import remembered
    from tiktok_tui.accounts.home import private_folder
    from tiktok_tui.files.opening import open_table
    from tiktok_tui.mapping.suggest import ColumnSample, suggest

    table = open_table(source, scratch=private_folder(home.scratch))
    try:
        rows = table.sample(200)
        columns = [
            ColumnSample(column.name, str(column.kind), tuple(row.cells[place] for row in rows))
            for place, column in enumerate(table.columns)
        ]
        suggestion = suggest(columns, destination)
        known = remembered.load(home, destination.slug, table.header_key())
    except BaseException:
        table.close()
        raise
    mapping = suggestion.mapping if known is None else known
    shown = tuple(_shown(column, mapping, destination) for column in columns)
    return Workbench(table, rows, shown, suggestion, mapping, remembered=known is not None)


def _shown(column: ColumnSample, mapping: Mapping, destination: Destination) -> ColumnShown:
    """The column as it is offered; where personal data is restricted, only cells that tell of nobody are seen."""
    from tiktok_tui.prepare.telling import open_columns, telling

    values = tuple(value or "" for value in column.values)
    hidden = destination.restrict_pii and (column.name not in open_columns(mapping) or any(map(telling, values)))
    return ColumnShown(column.name, values, hidden)
