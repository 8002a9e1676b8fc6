"""One pool of connections to TikTok: bytes out, a reply in, and every way that can fail."""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import httpx

from tiktok_tui import __version__
from tiktok_tui.tiktok.endpoints import check_base_url, is_loopback
from tiktok_tui.tiktok.errors import RowRefused, SettingsRefused, TikTokError, Transient

LARGEST_REPLY: Final = 16 * 1024 * 1024
LARGEST_CODE: Final = 2**31  # TikTok's have five digits
MOST_CONNECTIONS: Final = 64

# At INFO httpx logs whole URLs, which hold the app secret in some calls, and at DEBUG httpcore logs headers.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Reply:
    """What TikTok answered: its code, its words, and `data` ({} when absent or null)."""

    code: int
    message: str
    request_id: str
    data: Mapping[str, object] = field(repr=False)  # it may hold tokens
    seconds: float


class Transport:
    """Connections to one base URL, shared by threads. Redirects are never followed: they could carry the token off."""

    def __init__(self, base_url: str, *, timeout: float = 30.0) -> None:
        """`timeout` in seconds: for connecting, and for each wait within a reply; a whole reply gets twice that."""
        self._base_url = check_base_url(base_url)
        self._timeout = timeout
        try:
            self._http = httpx.Client(
                http2=False,
                follow_redirects=False,
                # Proxies and certificates of the environment, except for the sandbox on this very machine.
                trust_env=not is_loopback(urlsplit(self._base_url).hostname or ""),
                timeout=httpx.Timeout(timeout, connect=min(timeout, 15.0), pool=None),
                limits=httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS),
                headers={"User-Agent": f"tiktok-tui/{__version__}", "Accept": "application/json"},
            )
        except OSError:
            failure = _misset("The trusted certificates cannot be read.", "Check SSL_CERT_FILE and SSL_CERT_DIR.")
        except (ValueError, ImportError, httpx.InvalidURL):
            failure = _misset("The proxy's address cannot be used.", "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.")
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
        """One request, one reply with its code not yet judged. Raises TikTokError when there is no such reply.

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
                status, log_id = response.status_code, _log_id(response)
        except httpx.HTTPError as error:
            failure = _unreachable(error, self._base_url)
        except (httpx.InvalidURL, UnicodeError):
            failure = SettingsRefused("The request to TikTok cannot be written.", remedy="Check the settings.")
        else:
            return _reply_of(status, content, log_id, time.monotonic() - started, path)
        # Raised outside of the handler: httpx's own errors hold the request, and so the URL and the token.
        raise failure

    def _content_of(self, response: httpx.Response, started: float) -> bytes:
        """The whole body, unless it is endless or comes by the drop."""
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


def _reply_of(status: int, content: bytes, log_id: str, seconds: float, path: str) -> Reply:
    """The reply in `content`, or the error that its HTTP status stands for."""
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError):
        payload = None
    code = payload.get("code") if isinstance(payload, dict) else None
    if not isinstance(payload, dict) or not isinstance(code, int) or isinstance(code, bool) or abs(code) > LARGEST_CODE:
        raise _failure_of(status, log_id, path)
    if status >= 500 and code == 0:
        raise _failure_of(status, log_id, path)
    data = payload.get("data")
    return Reply(
        code=code,
        message=str(payload.get("message") or ""),
        request_id=_plain_id(str(payload.get("request_id") or log_id)),
        data=data if isinstance(data, dict) else {},
        seconds=seconds,
    )


def _plain_id(request_id: str) -> str:
    """A request ID as far as it looks like one: letters, digits and dashes, at most 64."""
    return "".join(
        character for character in request_id if character.isascii() and (character.isalnum() or character in "-_")
    )[:64]


def _log_id(response: httpx.Response) -> str:
    """TikTok's correlation ID for replies that have no body of its own."""
    return response.headers.get("X-TT-LOGID") or response.headers.get("x-tt-trace-id") or ""


def _failure_of(status: int, log_id: str, path: str) -> TikTokError:
    """The error for a reply without a code of TikTok's: a gateway's, a proxy's, a wrong address's."""
    request_id = _plain_id(log_id)
    if status == 413:
        return RowRefused("The request is too large for TikTok (HTTP 413).", code=413, request_id=request_id)
    if status in (408, 425, 429) or status >= 500:
        error = Transient(
            f"TikTok could not answer (HTTP {status}).", code=status, request_id=request_id, remedy="It is tried again."
        )
        error.throttled = status == 429
        return error
    if 200 <= status < 300:
        return Transient(
            f"TikTok's answer cannot be read (HTTP {status}).", request_id=request_id, remedy="It is tried again."
        )
    what = "sends us elsewhere" if 300 <= status < 400 else "does not know this address or lets nobody in"
    refused = SettingsRefused(
        f"What answers in TikTok's place {what} (HTTP {status} for {path}).",
        code=status,
        request_id=request_id,
        remedy="Check TIKTOK_TUI_API_URL and any proxy. The token is never sent on to another address.",
    )
    refused.field = "api_url"
    return refused


def _unreachable(error: httpx.HTTPError, base_url: str) -> TikTokError:
    """The error for a request that got no reply. Nothing of the request's text is taken over."""
    host = urlsplit(base_url).hostname
    if _is_about_certificates(error):
        refused = SettingsRefused(
            f"The certificate of {host} is not trusted.",
            remedy="If a proxy here signs with its own, point SSL_CERT_FILE to its certificate. "
            "The check is never switched off.",
        )
        refused.field = "api_url"
        return refused
    if isinstance(error, httpx.UnsupportedProtocol):
        return SettingsRefused("The proxy's address cannot be used.", remedy="Check HTTPS_PROXY and HTTP_PROXY.")
    match error:
        case httpx.ConnectTimeout() | httpx.ConnectError():
            what = f"{host} cannot be reached"
        case httpx.TimeoutException():
            what = f"{host} did not answer in time"
        case httpx.ProxyError():
            what = f"The proxy did not let us through to {host}"
        case _:
            what = f"The connection to {host} broke off"
    failure = Transient(f"{what}.", remedy="Check the connection; it is tried again.")
    failure.unsent = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError))
    return failure


def _misset(what: str, remedy: str) -> SettingsRefused:
    """The error for an environment in which no request can be made."""
    refused = SettingsRefused(what, remedy=remedy)
    refused.field = "api_url"
    return refused


def _is_about_certificates(error: BaseException) -> bool:
    """Whether a failed certificate check lies somewhere beneath `error`."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
