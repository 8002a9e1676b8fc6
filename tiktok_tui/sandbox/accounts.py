"""Permissions in the sandbox: tokens, apps, advertisers, event sets and pixels, and the checks between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count

from tiktok_tui.sandbox import known, tables
from tiktok_tui.sandbox.answers import Refusal

_TOKEN_SHAPE = re.compile(r"[A-Za-z0-9_.-]{8,512}").fullmatch


@dataclass(slots=True)
class Token:
    """An access token. `expires_at` is in Unix seconds of the sandbox's clock; None never ends."""

    value: str
    owner: str = "Sandbox Operator"
    app_id: str = known.APP_ID
    """Empty for a token made in Events Manager."""
    advertisers: tuple[str, ...] = (known.ADVERTISER, known.SECOND_ADVERTISER)
    scopes: frozenset[int] = frozenset(
        (
            tables.SCOPE_MEASUREMENT,
            tables.SCOPE_REPORT_EVENT,
            tables.SCOPE_OFFLINE_MANAGE,
            tables.SCOPE_PIXEL_READ,
            tables.SCOPE_ADVERTISER_INFO,
        )
    )
    role: str = "OPERATOR"
    event_sources: frozenset[str] | None = None
    """The only event sources it may upload to; None for all of its advertisers."""
    expires_at: float | None = None
    revoked: bool = False
    used: int = 0
    """Requests that came with it."""


@dataclass(frozen=True, slots=True)
class Advertiser:
    """An ad account."""

    id: str
    name: str
    currency: str
    timezone: str
    country: str


@dataclass(slots=True)
class EventSource:
    """An event set or a pixel; `kind` is what `event_source` must say for it."""

    id: str
    kind: str
    advertiser_id: str
    name: str
    description: str = ""
    auto_tracking: bool = False
    create_time: str = "2025-01-15 09:30:00"
    update_time: str = "2025-01-15 09:30:00"
    pixel_id: str = ""


@dataclass(slots=True)
class Accounts:
    """Everything that tokens are checked against. Not thread-safe: the caller holds the sandbox's lock."""

    tokens: dict[str, Token] = field(default_factory=dict)
    apps: dict[str, str] = field(
        default_factory=lambda: {known.APP_ID: known.APP_SECRET, known.OTHER_APP_ID: known.OTHER_APP_SECRET}
    )
    advertisers: dict[str, Advertiser] = field(default_factory=dict)
    sources: dict[str, EventSource] = field(default_factory=dict)
    next_set: count[int] = field(default_factory=lambda: count(7200000000000001001))

    def __post_init__(self) -> None:
        for advertiser in _ADVERTISERS:
            self.advertisers[advertiser.id] = advertiser
        for source in _sources():
            self.sources[source.id] = source
        for token in _tokens():
            self.tokens[token.value] = token

    def authenticate(self, header: str | None, now: float) -> Token:
        """The token of an Access-Token header; refuses with 40104 (none), 40105 (unknown) or 40102 (expired)."""
        if header is None or header == "":
            raise Refusal(40104)
        if not _TOKEN_SHAPE(header):
            raise Refusal(40105, "Access token is incorrect: it must be the raw token.")
        token = self.tokens.get(header)
        if token is None or token.revoked:
            raise Refusal(40105)
        if token.expires_at is not None and token.expires_at <= now:
            raise Refusal(40102)
        return token

    def require_scope(self, token: Token, *scopes: int) -> None:
        """Refuses with 40001 (Events Manager tokens) or 40130 unless the token has one of the scopes."""
        if token.event_sources is not None and tables.SCOPE_REPORT_EVENT not in scopes:
            raise Refusal(40001, "No permission to operate this endpoint with a token of Events Manager.")
        if scopes and token.scopes.isdisjoint(scopes):
            raise Refusal(40130)

    def require_operator(self, token: Token) -> None:
        """Refuses an Analyst with 40001."""
        if token.role == "ANALYST":
            raise Refusal(40001, "No permission. The user must be an admin or operator of the advertiser account.")

    def advertiser(self, token: Token, advertiser_id: str) -> Advertiser:
        """An advertiser that the token reaches; 40001 for somebody else's, 40002 for a text that is no ID."""
        if not advertiser_id.isdigit():
            raise Refusal(40002, "advertiser_id: Not a valid integer.")
        found = self.advertisers.get(advertiser_id)
        if found is None or advertiser_id not in token.advertisers:
            raise Refusal(40001, f"No permission to operate advertiser {advertiser_id}.")
        return found

    def uploadable(self, token: Token, kind: str, source_id: str) -> EventSource:
        """The set or pixel that an upload names; 40002 for an ID of the wrong shape, 40001 for somebody else's."""
        if kind != "web" and not source_id.isdigit():
            raise Refusal(40002, "Invalid value for event_source_id: not a valid string")
        found = self.sources.get(source_id)
        if found is None or found.kind != kind or found.advertiser_id not in token.advertisers:
            what = "pixel code" if kind == "web" else "event set"
            raise Refusal(40001, f"No permission to operate {what}: {source_id}")
        if token.event_sources is not None and source_id not in token.event_sources:
            raise Refusal(40001, f"No permission to operate event source: {source_id}")
        return found


_ADVERTISERS = (
    Advertiser(known.ADVERTISER, "Sandbox Store", "USD", "America/New_York", "US"),
    Advertiser(known.SECOND_ADVERTISER, "Sandbox Boutique", "EUR", "Europe/Berlin", "DE"),
    Advertiser(known.STRANGER_ADVERTISER, "Somebody Else Ltd", "GBP", "Europe/London", "GB"),
)


def _sources() -> tuple[EventSource, ...]:
    return (
        EventSource(known.EVENT_SET, "offline", known.ADVERTISER, "Store sales", "All tills"),
        EventSource(known.EVENT_SET_PHONE, "offline", known.ADVERTISER, "Phone sales", "Orders by phone", True),
        EventSource(known.SECOND_EVENT_SET, "offline", known.SECOND_ADVERTISER, "Boutique sales", "Berlin"),
        EventSource(known.STRANGER_EVENT_SET, "offline", known.STRANGER_ADVERTISER, "Not yours", "Private"),
        EventSource(known.CRM_EVENT_SET, "crm", known.ADVERTISER, "Leads", "From the CRM"),
        EventSource(known.PIXEL_CODE, "web", known.ADVERTISER, "Web shop", pixel_id=known.PIXEL_ID),
        EventSource(known.PIXEL_CODE_2, "web", known.ADVERTISER, "Campaign pages", pixel_id=known.PIXEL_ID_2),
        EventSource(known.STRANGER_PIXEL_CODE, "web", known.STRANGER_ADVERTISER, "Not yours", pixel_id="7400000009"),
    )


def _tokens() -> tuple[Token, ...]:
    uploads = frozenset((tables.SCOPE_MEASUREMENT, tables.SCOPE_REPORT_EVENT))
    return (
        Token(known.TOKEN),
        Token(known.ANALYST_TOKEN, owner="Sandbox Analyst", role="ANALYST"),
        Token(known.UPLOAD_ONLY_TOKEN, scopes=uploads | {tables.SCOPE_ADVERTISER_INFO}),
        Token(
            known.EVENTS_MANAGER_TOKEN,
            app_id="",
            advertisers=(known.ADVERTISER,),
            scopes=uploads,
            event_sources=frozenset((known.EVENT_SET, known.EVENT_SET_PHONE, known.PIXEL_CODE)),
        ),
        Token(
            known.MANAGE_ONLY_TOKEN,
            scopes=frozenset((tables.SCOPE_OFFLINE_MANAGE, tables.SCOPE_PIXEL_READ, tables.SCOPE_ADVERTISER_INFO)),
        ),
        Token(
            known.OTHER_TOKEN,
            owner="Somebody Else",
            app_id=known.OTHER_APP_ID,
            advertisers=(known.STRANGER_ADVERTISER,),
        ),
        Token(known.EXPIRED_TOKEN, expires_at=0.0),
        Token(known.REVOKED_TOKEN, revoked=True),
    )
