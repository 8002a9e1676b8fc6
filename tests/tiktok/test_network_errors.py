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


@pytest.mark.parametrize(
    ("error", "proxy", "what", "in_doubt"),
    [
        (httpx.ConnectError("x"), None, "tiktok.invalid cannot be reached.", False),
        (httpx.ConnectTimeout("x"), None, "tiktok.invalid cannot be reached.", False),
        (httpx.ConnectError("x"), PROXY, "The proxy p:1 (ALL_PROXY) cannot be reached.", False),
        (httpx.ProxyError("502"), PROXY, "The proxy p:1 (ALL_PROXY) gives no connection to tiktok.invalid.", False),
        (httpx.ReadTimeout("x"), PROXY, "tiktok.invalid did not answer in time.", True),
        (httpx.ReadError("x"), None, "The connection to tiktok.invalid broke off.", True),
        (httpx.UnsupportedProtocol("x"), None, "The connection to tiktok.invalid broke off.", True),
    ],
)
def test_what_passes_by_itself(error: httpx.HTTPError, proxy: Proxy | None, what: str, in_doubt: bool) -> None:
    failure = error_for_failure(error, URL, proxy)
    assert isinstance(failure, Transient)
    assert (failure.what, failure.in_doubt) == (what, in_doubt)
    assert failure.remedy.endswith("it is tried again.")
    if what.startswith("The proxy"):
        assert "proxy" in failure.remedy or "ALL_PROXY" in failure.remedy


@pytest.mark.parametrize(
    ("error", "what", "remedy"),
    [
        (httpx.ProxyError("407 Proxy Authentication Required"), "asks for a user name and password", "HTTPS_PROXY"),
        (httpx.UnsupportedProtocol("x"), "The proxy's address in ALL_PROXY cannot be used.", "Write ALL_PROXY as"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] x"), "of tiktok.invalid is not trusted", "SSL_CERT_FILE"),
    ],
)
def test_what_is_a_setting(error: httpx.HTTPError, what: str, remedy: str) -> None:
    failure = error_for_failure(error, URL, PROXY)
    assert isinstance(failure, SettingsRefused)
    assert failure.field == "api_url"
    assert what in failure.what
    assert remedy in failure.remedy
    assert "secret" not in str(failure)


def test_a_failed_check_of_a_certificate_is_found_behind_any_error() -> None:
    error = httpx.ConnectError("x")
    assert not is_about_certificates(error)
    error.__context__ = ValueError()
    error.__context__.__cause__ = ssl.SSLCertVerificationError("in another language")
    assert is_about_certificates(error)
    assert "cannot be read" in no_certificates().what
