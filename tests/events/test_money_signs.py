"""Signs, codes and names of currencies: which they can mean, and which is meant where one is expected."""

from __future__ import annotations

import pytest

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.money_signs import currencies_of, currency_in_header, currency_of, money_key, spellings


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("A$", "AUD"), ("AU$", "AUD"), ("HK$", "HKD"), ("NT$", "TWD"), ("CA$", "CAD"), ("S$", "SGD"), ("MX$", "MXN"),
        ("NZ$", "NZD"), ("R$", "BRL"), ("US$", "USD"), ("RM", "MYR"), ("Rp", "IDR"), ("Rp.", "IDR"), ("S/", "PEN"),
        ("S/.", "PEN"), ("₹", "INR"), ("TL", "TRY"), ("₺", "TRY"), ("zł", "PLN"), ("Kč", "CZK"), ("Ft", "HUF"),
        ("lei", "RON"), ("₫", "VND"), ("đ", "VND"), ("円", "JPY"), ("元", "CNY"), ("€", "EUR"), ("£", "GBP"),
        ("₩", "KRW"), ("฿", "THB"), ("₱", "PHP"), ("₦", "NGN"), ("₪", "ILS"), ("₴", "UAH"), ("₽", "RUB"), ("₸", "KZT"),
        ("Euro", "EUR"), ("euros", "EUR"), ("US-Dollar", "USD"), ("us dollar", "USD"), ("Schweizer Franken", "CHF"),
        ("franc suisse", "CHF"), ("libra esterlina", "GBP"), ("yen", "JPY"), ("Iene japonês", "JPY"), ("usd", "USD"),
        ("Złoty", "PLN"), ("zloty", "PLN"), ("couronne suédoise", "SEK"), ("Fr.", "CHF"), ("R", "ZAR"),
    ],
)  # fmt: skip
def test_one_currency_is_meant(sign: str, code: str) -> None:
    assert currency_of(sign) == code


@pytest.mark.parametrize(
    ("sign", "expected", "code"),
    [
        ("$", "USD", "USD"), ("$", "CAD", "CAD"), ("$", "aud", "AUD"), ("$", "EUR", None), ("$", "", None),
        ("¥", "JPY", "JPY"), ("¥", "CNY", "CNY"), ("¥", "USD", None), ("￥", "CNY", "CNY"), ("kr", "SEK", "SEK"),
        ("Kr.", "DKK", "DKK"), ("kr", "EUR", None), ("Rs.", "INR", "INR"), ("Rs", "PKR", "PKR"), ("Rs", "USD", None),
        ("£", "EGP", "EGP"), ("£", "USD", "GBP"), ("C$", "NIO", "NIO"), ("C$", "EUR", None), ("Pfund", "GBP", "GBP"),
        ("Dollar", "USD", "USD"), ("peso", "MXN", "MXN"), ("¤", "USD", None), ("¢", "USD", None), ("pcs", "USD", None),
        ("", "USD", None),
    ],
)  # fmt: skip
def test_a_shared_sign_means_the_expected_currency_or_none(sign: str, expected: str, code: str | None) -> None:
    assert currency_of(sign, expected) == code


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
    ],
)  # fmt: skip
def test_a_header_names_a_currency(header: str, expected: str, code: str | None) -> None:
    assert currency_in_header(header, expected) == code


def test_every_currency_that_tiktok_takes_is_known_by_its_code_in_any_case() -> None:
    for code in CURRENCIES:
        assert currencies_of(code) == currencies_of(code.lower()) == (code,)


def test_spellings_are_what_the_query_looks_up() -> None:
    assert all(key == money_key(key) for key in spellings())
    assert all(codes for codes in spellings().values())
    assert currencies_of("BGN") == ("BGN",)
