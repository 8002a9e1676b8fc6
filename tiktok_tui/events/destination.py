"""A destination: the settings of one event set or pixel that events are sent to. `accounts` reads and writes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EventSource(StrEnum):
    """The origin of the conversions; TikTok's `event_source`."""

    OFFLINE = "offline"
    WEB = "web"


class NumberStyle(StrEnum):
    """The way amounts are written in the file, as an example."""

    POINT = "1,234.56"
    COMMA = "1.234,56"
    SPACE = "1 234,56"


@dataclass(frozen=True, slots=True)
class Destination:
    """One destination, as its TOML file holds it. Every ID is text: a number would lose digits on the way.

    `slug` is the name of the file without its ending, which `-d` takes; it is not itself in the file. Without a
    `number_style`, amounts are read like 1,234.56; those that can be read in two ways (1.250) are refused.
    """

    slug: str
    name: str
    description: str = ""
    credential: str = ""
    advertiser_id: str = ""
    event_source: EventSource = EventSource.OFFLINE
    event_set_id: str = ""
    event_set_name: str = ""
    auto_tracking: bool = False
    fixed_event: str = ""
    currency: str = ""
    phone_country: str = ""
    time_zone: str = "UTC"
    number_style: NumberStyle | None = None
    limited_data_use: bool = False
    admin_only: bool = False
    restrict_pii: bool = False
    send_event_channel: bool = False
    sandbox: bool = False
