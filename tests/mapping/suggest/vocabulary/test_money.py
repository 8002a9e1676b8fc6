from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import TILLS
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.money import amount_points
from tiktok_tui.mapping.suggest.vocabulary.words import words


@pytest.mark.parametrize(
    "best_first",
    [
        ("Order Total (inc tax)", "Order Total (ex tax)", "Subtotal"),
        ("Grand Total (Base)", "Subtotal"),
        ("Total Inc Tax", "Gross Sales", "Net Sales", "Subtotal (inc tax)"),
        ("total_paid_tax_incl", "total_paid", "total_paid_tax_excl"),
        ("Total USD", "Amount", "Net"),
        ("Gross", "Net"),
        ("Amount", "Net total"),
        ("Net total incl. VAT", "Net total"),
        ("Gesamtbetrag inkl. MwSt", "Bruttobetrag", "Nettobetrag", "Zwischensumme"),
        ("Montant TTC", "Montant HT", "Sous-total"),
        ("Importe total", "Importe neto", "Subtotal"),
        ("Totale ordine", "Importo netto"),
        ("Valor total", "Valor sem IVA"),
        ("Total", "Converted Amount"),
        ("Total", "Amount received"),
        ("Importe recibido", "Importe neto"),
        ("Total after discount", "Total before discount"),
        ("Total c/ IVA", "Total sem IVA"),
        ("Beløb m/ moms", "Beløb uden moms"),
        ("Стоимость с НДС", "Стоимость без НДС"),  # noqa: RUF001
        ("Gesamtbetrag eingezogen", "Bruttoumsatz"),
        ("Bruttobeitrag", "Nettobeitrag"),
        ("Totale documento", "Imponibile netto totale"),
    ],
)
def test_the_total_goes_before_the_subtotal_and_gross_before_net(best_first: tuple[str, ...]) -> None:
    points = [meanings(name)["value"] for name in best_first]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == len(points)
    for columns in (best_first, best_first[::-1]):
        found = suggest([ColumnSample(name, "text", ("12.50", "13.50")) for name in columns], TILLS)
        assert found.mapping.fields["value"].columns == best_first[:1]


@pytest.mark.parametrize(
    "name",
    [
        "Total Tax", "Total Discount", "Shipping Total", "Fee", "Refund total", "Amount Refunded", "Total Items",
        "Total Spent", "Tip amount", "Line Total", "Outstanding Balance", "Currency rate", "Value Currency",
        "Summe MwSt",
    ],
)  # fmt: skip
def test_other_amounts_are_not_what_was_paid(name: str) -> None:
    assert "value" not in meanings(name)


@pytest.mark.parametrize(
    "name",
    [
        "Conversion Currency", "Presentment Currency", "Shop Currency", "Store Currency", "Original Currency", "CCY",
        "Value Currency", "Order currency code", "currency_iso_code", "Währung", "Devise", "Moneda del pedido",
        "Valuta ordine", "Moeda",
    ],
)  # fmt: skip
def test_a_currency_is_known_by_any_of_its_headers(name: str) -> None:
    assert "currency" in meanings(name)
    found = suggest([ColumnSample("Total", "text", ("5", "6")), ColumnSample(name, "text", ("EUR", "USD"))], TILLS)
    assert found.mapping.fields["currency"].columns == (name,)


def test_a_subtotal_without_taxes_is_the_last_one_to_take() -> None:
    whole, net = (amount_points(words(name)) for name in ("Subtotal", "Subtotal (excl tax)"))
    assert whole is not None
    assert net == whole - 1


@pytest.mark.parametrize(
    ("headers", "column"),
    [
        (
            {"Order Amount": "60.00", "Order Currency": "EUR", "Settled": "70.00", "Settled Currency": "USD"},
            "Order Currency",
        ),
        ({"Parcel Currency": "RUB", "Amount paid": "60.00", "Buyer currency": "KZT"}, "Buyer currency"),
        ({"Currency": "EUR", "Amount": "60.00", "Account currency": "USD"}, "Currency"),
    ],
)
def test_the_currency_next_to_the_amount_is_its_own(headers: dict[str, str], column: str) -> None:
    found = suggest([ColumnSample(name, "text", (cell, cell)) for name, cell in headers.items()], TILLS)
    assert found.mapping.fields["currency"].columns == (column,)
