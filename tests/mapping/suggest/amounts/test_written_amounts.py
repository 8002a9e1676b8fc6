"""Amounts of a sample in hundredths, however they are written."""

from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        *(("12.5", 1250), ("12,5", 1250), ("12.05", 1205), ("12", 1200), ("12.", 1200), (" 12 EUR", 1200)),
        *(("1.250", 125000), ("1,250.5", 125050), ("1 250,50 kr", 125050), ("1'250.50", 125050)),
        *(("-5.00", None), ("(5.00)", None), ("", None), ("free", None)),
    ],
)
def test_an_amount_is_in_hundredths_and_one_below_zero_is_none(cell: str, cents: int | None) -> None:
    assert cents_of(cell) == cents
