"""Countries and time zones are found by the names that exports give them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tiktok_tui.events.rules import BIT
from tiktok_tui.prepare.lookups.addresses import read_ip
from tiktok_tui.prepare.lookups.countries import country_for
from tiktok_tui.prepare.lookups.zones import zone_for
from tiktok_tui.prepare.query.times import says_utc


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US", "US"), ("usa", "US"), ("U.S.A.", "US"), ("United States of America", "US"), ("UK", "GB"), ("GBR", "GB"),
        ("Deutschland", "DE"), ("Allemagne", "DE"), ("Österreich", "AT"), ("España", "ES"), ("Côte d'Ivoire", "CI"),
        ("日本", "JP"), ("South Korea", "KR"), ("Bosnia & Herzegovina", "BA"), ("Bosnia and Herzegovina", "BA"),
        ("Czech Republic", "CZ"), ("Hong Kong", "HK"), ("Türkiye", "TR"), ("Turkey", "TR"), ("The Netherlands", "NL"),
        ("Atlantis", None), ("XX", None), ("", None), ("12", None),
    ],
)  # fmt: skip
def test_country(name: str, code: str | None) -> None:
    assert country_for(name) == code


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"), ("Pacific Standard Time", "America/Los_Angeles"),
        ("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"), ("UTC", "UTC"), ("Z", "UTC"),
        ("UTC+2", "Etc/GMT-2"), ("+0530", "GMT+05:30"), ("GMT -8", "Etc/GMT+8"),
        ("EST", None), ("IST", None), ("Mars", None), ("UTC+25", None),
    ],
)  # fmt: skip
def test_zone(name: str, zone: str | None) -> None:
    assert zone_for(name) == zone
    if zone is not None and not zone.startswith("GMT"):
        assert ZoneInfo(zone).key == zone


def test_a_header_can_say_that_its_times_are_utc() -> None:
    assert says_utc("Created (UTC)")
    assert says_utc("date [gmt]")
    assert not says_utc("Scutchel")
    assert not says_utc("UTC offset")


@pytest.mark.parametrize(
    ("text", "sent", "rule"),
    [
        ("2001:4860:4860::8888", "2001:4860:4860::8888", None),
        ("::ffff:8.8.8.8", "8.8.8.8", None),
        ("192.168.1.1", None, "ip.private"),
        ("fe80::1", None, "ip.private"),
        ("224.0.0.1", None, "ip.private"),
        ("fe80::1%eth0", None, "ip.invalid"),
        ("8.8.8", None, "ip.invalid"),
    ],
)
def test_address(text: str, sent: str | None, rule: str | None) -> None:
    assert read_ip(text) == (sent, BIT[rule] if rule else 0)
