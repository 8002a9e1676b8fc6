"""Amounts as cells have them, in hundredths: enough to see which columns of a sample add up."""

from __future__ import annotations

import re
from typing import Final

_WRITTEN: Final = re.compile(r"[^\d(-]*(\d[\d.,'\s]*?)(?:[.,](\d{1,2}))?\D*", re.ASCII)
"""An amount that is not negative, and its decimals."""


def cents_of(cell: str) -> int | None:
    """Return an amount in hundredths, however it is written; None for a cell that is none, and below zero.

    >>> cents_of("€ 1.250,50"), cents_of("12"), cents_of("-5.00")
    (125050, 1200, None)
    """
    found = _WRITTEN.fullmatch(cell)
    if found is None:
        return None
    return int("".join(filter(str.isdecimal, found[1]))) * 100 + int((found[2] or "0").ljust(2, "0"))
