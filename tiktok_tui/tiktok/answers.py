"""TikTok's data about events, accounts, event sets and pixels, read tolerantly from its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tiktok_tui.tiktok.codes import REPEATED


@dataclass(frozen=True, slots=True)
class Answer:
    """TikTok accepted a batch of events. `seconds`: how long that took; `data`: details, mostly none."""

    code: int
    request_id: str
    message: str
    data: Mapping[str, object]
    seconds: float

    @property
    def partial(self) -> bool:
        """True if some of the batch may have been refused (20001). The form of `data` is then not documented."""
        return self.code != 0 and not self.repeated

    @property
    def repeated(self) -> bool:
        """True if TikTok says that it has had this very request before (40050)."""
        return self.code == REPEATED


@dataclass(frozen=True, slots=True)
class UserInfo:
    """The owner of a token. TikTok masks the e-mail address itself."""

    display_name: str
    email: str


@dataclass(frozen=True, slots=True)
class Advertiser:
    """An advertiser that a token reaches."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AdvertiserInfo:
    """An ad account: `currency` is ISO 4217, `timezone` an IANA name, `country` ISO 3166; "" where unknown."""

    id: str
    name: str
    currency: str = ""
    timezone: str = ""
    country: str = ""
    status: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class EventSet:
    """One of an advertiser's offline event sets."""

    id: str
    name: str
    description: str = ""
    auto_tracking: bool = False


@dataclass(frozen=True, slots=True)
class Pixel:
    """A web pixel. Events carry its `code` (such as C4…), never its numeric `id`."""

    code: str
    id: str
    name: str


def text(item: Mapping[str, object], *keys: str) -> str:
    """The first of `keys` that holds text or a whole number, as text; "" if none does."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def items(data: Mapping[str, object], *keys: str) -> Iterator[Mapping[str, object]]:
    """The objects in the list under the first of `keys` that is there, flat or nested (TikTok's SDK has it nested)."""
    for key in keys:
        if key in data:
            yield from _flat(data[key])
            return


def numbers(data: Mapping[str, object], key: str) -> tuple[int, ...]:
    """The whole numbers in the list under `key`, also where they are written as text."""
    value = data.get(key)
    values = value if isinstance(value, list) else []
    return tuple(int(each) for each in values if isinstance(each, int) or (isinstance(each, str) and _is_number(each)))


def texts(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The list under `key` as text."""
    value = data.get(key)
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def advertisers_in(data: Mapping[str, object]) -> list[Advertiser]:
    """The advertisers of /oauth2/advertiser/get/."""
    return [
        Advertiser(text(item, "advertiser_id"), text(item, "advertiser_name", "name")) for item in items(data, "list")
    ]


def advertiser_infos_in(data: Mapping[str, object]) -> list[AdvertiserInfo]:
    """The accounts of /advertiser/info/."""
    return [
        AdvertiserInfo(
            id=text(item, "advertiser_id", "id"),
            name=text(item, "name", "advertiser_name"),
            currency=text(item, "currency"),
            timezone=_zone(text(item, "timezone"), text(item, "display_timezone")),
            country=text(item, "country"),
            status=text(item, "status"),
            role=text(item, "role"),
        )
        for item in items(data, "list")
    ]


def event_sets_in(data: Mapping[str, object]) -> list[EventSet]:
    """The event sets of /offline/get/ and /offline/update/."""
    return [event_set_in(item) for item in items(data, "event_set_list", "list")]


def event_set_in(item: Mapping[str, object]) -> EventSet:
    """One event set."""
    return EventSet(
        id=text(item, "event_set_id"),
        name=text(item, "name"),
        description=text(item, "description"),
        auto_tracking=item.get("auto_tracking") in (True, "true", "True", 1),
    )


def pixels_in(data: Mapping[str, object]) -> list[Pixel]:
    """The pixels of one page of /pixel/list/."""
    return [
        Pixel(text(item, "pixel_code", "code"), text(item, "pixel_id"), text(item, "pixel_name", "name"))
        for item in items(data, "pixels", "list")
    ]


def pages_in(data: Mapping[str, object]) -> int:
    """Return the number of pages, at least one."""
    info = data.get("page_info")
    total = text(info, "total_page") if isinstance(info, dict) else ""
    return int(total) if _is_number(total) and int(total) else 1


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 40


def _flat(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _flat(each)


def _zone(zone: str, displayed: str) -> str:
    """The IANA name; `timezone` may hold an offset such as `UTC+8` while `display_timezone` holds the name."""
    return displayed if "/" in displayed and "/" not in zone else zone
