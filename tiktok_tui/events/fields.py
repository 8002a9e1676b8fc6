"""The one table of fields: what a file's columns can become, and where each goes in TikTok's event.

EventSource of the paths: the `/event/track/` parameter tables of "Report App, Web, Offline, or CRM Events".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiktok_tui.events.destination import EventSource


class Part(StrEnum):
    """Which part of an event a field belongs to."""

    EVENT = "event"
    USER = "user"
    PROPERTIES = "properties"
    ITEM = "contents"
    PAGE = "page"
    ROUTING = "routing"
    """Decides where the event goes and is no part of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a column, several columns or a constant can fill.

    `name` is the user's word and the header that maps by itself; `key` is TikTok's name inside its part;
    `several` allows more than one column; `hashed` values leave the machine as SHA-256 only.
    """

    name: str
    part: Part
    key: str
    help: str
    sources: frozenset[EventSource] = frozenset(EventSource)
    several: bool = False
    hashed: bool = False
    required: bool = False

    @property
    def path(self) -> str:
        """Where the value stands in the event, as TikTok's documentation writes it (`user.email`)."""
        match self.part:
            case Part.EVENT:
                return self.key
            case Part.ITEM:
                return f"properties.contents[].{self.key}"
            case Part.ROUTING:
                return self.key
            case _:
                return f"{self.part}.{self.key}"


_WEB = frozenset({EventSource.WEB})
_OFFLINE = frozenset({EventSource.OFFLINE})

FIELDS: tuple[Field, ...] = (
    Field("event", Part.EVENT, "event", "What happened, as TikTok names it: Purchase, Lead, AddToCart …", required=True),
    Field("timestamp", Part.EVENT, "event_time", "When it happened", required=True),
    Field("email", Part.USER, "email", "The customer's e-mail address, hashed", several=True, hashed=True),
    Field("phone", Part.USER, "phone", "The customer's phone number, hashed", several=True, hashed=True),
    Field("external_id", Part.USER, "external_id", "Your own ID of the customer, hashed", _WEB, hashed=True),
    Field("value", Part.PROPERTIES, "value", "The order's total"),
    Field("currency", Part.PROPERTIES, "currency", "The currency of value and price, as ISO 4217"),
    Field("order_id", Part.PROPERTIES, "order_id", "The order's number"),
    Field("event_id", Part.EVENT, "event_id", "What makes the event unique; made when no column is chosen"),
    Field("contents", Part.PROPERTIES, "contents", "A column that holds the whole list of items"),
    Field("content_id", Part.ITEM, "content_id", "The item's SKU or product ID"),
    Field("content_name", Part.ITEM, "content_name", "The item's name"),
    Field("content_category", Part.ITEM, "content_category", "The item's category"),
    Field("brand", Part.ITEM, "brand", "The item's brand"),
    Field("price", Part.ITEM, "price", "The price of one piece"),
    Field("quantity", Part.ITEM, "quantity", "How many pieces"),
    Field("content_type", Part.PROPERTIES, "content_type", "product (SKUs) or product_group (item groups)"),
    Field("shop_id", Part.PROPERTIES, "shop_id", "The shop's number"),
    Field("description", Part.PROPERTIES, "description", "A description of the event"),
    Field("search_string", Part.PROPERTIES, "search_string", "What the customer searched for"),
    Field("agent", Part.USER, "user_agent", "The browser's user agent", _WEB),
    Field("ip", Part.USER, "ip", "The browser's public IP address", _WEB),
    Field("cookie_id", Part.USER, "ttp", "The value of the _ttp cookie", _WEB),
    Field("tiktok_click_id", Part.USER, "ttclid", "The ttclid, or a landing-page URL that holds it", _WEB),
    Field("locale", Part.USER, "locale", "The browser's language, as BCP 47", _WEB),
    Field("page_url", Part.PAGE, "url", "The page where it happened", _WEB, required=True),
    Field("referrer_url", Part.PAGE, "referrer", "The page before", _WEB),
    Field("event_channel", Part.PROPERTIES, "event_channel", "Where an offline event happened", _OFFLINE),
    Field("event_set_id", Part.ROUTING, "event_source_id", "The event set (offline) or pixel code (web)", required=True),
    Field("event_source", Part.ROUTING, "event_source", "offline or web; the destination decides"),
)  # fmt: skip
"""Every field, in the order in which screens list them."""

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}

CONTENT_TYPES = ("product", "product_group")

EVENT_CHANNELS = ("email", "website", "phone_call", "in_store", "crm", "other")
