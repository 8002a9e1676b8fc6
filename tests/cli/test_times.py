"""Times and spans among the arguments of a command."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tiktok_tui.cli.times import instant, instant_or_span


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T10:00:00", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00Z", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00+02:00", datetime(2026, 3, 1, 10, tzinfo=timezone(timedelta(hours=2)))),
    ],
)
def test_a_time_is_utc_unless_it_names_its_zone(text: str, moment: datetime, in_berlin: None) -> None:
    assert instant(text) == instant_or_span(text) == moment
    assert instant(text).utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("3d", timedelta(days=3)),
        (" 12 H ", timedelta(hours=12)),
        ("90m", timedelta(minutes=90)),
        ("99999d", timedelta(days=99_999)),
    ],
)
def test_a_span_counts_days_hours_or_minutes(text: str, span: timedelta) -> None:
    assert instant_or_span(text) == span


@pytest.mark.parametrize("text", ["", "3", "3w", "-3d", "100000d", "3dd", "yesterday"])
def test_what_is_neither_is_refused_with_an_example_of_both(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError) as caught:
        instant_or_span(text)
    assert str(caught.value) == f"{text!r} is not a time such as 2026-03-01T00:00:00Z, or a span such as 3d"
    with pytest.raises(argparse.ArgumentTypeError):
        instant(text or "3d")
