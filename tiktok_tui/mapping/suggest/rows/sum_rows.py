"""Leaves out the rows that add up those above them, as spreadsheets have them for each day or region of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiktok_tui.events.notations.sums_in_words import TOTAL
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import ColumnSample, cleaned
from tiktok_tui.mapping.suggest.shapes import SHAPES
from tiktok_tui.mapping.suggest.vocabulary import states
from tiktok_tui.mapping.suggest.vocabulary.states import Sale

_ENDS = re.compile(
    r"(?P<of>.+?)[\s:\-\u2013]+(?:sub-?)?(?:totals?|total general|summe|ergebnis|totaal|totale|suma)", re.IGNORECASE
)
"""`North Total`, as spreadsheets call the subtotal of North."""
_BARE = re.compile(r"(?:grand |sub-? ?|overall )?\S+(?: g[eé]n[eé]ral| generale?| geral)?", re.IGNORECASE)
"""The words of a sum without what it is of."""


_FEW = 2
"""In a table of so few columns a row with one cell is an ordinary one."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row of the sample that is a sum: the column whose cell says so, and that cell."""

    column: str
    cell: str


def without_sums(columns: Sequence[ColumnSample]) -> tuple[list[ColumnSample], list[SumRow]]:
    """Return the columns without the rows that are sums, and these; the same cells if there are none."""
    rows = range(min((len(column.values) for column in columns), default=0))
    places = {row: place for row in rows if (place := _place([column.values[row] for column in columns])) is not None}
    cells = {place: set(map(cleaned, columns[place].values)) for place in places.values()}
    found = {
        row: place for row, place in places.items() if _is_sum_of(cleaned(columns[place].values[row]), cells[place])
    }
    if not found:
        return list(columns), []
    kept = [row for row in rows if row not in found]
    sums = [SumRow(columns[place].name, cleaned(columns[place].values[row])) for row, place in found.items()]
    return [replace(column, values=tuple(column.values[row] for row in kept)) for column in columns], sums


def leave_out_sums(draft: MappingDraft, sums: Sequence[SumRow]) -> None:
    """Have the sums left out by the cell that names them, those below the first rows as well."""
    for name in dict.fromkeys(row.column for row in sums):
        if name in draft.only:  # which keeps none of them
            continue
        here = [row.cell for row in sums if row.column == name]
        cells = {cell for cell, _ in draft.counts(name)}
        more = [cell for cell in sorted(cells) if cell and _is_sum_of(cell, cells)]
        draft.leave_out[name] = tuple(dict.fromkeys((*draft.leave_out.get(name, ()), *here, *more)))
    draft.note(f"Rows that add up others, such as {quoted([sums[0].cell])}, are left out.", "rows")


def tell_sections(draft: MappingDraft) -> None:
    """Say that a row holds nothing but the title of what is no sale, such as Refunds: others below it may be such."""
    for row in draft.rows() if len(draft.columns) > _FEW else ():
        cells = [cell for column in draft.columns if (cell := column.cells[row])]
        if len(cells) == 1 and states.judged_kind(cells[0]) is Sale.NO:
            draft.titles.add(row)
            draft.note(f"A row holds nothing but {quoted(cells)}: check the rows below it, which are sent.", "rows")


def _place(values: Sequence[str | None]) -> int | None:
    """Return the place of the words that begin a row of few cells and amounts, None for any other row."""
    first = next(((place, cell) for place, value in enumerate(values) if (cell := cleaned(value))), None)
    if first is None or not (_ENDS.fullmatch(first[1]) or TOTAL.fullmatch(first[1])):
        return None
    others = [cell for value in values[first[0] + 1 :] if (cell := cleaned(value))]
    few = 1 <= len(others) <= (len(values) - 1) / 2
    return first[0] if few and all(map(SHAPES["amount"], others)) else None


def _is_sum_of(cell: str, cells: set[str]) -> bool:
    """Return True for the sum of another cell of its column, of a day or of all: `North Total` beside `North`."""
    ending = _ENDS.fullmatch(cell)
    if ending is not None and (ending["of"] in cells or any(map(str.isdigit, ending["of"]))):
        return True
    if TOTAL.fullmatch(cell) is None:
        return False
    behind = _BARE.sub("", cell, count=1).strip(" :")
    return not behind or behind in cells or any(map(str.isdigit, behind))
