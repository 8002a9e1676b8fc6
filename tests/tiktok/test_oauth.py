"""Codes and refresh tokens are exchanged as TikTok describes it."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok import oauth
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.endpoints import DEFAULT_URL
from tiktok_tui.tiktok.errors import CredentialRefused, TikTokError, Transient
from tiktok_tui.tiktok.tokens import FixedToken

APP = (known.APP_ID, known.APP_SECRET)


def test_the_page_of_consent() -> None:
    url = urlsplit(oauth.authorize_url(DEFAULT_URL, "71", "st&te", "http://127.0.0.1:5/"))
    assert (url.scheme, url.netloc, url.path) == ("https", "business-api.tiktok.com", "/portal/auth")
    assert parse_qs(url.query) == {"app_id": ["71"], "state": ["st&te"], "redirect_uri": ["http://127.0.0.1:5/"]}
    local = oauth.authorize_url("http://127.0.0.1:8080/open_api/v1.3/", "71", "s", "x")
    assert local == "http://127.0.0.1:8080/portal/auth?app_id=71&state=s&redirect_uri=x"
    with pytest.raises(SettingsError):
        oauth.authorize_url("http://business-api.tiktok.com/open_api/v1.3", "71", "s", "x")


def code_of(sandbox: Sandbox) -> str:
    """An auth_code, as the redirect brings it."""
    url = urlsplit(oauth.authorize_url(sandbox.base_url, known.APP_ID, "s", "http://127.0.0.1:5/"))
    location = sandbox.http("GET", f"{url.path}?{url.query}").headers["location"]
    return parse_qs(urlsplit(location).query)["auth_code"][0]


def test_a_code_brings_a_token_once(sandbox: Sandbox) -> None:
    code = code_of(sandbox)
    grant = oauth.exchange_code(sandbox.base_url, *APP, code)
    assert grant.advertiser_ids == (known.ADVERTISER, known.SECOND_ADVERTISER)
    assert 7224195155857866754 in grant.scope
    assert (grant.expires_in, grant.refresh_token) == (None, None)
    with Client(FixedToken(grant.access_token), base_url=sandbox.base_url) as client:
        assert client.user_info().display_name == "Sandbox Operator"
    with pytest.raises(CredentialRefused) as caught:
        oauth.exchange_code(sandbox.base_url, *APP, code)
    assert caught.value.code == 40110


def test_a_code_runs_out(sandbox: Sandbox) -> None:
    code = code_of(sandbox)
    sandbox.advance(3601)
    with pytest.raises(CredentialRefused) as caught:
        oauth.exchange_code(sandbox.base_url, *APP, code)
    assert caught.value.code == 40110
    assert "Authorise again" in caught.value.remedy


def test_a_refresh_token_brings_the_next_one(sandbox: Sandbox) -> None:
    grant = oauth.refresh(sandbox.base_url, *APP, known.REFRESH_TOKEN)
    assert grant.expires_in == 86400
    assert grant.refresh_token
    with pytest.raises(CredentialRefused) as caught:
        oauth.refresh(sandbox.base_url, *APP, known.REFRESH_TOKEN)
    assert caught.value.code == 40107
    assert oauth.refresh(sandbox.base_url, *APP, grant.refresh_token).access_token


@pytest.mark.parametrize(
    ("secret", "token", "code"),
    [
        ("wrong-topsecret", known.REFRESH_TOKEN, 40101),
        (known.APP_SECRET, known.EXPIRED_REFRESH_TOKEN, 40103),
        (known.APP_SECRET, "no-such-token", 40107),
    ],
)
def test_what_is_refused(sandbox: Sandbox, secret: str, token: str, code: int) -> None:
    with pytest.raises(CredentialRefused) as caught:
        oauth.refresh(sandbox.base_url, known.APP_ID, secret, token)
    assert caught.value.code == code
    assert secret not in str(caught.value)
    assert token not in str(caught.value)


def test_an_answer_without_a_token_is_no_success() -> None:
    said = Said({"code": 0, "request_id": "r1", "data": {"refresh_token": "r-2", "access_token": ""}})
    with Scripted(lambda seen: said) as server, pytest.raises(CredentialRefused) as caught:
        oauth.refresh(server.base_url, *APP, "r")
    assert str(caught.value) == "request r1: TikTok's answer holds no access token. Reauthorise the credential."


@pytest.mark.parametrize("code", [40050, 40101])
def test_any_code_but_success_is_a_refusal_without_the_secrets(code: int) -> None:
    said = Said({"code": code, "message": "shh and r-1 do not fit", "data": {"access_token": "t"}})
    with Scripted(lambda seen: said) as server, pytest.raises(TikTokError) as caught:
        oauth.refresh(server.base_url, "1", "shh", "r-1")
    assert caught.value.message == "… and … do not fit"


def test_a_busy_answer_says_how_long_to_wait_and_which_request_it_was() -> None:
    said = Said({"code": 50000, "message": "", "request_id": "r-7"}, 429, {"Retry-After": "17"})
    with Scripted(lambda seen: said) as server, pytest.raises(Transient) as caught:
        oauth.refresh(server.base_url, *APP, "r")
    assert (caught.value.wait, caught.value.throttled, caught.value.request_id) == (17, True, "r-7")


def test_a_code_is_cut_out_of_a_refusal() -> None:
    said = Said({"code": 40115, "message": "shh and c-1 do not fit"})
    with Scripted(lambda seen: said) as server, pytest.raises(TikTokError) as caught:
        oauth.exchange_code(server.base_url, "1", "shh", "c-1")
    assert caught.value.message == "… and … do not fit"


def test_the_requests_are_as_tiktok_describes_them() -> None:
    with Scripted(lambda seen: Said({"code": 0, "data": {"access_token": "tok-1"}})) as server:
        oauth.exchange_code(server.base_url, "1", "shh", "c-1")
        oauth.refresh(server.base_url, "1", "shh", "r-1")
    assert {(seen.method, seen.headers["content-type"]) for seen in server.seen} == {("POST", "application/json")}
    assert not any("access-token" in seen.headers for seen in server.seen)
    assert [(seen.path.partition("/oauth2")[2], json.loads(seen.body)) for seen in server.seen] == [
        ("/access_token/", {"app_id": "1", "secret": "shh", "auth_code": "c-1"}),
        (
            "/refresh_token/",
            {"app_id": "1", "secret": "shh", "grant_type": "refresh_token", "refresh_token": "r-1"},
        ),
    ]


def test_nothing_of_a_grant_shows(sandbox: Sandbox) -> None:
    grant = oauth.refresh(sandbox.base_url, *APP, known.REFRESH_TOKEN)
    assert grant.refresh_token is not None
    assert str(grant.access_token) not in repr(grant)
    assert str(grant.refresh_token) not in repr(grant)


@pytest.mark.parametrize(
    ("data", "expires_in", "scope"),
    [
        ({"expires_in": "3600", "scope": ["5", 6, "x", None, "\u00b2"]}, 3600.0, (5, 6)),
        ({"access_token_expires_in": 10.5, "scope": "5,6"}, 10.5, ()),
        ({"expires_in": "soon", "scope": None}, None, ()),
        ({"expires_in": True, "scope": {}}, None, ()),
        ({"expires_in": 1, "access_token_expires_in": 9}, 1.0, ()),
        ({"expires_in": "1"}, 1.0, ()),
        ({"expires_in": 0, "access_token_expire_in": "7"}, 7.0, ()),
        ({"expires_in": "0"}, None, ()),
        ({"expires_in": 0}, None, ()),
        ({"expires_in": 10**400}, None, ()),
        ({"expires_in": "9" * 5000}, None, ()),
        ({"expires_in": "9" * 15, "scope": ["7"]}, 10.0**15 - 1, (7,)),
        ({"expires_in": 10**15}, None, ()),
        ({"expires_in": float("inf")}, None, ()),
        ({"expires_in": 0.5}, 0.5, ()),
        ({"expires_in": -1, "advertiser_ids": "7"}, None, ()),
        ({"expires_in": "\u00b2", "refresh_token": 5}, None, ()),
    ],
)
def test_whatever_comes_with_a_token_cannot_cost_it(
    data: dict[str, object], expires_in: float | None, scope: tuple[int, ...]
) -> None:
    said = Said({"code": 0, "data": {"access_token": "tok-1", **data}})
    with Scripted(lambda seen: said) as server:
        grant = oauth.refresh(server.base_url, *APP, "r")
    assert str(grant.access_token) == "tok-1"
    assert grant.advertiser_ids == ()
    assert grant.refresh_token == (str(data["refresh_token"]) if "refresh_token" in data else None)
    assert (grant.expires_in, grant.scope) == (expires_in, scope)
