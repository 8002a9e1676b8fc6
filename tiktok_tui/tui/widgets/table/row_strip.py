"""A row of a table as Textual draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tiktok_tui.tui.widgets.safe_text import fitted
from tiktok_tui.tui.widgets.table.rows import GAP, Cell, TableColumn
from tiktok_tui.tui.widgets.tone import Tone

GUTTER = 2
"""Cells before the first column, where the cursor's sign stands."""


def row_strip(
    cells: Sequence[str | Cell],
    columns: Iterable[tuple[TableColumn, int]],
    base: Style,
    styled: Callable[[Tone], Style],
    sign: str = "",
) -> Strip:
    """`cells` under their columns, each of the width that stands beside it; `styled` gives the style of a meaning.

    Text is drawn as it is: no markup, no control characters. Cells that are missing are blank.
    """
    segments = [Segment(sign.ljust(GUTTER), base)]
    for place, (column, width) in enumerate(columns):
        cell = cells[place] if place < len(cells) else ""
        text, tone = (cell, Tone.INFO) if isinstance(cell, str) else (cell.text, cell.tone)
        segments.append(Segment(fitted(text, width, right=column.right), styled(tone)))
        segments.append(Segment(" " * GAP, base))
    return Strip(segments)
