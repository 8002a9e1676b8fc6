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
        ("createdAtUtc", "UTC"), ("createdAtUTC+8", "Etc/GMT-8"), ("Order Time (UTC\uff0b8)", "Etc/GMT-8"),
        ("created_at_pst", "America/Los_Angeles"), ("createdAtPST", "America/Los_Angeles"), ("time_jst", "Asia/Tokyo"),
        ("Order Date (pst)", "America/Los_Angeles"), ("created_at_pt", "America/Los_Angeles"), ("date_pt", None),
        ("Date (EUROPE/BERLIN)", "Europe/Berlin"), ("created_at_europe_berlin", "Europe/Berlin"),
        ("CREATED_AT_AMERICA_NEW_YORK", "America/New_York"), ("date_us_eastern", "US/Eastern"),
        ("at_america_argentina_buenos_aires", "America/Argentina/Buenos_Aires"), ("asia_sales", None),
        ("Date/Time", None),
        ("event_time_gmt_plus_1", "Etc/GMT-1"), ("event_time_utc_minus_3", "Etc/GMT+3"), ("time_utc8", None),
        ("Purchase Date (Eastern)", "America/New_York"), ("Date (local)", None),
        ("CREATED (BEIJING TIME)", "Asia/Shanghai"),
        ("Created_(Beijing_time)", "Asia/Shanghai"), ("estimated_date_est_cost", None),
        ("Created (UTC)", "UTC"), ("Date (CET)", "Europe/Paris"),
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
    assert unclear_zones("created_at_ist") == {"IST"}
    assert not unclear_zones("Order date (PST)")


def test_an_offset_without_its_sign() -> None:
    assert unclear_zones("time_utc8") == {"utc8"}
    assert unclear_zones("createdAtUTC 8") == {"UTC 8"}
    assert not unclear_zones("time_utc_plus_8")


@pytest.mark.parametrize(
    "name",
    [
        "Order date (PST)", "Order date (MM/DD/YYYY)", "Order date (Europe/Berlin)", "Order date (UTC time zone)",
        "Order date pst", "Order date (pst)", "Order date (IST)", "Order date (UTC_TIMEZONE)",
        "Order date europe_berlin", "Order date US/EASTERN",
    ],
)  # fmt: skip
def test_they_are_no_part_of_the_subject(name: str) -> None:
    assert without_asides(name).strip() == "Order date"


@pytest.mark.parametrize("name", ["US_total", "asia sales", "Date/Time", "date_pt", "Total (net)"])
def test_what_only_looks_like_a_zone_is_part_of_it(name: str) -> None:
    assert without_asides(name) == name
