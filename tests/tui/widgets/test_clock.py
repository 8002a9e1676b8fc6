"""Instants in words, to the edges of each unit."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from tiktok_tui.tui.widgets.clock import ago, moment

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (119, "1 minute ago"),
        (120, "2 minutes ago"),
        (3599, "59 minutes ago"),
        (3600, "1 hour ago"),
        (86399, "23 hours ago"),
        (86400, "1 day ago"),
        (2 * 86400, "2 days ago"),
    ],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert ago(NOW - timedelta(seconds=seconds), NOW) == words


def test_what_has_not_been_is_never_and_has_no_moment() -> None:
    assert ago(None, NOW) == "never"
    assert ago(datetime.now(UTC) - timedelta(hours=2, minutes=30)) == "2 hours ago"
    assert moment(None) == ""
    assert moment(0.0) == datetime.fromtimestamp(0).strftime("%Y-%m-%d %H:%M")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a time zone of the process")
def test_a_moment_is_that_of_the_persons_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "Europe/Berlin")
        time.tzset()
        assert moment(1_780_000_000) == "2026-05-28 22:26"
    time.tzset()
