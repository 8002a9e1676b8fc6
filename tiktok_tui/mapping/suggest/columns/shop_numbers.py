"""Tells the number of a shop from the number that an order has at its shop (`Número loja`)."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.samples import SampledColumn

_ROWS = 12
"""So many rows with a number each that no other row has: no shop has a single sale in all of them."""


def numbers_rows(column: SampledColumn) -> bool:
    """Return True if each row has a number of its own in this column."""
    cells = [cell for cell in column.cells if cell]
    return len(cells) >= _ROWS and not column.repeats() and all(any(map(str.isdigit, cell)) for cell in cells)
