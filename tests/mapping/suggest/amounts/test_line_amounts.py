"""The amount of one line where its price does not say what was paid for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.mapping.suggest.small_files import TILLS, mapped, suggested_for
from tiktok_tui.events.destination import NumberStyle

ORDERS = {
    "Order ID": ["1", "1", "2"],
    "Email": ["a@b.co", "a@b.co", "c@d.co"],
    "Date": ["2026-06-11", "2026-06-11", "2026-06-12"],
    "Item": ["Cup", "Plate", "Plate"],
}


def test_what_was_paid_for_a_line_goes_before_its_price() -> None:
    found = mapped(ORDERS | {"Unit price": ["50.00", "20.00", "20.00"], "Paid price": ["45.90", "20.00", "20.00"]})
    assert found.fields["price"].columns == ("Paid price",)
    assert found.fields["quantity"].value == "1"


def test_a_line_s_amount_that_is_its_price_times_its_number_leaves_both() -> None:
    found = mapped(
        ORDERS | {"Unit price": ["5.00", "2.00", "2.00"], "Qty": ["2", "1", "3"], "Amount": ["10.00", "2.00", "6.00"]}
    )
    assert (found.fields["price"].columns, found.fields["quantity"].columns) == (("Unit price",), ("Qty",))


def test_a_line_s_total_is_taken_where_nothing_else_is_an_amount() -> None:
    found = mapped(
        ORDERS | {"Quantity": ["2", "1", "1"], "Line Subtotal": ["9", "1", "1"], "Line Total": ["10", "2", "2"]}
    )
    assert (found.fields["price"].columns, found.fields["quantity"].value) == (("Line Total",), "1")


def test_the_tax_of_a_line_may_come_on_top_of_what_is_left_after_a_discount() -> None:
    found = mapped(
        ORDERS
        | {
            "Unit price": ["30.00", "20.00", "20.00"],
            "Qty": ["1", "2", "1"],
            "Discount": ["3.00", "0.00", "0.00"],
            "Tax": ["2.70", "4.00", "2.00"],
            "Item Total": ["29.70", "44.00", "22.00"],
        }
    )
    assert found.fields["price"].columns == ("Item Total",)


@pytest.mark.parametrize("others", [{}, {"Unit price": ["100.00", "50.00", "100.00"]}])
def test_a_net_price_is_that_of_one_piece(others: dict[str, list[str]]) -> None:
    found = mapped(ORDERS | others | {"Net price": ["90.00", "50.00", "80.00"], "Qty": ["2", "1", "3"]})
    assert (found.fields["price"].columns, found.fields["quantity"].columns) == (("Net price",), ("Qty",))


@pytest.mark.parametrize(
    ("others", "counted"),
    [({}, "1"), ({"Colour": ["red", "blue", "red"]}, "1"), ({"Pzas": ["1", "3", "1"]}, None)],
)
def test_a_row_is_one_piece_unless_a_column_may_say_how_many(others: dict[str, list[str]], counted: str | None) -> None:
    quantity = mapped(ORDERS | {"Price": ["5.00", "2.00", "2.00"]} | others).fields.get("quantity")
    assert (quantity.value if quantity is not None else None) == counted


@pytest.mark.parametrize("item", ["Plate", ""])
def test_items_without_their_order_are_asked_about(item: str) -> None:
    """As merged cells are written: only the first row of an order has its number, its time and its customer."""
    columns = {
        "Order": ("1", "", "2"),
        "Date": ("2026-06-11", "", "2026-06-12"),
        "Email": ("a@b.co", "", "c@d.co"),
        "Item": ("Cup", item, "Lamp"),
        "Qty": ("2", "1", "1"),
        "Price": ("10,00", "20,00", "30,00"),
    }
    asked = suggested_for(columns, replace(TILLS, number_style=NumberStyle.COMMA)).questions
    assert ["fill its cells down" in question.text for question in asked] == ([True] if item else [])
