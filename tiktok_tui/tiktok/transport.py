"""The pool of connections to TikTok: send bytes, get a reply, and turn every failure into an error."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from tiktok_tui import __version__
from tiktok_tui.tiktok import http_logs
from tiktok_tui.tiktok.certificates import trusted
from tiktok_tui.tiktok.codes import CODES, Kind, is_status, kind_of_status, meaning_of
from tiktok_tui.tiktok.endpoints import check_base_url
from tiktok_tui.tiktok.errors import SettingsRefused, error_for_status
from tiktok_tui.tiktok.network_errors import error_for_failure, no_certificates
from tiktok_tui.tiktok.proxies import proxy_for, unusable

LARGEST_REPLY: Final = 16 * 1024 * 1024
LARGEST_CODE: Final = 2**31  # TikTok's have five digits
MOST_CONNECTIONS: Final = 64

http_logs.silence()


@dataclass(frozen=True, slots=True)
class Reply:
    """TikTok's answer: its code, its words, and `data` ({} when absent or null).

    `status` is the HTTP status; one that is not 2xx comes with a code that is not success. `wait`: seconds of the
    header Retry-After, or None.
    """

    code: int
    message: str
    request_id: str
    data: Mapping[str, object] = field(repr=False)  # it may hold tokens
    seconds: float
    status: int = 200
    wait: float | None = None


class Transport:
    """Connections to one base URL, shared by threads. Redirects are never followed: they could carry the token off."""

    def __init__(self, base_url: str, *, timeout: float = 30.0) -> None:
        """`timeout` in seconds: for connecting, and for each wait within a reply; a whole reply gets twice that."""
        self._base_url = check_base_url(base_url)
        self._timeout = timeout
        self._proxy = proxy_for(self._base_url)
        try:
            self._http = httpx.Client(
                http2=False,
                follow_redirects=False,
                # Certificates of the environment; its proxy is found by `proxies`.
                verify=trusted(),
                proxy=self._proxy.url if self._proxy else None,
                trust_env=False,
                timeout=httpx.Timeout(timeout, connect=min(timeout, 15.0), pool=None),
                limits=httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS),
                headers={"User-Agent": f"tiktok-tui/{__version__}", "Accept": "application/json"},
            )
        except OSError:
            failure = no_certificates()
        except (ValueError, httpx.InvalidURL):
            failure = unusable(self._proxy.variable if self._proxy else "HTTPS_PROXY")
        else:
            return
        # Raised outside of the handler: httpx's own errors hold the proxy's address, perhaps with a password.
        raise failure

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def exchange(
        self,
        method: str,
        path: str,
        *,
        token: str = "",
        query: Mapping[str, str] | None = None,
        body: bytes | Mapping[str, object] | None = None,
    ) -> Reply:
        """Send one request and return the reply, whatever its code. Raises TikTokError if there is no such reply.

        A `body` that is not bytes yet goes out as JSON; it is written here so that no traceback holds its secrets.
        """
        headers = {"Access-Token": token} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        started = time.monotonic()
        try:
            with self._http.stream(
                method, self._base_url + path, params=query, content=_as_bytes(body), headers=headers
            ) as response:
                content = self._content_of(response, started)
                status, headers_back = response.status_code, response.headers
            # It and its stream hold each other, and with them the body: half a gigabyte until the next collection.
            response.stream = httpx.ByteStream(b"")
        except httpx.HTTPError as error:
            failure = error_for_failure(error, self._base_url, self._proxy)
        except (httpx.InvalidURL, UnicodeError):
            failure = SettingsRefused("The request to TikTok cannot be written.", remedy="Check the settings.")
        else:
            return _reply_of(status, headers_back, content, time.monotonic() - started, path)
        # Raised outside of the handler: httpx's own errors hold the request, and so the URL and the token.
        raise failure

    def _content_of(self, response: httpx.Response, started: float) -> bytes:
        """Return the whole body. Raises for one that is too large or takes too long."""
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > LARGEST_REPLY:
                raise httpx.ReadError("the reply is too large")
            if time.monotonic() - started > 2 * self._timeout:
                raise httpx.ReadTimeout("the reply takes too long")
        return bytes(content)


def _as_bytes(body: bytes | Mapping[str, object] | None) -> bytes | None:
    return body if body is None or isinstance(body, bytes) else json.dumps(dict(body)).encode()


def _reply_of(status: int, headers: httpx.Headers, content: bytes, seconds: float, path: str) -> Reply:
    """Return the reply in `content`, or raise the error that its HTTP status stands for."""
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError):
        payload = None
    fields = payload if isinstance(payload, dict) else {}
    code = _code_in(fields)
    request_id = _plain_id(str(fields.get("request_id") or _log_id(headers)))
    wait = _retry_after(headers)
    if code is None or not _decides(code, status):
        by_status = code if code is not None and is_status(code) and status < 400 else status
        raise error_for_status(by_status, path, request_id, wait=wait)
    data = fields.get("data")
    return Reply(
        code=code,
        message=str(fields.get("message") or ""),
        request_id=request_id,
        data=data if isinstance(data, dict) else {},
        seconds=seconds,
        status=status,
        wait=wait,
    )


def _code_in(fields: Mapping[str, object]) -> int | None:
    code = fields.get("code")
    return code if isinstance(code, int) and not isinstance(code, bool) and abs(code) <= LARGEST_CODE else None


def _decides(code: int, status: int) -> bool:
    """True if TikTok's code says more than the HTTP status. Anything but 2xx is never success, whatever the code."""
    if is_status(code):
        return False
    if 200 <= status < 300:
        return True
    if meaning_of(code).kind is Kind.ACCEPTED:
        return False
    return code in CODES or (kind_of_status(status) is Kind.SETTINGS and 40000 <= code < 70000)


def _retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds that the header Retry-After asks for, which may be a number or a date; None without one."""
    value = headers.get("Retry-After", "").strip()
    if not value:
        return None
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _plain_id(request_id: str) -> str:
    """Return the letters, digits and dashes of a request ID, at most 64."""
    return "".join(
        character for character in request_id if character.isascii() and (character.isalnum() or character in "-_")
    )[:64]


def _log_id(headers: httpx.Headers) -> str:
    """Return TikTok's correlation ID for replies that have no body of its own."""
    return headers.get("X-TT-LOGID") or headers.get("x-tt-trace-id") or ""
