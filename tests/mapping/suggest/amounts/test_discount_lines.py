"""Lines of discounts are no items of an order whose total is known; everything else about them stays a doubt."""

from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import named
from tiktok_tui.mapping.suggest.amounts.discount_lines import is_discount
from tiktok_tui.mapping.suggest.suggest import Suggestion

ORDER = {"order_id": ("1", "1", "2"), "email": ("a@b.co", "a@b.co", "c@d.co"), "item": ("Beans", "Discount 10%", "Mug")}


def suggested(**columns: tuple[str | None, ...]) -> Suggestion:
    return named(**(ORDER | {"price": ("25.00", "-5.00", "9.00"), "order_total": ("20.00", "20.00", "9.00")} | columns))


def left_out(found: Suggestion) -> dict[str, tuple[str, ...]]:
    return dict(found.mapping.not_items)


@pytest.mark.parametrize("price", ["-5.00", "\u22125.00", "(5.00)", "-\u20ac 5.00", "\u20ac -5,00", "5.00-"])
def test_a_line_below_zero_that_is_called_a_discount_is_no_item(price: str) -> None:
    assert left_out(suggested(price=("25.00", price, "9.00"))) == {"item": ("Discount 10%",)}


def test_a_discount_may_be_pieces_below_zero() -> None:
    found = suggested(price=("25.00", "5.00", "9.00"), quantity=("1", "-1", "1"))
    assert left_out(found) == {"item": ("Discount 10%",)}


@pytest.mark.parametrize(
    "columns",
    [
        {"item": ("Beans", "Beans (return)", "Mug")},
        {"price": ("25.00", "5.00", "9.00")},
        {"price": ("25.00", "-0.00", "9.00")},
        {"order_total": ("25.00", "-5.00", "9.00")},
        {"order_total": (None, None, None)},
        {"item": ("Beans", "Discount card", "Discount card")},
    ],
)
def test_returns_goods_and_orders_without_a_total_stay_as_they_are(columns: dict[str, tuple[str | None, ...]]) -> None:
    assert left_out(suggested(**columns)) == {}


@pytest.mark.parametrize(("discounts", "named"), [(100, 100), (101, 100)])
def test_up_to_a_hundred_texts_of_discounts_are_named(discounts: int, named: int) -> None:
    items = ("Beans", *(f"Discount code {number}" for number in range(discounts)))
    prices = ("25.00", *("-0.10" for _ in range(discounts)))
    many = len(items)
    found = suggested(
        order_id=("1",) * many, email=("a@b.co",) * many, item=items, price=prices, order_total=("15.00",) * many
    )
    assert len(left_out(found)["item"]) == named


def test_returns_beside_discounts_do_not_keep_them_from_being_none() -> None:
    found = suggested(item=("Beans (return)", "Discount 10%", "Mug"), price=("-25.00", "-5.00", "9.00"))
    assert left_out(found) == {"item": ("Discount 10%",)}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Rabatt Sommer", True), ("Remise -10 %", True), ("割引", True), ("优惠券", True), ("할인 쿠폰", True),
        ("Promo code X", True), ("Mug", False), ("Gift card", False), ("", False),
    ],
)  # fmt: skip
def test_words_of_discounts(name: str, said: bool) -> None:
    assert is_discount(name) is said
