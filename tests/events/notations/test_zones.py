"""Time zones are found by the names that exports give them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tiktok_tui.events.notations import zones
from tiktok_tui.events.notations.zones import is_iana, is_setting, zone_for


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"), ("Pacific Standard Time", "America/Los_Angeles"),
        ("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"), ("UTC", "UTC"), ("Z", "UTC"),
        ("UTC+2", "Etc/GMT-2"), ("+0530", "GMT+05:30"), ("GMT -8", "Etc/GMT+8"),
        ("EST", "Etc/GMT+5"), ("CEST", "Etc/GMT-2"), ("ACST", "GMT+09:30"), ("Central European Time", "Europe/Paris"),
        ("IST", None), ("CST", None), ("Mars", None), ("UTC+25", None),
        ("Europe/Berlin", "Europe/Berlin"), ("America/Indiana", None), ("posix/Europe/Berlin", None), ("../UTC", None),
        ("UTC+00:00", "UTC"), ("-300", None), ("UTC+530", None),
        ("UTC-14", None), ("UTC+14", "Etc/GMT-14"), ("UTC-12", "Etc/GMT+12"),
        ("UTC+14:30", None), ("UTC+14:00", "Etc/GMT-14"), ("-12:01", None), ("+13:45", "GMT+13:45"),
        ("-9:30", "GMT-09:30"),
    ],
)  # fmt: skip
def test_zone(name: str, zone: str | None) -> None:
    assert zone_for(name) == zone
    if zone is not None and not zone.startswith("GMT"):
        assert ZoneInfo(zone).key == zone


def test_a_destinations_zone_is_found_without_the_list_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "available_timezones", None)
    zones._known.cache_clear()
    assert zone_for("America/New_York") == "America/New_York"


def test_an_abbreviation_of_several_places_is_the_one_at_home() -> None:
    assert zone_for("CST", "America/Chicago") == "Etc/GMT+6"
    assert zone_for("IST", "Asia/Kolkata") == "GMT+05:30"
    assert zone_for("(GMT+08:00) CST", "Asia/Shanghai") == "Etc/GMT-8"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("America/New_York", True),
        ("CET", True),
        ("UTC", True),
        ("PDT", False),
        ("UTC+2", False),
        ("Mars", False),
        ("", False),
    ],
)
def test_an_iana_zone_may_have_no_place(name: str, known: bool) -> None:
    assert is_iana(name) is known
    assert is_setting(name) is (known or name == "UTC+2")


def test_a_setting_names_no_city_and_no_offset_that_is_none() -> None:
    assert [is_setting(name) for name in ("GMT+05:30", "Paris", "UTC+15", "Eastern Time")] == [
        True,
        False,
        False,
        False,
    ]
