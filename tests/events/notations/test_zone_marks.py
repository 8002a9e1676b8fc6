"""Zones in words behind a time."""

from __future__ import annotations

import pytest

from tiktok_tui.events.notations.zone_marks import (
    abbreviation_in,
    offset_of,
    offset_said,
    patterns_at,
    said_at,
    zone_read_as,
)

SAID = [
    ("2026-11-14 10:05:06 PST", "2026-11-14 10:05:06 -08:00"),
    ("11/14/2026 10:05 (CEST)", "11/14/2026 10:05 +02:00"),
    ("Nov 14, 2026 10:05:06 AM EST", "Nov 14, 2026 10:05:06 AM -05:00"),
    ("14.11.2026 10:05 MESZ", "14.11.2026 10:05 +02:00"),
    ("2026-11-14 10:05 UTC+2", "2026-11-14 10:05 +02"),
    ("2026-11-14 10:05 GMT-9:30", "2026-11-14 10:05 -09:30"),
    ("2026-11-14 10:05 (UTC+8)", "2026-11-14 10:05 +08"),
    ("2026-11-14 10:05 (GMT-09:30)", "2026-11-14 10:05 -09:30"),
    ("2026-11-14 10:05 GMT+02:00", "2026-11-14 10:05 +02:00"),
    ("2026-11-14 10:05 GMT", "2026-11-14 10:05 +00:00"),
    ("2026-11-14 10:05:06 (UTC)", "2026-11-14 10:05:06 +00:00"),
    ("2026-11-14 10:05:06.25 +0000 UTC", "2026-11-14 10:05:06.25 +0000"),
    ("2026-11-14 10:05:06 -0800 PST", "2026-11-14 10:05:06 -0800"),
    ("2026-11-14T10:05:06-08:00[America/Los_Angeles]", "2026-11-14T10:05:06-08:00"),
    ("2026-11-14T10:05:06Z[UTC]", "2026-11-14T10:05:06Z"),
    ("Sat Nov 14 2026 10:05:06 GMT-0800 (Pacific Standard Time)", "Sat Nov 14 2026 10:05:06 -0800"),
    ("Sat Nov 14 2026 10:05:06 GMT+0100 (Mitteleuropäische Normalzeit)", "Sat Nov 14 2026 10:05:06 +0100"),
    ("Sat Nov 14 10:05:06 CET 2026", "Sat Nov 14 2026 10:05:06 +01:00"),
    ("Sat Nov 14 10:05:06 +0530 2026", "Sat Nov 14 2026 10:05:06 +0530"),
    ("Sat Nov 14 10:05:06 UTC 2026", "Sat Nov 14 2026 10:05:06 +00:00"),
    ("Sun Nov  1 10:05:06 2026", "Sun Nov 1 2026 10:05:06"),
]
OTHERS = [
    "2026-11-14 10:05:06", "2026-11-14T10:05:06Z", "2026-11-14 10:05 PM", "14-11-2026 PST-1",
    "2026-11-14 10:05 IST", "2026-11-14 10:05 CST", "2026-11-14 10:05 XYZ", "Sat Nov 14 10:05:06 IST", "PST", "14-NOV",
    "2026-11-14 +0000 PSTX", "Nov 14, 2026", "Sat Nov 14 2026",
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_zone_in_words_is_an_offset(text: str, said: str) -> None:
    assert offset_said(text) == said


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_and_zones_of_several_places_stay_as_they_are(text: str) -> None:
    assert offset_said(text) == text
    assert abbreviation_in(text) is None


def test_a_date_with_a_zone_keeps_it() -> None:
    assert offset_said("14-11-2026 PST") == "14-11-2026 -08:00"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-11-14 10:05:06 PST", "PST"),
        ("Sat Nov 14 10:05:06 CET 2026", "CET"),
        ("2026-11-14 10:05:06 -0800 PST", None),  # the offset says it
        ("2026-11-14 10:05:06 UTC", None),
    ],
)
def test_the_abbreviation_that_was_taken_for_an_offset_is_named(text: str, name: str | None) -> None:
    assert abbreviation_in(text) == name


@pytest.mark.parametrize(
    ("name", "home", "offset"),
    [
        ("PST", "UTC", "-08:00"), ("PST", "Asia/Manila", "+08:00"), ("CST", "UTC", None),
        ("CST", "America/Chicago", "-06:00"), ("CDT", "America/Chicago", "-05:00"), ("CST", "Asia/Shanghai", "+08:00"),
        ("IST", "Asia/Kolkata", "+05:30"), ("IST", "Europe/Dublin", "+01:00"), ("IST", "America/New_York", None),
        ("EDT", "Eastern Time (US & Canada)", "-04:00"), ("pst", "UTC", None), ("GMT", "UTC", None),
        ("UTC+2", "UTC", None),
    ],
)  # fmt: skip
def test_an_abbreviation_means_what_the_clocks_at_home_say(name: str, home: str, offset: str | None) -> None:
    assert offset_of(name, home) == offset


AT_HOME = [
    ("America/Chicago", "2026-11-14 10:05:06 CST", "2026-11-14 10:05:06 -0600", "CST"),
    ("America/Chicago", "Nov 14, 2026 1:05 PM (CST)", "Nov 14, 2026 1:05 PM -0600", "CST"),
    ("America/Chicago", "Sat Nov 14 10:05:06 CST 2026", "Sat Nov 14 10:05:06 -0600 2026", "CST"),
    ("America/Chicago", "9:05 a.m. CST", "9:05 a.m. -0600", "CST"),
    ("America/Chicago", "2026-11-14T10:05:06.25CST", "2026-11-14T10:05:06.25 -0600", "CST"),
    ("America/Chicago", "2026-11-14 10:05:06 -0600 CST", "2026-11-14 10:05:06 -0600 CST", None),
    ("America/Chicago", "2026-11-14 10:05:06 -06:00 CST", "2026-11-14 10:05:06 -06:00 CST", None),
    ("America/Chicago", "2026-11-14 10:05 PST", "2026-11-14 10:05 PST", "PST"),
    ("America/Chicago", "2026-11-14 10:05 IST", "2026-11-14 10:05 IST", None),
    ("America/Chicago", "Ward 14 CST", "Ward 14 CST", None),
    ("Asia/Shanghai", "2026-11-14 10:05 CST", "2026-11-14 10:05 +0800", "CST"),
    ("Asia/Kolkata", "14/11/2026 10:05 IST", "14/11/2026 10:05 +0530", "IST"),
    ("America/Halifax", "2026-07-14 10:05 ADT", "2026-07-14 10:05 -0300", "ADT"),
    ("Asia/Manila", "2026-11-14 10:05 PST", "2026-11-14 10:05 +0800", "PST"),
    ("UTC", "2026-11-14 10:05 CST", "2026-11-14 10:05 CST", None),
    ("Nowhere/None", "2026-11-14 10:05 CST", "2026-11-14 10:05 CST", None),
]
"""Homes, times, the times with the offsets that clocks there mean, and the abbreviation that an offset is put for."""


@pytest.mark.parametrize(("home", "text", "said", "name"), AT_HOME)
def test_clocks_at_home_say_what_an_abbreviation_behind_a_clock_is(
    home: str, text: str, said: str, name: str | None
) -> None:
    assert said_at(home, text) == said
    assert abbreviation_in(text, home) == name


def test_what_it_was_read_as_is_told_with_the_offset_at_home() -> None:
    assert zone_read_as("Date", "CST", "Asia/Shanghai") == "In “Date” CST is UTC+08:00."


@pytest.mark.parametrize("home", ["UTC", "America/New_York", "Europe/London", "Asia/Tokyo", "America/Sao_Paulo"])
def test_most_homes_have_no_abbreviation_of_their_own(home: str) -> None:
    assert patterns_at(home) == ()
