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
"""Cells before the first column, for the cursor's sign."""


def row_strip(
    cells: Sequence[str | Cell],
    columns: Iterable[tuple[TableColumn, int]],
    base: Style,
    styled: Callable[[Tone], Style],
    sign: str = "",
) -> Strip:
    """Return `cells` under their columns, each column with its width; `styled` returns the style of a tone.

    Cells are drawn as text: no markup, no control characters. Missing cells are blank.
    """
    segments = [Segment(sign.ljust(GUTTER), base)]
    for index, (column, width) in enumerate(columns):
        cell = cells[index] if index < len(cells) else ""
        text, tone = (cell, Tone.INFO) if isinstance(cell, str) else (cell.text, cell.tone)
        segments.append(Segment(fitted(text, width, right=column.right), styled(tone)))
        segments.append(Segment(" " * GAP, base))
    return Strip(segments)
