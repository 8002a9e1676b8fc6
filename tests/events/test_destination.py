"""The words that a destination's file has for the origin of events and for the way amounts are written."""

from __future__ import annotations

from tiktok_tui.events.destination import EventSource, NumberStyle


def test_the_words_of_the_file() -> None:
    assert list(EventSource) == ["offline", "web"]
    assert list(NumberStyle) == ["1,234.56", "1.234,56", "1 234,56"]
