"""The words that a destination's file has for the origin of events and for the way amounts are written."""

from __future__ import annotations

from dataclasses import asdict

from tiktok_tui.events.destination import Destination, EventSource, NumberStyle


def test_the_words_of_the_file() -> None:
    assert list(EventSource) == ["offline", "web"]
    assert list(NumberStyle) == ["1,234.56", "1.234,56", "1 234,56"]


def test_what_is_not_said_of_a_destination_is_the_safe_or_the_usual() -> None:
    switches = ("auto_tracking", "limited_data_use", "admin_only", "restrict_pii", "send_event_channel", "sandbox")
    texts = ("description", "credential", "advertiser_id", "event_set_id", "event_set_name", "fixed_event", "currency")
    assert asdict(Destination("store", "Store")) == {
        "slug": "store",
        "name": "Store",
        "event_source": "offline",
        "phone_country": "",
        "time_zone": "UTC",
        "number_style": None,
        **dict.fromkeys(texts, ""),
        **dict.fromkeys(switches, False),
    }
