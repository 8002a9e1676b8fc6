"""Leaves out a row below the header that explains its columns, as the exports of TikTok Shop have it."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnlyDict
from collections.abc import Sequence
from dataclasses import replace

from tiktok_tui.mapping.suggest.draft import Counts, MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import ColumnSample, cleaned
from tiktok_tui.mapping.suggest.shapes import SHAPES

_WORDS = 3
"""So many words make a cell a sentence."""
_VALUES = ("time", "amount", "phone", "email")
_FEWEST = 2
"""So many columns hold values in every other row, and a sentence in the first."""


def without_explanations(columns: Sequence[ColumnSample]) -> tuple[list[ColumnSample], dict[str, str]]:
    """Return the columns without their first row if that explains them, and its sentences by column."""
    first = {column.name: cleaned(column.values[0]) for column in columns if column.values}
    filled = [cell for cell in first.values() if cell]
    sentences = {name: cell for name, cell in first.items() if len(cell.split()) >= _WORDS}
    if len(sentences) * 2 < len(filled):
        return list(columns), {}
    if sum(_holds_values(column) for column in columns if column.name in sentences) < _FEWEST:
        return list(columns), {}
    return [replace(column, values=column.values[1:]) for column in columns], sentences


def counts_without(counts: Counts, sentences: ReadOnlyDict[str, str]) -> Counts:
    """Return the counts of the whole file's values without the sentences."""

    def count(names: Sequence[str]) -> ReadOnlyDict[str, Sequence[tuple[str, int]]]:
        return {
            name: [(value, rows) for value, rows in found if cleaned(value) != sentences.get(name)]
            for name, found in counts(names).items()
        }

    return count


def leave_out_explanations(draft: MappingDraft, sentences: dict[str, str]) -> None:
    """Have the row left out by a column that leaves rows out already, else by one of people, or by any."""
    if draft.only:  # which keeps no row that holds a sentence
        return
    people = [column.name for column in (*draft.columns_of("email"), *draft.columns_of("phone"))]
    name = next(name for name in (*draft.leave_out, *people, *sentences) if name in sentences)
    draft.leave_out[name] = (*draft.leave_out.get(name, ()), sentences[name])
    draft.note(f"The first row explains the columns, such as {quoted([sentences[name]])}, and is left out.", "rows")


def _holds_values(column: ColumnSample) -> bool:
    """Return True if the rows below the first are all of one form that the first is not."""
    first, *others = map(cleaned, column.values)
    filled = [cell for cell in others if cell]
    return bool(filled) and any(not SHAPES[form](first) and all(map(SHAPES[form], filled)) for form in _VALUES)
