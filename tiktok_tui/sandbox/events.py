"""One event of /event/track/, as strict as the parameter tables of TikTok's page."""

from __future__ import annotations

import re

from tiktok_tui.sandbox.tables import CURRENCIES, LEGACY_EVENTS, PAGE_VIEWS, RESERVED_EVENTS, STANDARD_EVENTS
from tiktok_tui.sandbox.values import (
    Check,
    Invalid,
    an_object,
    boolean,
    fields,
    hashed,
    integer,
    list_of,
    number,
    one_of,
    public_address,
    text,
    unix_seconds,
)

_CUSTOM_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,49}").fullmatch
_ITEM = {
    "price": number,
    "quantity": integer,
    "content_id": text,
    "content_name": text,
    "content_category": text,
    "brand": text,
}
_PROPERTIES: dict[str, Check] = {
    "contents": list_of(fields(_ITEM)),
    "content_ids": list_of(text),
    "content_type": one_of("product", "product_group"),
    "currency": one_of(*CURRENCIES),
    "value": number,
    "num_items": integer,
    "search_string": text,
    "query": text,
    "description": text,
    "order_id": text,
    "shop_id": text,
    "delivery_category": one_of("in_store", "curbside", "home_delivery"),
    "predicted_ltv": number,
}
_USER: dict[str, Check] = {"email": hashed, "phone": hashed}
_WEB_USER = _USER | {
    "external_id": hashed,
    "ttclid": text,
    "ttp": text,
    "ip": public_address,
    "user_agent": text,
    "locale": text,
    "first_name": hashed,
    "last_name": hashed,
    "zip_code": hashed,
    "city": text,
    "state": text,
    "country": text,
}
_WEB_PROPERTIES = _PROPERTIES | {"customer_type": one_of("new", "returning")}


def _no_customer_type(value: object) -> None:
    raise Invalid("Unknown field.", value)


def _offline_name(value: object) -> None:
    text(value)
    if value not in STANDARD_EVENTS and value not in LEGACY_EVENTS:
        raise Invalid("Not a supported event for offline.", value)


def _any_name(value: object) -> None:
    text(value)
    if value in STANDARD_EVENTS or value in LEGACY_EVENTS or value in PAGE_VIEWS:
        return
    if not _CUSTOM_NAME(str(value)) or value in RESERVED_EVENTS:
        raise Invalid("Not a valid event name.", value)


_COMMON: dict[str, Check] = {"event_time": unix_seconds, "event_id": text}
_OFFLINE = _COMMON | {
    "event": _offline_name,
    "user": fields(_USER),
    "properties": fields(_PROPERTIES | {"customer_type": _no_customer_type}, tolerant=True),
}
_WEB = _COMMON | {
    "event": _any_name,
    "user": fields(_WEB_USER),
    "properties": fields(_WEB_PROPERTIES, tolerant=True),
    "page": fields({"url": text, "referrer": text}),
    "ad": an_object,
    "limited_data_use": boolean,
}
_CRM = _COMMON | {
    "event": _any_name,
    "user": fields(_USER | {"external_id": hashed}),
    "properties": fields(_PROPERTIES | {"customer_type": _no_customer_type}, tolerant=True),
    "lead": fields({"lead_id": text, "lead_event_source": text}),
}

_CHECKS = {"offline": fields(_OFFLINE), "web": fields(_WEB), "crm": fields(_CRM)}
_REQUIRED = {
    "offline": ("event", "event_time", "user"),
    "web": ("event", "event_time", "page"),
    "crm": ("event", "event_time", "lead"),
}
_REQUIRED_INSIDE = {"web": ("page", "url"), "crm": ("lead", "lead_id")}


def check_event(event: object, source: str) -> None:
    """Raises `Invalid` for the first part of an event that the documentation does not allow for its source."""
    _CHECKS[source](event)
    assert isinstance(event, dict)
    for key in _REQUIRED[source]:
        if key not in event:
            raise Invalid("Missing data for required field.", None, key)
    if source == "offline":
        user = event["user"]
        if "email" not in user and "phone" not in user:
            raise Invalid("At least one of email and phone is required.", None, "user")
    else:
        part, key = _REQUIRED_INSIDE[source]
        if key not in event[part]:
            raise Invalid("Missing data for required field.", None, f"{part}.{key}")
