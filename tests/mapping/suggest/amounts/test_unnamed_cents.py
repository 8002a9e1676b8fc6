"""Cents that no name speaks of: what shows them, and what only may be such."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.mapping.suggest.small_files import SHOP, suggested_for
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.suggest.suggest import Suggestion

MAY_BE = "holds whole numbers alone: if they are cents"
ORDERS = {"date": ["2026-06-11", "2026-06-12", "2026-06-13"], "email": ["a@b.co", "c@d.co", "e@f.co"]}


def of(destination: Destination = SHOP, /, **columns: Sequence[str]) -> Suggestion:
    return suggested_for({**ORDERS, **columns}, destination)


def unit(field: str, **columns: Sequence[str]) -> str | None:
    return of(**columns).mapping.fields[field].unit


def test_an_amount_that_is_a_hundred_times_another_one_is_in_cents() -> None:
    amount = ["1999", "500", "0"]
    assert unit("value", amount=amount, price_eur=["19.99", "5", "0.00"]) == "cents"
    assert unit("value", amount=amount, price_eur=["19.99", "", "0.00"]) is None
    assert unit("value", amount=[*amount[:2], "700"], price_eur=["19.99", "", "7"]) == "cents"
    assert unit("value", amount=amount, price_eur=["19.99", "6", "0.00"]) is None
    assert unit("value", amount=amount, price_eur=["19.99", "-5", "0.00"]) is None
    assert unit("value", amount=["1999", "1999", "0"], price_eur=["19.99", "19.99", "0.00"]) is None  # by chance
    assert unit("value", amount=amount, fee=["19.99", "5", "0.00"]) is None
    assert unit("value", amount=amount, refunded_amount=["19.99", "5", "0.00"]) is None
    assert unit("value", amount=amount, points=["19.99", "5", "0.00"]) is None


def test_a_price_may_be_in_cents_beside_a_total() -> None:
    columns = {"total": ["19.99", "10.00", "7"], "unit_price": ["1999", "500", "700"], "quantity": ["1", "2", "1"]}
    assert unit("price", **columns) is None  # a hundred times the total in some rows alone
    assert unit("price", **columns | {"quantity": ["1", "1", "1"], "total": ["19.99", "5.00", "7"]}) == "cents"
    assert unit("value", **columns) is None


def test_prices_and_their_numbers_show_the_unit_of_a_total() -> None:
    prices = {"unit_price": ["19.99", "5.00", "7"], "quantity": ["1", "2", "3"]}
    assert unit("value", amount=["1999", "1000", "2100"], **prices) == "cents"
    assert unit("value", amount=["1999", "1000", "2101"], **prices) is None
    assert unit("value", amount=["19.99", "10", "21"], **prices) is None


def test_the_total_of_an_order_stands_in_one_of_its_rows() -> None:
    lines = {"order_id": ["1", "1", "2"], "unit_price": ["19.99", "5.00", "7"], "quantity": ["1", "2", "3"]}
    found = of(**lines | {"total": ["2999", "", "2100"]}, email=["a@b.co", "a@b.co", "e@f.co"]).mapping
    assert (found.group_by, found.fields["value"].unit) == ("order_id", "cents")


def test_a_value_by_its_own_name_is_told_and_stays() -> None:
    found = of(value=["1999", "500", "0"], price_eur=["19.99", "5", "0.00"])
    assert found.mapping.fields["value"].unit is None
    assert "“value” is a hundred times “price_eur”, and is sent as it stands." in map(str, found.notes)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"total_price": ["1200", "2500", "0"]}, True),
        ({"amountPaid": ["1200", "2500", "150"]}, True),
        ({"total_price": ["1200", "2500", "99"]}, False),
        ({"total_price": ["1200", "2500", "99.50"]}, False),
        ({"total_price": ["1200", "2500", "0"], "currency": ["JPY", "KRW", "jpy"]}, False),
        ({"total_price": ["1200", "2500", "0"], "currency": ["JPY", "EUR", "jpy"]}, True),
        ({"Total": ["1201", "2500", "0"]}, False),
        ({"Total": ["1201", "2500", "0"], "Currency": ["EUR"] * 3}, True),
        ({"Total": ["1200", "2500", "0"], "Currency": ["EUR"] * 3}, False),
        ({"amount": ["1200", "2500", "0"], "currency": ["EUR"] * 3}, True),
        ({"amount": ["1200", "2500", "0"]}, False),
        ({"value": ["1201", "2500", "0"], "currency": ["EUR"] * 3}, False),
        ({"total_cents": ["1201", "2500", "100"]}, False),
        ({"total_price": ["1200", "2500", "0"], "tax": ["96.50", "200", "0"]}, False),
        ({"total_price": ["1200", "2500", "0"], "tax": ["0.96", "2.00", "0"]}, True),
        ({"total_price": ["1200", "2500", "0"], "tax": ["96", "200", "0"]}, True),
        ({"total_price": ["1200", "2500", "0"], "subtotal": ["1000.50", "2300.00", "0"]}, False),
        ({"total_price": ["1200", "2500", "0"], "weight": ["1000.50", "2300.00", "0"]}, True),
    ],
)
def test_whole_numbers_that_may_be_cents_are_named(columns: dict[str, list[str]], said: bool) -> None:
    assert any(MAY_BE in str(note) for note in of(**columns).notes) is said


def test_a_destination_in_yen_has_no_cents() -> None:
    yen = Destination("d", "D", currency="JPY")
    assert not any(MAY_BE in str(note) for note in of(yen, total_price=["1201", "2500", "150"]).notes)
