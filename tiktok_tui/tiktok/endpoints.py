"""The addresses of TikTok's API, and which base URLs a token may be sent to."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from tiktok_tui.events.errors import SettingsError

DEFAULT_URL: Final = "https://business-api.tiktok.com/open_api/v1.3"

EVENTS_MANAGER_URL: Final = "https://ads.tiktok.com/i18n/events_manager/home"
"""The page of Ads Manager that shows what arrives; `aadvid` is the advertiser's ID, as in the browser's address."""

# The final slash is part of each: without it TikTok answers HTTP 404.
TRACK: Final = "/event/track/"
USER_INFO: Final = "/user/info/"
ADVERTISERS: Final = "/oauth2/advertiser/get/"
ADVERTISER_INFO: Final = "/advertiser/info/"
EVENT_SETS: Final = "/offline/get/"
CREATE_EVENT_SET: Final = "/offline/create/"
UPDATE_EVENT_SET: Final = "/offline/update/"
PIXELS: Final = "/pixel/list/"
ACCESS_TOKEN: Final = "/oauth2/access_token/"
REFRESH_TOKEN: Final = "/oauth2/refresh_token/"
AUTHORISE: Final = "/portal/auth"
"""The page where a person authorises an app; it stands at the host's root, outside the API."""


def check_base_url(url: str, *, where: str = "TIKTOK_TUI_API_URL") -> str:
    """`url` without a final slash, if tokens may be sent there: https, or http on loopback; else SettingsError."""
    text = url.strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _unfit("is not an address", where) from None
    if any(not "!" <= character <= "~" for character in text) or not host or "\\" in text:
        raise _unfit("is not an address", where)
    if parts.username is not None or parts.password is not None:
        raise _unfit("must not hold a user name or password", where)
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise _unfit("must end with the path, without ? and #", where)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)):
        return text.rstrip("/")
    raise _unfit("must start with https:// (http:// only on this machine's loopback)", where)


def is_loopback(host: str) -> bool:
    """Return True if `host` is certainly this machine: a loopback address or the reserved name `localhost`."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _unfit(why: str, where: str) -> SettingsError:
    return SettingsError(
        f"The address of TikTok's API {why}.",
        where=where,
        remedy=f"Leave it out for TikTok itself ({DEFAULT_URL}).",
        field="api_url",
    )
