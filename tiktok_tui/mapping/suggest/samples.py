"""A column as a suggestion sees it: its name, and what the cells of the first rows look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tiktok_tui.events.notations import nothing
from tiktok_tui.events.notations.spreadsheet_errors import is_error
from tiktok_tui.mapping.suggest.shapes import SHAPES, Test

_BLANKS = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288), " ")
_NOTHING = frozenset({"", "none", "-", *nothing.WORDS})
_EMPTY = frozenset({"[]", "{}"})
"""Lists and objects that hold nothing."""
_LOOKED_AT = 24
"""Different cells that a column is judged by; more would not change the verdict and cost time in wide files."""
_MOST = 0.8
"""The share of cells that must be alike to speak for all of a column: four of five."""
_LONGEST = 4000


def mostly(test: Test, values: Sequence[str]) -> bool:
    """Return True if most of the values pass a test; True for none at all."""
    return sum(map(test, values)) >= _MOST * len(values)


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """A column of the file: its name, its kind (`files.table.Kind`) and the cells of the first rows, in their order."""

    name: str
    kind: str
    values: tuple[str | None, ...] = ()


class SampledColumn:
    """A column's cells, cleaned on first use; the share of them that passes a test is counted once."""

    def __init__(self, sample: ColumnSample, place: int) -> None:
        self.name = sample.name
        self.kind = sample.kind
        self.place = place
        self._sample = sample.values
        self._shares: dict[str, float] = {}

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Every cell of the sample in the order of the rows, "" where there is nothing."""
        return tuple(map(cleaned, self._sample))

    @cached_property
    def looked_at(self) -> tuple[str, ...]:
        """The first few different cells that hold something."""
        different: dict[str, None] = {}
        for raw in dict.fromkeys(self._sample):
            if (cell := cleaned(raw)) and cell not in _EMPTY:
                different[cell] = None
                if len(different) == _LOOKED_AT:
                    break
        return tuple(different)

    @property
    def empty(self) -> bool:
        """True if no cell of the sample holds anything."""
        return not self.looked_at

    @cached_property
    def filled(self) -> float:
        """The share of cells that hold something."""
        return sum(map(bool, self.cells)) / len(self.cells) if self.cells else 0.0

    def share(self, shape: str) -> float:
        """The share of the different cells that have the shape (a key of `SHAPES`); 0 for an empty column."""
        if shape not in self._shares:
            passed = sum(self.has_shape(cell, shape) for cell in self.looked_at)
            self._shares[shape] = passed / len(self.looked_at) if self.looked_at else 0.0
        return self._shares[shape]

    def mostly(self, shape: str) -> bool:
        """Return True if most of the different cells have the shape, and so speak for the whole column."""
        return not self.empty and self.share(shape) >= _MOST

    def share_of_rows(self, shapes: Sequence[str]) -> float:
        """The share of the rows with one of these cells whose cell has one of the shapes."""
        rows = Counter(self.cells)
        passed = sum(rows[cell] for cell in self.looked_at if any(self.has_shape(cell, shape) for shape in shapes))
        return passed / max(1, sum(rows[cell] for cell in self.looked_at))

    @staticmethod
    def has_shape(cell: str, shape: str) -> bool:
        """Return True if a cell has the shape (a key of `SHAPES`)."""
        return SHAPES[shape](cell)

    def different(self) -> tuple[str, ...]:
        """Every different cell of the sample that holds something, in the order of the rows."""
        return tuple(dict.fromkeys(cell for cell in self.cells if cell))

    def repeats(self) -> bool:
        """True if some cell occurs in more than one row."""
        filled = [cell for cell in self.cells if cell]
        return len(set(filled)) < len(filled)


def rows_by(column: SampledColumn, others: Sequence[SampledColumn]) -> dict[str, list[tuple[str, ...]]]:
    """For each cell of `column` the rows that hold it, as the cells of `others`."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for place, cell in enumerate(column.cells):
        if cell:
            rows.setdefault(cell, []).append(tuple(other.cells[place] for other in others))
    return rows


def cleaned(value: str | None) -> str:
    """The cell without blanks at its ends and a spreadsheet's apostrophe; empty for what means nothing.

    A formula without its result and an error of a spreadsheet mean nothing.
    """
    text = (value or "")[:_LONGEST].strip().removeprefix("'").strip().translate(_BLANKS)
    nothing = text.casefold() in _NOTHING or text.startswith("=") or is_error(text)
    return "" if nothing else text
