"""Uploads that TikTok would take, to be changed by a test in the one thing it is about."""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence

EMAIL = "848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f"
"""alice_abc@gmail.com, as TikTok's page hashes it."""
PHONE = "9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd"
"""+12133734253, as TikTok's page hashes it."""
HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

Event = dict[str, object]

_ITEM = {"content_id": "A1", "quantity": 2, "price": 8.0}
_PROPERTIES: Event = {
    "currency": "USD",
    "value": 46.0,
    "order_id": "1001",
    "shop_id": "12",
    "content_type": "product",
    "contents": [_ITEM],
}


def offline_event(event_id: str = "ord-1001", *, age: int = 3600, **changes: object) -> Event:
    """The minimal offline event of TikTok's page; `age` in seconds. A change of None takes the key out."""
    event: Event = {
        "event": "Purchase",
        "event_time": int(time.time()) - age,
        "event_id": event_id,
        "user": {"email": [EMAIL], "phone": [PHONE]},
        "properties": copy.deepcopy(_PROPERTIES),
    }
    return _changed(event, changes)


def web_event(event_id: str = "web-1001", *, age: int = 3600, **changes: object) -> Event:
    """A web event with everything a browser can tell."""
    event: Event = {
        "event": "Purchase",
        "event_time": int(time.time()) - age,
        "event_id": event_id,
        "user": {
            "email": EMAIL,
            "external_id": EMAIL,
            "ttclid": "E.C.P.abc",
            "ttp": "cookie",
            "ip": "13.57.97.131",
            "user_agent": "Mozilla/5.0",
            "locale": "en-US",
        },
        "page": {"url": "https://shop.example/thanks", "referrer": "https://shop.example/"},
        "properties": copy.deepcopy(_PROPERTIES),
        "limited_data_use": False,
    }
    return _changed(event, changes)


def upload(source_id: str, events: Sequence[object], source: str = "offline", **top: object) -> dict[str, object]:
    """The body of POST /event/track/."""
    return {"event_source": source, "event_source_id": source_id, "data": list(events), **top}


def _changed(event: Event, changes: Event) -> Event:
    event |= changes
    return {key: value for key, value in event.items() if value is not None}
