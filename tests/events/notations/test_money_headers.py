"""The currency in the header of an amount: any sign or word in brackets, a code or a sign elsewhere."""

from __future__ import annotations

import pytest

from tiktok_tui.events.notations.money_headers import currencies_in_header, currency_in_header, without_currency

OF_SIGNS = "INR TRY ILS VND THB UAH KRW RUB NGN PYG CRC KZT KHR"


@pytest.mark.parametrize(
    ("header", "expected", "code"),
    [
        ("Amount (USD)", "", "USD"), ("Total EUR", "", "EUR"), ("Amount €", "", "EUR"), ("Betrag in €", "", "EUR"),
        ("Total Euro", "USD", "EUR"), ("Gross ($)", "CAD", "CAD"), ("Gross ($)", "EUR", None), ("Total A$", "", "AUD"),
        ("Total (US$)", "CAD", "USD"), ("value_usd", "", "USD"), ("amount_eur", "", "EUR"), ("TOTAL ALL", "", None),
        ("Total (TRY)", "", "TRY"),
        ("total_cop", "", None), ("TOTAL EUR", "", "EUR"), ("Total BGN", "", "BGN"), ("Sum für €", "", "EUR"),
        ("USD/EUR", "", None), ("Total all", "", None),
        ("Total", "", None), ("Real value", "", None), ("Total try", "", None), ("Won", "", None), ("L", "", None),
        ("Volume L.", "", None), ("Saldo R.", "", None),
        ("Total€", "USD", "EUR"), ("Betrag in€", "", "EUR"), ("EUR€", "", "EUR"), ("USD€", "USD", None),
        ("Total£", "USD", "GBP"), ("Total¥", "CNY", "CNY"), ("Total$", "CAD", "CAD"), ("Total US$", "CAD", "USD"),
        ("HK$ total", "", "HKD"), ("Total Kč", "", "CZK"), ("Total ৳", "", "BDT"),
        ("Total ￥", "CNY", "CNY"), ("Total \uff04", "CAD", "CAD"), ("Total ₨", "NPR", "NPR"), ("﷼", "QAR", "QAR"),
        *((f"in {sign}", "", code) for sign, code in zip("₹₺₪₫฿₴₩₽₦₲₡₸៛", OF_SIGNS.split(), strict=True)),
        ("\u0440\u0443\u0431.", "", "RUB"), ("Total ₱", "", "PHP"),
        ("Total EUROS", "", "EUR"), ("Total Eurozone", "", None), ("Total (Eur)", "", "EUR"),
        ("Total Rs.", "INR", "INR"), ("Total Rs", "INR", None), ("Total Fr.", "", "CHF"),
        ("Total KPW", "", "KPW"), ("TOTAL KPW", "", None), ("Total Kpw", "", None), ("Price $ CAD", "", "CAD"),
    ],
)  # fmt: skip
def test_a_header_names_a_currency(header: str, expected: str, code: str | None) -> None:
    assert currency_in_header(header, expected) == code


@pytest.mark.parametrize("word", "ALL ARS BAM BOB COP CUP GEL LAK MAD MOP PEN RON RUB SOS TOP TRY".split())
def test_a_code_that_is_a_word_as_well_is_one_in_capitals_among_others(word: str) -> None:
    headers = (f"Total {word}", f"Total {word.lower()}", f"Total {word.title()}", f"TOTAL {word}", word)
    assert [currency_in_header(header) for header in headers] == [word, None, None, None, None]


def test_a_header_of_several_signs_means_what_they_have_in_common() -> None:
    for header, codes in (
        ("$ (C$)", ("CAD",)),
        ("C$ / $", ("CAD",)),
        ("Total £, EGP", ("EGP",)),
        ("A$ / US$", ()),
        ("C$", ("CAD", "NIO")),
    ):
        assert currencies_in_header(header) == codes


@pytest.mark.parametrize(
    ("header", "expected", "code"),
    [
        ("Total (Rp)", "USD", "IDR"), ("Total Bayar [Rp.]", "", "IDR"), ("Tutar (TL)", "", "TRY"),
        ("Belopp (kr)", "SEK", "SEK"), ("Belopp (kr)", "EUR", None), ("Kwota (zł)", "", "PLN"),
        ("金额\uff08元\uff09", "CNY", "CNY"), ("金額(円)", "", "JPY"), ("결제금액(원)", "", "KRW"),
        ("Total (\u0440\u0443\u0431)", "", "RUB"), ("Amount (pounds)", "GBP", "GBP"), ("Összeg (Ft)", "", "HUF"),
        ("Total (in EUR)", "", "EUR"), ("Total (USD $)", "", "USD"), ("Price (R)", "", "ZAR"),
        ("Total (lei)", "RON", "RON"), ("Total (real)", "", None), ("Total (all)", "", None), ("Total (top)", "", None),
        ("Volume (L)", "", None), ("Total (gross)", "", None), ("Total (EUR net)", "", "EUR"), ("Total ()", "", None),
        ("Total (EUR) (USD)", "", None),
    ],
)  # fmt: skip
def test_brackets_hold_any_sign_or_word(header: str, expected: str, code: str | None) -> None:
    assert currency_in_header(header, expected) == code


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("Total (Rp)", "Total"), ("订单金额\uff08元\uff09", "订单金额"), ("Betrag [in EUR]", "Betrag"),
        ("Total, \u0440\u0443\u0431.", "Total"), ("Total \u0440\u0443\u0431.", "Total"), ("Kwota zł", "Kwota"),
        ("Total EUR", "Total"), ("Total, eur", "Total"), ("Total (gross)", "Total (gross)"),
        ("Total (EUR net)", "Total (EUR net)"), ("Total real", "Total real"),
        ("Total (incl. VAT) (USD)", "Total (incl. VAT)"), ("(EUR)", "(EUR)"), ("Order, total", "Order, total"),
    ],
)  # fmt: skip
def test_the_currency_beside_an_amount_is_taken_off(header: str, plain: str) -> None:
    assert without_currency(header) == plain
