"""Instants in words: how long ago, and as the person's own clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime

from tiktok_tui.events.counts import counted


def ago(then: datetime | None, now: datetime | None = None) -> str:
    """Return how long ago `then` was, in words; "never" for None.

    >>> ago(datetime(2026, 11, 22, 10, tzinfo=UTC), datetime(2026, 11, 22, 12, 30, tzinfo=UTC))
    '2 hours ago'
    """
    if then is None:
        return "never"
    seconds = max(0.0, ((now or datetime.now(UTC)) - then).total_seconds())
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{counted(int(seconds // size), unit)} ago"
    return "just now"


def moment(seconds: float | None) -> str:
    """Return Unix `seconds` as date and time of the local clock; "" for None."""
    return "" if seconds is None else datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")
