"""Authorising, exchanging and refreshing, each once."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

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


@pytest.mark.parametrize(
    ("changes", "title", "text"),
    [
        ({"app_id": "1"}, "Unknown app", "No app has this app_id."),
        ({"app_id": ""}, "Unknown app", "No app has this app_id."),
        *(
            ({"redirect_uri": uri}, "Wrong redirect", "redirect_uri must be https, or http on this machine.")
            for uri in ("", "https://", "http://elsewhere.example/", "ftp://127.0.0.1/", "127.0.0.1", "http://[broken")
        ),
    ],
)
def test_an_error_page_says_what_is_wrong(sandbox: Sandbox, changes: dict[str, str], title: str, text: str) -> None:
    reply = _authorise(sandbox, **changes)
    assert (reply.status, reply.headers["content-type"]) == (400, "text/html; charset=utf-8")
    page = reply.body.decode()
    assert page.startswith(f'<!doctype html><meta charset="utf-8"><title>{title}</title>')
    assert page.endswith(f"<h1>{title}</h1><p>{text}</p>")


@pytest.mark.parametrize(
    "redirect", ["http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/", "https://elsewhere.example/x"]
)
def test_a_redirect_may_lead_to_this_machine_or_by_https(sandbox: Sandbox, redirect: str) -> None:
    reply = _authorise(sandbox, redirect_uri=f"{redirect}?a=1#part")
    assert reply.status == 302
    location = reply.headers["location"]
    assert location.startswith(f"{redirect}?a=1&auth_code=")
    assert "#" not in location


def test_without_a_state_none_comes_back(sandbox: Sandbox) -> None:
    query = urlencode({"app_id": known.APP_ID, "redirect_uri": REDIRECT})
    for path in ("/portal/auth", "/portal/auth/"):
        location = sandbox.http("GET", f"{path}?{query}").headers["location"]
        assert parse_qs(urlsplit(location).query).keys() == {"auth_code", "code"}
    assert sandbox.http("POST", f"/portal/auth?{query}", b"").status == 404


def test_the_page_that_asks_has_a_link_for_each_answer(sandbox: Sandbox) -> None:
    page = unescape(_authorise(sandbox, approve="ask").body.decode())
    assert "<h1>Sandbox: let this app upload events?</h1>" in page
    approve, deny = page.split("<p>")[1].split(" · ")
    for link, choice, label in ((approve, "yes", "Approve"), (deny, "deny", "Deny")):
        query = link.partition('href="?')[2].partition('"')[0]
        assert dict(parse_qsl(query)) == {
            **{"app_id": known.APP_ID, "state": "s t&te", "redirect_uri": REDIRECT, "approve": choice},
        }
        assert f">{label}</a>" in link


def test_a_code_is_for_the_app_that_asked(sandbox: Sandbox) -> None:
    other = {"app_id": known.OTHER_APP_ID, "secret": known.OTHER_APP_SECRET}
    code = parse_qs(urlsplit(_authorise(sandbox, app_id=known.OTHER_APP_ID).headers["location"]).query)["code"][0]
    assert _exchange(sandbox, code).code == 40101
    data = _exchange(sandbox, code, **other).data
    assert str(data["access_token"]).startswith("sandbox-app-")
    query = f"app_id={known.OTHER_APP_ID}&secret={known.OTHER_APP_SECRET}"
    assert sandbox.get(f"/oauth2/advertiser/get/?{query}", str(data["access_token"])).code == 0
    sandbox.advance(10 * 365 * 24 * HOUR)
    assert sandbox.get("/user/info/", str(data["access_token"])).code == 0
    assert _exchange(sandbox, _code(sandbox), return_advertiser_ids=1).code == 40002


_SCOPES = [5, 10, 800, 7043626160646946818, 7224195155857866754]


def test_the_whole_of_both_answers(sandbox: Sandbox) -> None:
    both = [known.ADVERTISER, known.SECOND_ADVERTISER]
    exchanged = _exchange(sandbox, _code(sandbox)).data
    assert exchanged == {"access_token": exchanged["access_token"], "scope": _SCOPES, "advertiser_ids": both}
    assert len(str(exchanged["access_token"])) == len("sandbox-app-") + 24
    sandbox.reset(token_seconds=90)
    refreshed = _refresh(sandbox, known.REFRESH_TOKEN).data
    assert refreshed == {
        "access_token": refreshed["access_token"],
        "expires_in": 90,
        "refresh_token": refreshed["refresh_token"],
        "refresh_expires_in": 365 * 24 * HOUR,
        "scope": _SCOPES,
        "advertiser_ids": both,
    }
    assert str(refreshed["access_token"]).startswith("sandbox-short-")
    sandbox.advance(80)
    assert sandbox.get("/user/info/", str(refreshed["access_token"])).code == 0
    query = f"app_id={known.APP_ID}&secret={known.APP_SECRET}"
    assert sandbox.get(f"/oauth2/advertiser/get/?{query}", str(refreshed["access_token"])).code == 0
    sandbox.advance(11)
    assert sandbox.get("/user/info/", str(refreshed["access_token"])).code == 40102


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"access_token": "unknown-token"}, 40105),
        ({"access_token": ""}, 40002),
        ({"secret": "wrong"}, 40101),
        ({"secret": ""}, 40002),
        ({"access_token": known.OTHER_TOKEN}, 40113),
        ({"access_token": known.EVENTS_MANAGER_TOKEN}, 40113),
        ({"access_token": known.ANALYST_TOKEN}, 0),
    ],
)
def test_a_token_is_revoked_by_its_own_app(sandbox: Sandbox, change: dict[str, str], code: int) -> None:
    body = APP | {"access_token": known.TOKEN} | change
    reply = sandbox.post("/oauth2/revoke_token/", body)
    assert (reply.code, reply.json()["data"]) == (code, {})
    assert sandbox.get("/user/info/", known.ANALYST_TOKEN).code == (0 if code else 40105)
    assert sandbox.get("/user/info/").code == 0


def test_all_times_are_of_the_sandboxs_own_clock(sandbox: Sandbox) -> None:
    for _ in range(2):
        sandbox.advance(400 * 24 * HOUR)
        assert _exchange(sandbox, _code(sandbox)).code == 0
        refreshed = _refresh(sandbox, sandbox.make_refresh_token()).data
        assert sandbox.get("/user/info/", str(refreshed["access_token"])).code == 0
        assert _refresh(sandbox, refreshed["refresh_token"]).code == 0
        assert sandbox.get("/user/info/", sandbox.make_token(seconds=60)).code == 0
    late = _refresh(sandbox, sandbox.make_refresh_token()).data["refresh_token"]
    sandbox.advance(365 * 24 * HOUR)
    assert _refresh(sandbox, late).code == 40103
