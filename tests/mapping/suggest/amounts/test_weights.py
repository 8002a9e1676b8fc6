"""Weights are no pieces: a line is one piece at its total, where that is price times weight in every row."""

from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import named
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.suggest import Suggestion

LINES = {
    "receipt": ("R1", "R1", "R2"),
    "email": ("a@b.co", "a@b.co", "c@d.co"),
    "item": ("Apples", "Bread", "Cheese"),
    "qty": ("0.752", "1", "0,320"),
    "unit_price": ("2.99", "3.50", "12.90"),
    "line_total": ("2.25", "3.50", "4.13"),
}
SAID = "“qty” holds weights, so each line is sent as one piece at its “line total”."


def suggested(**columns: tuple[str, ...]) -> Suggestion:
    return named(**(LINES | columns))


def price_of(found: Suggestion) -> tuple[str, ...]:
    return found.mapping.fields["price"].columns


def test_a_line_of_goods_by_weight_is_one_piece_at_its_total() -> None:
    found = suggested()
    assert price_of(found) == ("line total",)
    assert found.mapping.fields["quantity"] == FieldSource(value="1")
    assert SAID in [note.text for note in found.notes]
    assert found.mapping.group_by == "receipt"


def test_the_total_of_each_line_is_not_the_value_as_well() -> None:
    columns = {name: cells for name, cells in LINES.items() if name != "line_total"}
    found = named(**columns, amount=LINES["line_total"])
    assert price_of(found) == ("amount",)
    assert "value" not in found.mapping.fields


def test_the_total_of_the_order_stays_the_value() -> None:
    found = suggested(order_total=("5.75", "5.75", "4.13"))
    assert found.mapping.fields["value"].columns == ("order total",)
    assert price_of(found) == ("line total",)


@pytest.mark.parametrize(
    ("columns", "price"),
    [
        ({"qty": ("2", "1", "3"), "line_total": ("5.98", "3.50", "38.70")}, "unit price"),
        ({"line_total": ("2.25", "3.50", "4.15")}, "line total"),
        ({"line_total": ("2.25", "3.50", "x")}, "unit price"),
        ({"line_total": ("", "", "")}, "unit price"),
    ],
)
def test_pieces_and_other_totals_make_nothing_a_weight(columns: dict[str, tuple[str, ...]], price: str) -> None:
    found = suggested(**columns)
    assert price_of(found) == (price,)
    assert SAID not in [note.text for note in found.notes]
