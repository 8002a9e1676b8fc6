"""Rows that add up those above them are no orders."""

from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import mapped


@pytest.mark.parametrize(
    ("cell", "is_sum"),
    [
        *((cell, True) for cell in ("North Total", "North - total", "Total North", "Total", "Summe Juni 2026")),
        *((cell, True) for cell in ("Grand Total", "Grand total:", "Sub Total", "Sub-total", "Overall total")),
        *((cell, False) for cell in ("East Total", "Total East", "Total Wine", "Sub Total East", "Nothing", "")),
    ],
)
def test_the_sum_of_other_rows_of_a_day_or_of_all_is_left_out(cell: str, is_sum: bool) -> None:
    found = mapped(
        {
            "Region": ["North", "North", cell],
            "Date": ["2026-06-11", "2026-06-12", ""],
            "Email": ["a@b.co", "c@d.co", ""],
            "Total": ["10.00", "20.00", "30.00"],
        }
    )
    assert found.leave_out.get("Region", ()) == ((cell,) if is_sum else ())


def test_a_row_with_more_than_amounts_behind_the_word_is_an_order() -> None:
    others = {"Name": ["Ann", "Bob", "Total"], "Item": ["Cup", "Mug", "Mug"], "Price": ["1.00", "2.00", "3.00"]}
    assert mapped(others | {"Email": ["a@b.co", "c@d.co", ""]}).leave_out == {}


def test_sums_below_the_first_rows_are_left_out_as_well() -> None:
    columns = {
        "Region": ["North", "North Total", "South"],
        "Date": ["2026-06-11", "", "2026-06-12"],
        "Email": ["a@b.co", "", "c@d.co"],
        "Total": ["10.00", "10.00", "20.00"],
    }
    counted = [(cell, 9) for cell in ("North", "South", "North Total", "South Total", "East Total", "Grand Total")]
    left_out = ("North Total", "Grand Total", "South Total")
    assert mapped(columns, {"Region": counted}).leave_out == {"Region": left_out}
