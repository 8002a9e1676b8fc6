"""Amounts that another column explains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.mapping.suggest.small_files import suggested_for
from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.suggest import Suggestion

SHOP = Destination(
    "shop",
    "Shop",
    event_set_id="7654321098765432109",
    fixed_event="Purchase",
    currency="EUR",
    number_style=NumberStyle.COMMA,
)
PEOPLE = {"Datum": ["2026-06-11", "2026-06-12", "2026-06-13"], "E-Mail": ["a@b.co", "c@d.co", "e@f.co"]}


def of(columns: Mapping[str, Sequence[str]]) -> Suggestion:
    return suggested_for({**PEOPLE, **columns}, SHOP)


def value(columns: Mapping[str, Sequence[str]]) -> str:
    return of(columns).mapping.fields["value"].columns[0]


@pytest.mark.parametrize(
    ("columns", "taken"),
    [
        pytest.param(
            {
                "VALOR": ["80,00", "80,00", "280,00"],
                "DESCONTO": ["10,00", "", "0"],
                "FECHADO": ["70,00", "80,00", "280,00"],
            },
            "FECHADO",
            id="after a discount",
        ),
        pytest.param(
            {
                "Do zapłaty": ["100,00", "123,00", "0,00"],
                "Zaliczka": ["23,00", "0,00", "0,00"],
                "Wartość umowy": ["123,00", "123,00", "1230,00"],
            },
            "Wartość umowy",
            id="a rest after a deposit, and nothing where all is paid",
        ),
        pytest.param(
            {
                "Betrag": ["97,00", "194,00", "48,50"],
                "Gebühr": ["3,00", "6,00", "1,50"],
                "Gezahlt vom Kunden": ["100,00", "200,00", "50,00"],
            },
            "Gezahlt vom Kunden",
            id="a payout after a fee",
        ),
        pytest.param(
            {
                "Стоимость без НДС": ["1000,00", "2000,00", "10,00"],
                "НДС": ["200,00", "400,00", "2,00"],
                "Сумма договора": ["1200,00", "2400,00", "12,00"],
            },
            "Сумма договора",
            id="net and its tax",
        ),
        pytest.param(
            {
                "Total": ["70,00", "80,00", "280,00"],
                "Rabatt": ["10,00", "", ""],
                "Listenpreis": ["80,00", "80,00", "280,00"],
            },
            "Total",
            id="the price before a discount is not what was paid",
        ),
        pytest.param(
            {
                "Total": ["70,00", "80,00", "90,00"],
                "Gebühr": ["3,00", "3,00", "3,00"],
                "Kilo": ["73,00", "83,00", "94"],
            },
            "Total",
            id="a row that does not add up",
        ),
        pytest.param(
            {"Total": ["70,00", "", ""], "Gebühr": ["3,00", "", ""], "Kilo": ["73,00", "83,00", "94"]},
            "Total",
            id="one row that adds up by chance",
        ),
        pytest.param(
            {
                "Total": ["97,00", "194,00", "50,00"],
                "Gebühr": ["3,00", "6,00", ""],
                "Gezahlt vom Kunden": ["100,00", "200,00", ""],
            },
            "Total",
            id="a row that the better column does not have",
        ),
    ],
)
def test_the_amount_that_the_customer_paid_is_taken(columns: dict[str, list[str]], taken: str) -> None:
    assert value(columns) == taken


def test_rows_that_are_no_sale_need_not_add_up() -> None:
    columns = {
        "Type": ["Reservation", "Reservation", "Payout"],
        "Amount": ["97,00", "194,00", "291,00"],
        "Service fee": ["3,00", "6,00", ""],
        "Gross earnings": ["100,00", "200,00", ""],
    }
    assert value(columns) == "Gross earnings"
    assert any("“Gross earnings” goes before “Amount”" in note.text for note in of(columns).notes)


@pytest.mark.parametrize(
    ("charge", "taken"), [(("-14,85", "-20,00", "-30,00"), "Erlös"), (("14,85", "20,00", "30,00"), "Total")]
)
def test_a_total_after_fees_below_zero_is_the_seller_s(charge: tuple[str, str, str], taken: str) -> None:
    """A fee that the customer pays on top stands above zero, and the total is what they paid."""
    earned = ["99,00", "120,00", "300,00"]
    total = {
        "Erlös": ["84,15", "95,00", "270,00"],
        "Total": ["113,85", "135,00", "330,00"],
    }[taken]
    columns = {"Erlös": earned, "Gebühr": list(charge), "Versand": ["", "-5,00", ""], "Total": total}
    assert value(columns) == taken


@pytest.mark.parametrize(
    ("better", "quantity"),
    [("Unit price incl VAT", FieldSource(columns=("Qty",))), ("Line total", FieldSource(value="1"))],
)
def test_a_price_without_its_tax_is_not_what_a_piece_costs(better: str, quantity: FieldSource) -> None:
    """The total of a line of one piece is the same, but no price of one piece."""
    columns = {
        "Item": ["Cup", "Plate", "Lamp"],
        "Qty": ["1", "1", "1"],
        "Unit price": ["10,00", "20,00", "30,00"],
        "VAT": ["2,00", "4,00", "6,00"],
        better: ["12,00", "24,00", "36,00"],
    }
    fields = of(columns).mapping.fields
    assert (fields["price"].columns, fields["quantity"]) == ((better,), quantity)
