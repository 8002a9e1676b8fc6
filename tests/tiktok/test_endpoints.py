"""Tokens go to TikTok over https, or to this very machine."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tiktok import endpoints
from tiktok_tui.tiktok.endpoints import DEFAULT_URL, check_base_url, is_loopback


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        (DEFAULT_URL, DEFAULT_URL),
        (DEFAULT_URL + "/", DEFAULT_URL),
        ("http://127.0.0.1:8080/open_api/v1.3", "http://127.0.0.1:8080/open_api/v1.3"),
        ("http://localhost:1/", "http://localhost:1"),
        ("http://[::1]:1/x", "http://[::1]:1/x"),
        (" https://proxy.example/x ", "https://proxy.example/x"),
        ("HTTPS://proxy.example/x//", "HTTPS://proxy.example/x"),
        ("http://LocalHost:1/x", "http://LocalHost:1/x"),
        ("http://127.9.9.9/x", "http://127.9.9.9/x"),
    ],
)
def test_urls_that_tokens_may_go_to(url: str, checked: str) -> None:
    assert check_base_url(url) == checked


NO_ADDRESS = "is not an address"
NAMES_SOMEBODY = "must not hold a user name or password"
MORE_THAN_A_PATH = "must end with the path, without ? and #"
NOT_SAFE = "must start with https:// (http:// only on this machine's loopback)"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("business-api.tiktok.com", NO_ADDRESS),
        ("", NO_ADDRESS),
        ("https://", NO_ADDRESS),
        ("file:///etc/passwd", NO_ADDRESS),
        ("https://x\\@evil.example/", NO_ADDRESS),
        ("https://x/a\\b", NO_ADDRESS),
        ("https://x:port/", NO_ADDRESS),
        ("https://x /", NO_ADDRESS),
        ("https://x/\u00e4", NO_ADDRESS),
        ("https://x/\x7f", NO_ADDRESS),
        ("https://[::1/", NO_ADDRESS),
        ("http://localhost@evil.example/", NAMES_SOMEBODY),
        ("https://user@business-api.tiktok.com/", NAMES_SOMEBODY),
        ("https://:pass@business-api.tiktok.com/", NAMES_SOMEBODY),
        ("https://user:pass@business-api.tiktok.com/", NAMES_SOMEBODY),
        ("https://@business-api.tiktok.com/", NAMES_SOMEBODY),
        ("https://x/?a=b", MORE_THAN_A_PATH),
        ("https://x/#a", MORE_THAN_A_PATH),
        ("https://x/?", MORE_THAN_A_PATH),
        ("https://x/#", MORE_THAN_A_PATH),
        ("http://business-api.tiktok.com/open_api/v1.3", NOT_SAFE),
        ("http://127.0.0.1.evil.example/", NOT_SAFE),
        ("http://localhost.evil.example/", NOT_SAFE),
        ("http://0x7f000001.evil/", NOT_SAFE),
        ("http://10.0.0.1/", NOT_SAFE),
        ("http://0.0.0.0/", NOT_SAFE),
        ("ftp://127.0.0.1/", NOT_SAFE),
        ("ftp://business-api.tiktok.com/", NOT_SAFE),
    ],
)
def test_urls_that_no_token_goes_to(url: str, why: str) -> None:
    for where in ("TIKTOK_TUI_API_URL", "a setting"):
        with pytest.raises(SettingsError) as caught:
            check_base_url(url, where=where)
        assert caught.value.what == f"The address of TikTok's API {why}."
        assert (caught.value.where, caught.value.field) == (where, "api_url")
        assert caught.value.remedy == f"Leave it out for TikTok itself ({DEFAULT_URL})."
    with pytest.raises(SettingsError, match=r"^TIKTOK_TUI_API_URL: "):
        check_base_url(url)


def test_the_addresses_are_tiktoks_and_every_path_ends_with_its_slash() -> None:
    assert DEFAULT_URL == "https://business-api.tiktok.com/open_api/v1.3"
    assert endpoints.EVENTS_MANAGER_URL == "https://ads.tiktok.com/i18n/events_manager/home"
    assert {name: path for name, path in vars(endpoints).items() if name.isupper() and not name.endswith("_URL")} == {
        "TRACK": "/event/track/",
        "USER_INFO": "/user/info/",
        "ADVERTISERS": "/oauth2/advertiser/get/",
        "ADVERTISER_INFO": "/advertiser/info/",
        "EVENT_SETS": "/offline/get/",
        "CREATE_EVENT_SET": "/offline/create/",
        "UPDATE_EVENT_SET": "/offline/update/",
        "PIXELS": "/pixel/list/",
        "ACCESS_TOKEN": "/oauth2/access_token/",
        "REFRESH_TOKEN": "/oauth2/refresh_token/",
        "AUTHORISE": "/portal/auth",
    }


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        *((host, True) for host in ("localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1")),
        *((host, False) for host in ("", "localhost.", "128.0.0.1", "10.0.0.1", "::2", "tiktok.invalid", "127.1")),
    ],
)
def test_only_this_machine_is_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
