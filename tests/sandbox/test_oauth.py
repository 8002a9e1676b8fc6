"""Authorising, exchanging and refreshing, each once."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.support.sandbox import Reply, Sandbox
from tiktok_tui.sandbox import known

APP = {"app_id": known.APP_ID, "secret": known.APP_SECRET}
REDIRECT = "http://127.0.0.1:8765/callback"
HOUR = 3600


def _authorise(sandbox: Sandbox, **changes: str) -> Reply:
    query = {"app_id": known.APP_ID, "state": "s t&te", "redirect_uri": REDIRECT} | changes
    return sandbox.http("GET", f"/portal/auth?{urlencode(query)}")


def _code(sandbox: Sandbox) -> str:
    return parse_qs(urlsplit(_authorise(sandbox).headers["location"]).query)["auth_code"][0]


def _exchange(sandbox: Sandbox, code: object, **changes: object) -> Reply:
    return sandbox.post("/oauth2/access_token/", APP | {"auth_code": code} | changes, None)


def _refresh(sandbox: Sandbox, token: object, **changes: object) -> Reply:
    return sandbox.post("/oauth2/refresh_token/", APP | {"refresh_token": token} | changes, None)


def test_the_browser_comes_back_with_a_code_and_the_state(sandbox: Sandbox) -> None:
    reply = _authorise(sandbox)
    assert reply.status == 302
    target = urlsplit(reply.headers["location"])
    query = parse_qs(target.query)
    assert f"{target.scheme}://{target.netloc}{target.path}" == REDIRECT
    assert query["auth_code"] == query["code"]
    assert query["state"] == ["s t&te"]


def test_a_query_of_the_redirect_is_kept(sandbox: Sandbox) -> None:
    target = _authorise(sandbox, redirect_uri=f"{REDIRECT}?a=1&b=").headers["location"]
    query = parse_qs(urlsplit(target).query, keep_blank_values=True)
    assert (query["a"], query["b"]) == (["1"], [""])


@pytest.mark.parametrize(
    "changes",
    [
        {"app_id": "1"},
        {"redirect_uri": ""},
        {"redirect_uri": "http://elsewhere.example/"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "http://[broken"},
    ],
)
def test_a_wrong_link_is_an_error_page(sandbox: Sandbox, changes: dict[str, str]) -> None:
    reply = _authorise(sandbox, **changes)
    assert reply.status == 400
    assert "location" not in reply.headers


def test_asking_first(sandbox: Sandbox) -> None:
    page = _authorise(sandbox, approve="ask", state='"><script>')
    assert page.status == 200
    assert b"Approve" in page.body
    assert b"Deny" in page.body
    assert b"<script>" not in page.body
    denied = parse_qs(urlsplit(_authorise(sandbox, approve="deny").headers["location"]).query)
    assert denied == {"error": ["access_denied"], "state": ["s t&te"]}
    assert "auth_code=" in _authorise(sandbox, approve="yes").headers["location"]


def test_a_code_becomes_a_token_that_works(sandbox: Sandbox) -> None:
    data = _exchange(sandbox, _code(sandbox)).data
    assert data["advertiser_ids"] == [known.ADVERTISER, known.SECOND_ADVERTISER]
    assert isinstance(data["scope"], list)
    assert "refresh_token" not in data
    assert "expires_in" not in data
    assert sandbox.get("/user/info/", str(data["access_token"])).code == 0
    assert "advertiser_ids" not in _exchange(sandbox, _code(sandbox), return_advertiser_ids=False).data


def test_a_code_is_used_once_and_within_the_hour(sandbox: Sandbox) -> None:
    code = _code(sandbox)
    assert [_exchange(sandbox, code).code, _exchange(sandbox, code).code] == [0, 40110]
    late = _code(sandbox)
    sandbox.advance(HOUR + 1)
    assert _exchange(sandbox, late).code == 40110


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secret": "wrong"}, 40101),
        ({"app_id": "1"}, 40101),
        ({"app_id": known.OTHER_APP_ID, "secret": known.OTHER_APP_SECRET}, 40101),
        ({"auth_code": "unknown"}, 40115),
        ({"auth_code": ""}, 40002),
        ({"app_id": 7100000000000000001}, 40002),
    ],
)
def test_an_exchange_is_strict(sandbox: Sandbox, changes: dict[str, object], code: int) -> None:
    assert _exchange(sandbox, _code(sandbox), **changes).code == code


def test_a_refresh_token_is_used_once_and_brings_the_next(sandbox: Sandbox) -> None:
    first = _refresh(sandbox, known.REFRESH_TOKEN).data
    assert first["expires_in"] == 86400
    assert sandbox.get("/user/info/", str(first["access_token"])).code == 0
    assert _refresh(sandbox, known.REFRESH_TOKEN).code == 40107
    second = _refresh(sandbox, first["refresh_token"]).data
    assert second["refresh_token"] != first["refresh_token"]
    assert sandbox.stats().refresh_tokens == {known.REFRESH_TOKEN: 2, str(first["refresh_token"]): 1}


def test_a_refreshed_token_expires_after_a_day(sandbox: Sandbox) -> None:
    token = str(_refresh(sandbox, sandbox.make_refresh_token()).data["access_token"])
    sandbox.advance(86400 - 60)
    assert sandbox.get("/user/info/", token).code == 0
    sandbox.advance(120)
    assert sandbox.get("/user/info/", token).code == 40102


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"refresh_token": "unknown"}, 40107),
        ({"refresh_token": known.EXPIRED_REFRESH_TOKEN}, 40103),
        ({"secret": "wrong"}, 40101),
        ({"app_id": known.OTHER_APP_ID, "secret": known.OTHER_APP_SECRET}, 40107),
        ({"refresh_token": 5}, 40002),
    ],
)
def test_a_refresh_is_strict(sandbox: Sandbox, changes: dict[str, object], code: int) -> None:
    assert _refresh(sandbox, known.REFRESH_TOKEN, **changes).code == code


def test_a_revoked_token_is_refused(sandbox: Sandbox) -> None:
    body = APP | {"access_token": known.TOKEN}
    other = {"app_id": known.OTHER_APP_ID, "secret": known.OTHER_APP_SECRET, "access_token": known.TOKEN}
    assert sandbox.post("/oauth2/revoke_token/", body, None).code == 40104
    assert sandbox.post("/oauth2/revoke_token/", other).code == 40113
    assert sandbox.post("/oauth2/revoke_token/", body).code == 0
    assert sandbox.get("/user/info/").code == 40105


def test_a_test_makes_and_ends_tokens(sandbox: Sandbox) -> None:
    made = sandbox.make_token(role="ANALYST", advertisers=[known.SECOND_ADVERTISER], seconds=60)
    assert sandbox.get(f"/offline/get/?advertiser_id={known.ADVERTISER}", made).code == 40001
    assert sandbox.get(f"/offline/get/?advertiser_id={known.SECOND_ADVERTISER}", made).code == 0
    sandbox.advance(61)
    assert sandbox.get("/user/info/", made).code == 40102
    sandbox.expire_token(known.TOKEN)
    assert sandbox.get("/user/info/").code == 40102
    sandbox.revoke_token(known.TOKEN)
    assert sandbox.get("/user/info/").code == 40105
    with pytest.raises(ValueError, match="token"):
        sandbox.revoke_token("unknown")
