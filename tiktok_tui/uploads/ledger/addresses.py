"""The one spelling of an API address: two spellings of one address must not be two recipients."""

from __future__ import annotations

import re
from contextlib import suppress
from ipaddress import ip_address
from posixpath import normpath
from typing import Final
from urllib.parse import unquote, urlsplit

_PORTS: Final = {"https": 443, "http": 80}
_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def normalised(base_url: str) -> str:
    """The one spelling of an address: `HTTP://LocalHost:080//v1.3/` is `http://127.0.0.1/v1.3`.

    Otherwise events that were accepted under one spelling would be sent again under the other.
    """
    parts = urlsplit(base_url.strip())
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    with suppress(ValueError):  # a name
        host = str(ip_address(host))
    if host in _THIS_MACHINE:
        host = "127.0.0.1"
    if ":" in host:
        host = f"[{host}]"
    port = f":{parts.port}" if parts.port is not None and parts.port != _PORTS.get(scheme) else ""
    path = normpath(re.sub("/+", "/", f"/{unquote(parts.path)}")).rstrip("/")
    return f"{scheme}://{host}{port}{path}"
