"""A person's browser on TikTok's authorise page, and the redirect that follows."""

from __future__ import annotations

import http.client
from urllib.parse import urlencode, urlsplit

from tests.support.sandbox import Sandbox


def consent(sandbox: Sandbox, url: str, **more: str) -> str:
    """Allow the app on the page at `url`: the address that the browser is sent on to."""
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}" == sandbox.root
    tail = f"&{urlencode(more)}" if more else ""
    return sandbox.http("GET", f"{parts.path}?{parts.query}{tail}").headers["location"]


def visit(address: str, method: str = "GET") -> tuple[int, str]:
    """The answer that a browser gets at an address."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.request(method, f"{parts.path}?{parts.query}" if parts.query else parts.path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()
