"""Addresses and phone numbers are recognised however they are written, and little else is taken for one."""

from __future__ import annotations

import pytest

from tiktok_tui.events.personal import looks_personal, without_people

WIDE_DIGITS = "".join(chr(0xFF10 + int(digit)) for digit in "12065550100")
PERSONAL = [
    *("jane@example.org", "jane＠example.org", "to jane@example.org, please"),
    *("+12065550100", "＋12065550100", "+1 (206) 555-0100", "+5 123 4567", "x+12065550100x"),
    *("12065550100", "2065550100", "call 12065550100 now", "tel:2065550100", WIDE_DIGITS),
    *("(206) 555-0100", "(206)5550100", "206-555-0100", "206.555.0100", "06 12 34 56 78", "0612345678"),
    *("0044 20 7946 0000", "00442079460000", "4915112345678", "5511987654321", "٠٦١٢٣٤٥٦٧٨"),
    *("4111 1111 1111 1111", "4111-1111-1111-1111", "123 456 789 012 345"),
    *("612 345 678", "612-345-678", "123456789012", "1234567890", "+5123456", "(5) 123 456", "001234567"),
    *("012345678", "012345678901", "001234567890123", "123456 (ann@example.org)", "0049 (0)30 901820"),
]
OTHERS = [
    *("2026-03-01T10:00:00+02:00", "2026-11-27 10:00:00.123456+00", "07/04/2026", "27.11.2026 10:00", "20261127"),
    *("20261127100000", "1772000000", "1772000000123", "2026-11-01 - 2026-11-30", "10:00 2026-11-27"),
    *("10,50 €", "1,234,567.89", "1234567890.50", "12.345.678,90", "+5", "-1.50", "37.774929, -122.419418"),
    *("1001", "#1001", "A-1001", "000000123", "100000123", "113-1234567-1234567", "5123456789012", "SKU-12345678"),
    "Purchase",
    *("7000000000000000001", "4006381333931", "a1b2c3d4e5f612345678", "98101-1234", "1234 567890123456", ""),
    *("612 345 67", "123-45-678", "+512345", "(5) 12345", "0123456", "1234567890123", "123456789012345", "00123456"),
    *("4111 1111-1111 1111", "1500000000", "1999999999999", "20991231", "20261231235959", "123456.7890", "12345-6789"),
    *("1/2/2026 and 3/4/2026", "10.12.2026-11.12.2026"),
]


@pytest.mark.parametrize("text", PERSONAL)
def test_what_names_a_person_is_recognised_and_masked(text: str) -> None:
    assert looks_personal(text)
    masked = without_people(f"Sent to {text} on 2026-11-27")
    assert not looks_personal(masked)
    assert masked.startswith("Sent to ")
    assert masked.endswith(" on 2026-11-27")


@pytest.mark.parametrize("text", OTHERS)
def test_what_names_nobody_is_not(text: str) -> None:
    assert not looks_personal(text, "US")
    assert without_people(text) == text


def test_a_date_between_numbers_stays_and_the_numbers_go() -> None:
    text = "2065550100 on 27.11.2026, 2065550101 on 2026-11-28 and 2065550102"
    assert without_people(text) == "••• on 27.11.2026, ••• on 2026-11-28 and •••"
    assert without_people("<jane@example.org> (“bob@example.org”)") == "<•••> (“•••”)"
    assert without_people("a@b.co, c@d.co; e@f.co. @!") == "•••, •••; •••. •••!"
    assert without_people("Order 1001 of ＋12065550100") == "Order 1001 of •••"
    assert without_people("½ ﬁlter \uff0b5") == "½ ﬁlter \uff0b5", "nothing is changed where nothing is masked"


@pytest.mark.parametrize(
    ("text", "country", "personal"),
    [
        *(("9 01820", "US", False), ("5550100", "", False), ("4321234", "IS", True), ("12345678", "SG", False)),
        *(("91234567", "SG", True), ("34612345678", "", True), ("6591234567", "", True), ("1434567890123", "", False)),
        *(("٩١٢٣٤٥٦٧", "SG", True), ("٢٠٢٦١٢٢٤", "DK", False), ("8613812345678", "XX", True)),
        *((date, "DK", False) for date in ("20261224", "20260131", "20260901", "20261029")),
        *((number, "DK", True) for number in ("20261324", "20260024", "20261232", "21261224")),
        *(("13012345678901", "DE", False), ("861381234567", "", True), ("8613812345678", "", True)),
    ],
)
def test_a_number_of_another_length_is_one_if_it_is_valid(text: str, country: str, personal: bool) -> None:
    assert looks_personal(text, country) is personal


def test_short_numbers_are_those_of_the_country() -> None:
    assert looks_personal("612345678", "ES")
    assert not looks_personal("612345678", "US")
    assert not looks_personal("612345678")
    assert without_people("Sent to 612345678 on 2026-11-27", "ES") == "Sent to ••• on 2026-11-27"
