"""The checks of one event of /event/track/, as strict as the parameter tables of TikTok's page.

Every check takes a JSON value and raises `Invalid` for a wrong one; the path grows as the exception passes upwards.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from tiktok_tui.sandbox.tables import CURRENCIES, LEGACY_EVENTS, PAGE_VIEWS, RESERVED_EVENTS, STANDARD_EVENTS

Check = Callable[[object], None]

_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_CUSTOM_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,49}").fullmatch
_HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
_LATEST_SECOND = 9_999_999_999
"""Ten digits; a time in milliseconds has thirteen."""


class Invalid(Exception):
    """A value that TikTok's page does not allow: its path inside the event, why, and the value itself."""

    def __init__(self, reason: str, value: object, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value
        self.path = path

    def below(self, key: str | int) -> Invalid:
        """The same, seen from one level up."""
        self.path = f"{key}.{self.path}" if self.path else str(key)
        return self


def text(value: object) -> None:
    """A JSON string that is not empty."""
    if type(value) is not str:
        raise Invalid("Field may not be null." if value is None else "Not a valid string.", value)
    if not value:
        raise Invalid("Shorter than minimum length 1.", value)


def hashed(value: object) -> None:
    """SHA-256 as 64 lower-case hex digits, or a list of such; the hash of nothing is refused."""
    if type(value) is list:
        if not value:
            raise Invalid("Shorter than minimum length 1.", value)
        for index, entry in enumerate(value):
            if type(entry) is not str or not _HASH(entry) or entry == _HASH_OF_NOTHING:
                raise Invalid("Not a valid SHA-256 hash.", entry, str(index))
    elif type(value) is not str:
        raise Invalid("Field may not be null." if value is None else "Not a valid string.", value)
    elif not _HASH(value) or value == _HASH_OF_NOTHING:
        raise Invalid("Not a valid SHA-256 hash.", value)


def number(value: object) -> None:
    """A finite JSON number; true and false are none."""
    if type(value) is int:
        return
    if not isinstance(value, float) or not math.isfinite(value):
        raise Invalid("Not a valid number.", value)


def integer(value: object) -> None:
    """A JSON number without a fraction."""
    if type(value) is not int:
        raise Invalid("Not a valid integer.", value)


def boolean(value: object) -> None:
    """True or false."""
    if type(value) is not bool:
        raise Invalid("Not a valid boolean.", value)


def unix_seconds(value: object) -> None:
    """Whole seconds since 1970; milliseconds are refused, the age is not looked at."""
    if type(value) is not int:
        raise Invalid("Not a valid integer.", value)
    if not 0 <= value <= _LATEST_SECOND:
        raise Invalid("Not a valid Unix timestamp in seconds.", value)


def one_of(*choices: str) -> Check:
    """A string out of a fixed list, in exactly that spelling."""
    allowed = frozenset(choices)

    def check(value: object) -> None:
        if type(value) is not str or value not in allowed:
            raise Invalid("Not a valid choice.", value)

    return check


def anything(value: object) -> None:
    """A part of the event whose inside is not looked at."""
    if type(value) is not dict:
        raise Invalid("Not a valid object.", value)


@lru_cache(maxsize=65536)
def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def public_address(value: object) -> None:
    """A public IPv4 or IPv6 address."""
    text(value)
    if not _is_public(str(value)):
        raise Invalid("Not a valid public IP address.", value)


def fields(checks: Mapping[str, Check], *, tolerant: bool = False) -> Check:
    """An object whose keys are all known (unless tolerant) and whose values pass their checks."""

    def check(value: object) -> None:
        if type(value) is not dict:
            raise Invalid("Not a valid object.", value)
        for key, inner in value.items():
            found = checks.get(key)
            if found is None:
                if tolerant:
                    continue
                raise Invalid("Unknown field.", inner, key)
            try:
                found(inner)
            except Invalid as wrong:
                raise wrong.below(key) from None

    return check


def list_of(inner: Check) -> Check:
    """A list of at least one thing."""

    def check(value: object) -> None:
        if type(value) is not list:
            raise Invalid("Not a valid list.", value)
        if not value:
            raise Invalid("Shorter than minimum length 1.", value)
        for index, entry in enumerate(value):
            try:
                inner(entry)
            except Invalid as wrong:
                raise wrong.below(index) from None

    return check


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
    "ad": anything,
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
    """Raises `Invalid` for the first thing in an event that the documentation does not allow for its source."""
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
