"""Which addresses are fetched, and over which connections.

https, or http on this machine. A name or a redirect that leads into this machine (loopback, and link-local, where
clouds answer with their secrets) is refused, unless the person has typed that very host: an address that somebody else
made must not reach services that only this machine can. Names are looked up first, and the connection's other end is
compared, too.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from tiktok_tui import __version__
from tiktok_tui.events.errors import AppError, FileError, SettingsError
from tiktok_tui.tiktok import http_logs
from tiktok_tui.tiktok.certificates import trusted
from tiktok_tui.tiktok.network_errors import is_about_certificates, no_certificates
from tiktok_tui.tiktok.proxies import proxy_for, unusable

http_logs.silence()

_TIMEOUT: Final = httpx.Timeout(30.0, connect=10.0)

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_url(url: str, *, where: str) -> None:
    """Raise FileError for an address that is not fetched, as typed by the person."""
    host = _host_of(url, where)
    if _is_named_here(host):
        return
    if urlsplit(url).scheme.lower() != "https":
        raise FileError(
            "The rows would cross the network for everybody to read.",
            where=where,
            remedy="Use an https address.",
        )
    _refuse_own(host, url, where)


def redirected(url: str, location: str, *, where: str) -> str:
    """Return the address that a redirect leads to; raises FileError for one that is not followed."""
    target = urljoin(url, location)
    host = _host_of(target, where)
    if urlsplit(target).scheme.lower() != urlsplit(url).scheme.lower():
        raise FileError(
            "The server leads to an address of another kind (https to http, say).",
            where=where,
            remedy="Use the address of the file itself.",
        )
    if host != _host_of(url, where):
        _refuse_own(host, target, where)
    return target


def check_peer(response: httpx.Response, typed: str, *, where: str) -> None:
    """Raise FileError if the connection leads into this machine although the person named another."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if _is_named_here(_host_of(typed, where)) or proxy_for(str(response.url)) is not None or not peer:
        return
    if _is_own(ipaddress.ip_address(str(peer[0]).partition("%")[0])):
        raise _own(where)


def client_for(url: str, where: str) -> httpx.Client:
    """Return a client for one address: the certificates and the proxy of the environment, no redirects, no cookies.

    Raises SettingsError for a proxy or certificates that cannot be used.
    """
    proxy = proxy_for(url)
    try:
        return httpx.Client(
            follow_redirects=False,
            verify=trusted(),
            proxy=proxy.url if proxy else None,
            trust_env=False,
            timeout=_TIMEOUT,
            headers={"User-Agent": f"tiktok-tui/{__version__}"},
        )
    except OSError:
        failure: SettingsError = no_certificates()
    except (ValueError, httpx.InvalidURL):
        failure = unusable(proxy.variable if proxy else "HTTPS_PROXY")
    failure.where = where
    raise failure


def failure_of(error: httpx.HTTPError, where: str) -> AppError | None:
    """Return the error that no further try can avoid; None if one may help."""
    if is_about_certificates(error):
        return FileError(
            "The certificate of the server is not trusted.",
            where=where,
            remedy="If a proxy here signs with its own, point SSL_CERT_FILE to its certificate.",
        )
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return FileError("This is no address.", where=where, remedy="Check its spelling.")
    return None


def _host_of(url: str, where: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host:
        raise FileError("This is no address.", where=where, remedy="Check its spelling.")
    return host


def _is_named_here(host: str) -> bool:
    """Return True if the host is this machine by its very name: localhost, or an address of its own ranges."""
    found = _ip_of(host)
    return host == "localhost" or (found is not None and _is_own(found))


def _refuse_own(host: str, url: str, where: str) -> None:
    """Raise FileError if a host leads into this machine. Through a proxy, names are looked up by the proxy."""
    found = _ip_of(host)
    if found is not None:
        addresses = [found]
    elif host == "localhost" or host.endswith(".localhost"):
        raise _own(where)
    elif proxy_for(url) is not None:
        return
    else:
        try:
            looked_up = socket.getaddrinfo(host, urlsplit(url).port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return  # the connection fails likewise, and that is tried again
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in looked_up]
    if any(map(_is_own, addresses)):
        raise _own(where)


def _ip_of(host: str) -> IpAddress | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _is_own(address: IpAddress) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    found = mapped or address
    return found.is_loopback or found.is_link_local or found.is_unspecified or found.is_multicast


def _own(where: str) -> FileError:
    return FileError(
        "The address leads into this machine, which nobody has named.",
        where=where,
        remedy="If you mean a server on this machine, write its host: http://localhost:8000/orders.csv.",
    )
