from __future__ import annotations

from dataclasses import replace

import pytest

from tests.mapping.suggest.small_files import TILLS, named, suggested_for
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest


def timestamp(**columns: tuple[str, ...]) -> FieldSource:
    return named(**columns).mapping.fields["timestamp"]


def test_a_zone_column_goes_before_a_zone_in_the_header() -> None:
    found = timestamp(Created_UTC=("2026-06-01 10:00",), Time_zone=("America/New_York",))
    assert (found.zone, found.time_zone) == ("Time zone", None)


def test_a_clock_completes_a_date_only_if_nearly_all_cells_are_dates_alone() -> None:
    clock = ("10:00", "11:00", "12:00", "13:00", "14:00")
    some = ("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04 10:00", "2026-06-05 10:00")
    assert timestamp(Date=some, Time=clock).columns == ("Date",)
    assert timestamp(Date=tuple(value[:10] for value in some), Time=clock).columns == ("Date", "Time")


def test_the_whole_time_of_the_same_thing_goes_before_its_date() -> None:
    dates = ("2026-06-01", "2026-06-02", "2026-06-03")
    whole = tuple(f"{date} 10:00" for date in dates)
    assert timestamp(order_date=dates, ordered_at=whole).columns == ("ordered at",)
    assert timestamp(order_date=dates, ordered_at=dates).columns == ("order date",)
    # Of another thing, or of nothing that is named.
    assert timestamp(order_date=dates, delivered_at=whole).columns == ("order date",)
    assert timestamp(Date=dates, On_at=whole).columns == ("Date",)


@pytest.mark.parametrize(
    ("date", "clock"),
    [
        *(("Order_date", "Ordered_at"), ("Purchase_date", "Purchased_at"), ("Create_date", "Created_at")),
        *(("Creation_date", "Created_at"), ("Booking_date", "Booked_at"), ("Book_date", "Booking_at")),
        *(("Payment_date", "Paid_at"), ("Sale_date", "Sold_at"), ("Submit_date", "Submitted_at")),
        ("Submission_date", "Submitted_at"),
    ],
)
def test_a_time_of_day_belongs_to_the_date_of_the_same_thing(date: str, clock: str) -> None:
    columns = {"Shipped_at": ("09:00", "08:00"), date: ("2026-06-01", "2026-06-02"), clock: ("10:00", "11:00")}
    assert timestamp(**columns).columns == (date.replace("_", " "), clock.replace("_", " "))


def test_am_and_pm_may_stand_away_from_the_time_of_day() -> None:
    columns = {"Date": ("2026-06-01", "2026-06-02"), "Time": ("10:00", "11:00"), "Note": ("x", "y"), "M": ("AM", "PM")}
    assert timestamp(**columns).columns == ("Date", "Time", "M")


def test_a_header_that_says_utc_is_believed_unless_nearly_all_cells_know_better() -> None:
    known, bare = "2026-06-01T10:00:00+02:00", "2026-06-01T10:00:0"
    half = (known, known.replace("01T", "02T"), known.replace("01T", "03T"), f"{bare}1", f"{bare}2")
    assert timestamp(Created_UTC=half).time_zone == "UTC"
    assert timestamp(Created_UTC=(*half[:3], known.replace("01T", "04T"), f"{bare}1")).time_zone is None


def test_a_zone_in_the_header_is_that_of_the_times() -> None:
    for header, zone in (
        ("Order date (PST)", "America/Los_Angeles"),
        ("Order date (Europe/Berlin)", "Europe/Berlin"),
        ("Order date (CET)", "Europe/Paris"),
        ("Order date (UTC)", "UTC"),
    ):
        samples = [ColumnSample(header, "text", ("2026-06-01 10:00",))]
        assert suggest(samples, TILLS).mapping.fields["timestamp"].time_zone == zone
    samples = [ColumnSample("Order date (ABC)", "text", ("2026-06-01 10:00",))]
    assert suggest(samples, TILLS).mapping.fields["timestamp"].time_zone is None


def test_the_midnight_of_a_typed_date_gives_way_to_the_time_of_day_beside_it() -> None:
    columns = {"Date": ("2026-06-01 00:00:00", "2026-06-02 00:00:00"), "Time": ("10:00", "11:00")}
    found = suggested_for(columns)
    assert found.mapping.fields["timestamp"] == FieldSource(columns=("Date", "Time"))
    assert not [note for note in found.notes if note.about == "timestamp"]


def test_a_time_of_day_without_a_date_says_nothing_of_the_format() -> None:
    found = timestamp(
        Date=("28/04/2026", "29/04/2026", *("",) * 8), Time=tuple(f"1{number}:00" for number in range(10))
    )
    assert (found.columns, found.format) == (("Date", "Time"), "%d/%m/%Y %H:%M")


@pytest.mark.parametrize(("whole", "joined"), [(1, True), (2, False)])
def test_four_of_five_dates_have_to_stand_alone_for_a_clock_beside_them(whole: int, joined: bool) -> None:
    days = [f"2026-06-0{place} 10:00" if place <= whole else f"2026-06-0{place}" for place in range(1, 6)]
    clocks = [f"1{place}:05" for place in range(5)]
    samples = [ColumnSample("Date", "text", tuple(days)), ColumnSample("Time", "text", tuple(clocks))]
    found = suggest(samples, Destination("d", "D", fixed_event="Purchase")).mapping.fields["timestamp"]
    assert found.columns == (("Date", "Time") if joined else ("Date",))


@pytest.mark.parametrize(
    ("home", "cells", "format_"),
    [
        ("America/Chicago", ("2026-11-14 10:05 CST", "2026-11-15 10:05 CST"), None),
        ("America/Chicago", ("Nov 14, 2026 1:05 PM CST", "Jul 15, 2026 1:05 PM CDT"), "%b %d, %Y %I:%M %p %z"),
        ("Asia/Kolkata", ("14-11-2026 10:05 IST", "15-11-2026 10:05 IST"), "%d-%m-%Y %H:%M %z"),
    ],
)
def test_abbreviations_of_the_destination_s_own_clocks_are_read(
    home: str, cells: tuple[str, ...], format_: str | None
) -> None:
    samples = [ColumnSample("Date", "text", cells), ColumnSample("Email", "text", ("a@b.co", "c@d.co"))]
    found = suggest(samples, replace(TILLS, time_zone=home))
    assert found.complete
    assert found.mapping.fields["timestamp"] == FieldSource(columns=("Date",), format=format_)
    elsewhere = suggest(samples, replace(TILLS, time_zone="Europe/Paris"))
    assert elsewhere.missing == ("timestamp",)


def test_a_clock_beside_a_date_may_name_a_zone_of_the_destination_s_own() -> None:
    columns = {"Date": ("2026-11-14", "2026-11-15"), "Time": ("10:05 CST", "11:05 CST")}
    samples = [ColumnSample(name, "text", cells) for name, cells in columns.items()]
    at_home = suggest(samples, replace(TILLS, time_zone="America/Chicago"))
    assert at_home.mapping.fields["timestamp"].columns == ("Date", "Time")
    assert not any("midnight" in note.text for note in at_home.notes)


UNREAD = "Times of day such as “{}” in “Time” cannot be read: every event has the midnight of its “Date”."


@pytest.mark.parametrize(
    ("header", "cells", "unread"),
    [
        ("Time", ("10:05 CST", "11:05 CST"), "10:05 CST"),
        ("Time", ("", "10:05 CST"), "10:05 CST"),
        ("Time", ("10:05 - 10:30", "11:00 - 11:30"), "10:05 - 10:30"),
        ("Time", ("10 AM", "2 p.m."), "10 AM"),
        ("Time", ("1430", "0905"), "1430"),
        ("Time", ("14", "9"), "14"),
        ("Time", ("14", "90"), None),
        ("Time", ("10:05", "11:05"), None),
        ("Time", ("morning", "noon"), None),
        ("Time", ("", ""), None),
        ("Delivery time", ("2 days", "3 days"), None),
        ("Remark", ("10:05 CST", "11:05 CST"), None),
    ],
)
def test_times_of_day_that_cannot_be_read_are_told(header: str, cells: tuple[str, ...], unread: str | None) -> None:
    columns = {"Date": ("2026-11-14", "2026-11-15"), header: cells}
    found = suggested_for(columns)
    told = [note.text for note in found.notes if "midnight" in note.text]
    assert told == ([UNREAD.format(unread)] if unread is not None else [])


@pytest.mark.parametrize("header", ["Delivery time", "hh:mm", "store_time"])
def test_times_of_day_of_something_else_are_told_beside_a_date(header: str) -> None:
    columns = {"Date": ("2026-11-14", "2026-11-15"), header: ("10:05", "11:05")}
    found = suggested_for(columns)
    assert found.mapping.fields["timestamp"].columns == ("Date",)
    assert [note.text for note in found.notes if "midnight" in note.text] == [
        f"The times of day in “{header}” are not used: every event has the midnight of its “Date”."
    ]


@pytest.mark.parametrize("header", ["Call duration", "Hours worked", "Break", "Durée"])
def test_how_long_something_took_is_no_time_of_day(header: str) -> None:
    columns = {"Date": ("2026-11-14", "2026-11-15"), header: ("10:05", "11:05")}
    found = suggested_for(columns)
    assert not [note.text for note in found.notes if "midnight" in note.text]


@pytest.mark.parametrize(
    ("header", "zone"),
    [
        ("Purchase_Time__UTC_timezone_", "UTC"), ("purchase_time_pst", "America/Los_Angeles"),
        ("purchase_time_local", None), ("Purchase Time (Beijing time)", "Asia/Shanghai"),
    ],
)  # fmt: skip
def test_the_time_of_day_of_a_date_may_name_its_zone(header: str, zone: str | None) -> None:
    columns = {"Purchase Date": ("2026-11-14", "2026-11-15"), header: ("10:05", "11:05")}
    found = suggested_for(columns)
    assert found.mapping.fields["timestamp"].columns == ("Purchase Date", header)
    assert found.mapping.fields["timestamp"].time_zone == zone
