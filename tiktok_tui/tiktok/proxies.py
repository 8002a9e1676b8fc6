"""The proxy that the environment names for TikTok's address.

Read here and not by httpx, which refuses every request for one entry of NO_PROXY that it cannot parse, such as
`fe80::/10` or `[::1]`, and which does not say which variable named the proxy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from tiktok_tui.tiktok.endpoints import is_loopback
from tiktok_tui.tiktok.errors import SettingsRefused

_KINDS: Final = ("http", "https", "socks5", "socks5h")
_OTHER_NAMES: Final = {"socks": "socks5"}  # as GNOME's settings write it


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: its `url`, perhaps with a password, a `name` that may be shown, and the variable that names it."""

    url: str
    name: str
    variable: str


def proxy_for(base_url: str) -> Proxy | None:
    """Return the proxy for calls to `base_url`, None for a direct connection. Raises SettingsRefused."""
    target = urlsplit(base_url)
    host = target.hostname or ""
    if is_loopback(host) or proxy_bypass(host):
        return None
    known = getproxies()
    scheme = next((each for each in (target.scheme, "all") if known.get(each)), None)
    if scheme is None:
        return None
    variable = f"{scheme.upper()}_PROXY"
    url = known[scheme] if "://" in known[scheme] else f"http://{known[scheme]}"
    kind, rest = url.split("://", 1)
    kind = _OTHER_NAMES.get(kind.lower(), kind.lower())
    try:
        parts = urlsplit(f"{kind}://{rest}")
        name = parts.hostname or ""
        if name and parts.port:
            name += f":{parts.port}"
    except ValueError:
        name = ""
    if kind not in _KINDS or not name:
        raise unusable(variable)
    return Proxy(f"{kind}://{rest}", name, variable)


def unusable(variable: str) -> SettingsRefused:
    """Return the error for a variable whose address cannot be that of a proxy."""
    refused = SettingsRefused(
        f"The proxy's address in {variable} cannot be used.",
        remedy=f"Write {variable} as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT, or remove it.",
    )
    refused.field = "api_url"
    return refused
