"""Arguments that several commands share."""

from __future__ import annotations

import argparse
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tiktok_tui.cli.arguments import port, positive
from tiktok_tui.cli.times import instant


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a time zone of the process")
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_a_time_without_a_zone_is_utc_wherever_one_is(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert instant("2026-03-01T00:00:00") == datetime(2026, 3, 1, tzinfo=UTC)
        assert instant("2026-03-01") == datetime(2026, 3, 1, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_time_keeps_the_zone_it_names() -> None:
    moment = instant("2026-03-01T00:00:00+02:00")
    assert moment == datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=2)))
    assert instant("2026-03-01T00:00:00Z") == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("10", 10), (" 7 ", 7)])
def test_a_number_above_0(text: str, number: int) -> None:
    assert positive(text) == number


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "many", ""])
def test_no_number_above_0(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="not a whole number above 0"):
        positive(text)


def test_a_port_is_from_1_to_65535() -> None:
    assert [port("1"), port("65535")] == [1, 65535]
    for text in ("0", "65536", "", "-1"):
        with pytest.raises(argparse.ArgumentTypeError):
            port(text)
