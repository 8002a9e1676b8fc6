"""The one table of fields: what a file's columns can become, and where each goes in TikTok's event.

Source of the paths: the `/event/track/` parameter tables of "Report App, Web, Offline, or CRM Events".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.names import LEGACY, STANDARD


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

    `name` is the user's word and the header that maps by itself; `key` is TikTok's name inside its part.
    `several` allows more than one column. `hashed` values leave the machine as SHA-256 only. `personal` values say
    something about a person and are masked where the destination restricts them. `verbatim` values are sent as their
    cells stand. `taken` are the values that TikTok lists for the field, none where any text will do.
    `expected` are the shapes that cells of a fitting column have (`mapping.suggest.samples` tests for them), and `share`
    is the least share of its filled cells that must have one of them; without shapes any text fits.
    """

    name: str
    part: Part
    key: str
    help: str
    sources: frozenset[EventSource] = frozenset(EventSource)
    several: bool = False
    hashed: bool = False
    required: bool = False
    personal: bool = False
    verbatim: bool = False
    taken: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    share: float = 0.8

    @property
    def path(self) -> str:
        """The path of the value in the event, as TikTok's documentation writes it (`user.email`)."""
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

CONTENT_TYPES = ("product", "product_group")

EVENT_CHANNELS = ("email", "website", "phone_call", "in_store", "crm", "other")

FIELDS: tuple[Field, ...] = (
    Field("event", Part.EVENT, "event", "What happened, as TikTok names it: Purchase, Lead, AddToCart …", required=True,
          taken=(*STANDARD, *LEGACY), expected=("event",), share=0.6),
    Field("timestamp", Part.EVENT, "event_time", "When it happened", required=True, expected=("time",)),
    Field("email", Part.USER, "email", "The customer's e-mail address, hashed", several=True, hashed=True, personal=True,
          expected=("email", "hash", "other_hash"), share=0.5),
    Field("phone", Part.USER, "phone", "The customer's phone number, hashed", several=True, hashed=True, personal=True,
          expected=("phone", "hash", "other_hash"), share=0.5),
    Field("external_id", Part.USER, "external_id", "Your own ID of the customer, hashed", _WEB, several=True,
          hashed=True, personal=True, expected=("id", "email")),
    Field("value", Part.PROPERTIES, "value", "The order's total", expected=("amount",), share=0.7),
    Field("currency", Part.PROPERTIES, "currency", "The currency of value and price, as ISO 4217",
          taken=tuple(sorted(CURRENCIES)), expected=("currency",), share=0.7),
    Field("order_id", Part.PROPERTIES, "order_id", "The order's number", verbatim=True, expected=("id",)),
    Field("event_id", Part.EVENT, "event_id", "What makes the event unique; made when no column is chosen",
          expected=("id",)),
    Field("contents", Part.PROPERTIES, "contents", "A column that holds the whole list of items", expected=("list",),
          share=0.7),
    Field("content_id", Part.ITEM, "content_id", "The item's SKU or product ID", verbatim=True, expected=("text",)),
    Field("content_name", Part.ITEM, "content_name", "The item's name", verbatim=True, expected=("text",)),
    Field("content_category", Part.ITEM, "content_category", "The item's category", verbatim=True, expected=("text",)),
    Field("brand", Part.ITEM, "brand", "The item's brand", verbatim=True, expected=("text",)),
    Field("price", Part.ITEM, "price", "The price of one piece", expected=("amount",), share=0.7),
    Field("quantity", Part.ITEM, "quantity", "How many pieces", expected=("count",), share=0.7),
    Field("content_type", Part.PROPERTIES, "content_type", "product (SKUs) or product_group (item groups)",
          taken=CONTENT_TYPES, expected=("content_type",), share=0.6),
    Field("shop_id", Part.PROPERTIES, "shop_id", "The shop's number", verbatim=True, expected=("text",)),
    Field("description", Part.PROPERTIES, "description", "A description of the event", verbatim=True),
    Field("search_string", Part.PROPERTIES, "search_string", "What the customer searched for", verbatim=True),
    Field("agent", Part.USER, "user_agent", "The browser's user agent", _WEB, personal=True, verbatim=True,
          expected=("agent",), share=0.6),
    Field("ip", Part.USER, "ip", "The browser's public IP address", _WEB, personal=True, expected=("ip",), share=0.6),
    Field("cookie_id", Part.USER, "ttp", "The value of the _ttp cookie", _WEB, personal=True, verbatim=True,
          expected=("text",)),
    Field("tiktok_click_id", Part.USER, "ttclid", "The ttclid, or a landing-page URL that holds it", _WEB,
          personal=True, expected=("click",), share=0.2),
    Field("locale", Part.USER, "locale", "The browser's language, as BCP 47", _WEB, expected=("locale",)),
    Field("page_url", Part.PAGE, "url", "The page where it happened", _WEB, required=True, personal=True,
          expected=("address",), share=0.6),
    Field("referrer_url", Part.PAGE, "referrer", "The page before", _WEB, personal=True, expected=("address",),
          share=0.6),
    Field("event_channel", Part.PROPERTIES, "event_channel", "Where an offline event happened", _OFFLINE,
          taken=EVENT_CHANNELS, expected=("channel",), share=0.6),
    Field("event_set_id", Part.ROUTING, "event_source_id", "The event set (offline) or pixel code (web)", required=True,
          expected=("pixel",), share=0.6),
    Field("event_source", Part.ROUTING, "event_source", "offline or web; the destination decides"),
)  # fmt: skip
"""Every field, in the order in which screens list them."""

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
