"""From an app ID to an access token: TikTok's page of consent, the exchange of codes and of refresh tokens."""

from __future__ import annotations

import html
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tiktok_tui.sandbox import tables
from tiktok_tui.sandbox.accounts import Token
from tiktok_tui.sandbox.answers import Answer, Page, Refusal
from tiktok_tui.sandbox.request import Request, flag_of, text_of
from tiktok_tui.sandbox.state import Call, State

_PAGE = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<body style="font-family:sans-serif;max-width:32em;margin:4em auto"><h1>{title}</h1><p>{text}</p>"""
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


def authorise(state: State, query: Mapping[str, str]) -> Page:
    """GET /portal/auth: redirect to the app with a code, or with `approve=ask` show a page that asks first."""
    app_id, redirect = query.get("app_id", ""), query.get("redirect_uri", "")
    if app_id not in state.accounts.apps:
        return _page(400, "Unknown app", "No app has this app_id.")
    try:
        target = urlsplit(redirect)
    except ValueError:
        target = urlsplit("")
    if not target.hostname or not (target.scheme == "https" or _is_loopback(target.scheme, target.hostname)):
        return _page(400, "Wrong redirect", "redirect_uri must be https, or http on this machine.")
    approve = query.get("approve", "")
    if approve == "ask":
        return _ask(query)
    if approve == "deny":
        answer = {"error": "access_denied"}
    else:
        with state.lock:
            code = state.grants.new_code(app_id, state.now())
        answer = {"auth_code": code, "code": code}
    if "state" in query:
        answer["state"] = query["state"]
    whole = urlencode([*parse_qsl(target.query, keep_blank_values=True), *answer.items()])
    return Page(302, headers=(("Location", urlunsplit(target._replace(query=whole, fragment=""))),))


def _is_loopback(scheme: str, host: str) -> bool:
    return scheme == "http" and host in _LOOPBACK


def _ask(query: Mapping[str, str]) -> Page:
    links = " · ".join(
        f'<a href="?{html.escape(urlencode({**query, "approve": choice}))}">{label}</a>'
        for choice, label in (("yes", "Approve"), ("deny", "Deny"))
    )
    return _page(200, "Sandbox: let this app upload events?", links)


def _page(status: int, title: str, text: str) -> Page:
    return Page(status, _PAGE.format(title=html.escape(title), text=text).encode())


def access_token(call: Call, request: Request) -> Answer:
    """POST /oauth2/access_token/: a code for a token that lives until it is revoked."""
    body = request.json()
    app_id = _app(call.state, body)
    code = text_of(body, "auth_code")
    with_ids = flag_of(body, "return_advertiser_ids", default=True)
    with call.state.lock:
        call.state.grants.take_code(code, app_id, call.state.now())
        token = Token(f"sandbox-app-{secrets.token_hex(12)}", app_id=app_id)
        call.state.accounts.tokens[token.value] = token
    data: dict[str, object] = {"access_token": token.value, "scope": sorted(token.scopes)}
    if with_ids:
        data["advertiser_ids"] = list(token.advertisers)
    return Answer(data)


def refresh_token(call: Call, request: Request) -> Answer:
    """POST /oauth2/refresh_token/: a refresh token for an access token and the next refresh token."""
    body = request.json()
    app_id = _app(call.state, body)
    offered = text_of(body, "refresh_token")
    with call.state.lock:
        now = call.state.now()
        call.state.grants.take_refresh_token(offered, app_id, now)
        seconds = call.state.settings.token_seconds
        token = Token(f"sandbox-short-{secrets.token_hex(12)}", app_id=app_id, expires_at=now + seconds)
        call.state.accounts.tokens[token.value] = token
        following = call.state.grants.new_refresh_token(app_id, now)
    return Answer(
        {
            "access_token": token.value,
            "expires_in": seconds,
            "refresh_token": following,
            "refresh_expires_in": tables.REFRESH_TOKEN_LIFETIME,
            "scope": sorted(token.scopes),
            "advertiser_ids": list(token.advertisers),
        }
    )


def revoke_token(call: Call, request: Request, token: Token) -> Answer:
    """POST /oauth2/revoke_token/: the end of an access token."""
    body = request.json()
    app_id = _app(call.state, body)
    with call.state.lock:
        ending = call.state.accounts.tokens.get(text_of(body, "access_token"))
        if ending is None:
            raise Refusal(40105)
        if ending.app_id != app_id:
            raise Refusal(40113)
        ending.revoked = True
    return Answer()


def _app(state: State, body: dict[str, object]) -> str:
    app_id, secret = text_of(body, "app_id"), text_of(body, "secret")
    if state.accounts.apps.get(app_id) != secret:
        raise Refusal(40101)
    return app_id
