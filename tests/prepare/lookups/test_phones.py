"""Single phone numbers and lists of them, read by libphonenumber."""

from __future__ import annotations

import pytest

from tests.support.nasty import HASH, PHONES
from tiktok_tui.events.rules import BIT
from tiktok_tui.prepare.lookups.phones import read_phone, read_phones


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+49 0711 2842222", "", "+497112842222"),
        ("+49 (0) 711 2842222", "", "+497112842222"),
        ("06 12345678", "IT", "+390612345678"),
        ("0033612345678", "DE", "+33612345678"),
        ("011 44 20 7946 0958", "US", "+442079460958"),
        ("+55 (11) 3923-5555", "", "+551139235555"),
        ("213-373-4253 ext. 5", "US", "+12133734253"),
        ("12025550123.0", "US", "+12025550123"),
        ("Tel. (mobile, evenings): +1 (212) 555-0123", "US", "+12125550123"),
        (f"{'+1 (212) 555-0123':250}", "US", "+12125550123"),
        ("\uff0b12133734253", "", "+12133734253"),
        (HASH, "", HASH.lower()),
        ("4915123456789", "DE", "+4915123456789"),
        ("49 151 23456789", "DE", "+4915123456789"),
        ("0151 23456789", "DE", "+4915123456789"),
        ("436641234567", "AT", "+436641234567"),
        ("447911123456", "GB", "+447911123456"),
        ("393471234567", "IT", "+393471234567"),
        ("3931234567", "IT", "+393931234567"),
        ("919876543210", "IN", "+919876543210"),
        ("9112345678", "IN", "+919112345678"),
        ("5511987654321", "BR", "+5511987654321"),
        ("447911123456", "US", "+447911123456"),
        ("6512345678", "US", "+16512345678"),
        ("15123456789", "DE", "+4915123456789"),
        ("4004-1234", "BR", "+5540041234"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, region: str, number: str) -> None:
    assert read_phone(text, region).numbers == (number,)


@pytest.mark.parametrize(
    ("text", "region", "rule"),
    [
        ("2133734253", "", "phone.no_country"),
        ("1.2E+10", "US", "phone.unparseable"),
        ("8.98773E10", "DE", "phone.unparseable"),  # not 089 877 310, though E is a 3 in numbers of letters
        ("abc", "US", "phone.unparseable"),
        ("+999 123", "", "phone.unparseable"),
        ("123", "US", "phone.unparseable"),
        ("555-0123", "US", "phone.unparseable"),
        ("011 999 1234567", "US", "phone.unparseable"),
        ("+1 555-0123", "", "phone.unparseable"),
        ("98765-4321", "BR", "phone.unparseable"),  # its area code stands in a column of its own
        ("0 98765-4321", "BR", "phone.unparseable"),
        ("+55 98765-4321", "", "phone.unparseable"),
        ("4915123456789", "", "phone.no_country"),
        *((text, "US", "phone.unparseable") for text in ("0000000000", "1111111111", "1234567890", "0123456789")),
        ("a" * 32, "US", "phone.wrong_hash"),
        ("1" * 300, "US", "phone.unparseable"),
        (f"{'+1 (212) 555-0123':251}", "US", "phone.unparseable"),
    ],
)
def test_what_is_no_number_says_why(text: str, region: str, rule: str) -> None:
    assert read_phone(text, region) == type(read_phone("", ""))((), BIT[rule])


def test_a_list_holds_several_numbers() -> None:
    read = read_phones('["+12133734253", null, 2065550100, "x", "+12133734253"]', "US")
    assert read.numbers == ("+12133734253", "+12065550100", "+12133734253")
    assert read.bits == BIT["phone.unparseable"]
    assert read_phones("not json", "US").bits == BIT["phone.unparseable"]
    assert read_phones(f'["+12133734253", {"1" * 5000}]', "US").numbers == ("+12133734253",)


@pytest.mark.parametrize("text", PHONES)
def test_reading_never_fails(text: str) -> None:
    for region in ("", "US", "DE", "IT"):
        read = read_phone(text, region)
        assert bool(read.numbers) != bool(read.bits & ~BIT["phone.hash_case"])
