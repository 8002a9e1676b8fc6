"""Names of amounts in thousands and more, in the languages of those who write them; and names that only look so."""

from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.large_units import is_in_thousands


@pytest.mark.parametrize(
    "name",
    [
        "Umsatz (TEUR)", "Umsatz TEUR", "Umsatz T€", "Umsatz in T€", "Umsatz (T€)", "Revenue ($K)", "Revenue (k$)",
        "Amount '000", "Amount (in '000)", "Amount ('000 USD)", "Amount (000s)", "Sales in thousands",
        "Sales (in thousands)", "Sales (USD thousands)", "Betrag in Tsd. EUR", "Betrag (Tsd. €)", "Montant (k€)",
        "Montant k€", "Montant (milliers €)", "Deal Value (k)", "Deal value (USD k)", "Deal Value USDk", "Total (M)",
        "Loan amount (lakhs)", "Loan Amount (Rs. Lakhs)", "Value (Cr)", "金额(万元)", "成交金额\uff08万元\uff09",
        "売上\uff08千円\uff09", "売上(百万円)", "매출(만원)", "매출(천원)", "order_total_thousands", "revenue_millions",
        "Kwota (tys. zł)", "\u0421\u0443\u043c\u043c\u0430 (\u0442\u044b\u0441. \u0440\u0443\u0431.)",
        "\u0421\u0443\u043c\u043c\u0430, \u0442\u044b\u0441. \u0440\u0443\u0431.",
        "\u0421\u0443\u043c\u043c\u0430, \u043c\u043b\u043d", "Tutar (milyon TL)", "Harga (juta)", "Harga (Rp juta)",
        "Belopp (tkr)", "Umsatz (Mio. EUR)", "Umsatz Mio. €", "valor (miles)", "Receita (R$ mil)",
        "Amount (1000 EUR)", "Importe (miles de euros)", "Importo (migliaia di euro)",
        "Montant (en milliers d'euros)", "Total (€ thousand)", "revenue_kusd", "Amount (MM)",
    ],
)  # fmt: skip
def test_an_amount_in_thousands_is_neither_value_nor_price(name: str) -> None:
    assert is_in_thousands(name)
    assert not {"value", "price"} & set(meanings(name))


@pytest.mark.parametrize(
    "name",
    [
        "Total", "Total (EUR)", "Amount (gross)", "order_total_k2", "Mark", "Total tis", "Total mil",
        "Price per 1000", "Milk total", "Amount", "Total (net)", "Betrag", "Rank", "Stock", "Book", "Total (KRW)",
        "Order total kr", "Total KM", " Total k", "1000 coins", "Amount 1000000", "Total M", "Kwota zł",
        "Total 1000", "Total (kr)", "Total (Kč)", "Total (incl. tax)", "Millions", "Amount (USD)",
    ],
)  # fmt: skip
def test_other_amounts_are_in_whole_units(name: str) -> None:
    assert not is_in_thousands(name)
