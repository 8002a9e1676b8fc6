"""Zones and orders of day and month in the names of times."""

from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.vocabulary.time_headers import (
    order_in_header,
    unclear_zones,
    without_asides,
    zone_in_header,
)


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("Date (MM/DD/YYYY)", "mdy"), ("Date (DD/MM/YYYY)", "dmy"), ("Date dd.mm.yy", "dmy"),
        ("Date [yyyy-mm-dd]", "ymd"),
        ("Datum (TT.MM.JJJJ)", "dmy"), ("Date (JJ/MM/AAAA)", "dmy"), ("Fecha dd/mm/aaaa hh:mm", "dmy"),
        ("Data (gg/mm/aaaa)", "dmy"), ("Datum (dd-mm-jjjj uu:mm)", "dmy"), ("order_date_mmddyyyy", "mdy"),
        ("Date (d/m/y)", "dmy"), ("Date", ""), ("Amount", ""), ("Mdybt", ""), ("Date (UTC)", ""), ("My day", ""),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month(name: str, order: str) -> None:
    assert order_in_header(name) == order


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Order Time(UTC+8)", "Etc/GMT-8"), ("Order Time \uff08UTC+8\uff09", "Etc/GMT-8"),
        ("Fecha (GMT-3)", "Etc/GMT+3"),
        ("Time (UTC\u22125)", "Etc/GMT+5"), ("Date (GMT+05:30)", "GMT+05:30"), ("created_at_utc", "UTC"),
        ("createdAtUtc", "UTC"), ("Created (UTC)", "UTC"), ("Date (CET)", "Europe/Paris"),
        ("Date (SGT)", "Asia/Singapore"),
        ("Paid (Beijing time)", "Asia/Shanghai"), ("Paid (US Pacific Time)", "America/Los_Angeles"),
        ("Paid (Central European Time)", "Europe/Paris"), ("Date (IST)", None), ("Date (Berlin)", None),
        ("Date (local time)", None), ("Cutcost", None), ("Date (UTC+19)", None),
    ],
)  # fmt: skip
def test_the_zone(name: str, zone: str | None) -> None:
    assert zone_in_header(name) == zone


def test_a_zone_that_several_places_have() -> None:
    assert unclear_zones("Order date (IST)") == {"IST"}
    assert not unclear_zones("Order date (PST)")


@pytest.mark.parametrize(
    "name", ["Order date (PST)", "Order date (MM/DD/YYYY)", "Order date (Europe/Berlin)", "Order date (UTC time zone)"]
)
def test_they_are_no_part_of_the_subject(name: str) -> None:
    assert without_asides(name).strip() == "Order date"
