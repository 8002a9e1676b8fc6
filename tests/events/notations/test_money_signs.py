"""Signs, codes and names of currencies: which they can mean, and which is meant where one is expected."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tiktok_tui.events.currencies import CURRENCIES, OTHER_CURRENCIES
from tiktok_tui.events.notations.money_signs import (
    currencies_of,
    currency_of,
    money_key,
    shared_sign,
    spellings,
)


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
        ("", "USD", None), ("₱", "CUP", "CUP"), ("lei", "MDL", "MDL"), ("元", "TWD", "TWD"), ("£", "SYP", "SYP"),
        ("£", "egp", "EGP"), ("pound", "USD", None), ("USD", "EUR", "USD"), ("￥", "", None), ("\uff04", "CAD", "CAD"),
    ],
)  # fmt: skip
def test_a_shared_sign_means_the_expected_currency_or_none(sign: str, expected: str, code: str | None) -> None:
    assert currency_of(sign, expected) == code


def test_every_currency_that_tiktok_takes_is_known_by_its_code_in_any_case() -> None:
    for code in CURRENCIES:
        assert currencies_of(code) == currencies_of(code.lower()) == (code,)


def test_spellings_are_what_the_query_looks_up() -> None:
    assert all(key == money_key(key) for key in spellings())
    assert all(codes for codes in spellings().values())
    assert currencies_of("BGN") == ("BGN",)


def test_the_signs_and_words_of_each_currency(snapshot: SnapshotAssertion) -> None:
    """One line for each set of currencies that a sign can mean, the usual one first."""
    written: dict[tuple[str, ...], list[str]] = {}
    for key, codes in spellings().items():
        if codes != (key.upper(),):
            written.setdefault(codes, []).append(key)
    lines = [f"{' '.join(codes)}: {' '.join(keys)}" for codes, keys in written.items()]
    assert "\n".join(lines) == snapshot


def test_every_other_currency_is_known_by_its_code_and_a_code_goes_before_a_word() -> None:
    for code in OTHER_CURRENCIES:
        assert currencies_of(code) == currencies_of(f" {code.lower()} ") == (code,)
    assert currencies_of("BsD") == ("BSD",), "bolívares are written so as well"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Swedish Krona", "SEK"), ("Schwedische Krone", "SEK"), ("yen japonais", "JPY"), ("yen japones", "JPY"),
        ("corona svedese", "SEK"), ("Coroa sueca", "SEK"), ("cédi ghanéen", "GHS"), ("cedi ghaneen", "GHS"),
        ("Ghanaian Cedi", "GHS"), ("Jordanischer Dinar", "JOD"), ("dinar jordano", "JOD"), ("lira libanese", "LBP"),
        ("Dinar jordaniano", "JOD"), ("BULGARIAN-LEV", "BGN"), ("Swedish  krona", "SEK"), ("Deutsche Mark", None),
    ],
)  # fmt: skip
def test_a_name_in_one_of_six_languages_is_known(name: str, code: str | None) -> None:
    assert currency_of(name) == code


@pytest.mark.parametrize(
    ("currency", "sign"),
    [
        ("USD", "$"), ("cad", "$"), ("GBP", "£"), ("EGP", "£"), ("JPY", "¥"), ("TWD", "$"), ("SEK", "kr"),
        ("INR", "Rs"),        ("MDL", "lei"), ("CHF", "franc"), ("VES", "Bs"), ("PHP", "peso"),
        ("SAR", "﷼"), ("KWD", "dinar"), ("EUR", ""),
        ("CRC", ""), ("XXX", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_first_sign_that_a_currency_shares(currency: str, sign: str) -> None:
    assert shared_sign(currency) == sign


def test_a_key_has_no_blanks_no_hyphens_and_no_capitals() -> None:
    assert money_key(" US-Dol\u00a0lar\t") == "usdollar"
