"""The endpoint of each path and method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tiktok_tui.sandbox import management, oauth, track
from tiktok_tui.sandbox.accounts import Token
from tiktok_tui.sandbox.answers import Answer
from tiktok_tui.sandbox.request import Request
from tiktok_tui.sandbox.state import Call


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint; either `endpoint` (with a token) or `without_token` is set."""

    method: str
    endpoint: Callable[[Call, Request, Token], Answer] | None = None
    without_token: Callable[[Call, Request], Answer] | None = None
    bare_refusals: bool = False
    """A refusal has no `data` at all, as the page of /event/track/ describes; elsewhere it was seen to be empty."""


ROUTES: dict[str, Route] = {
    "/event/track/": Route("POST", track.track, bare_refusals=True),
    "/user/info/": Route("GET", management.user_info),
    "/oauth2/advertiser/get/": Route("GET", management.advertisers),
    "/advertiser/info/": Route("GET", management.advertiser_info),
    "/offline/get/": Route("GET", management.event_sets),
    "/offline/create/": Route("POST", management.create_event_set),
    "/offline/update/": Route("POST", management.update_event_set),
    "/offline/delete/": Route("POST", management.delete_event_set),
    "/pixel/list/": Route("GET", management.pixels),
    "/oauth2/access_token/": Route("POST", without_token=oauth.access_token),
    "/oauth2/refresh_token/": Route("POST", without_token=oauth.refresh_token),
    "/oauth2/revoke_token/": Route("POST", oauth.revoke_token),
}
"""Paths as written after the version, each with its final slash."""
