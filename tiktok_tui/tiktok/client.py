"""The calls to TikTok that need an access token: events, accounts, event sets, pixels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.closing import Closing
from tiktok_tui.tiktok import endpoints
from tiktok_tui.tiktok.answers import (
    Advertiser,
    AdvertiserInfo,
    Answer,
    EventSet,
    Pixel,
    UserInfo,
    advertiser_infos_in,
    advertisers_in,
    event_set_in,
    event_sets_in,
    pages_in,
    pixels_in,
    text,
)
from tiktok_tui.tiktok.codes import EXPIRED, Kind, meaning_of
from tiktok_tui.tiktok.errors import error_for
from tiktok_tui.tiktok.limits import MAX_ADVERTISERS, MAX_PIXELS_A_PAGE
from tiktok_tui.tiktok.redaction import redacted
from tiktok_tui.tiktok.tokens import Tokens
from tiktok_tui.tiktok.transport import Reply, Transport

_TRIES = 5  # a token that lives for seconds may expire between being read here and at TikTok, even twice
_ACCOUNT_FIELDS = ("name", "currency", "timezone", "display_timezone", "country", "status", "role", "advertiser_id")


class Client(Closing):
    """TikTok's API for one credential; a context manager that any number of threads may use at once."""

    def __init__(self, tokens: Tokens, *, base_url: str, timeout: float = 30.0) -> None:
        """`timeout` in seconds. Raises SettingsError for a base URL that no token may be sent to."""
        self._tokens = tokens
        self._transport = Transport(base_url, timeout=timeout)

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def track(self, body: bytes) -> Answer:
        """Send a body to /event/track/ and return when TikTok has accepted it. Raises TikTokError, CredentialError.

        A body that carries event IDs may be sent again as it is: TikTok drops repeats for 48 hours. An answer may
        still be `partial`.
        """
        reply = self._call("POST", endpoints.TRACK, body=body, events=True)
        return Answer(reply.code, reply.request_id, redacted(reply.message), reply.data, reply.seconds)

    def user_info(self) -> UserInfo:
        """Return the owner of the token: TikTok's cheapest check of a token."""
        data = self._call("GET", endpoints.USER_INFO).data
        return UserInfo(display_name=text(data, "display_name"), email=text(data, "email"))

    def advertisers(self, app_id: str, secret: str) -> list[Advertiser]:
        """The advertisers that the app's authorisation reaches."""
        query = {"app_id": app_id, "secret": secret}
        return advertisers_in(self._call("GET", endpoints.ADVERTISERS, query=query, secrets=(secret,)).data)

    def advertiser_info(self, ids: Sequence[str]) -> list[AdvertiserInfo]:
        """The accounts with these advertiser IDs."""
        found: list[AdvertiserInfo] = []
        for start in range(0, len(ids), MAX_ADVERTISERS):
            some = list(ids[start : start + MAX_ADVERTISERS])
            query = {"advertiser_ids": json.dumps(some), "fields": json.dumps(_ACCOUNT_FIELDS)}
            found += advertiser_infos_in(self._call("GET", endpoints.ADVERTISER_INFO, query=query).data)
        return found

    def event_sets(self, advertiser_id: str) -> list[EventSet]:
        """The advertiser's offline event sets. Needs a permission of its own, beside that of sending events."""
        return event_sets_in(self._call("GET", endpoints.EVENT_SETS, query={"advertiser_id": advertiser_id}).data)

    def create_event_set(self, advertiser_id: str, name: str, description: str, *, auto_tracking: bool = False) -> str:
        """Create an offline event set; returns its ID. TikTok requires the description though its page says not."""
        _filled("name", name)
        _filled("description", description)
        body = {
            "advertiser_id": advertiser_id,
            "name": name.strip(),
            "description": description.strip(),
            "auto_tracking": auto_tracking,
        }
        return text(self._post(endpoints.CREATE_EVENT_SET, body).data, "event_set_id")

    def update_event_set(
        self, advertiser_id: str, event_set_id: str, *, name: str | None = None, auto_tracking: bool | None = None
    ) -> EventSet:
        """Rename an event set or switch its auto tracking (every future campaign then uses it); the rest stays."""
        body: dict[str, object] = {"advertiser_id": advertiser_id, "event_set_id": event_set_id}
        if name is not None:
            _filled("name", name)
            body["name"] = name.strip()
        if auto_tracking is not None:
            body["auto_tracking"] = auto_tracking
        data = self._post(endpoints.UPDATE_EVENT_SET, body).data
        return next(iter(event_sets_in(data)), None) or event_set_in({**body, **data})

    def pixels(self, advertiser_id: str) -> list[Pixel]:
        """The advertiser's pixels, all pages of them."""
        found: list[Pixel] = []
        page = pages = 1
        while page <= pages:
            query = {"advertiser_id": advertiser_id, "page": str(page), "page_size": str(MAX_PIXELS_A_PAGE)}
            data = self._call("GET", endpoints.PIXELS, query=query).data
            found += pixels_in(data)
            pages = pages_in(data)
            page += 1
        return found

    def _post(self, path: str, body: Mapping[str, object]) -> Reply:
        return self._call("POST", path, body=body)

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: bytes | Mapping[str, object] | None = None,
        events: bool = False,
        secrets: Iterable[str] = (),
    ) -> Reply:
        """One call with a token that TikTok takes; raises the error that its code stands for."""
        token = self._tokens.access_token()
        for tries_left in reversed(range(_TRIES)):
            reply = self._transport.exchange(method, path, token=token, query=query, body=body)
            if reply.code not in EXPIRED or not tries_left:
                break
            token = self._tokens.refused(token)
        if meaning_of(reply.code).kind is Kind.ACCEPTED and (events or reply.code == 0):
            return reply
        raise error_for(
            reply.code,
            reply.message,
            reply.request_id,
            events=events,
            status=reply.status,
            wait=reply.wait,
            secrets=(token, *secrets),
            known=_ids_in(query if body is None else body),
        )


def _ids_in(request: bytes | Mapping[str, object] | None) -> tuple[str, ...]:
    """Return the IDs that hold for the whole request: a message about them is useful only if it shows them."""
    if isinstance(request, bytes):
        try:
            request = json.loads(request)
        except ValueError:
            return ()
    fields = request if isinstance(request, Mapping) else {}
    return tuple(str(fields[key]) for key in ("advertiser_id", "event_set_id", "event_source_id") if fields.get(key))


def _filled(field: str, value: str) -> None:
    if not value.strip():
        raise SettingsError(f"The event set needs a {field}.", remedy="TikTok refuses it blank.", field=field)
