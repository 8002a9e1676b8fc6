"""Amounts in cents are divided, in orders of one row and of several, and in the prices of a list."""

from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import named
from tiktok_tui.mapping.model import CENTS, FieldSource
from tiktok_tui.mapping.suggest.amounts.small_units import (
    is_a_hundredth,
    is_in_cents,
    is_price_in_cents,
    parts_of_the_unit,
)


@pytest.mark.parametrize(
    "name",
    [
        "total_cents", "amountCents", "amount_in_cents", "amount_minor", "totalcents",
        "unit_price_cents", "Betrag (Cent)", "Belopp (öre)", "订单金额(分)", "金额\uff08单位\uff1a分\uff09",
        "total_pence", "amount_paise", "Total (\u043a\u043e\u043f.)", "order_total_cents_usd", "gross_cents",
        "importe en centavos",
    ],
)  # fmt: skip
def test_names_of_amounts_in_cents(name: str) -> None:
    assert is_in_cents(name)


@pytest.mark.parametrize(
    "name",
    ["Total", "Totale ore", "tax_cents", "shipping_cents", "refunded_cents", "percent", "cents", "accents", "Amount"],
)
def test_other_names(name: str) -> None:
    assert parts_of_the_unit(name) is None


def test_millionths_are_no_cents() -> None:
    assert parts_of_the_unit("price_micros") == 1_000_000
    assert is_price_in_cents("unit_price_cents")
    assert not is_price_in_cents("total_cents")


@pytest.mark.parametrize(
    ("written", "whole", "proves"),
    [
        ([1999, 0, None, 500], ["1999", "0", "7", ""], True),
        ([1999, 199900], ["1999", "1999"], True),
        ([0, 0], ["0", "0"], False),
        ([199900], ["1999"], False),
        ([1999, 20], ["1999", "19"], False),
        ([1999, 50], ["1999", "0.5"], False),
    ],
    ids=["cents", "yen beside them", "nothing", "whole units", "another amount", "decimals"],
)
def test_amounts_for_people_show_which_unit_the_others_are_in(
    written: list[int | None], whole: list[str], proves: bool
) -> None:
    assert is_a_hundredth(written, whole) is proves


ORDERS = {"order_id": ("1", "1", "2"), "email": ("a@b.co", "a@b.co", "c@d.co"), "sku": ("A", "B", "A")}


def test_the_lines_of_an_order_keep_their_unit() -> None:
    found = named(**ORDERS, amount_cents=("1999", "500", "1999"))
    assert found.mapping.fields["price"] == FieldSource(columns=("amount cents",), unit=CENTS)
    assert found.mapping.fields["quantity"] == FieldSource(value="1")
    assert found.mapping.group_by == "order id"
    assert named(**ORDERS, amount=("19.99", "5", "19.99")).mapping.fields["price"].unit is None


def test_prices_in_a_list_are_in_cents_if_their_key_says_so() -> None:
    listed = ('[{"sku": "A", "unit_price_cents": 1999}]',)
    source = named(items=listed).mapping.fields["contents"]
    assert (source.unit, source.fields) == (CENTS, {"content_id": "sku", "price": "unit_price_cents"})
    both = named(items=('[{"sku": "A", "price": 19.99, "unit_price_cents": 1999}]',)).mapping.fields["contents"]
    assert (both.unit, dict(both.fields)) == (None, {"content_id": "sku"})


@pytest.mark.parametrize(
    ("name", "said"),
    [("price_micros", "Divide it in a query first"), ("Umsatz (TEUR)", "Multiply it in a query first")],
)
def test_amounts_in_other_units_are_not_sent_and_that_is_said(name: str, said: str) -> None:
    found = named(email=("a@b.co",), **{name: ("12",)})
    assert not {"value", "price"} & set(found.mapping.fields)
    assert any(f"“{name.replace('_', ' ')}” is not sent" in note.text and said in note.text for note in found.notes)
    assert not any(said in note.text for note in named(email=("a@b.co",), Total=("12",), **{name: ("12",)}).notes)
