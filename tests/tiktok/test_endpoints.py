"""Tokens go to TikTok over https, or to this very machine."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tiktok import endpoints
from tiktok_tui.tiktok.endpoints import DEFAULT_URL, check_base_url


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        (DEFAULT_URL, DEFAULT_URL),
        (DEFAULT_URL + "/", DEFAULT_URL),
        ("http://127.0.0.1:8080/open_api/v1.3", "http://127.0.0.1:8080/open_api/v1.3"),
        ("http://localhost:1/", "http://localhost:1"),
        ("http://[::1]:1/x", "http://[::1]:1/x"),
        (" https://proxy.example/x ", "https://proxy.example/x"),
    ],
)
def test_urls_that_tokens_may_go_to(url: str, checked: str) -> None:
    assert check_base_url(url) == checked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "business-api.tiktok.com",
        "http://business-api.tiktok.com/open_api/v1.3",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "http://localhost@evil.example/",
        "https://user@business-api.tiktok.com/",
        "https://:pass@business-api.tiktok.com/",
        "https://user:pass@business-api.tiktok.com/",
        "http://0x7f000001.evil/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://",
        "https://x/?a=b",
        "https://x/#a",
        "https://x\\@evil.example/",
        "https://x:port/",
        "https://x /",
        "https://[::1/",
    ],
)
def test_urls_that_no_token_goes_to(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check_base_url(url)
    assert caught.value.field == "api_url"
    assert "pass" not in caught.value.what.replace("password", "")


def test_every_path_ends_with_its_slash() -> None:
    names = (
        "TRACK USER_INFO ADVERTISERS ADVERTISER_INFO EVENT_SETS CREATE_EVENT_SET UPDATE_EVENT_SET PIXELS ACCESS_TOKEN "
        "REFRESH_TOKEN"
    ).split()
    for path in (getattr(endpoints, name) for name in names):
        assert path.startswith("/")
        assert path.endswith("/")
