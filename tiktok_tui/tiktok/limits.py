"""TikTok's limits, each with its source. Code that keeps to one of them reads it here.

The sandbox has the same numbers a second time, on purpose: it shares no code with what it tests. The sentences of
`events/rules.py` name them too; `tests/tiktok/test_limits.py` compares.
"""

from __future__ import annotations

from typing import Final

MAX_AGE_DAYS: Final = 28
"""An older conversion is credited to no ad, without an error. Source: the connectors of Amperity and LiveRamp."""

MAX_AHEAD_SECONDS: Final = 600
"""How far in the future an event's time may be. TikTok documents nothing; this allows for clocks that are wrong."""

REPEATS_DROPPED_SECONDS: Final = 48 * 3600
"""How long TikTok drops events of one event set, name and event ID. Source: its help page "Event deduplication"."""

MAX_EVENTS: Final = 1000
"""Events in a request. Source: the parameter table of `/event/track/`."""

MAX_BYTES: Final = 1_000_000
"""Bytes of a request's events. TikTok documents no limit; Tealium keeps to about this much."""

MAX_ADVERTISERS: Final = 100
"""Advertiser IDs in one call of `/advertiser/info/`. Source: its parameter table."""

MAX_PIXELS_A_PAGE: Final = 20
"""Pixels on a page of `/pixel/list/`. Source: its parameter table."""
