"""Errors for requests that got no reply. They hold nothing of httpx's own, which knows the URL, token and proxy."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit

import httpx

from tiktok_tui.tiktok.errors import PROXY_LOGIN, SettingsRefused, TikTokError, Transient
from tiktok_tui.tiktok.proxies import Proxy, unusable


def error_for_failure(error: httpx.HTTPError, base_url: str, proxy: Proxy | None) -> TikTokError:
    """Return the error for a request to `base_url`, through `proxy` if there is one, that ended with `error`."""
    host = urlsplit(base_url).hostname
    if is_about_certificates(error):
        return _settings(
            f"The certificate of {host} is not trusted.",
            "If a proxy here signs with its own, point SSL_CERT_FILE to its certificate. "
            "The check is never switched off.",
        )
    if isinstance(error, httpx.ProxyError) and str(error).startswith("407"):
        return _settings("The proxy asks for a user name and password (HTTP 407).", PROXY_LOGIN)
    if isinstance(error, httpx.UnsupportedProtocol) and proxy is not None:
        return unusable(proxy.variable)
    what = f"The connection to {host} broke off"
    remedy = "Check the connection; it is tried again."
    unreached = isinstance(error, httpx.ConnectTimeout | httpx.ConnectError)
    if unreached and proxy is not None:
        what = f"The proxy {proxy.name} ({proxy.variable}) cannot be reached"
        remedy = f"Check that it runs, or correct {proxy.variable}; it is tried again."
    elif unreached:
        what = f"{host} cannot be reached"
    elif isinstance(error, httpx.ProxyError) and proxy is not None:
        what = f"The proxy {proxy.name} ({proxy.variable}) gives no connection to {host}"
        remedy = "Ask who runs the proxy; it is tried again."
    elif isinstance(error, httpx.TimeoutException):
        what = f"{host} did not answer in time"
    failure = Transient(f"{what}.", remedy=remedy)
    failure.in_doubt = not (unreached or isinstance(error, httpx.ProxyError))
    return failure


def no_certificates() -> SettingsRefused:
    """Return the error for an environment whose trusted certificates cannot be read."""
    return _settings("The trusted certificates cannot be read.", "Check SSL_CERT_FILE and SSL_CERT_DIR.")


def _settings(what: str, remedy: str) -> SettingsRefused:
    refused = SettingsRefused(what, remedy=remedy)
    refused.field = "api_url"
    return refused


def is_about_certificates(error: BaseException) -> bool:
    """Return True if `error` was caused by a failed certificate check."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
