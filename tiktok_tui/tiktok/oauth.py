"""Getting and renewing access tokens: the OAuth calls of the Marketing API, which carry the app's secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from tiktok_tui.tiktok import endpoints
from tiktok_tui.tiktok.answers import numbers, text, texts
from tiktok_tui.tiktok.errors import CredentialRefused, error_for
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tiktok.transport import Reply, Transport

_DIGITS: Final = 15
"""Of a number of seconds; what is longer is none."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Tokens that TikTok has issued. `expires_in` (seconds) and `refresh_token` are None where it gives none.

    An authorisation mostly brings an access token without an end and no refresh token; a refresh that brings no
    refresh token leaves the old one in force.
    """

    access_token: Secret
    expires_in: float | None = None
    refresh_token: Secret | None = None
    advertiser_ids: tuple[str, ...] = ()
    scope: tuple[int, ...] = ()


def authorize_url(base_url: str, app_id: str, state: str, redirect_uri: str) -> str:
    """Return the page to authorise the app; it redirects to `redirect_uri` with `auth_code` and `state`."""
    parts = urlsplit(endpoints.check_base_url(base_url))
    query = urlencode({"app_id": app_id, "state": state, "redirect_uri": redirect_uri})
    return f"{parts.scheme}://{parts.netloc}{endpoints.AUTHORISE}?{query}"


def exchange_code(base_url: str, app_id: str, secret: str, auth_code: str) -> Grant:
    """The tokens for an `auth_code`, which is good for one exchange within an hour. Raises TikTokError."""
    body = {"app_id": app_id, "secret": secret, "auth_code": auth_code}
    return _tokens(base_url, endpoints.ACCESS_TOKEN, body, (secret, auth_code))


def refresh(base_url: str, app_id: str, secret: str, refresh_token: str) -> Grant:
    """New tokens for a refresh token, which may be used up by this: store the new one before anything else.

    Raises CredentialRefused (40103, 40107) when only a new authorisation helps, Transient when it may have been taken
    or not.
    """
    body = {"app_id": app_id, "secret": secret, "grant_type": "refresh_token", "refresh_token": refresh_token}
    return _tokens(base_url, endpoints.REFRESH_TOKEN, body, (secret, refresh_token))


def _tokens(base_url: str, path: str, body: Mapping[str, str], secrets: tuple[str, ...]) -> Grant:
    reply = _post(base_url, path, body, secrets)
    access_token = Secret(text(reply.data, "access_token"))
    if not access_token:
        raise CredentialRefused(
            "TikTok's answer holds no access token.", request_id=reply.request_id, remedy="Reauthorise the credential."
        )
    return Grant(
        access_token=access_token,
        expires_in=_seconds(reply.data, "expires_in", "access_token_expires_in", "access_token_expire_in"),
        refresh_token=Secret(text(reply.data, "refresh_token")) or None,
        advertiser_ids=texts(reply.data, "advertiser_ids"),
        scope=numbers(reply.data, "scope"),
    )


def _post(base_url: str, path: str, body: Mapping[str, str], secrets: tuple[str, ...]) -> Reply:
    transport = Transport(base_url)
    try:
        reply = transport.exchange("POST", path, token="", body=body)
    finally:
        transport.close()
    if reply.code != 0:
        raise error_for(
            reply.code, reply.message, reply.request_id, status=reply.status, wait=reply.wait, secrets=secrets
        )
    return reply


def _seconds(data: Mapping[str, object], *keys: str) -> float | None:
    for key in keys:
        value = data.get(key)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _DIGITS:
            value = int(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**_DIGITS:
            return float(value)
    return None
