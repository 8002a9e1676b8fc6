"""Requests that got no reply: what is said, and whether the request may have been carried out."""

from __future__ import annotations

import ssl

import httpx
import pytest

from tiktok_tui.tiktok.errors import SettingsRefused, Transient
from tiktok_tui.tiktok.network_errors import error_for_failure, is_about_certificates, no_certificates
from tiktok_tui.tiktok.proxies import Proxy

URL = "https://tiktok.invalid/open_api/v1.3"
PROXY = Proxy("http://me:secret@p:1", "p:1", "ALL_PROXY")
NO_CONNECTION = "The proxy p:1 (ALL_PROXY) gives no connection to tiktok.invalid."
CONNECTION = "Check the connection; it is tried again."
CORRECT = "Check that it runs, or correct ALL_PROXY; it is tried again."
ASK = "Ask who runs the proxy; it is tried again."


@pytest.mark.parametrize(
    ("error", "proxy", "what", "remedy", "in_doubt"),
    [
        (httpx.ConnectError("x"), None, "tiktok.invalid cannot be reached.", CONNECTION, False),
        (httpx.ConnectTimeout("x"), None, "tiktok.invalid cannot be reached.", CONNECTION, False),
        (
            httpx.ConnectError("[SSL: CERTIFICATE_REQUIRED]"),
            None,
            "tiktok.invalid cannot be reached.",
            CONNECTION,
            False,
        ),
        (httpx.ConnectError("x"), PROXY, "The proxy p:1 (ALL_PROXY) cannot be reached.", CORRECT, False),
        (httpx.ConnectTimeout("x"), PROXY, "The proxy p:1 (ALL_PROXY) cannot be reached.", CORRECT, False),
        *((httpx.ProxyError(status), PROXY, NO_CONNECTION, ASK, False) for status in ("502", "403 Forbidden", "40")),
        (httpx.ProxyError("502"), None, "The connection to tiktok.invalid broke off.", CONNECTION, False),
        (httpx.ReadTimeout("x"), PROXY, "tiktok.invalid did not answer in time.", CONNECTION, True),
        (httpx.WriteTimeout("x"), None, "tiktok.invalid did not answer in time.", CONNECTION, True),
        (httpx.ReadError("407"), None, "The connection to tiktok.invalid broke off.", CONNECTION, True),
        (httpx.RemoteProtocolError("x"), PROXY, "The connection to tiktok.invalid broke off.", CONNECTION, True),
        (httpx.UnsupportedProtocol("x"), None, "The connection to tiktok.invalid broke off.", CONNECTION, True),
    ],
)
def test_what_passes_by_itself(
    error: httpx.HTTPError, proxy: Proxy | None, what: str, remedy: str, in_doubt: bool
) -> None:
    failure = error_for_failure(error, URL, proxy)
    assert isinstance(failure, Transient)
    assert (failure.what, failure.remedy) == (what, remedy)
    assert (failure.in_doubt, failure.code) == (in_doubt, 0)


@pytest.mark.parametrize(
    ("error", "what", "remedy"),
    [
        (
            httpx.ProxyError("407 Proxy Authentication Required"),
            "The proxy asks for a user name and password (HTTP 407).",
            "Put them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT, or ask who runs the proxy.",
        ),
        (
            httpx.UnsupportedProtocol("x"),
            "The proxy's address in ALL_PROXY cannot be used.",
            "Write ALL_PROXY as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT, or remove it.",
        ),
        (
            httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] x"),
            "The certificate of tiktok.invalid is not trusted.",
            "If a proxy here signs with its own, point SSL_CERT_FILE to its certificate. The check is never switched"
            " off.",
        ),
    ],
)
def test_what_is_a_setting(error: httpx.HTTPError, what: str, remedy: str) -> None:
    failure = error_for_failure(error, URL, PROXY)
    assert isinstance(failure, SettingsRefused)
    assert (failure.field, failure.what, failure.remedy) == ("api_url", what, remedy)
    assert "secret" not in str(failure)


def test_a_failed_check_of_a_certificate_is_found_behind_any_error() -> None:
    error = httpx.ConnectError("x")
    assert not is_about_certificates(error)
    error.__context__ = ValueError()
    error.__context__.__cause__ = ssl.SSLCertVerificationError("in another language")
    assert is_about_certificates(error)
    assert str(no_certificates()) == "The trusted certificates cannot be read. Check SSL_CERT_FILE and SSL_CERT_DIR."
    assert no_certificates().field == "api_url"
