"""Look-ups and changes of accounts: a token's owner, its advertisers, its event sets, its pixels."""

from __future__ import annotations

import time

from tiktok_tui.sandbox import tables
from tiktok_tui.sandbox.accounts import Advertiser, EventSource, Token
from tiktok_tui.sandbox.answers import Answer, Refusal
from tiktok_tui.sandbox.request import Request, flag_of, text_of
from tiktok_tui.sandbox.state import Call

_READ = (tables.SCOPE_OFFLINE_MANAGE, tables.SCOPE_OFFLINE_READ, tables.SCOPE_OFFLINE_WRITE)
_WRITE = (tables.SCOPE_OFFLINE_MANAGE, tables.SCOPE_OFFLINE_WRITE)
_LARGEST_PAGE = 20


def user_info(call: Call, request: Request, token: Token) -> Answer:
    """GET /user/info/."""
    call.state.accounts.require_scope(token)
    name = token.owner
    return Answer(
        {
            "display_name": name,
            "email": f"{name[0].lower()}***@example.com",
            "core_user_id": "6900000000000000001",
            "create_time": 1700000000,
        }
    )


def advertisers(call: Call, request: Request, token: Token) -> Answer:
    """GET /oauth2/advertiser/get/: the advertisers that the app's authorisation reaches."""
    app_id, secret = request.required("app_id"), request.required("secret")
    accounts = call.state.accounts
    accounts.require_scope(token)
    if app_id != token.app_id:
        raise Refusal(40113)
    if accounts.apps.get(app_id) != secret:
        raise Refusal(40101)
    reached = [accounts.advertisers[found] for found in token.advertisers]
    return Answer({"list": [{"advertiser_id": found.id, "advertiser_name": found.name} for found in reached]})


def advertiser_info(call: Call, request: Request, token: Token) -> Answer:
    """GET /advertiser/info/."""
    request.required("advertiser_ids")
    ids, wanted = request.json_list("advertiser_ids") or [], request.json_list("fields")
    accounts = call.state.accounts
    accounts.require_scope(token, tables.SCOPE_ADVERTISER_INFO)
    if not 1 <= len(ids) <= 100:
        raise Refusal(40002, "advertiser_ids: Length must be between 1 and 100.")
    found = [_advertiser(accounts.advertiser(token, advertiser_id), token) for advertiser_id in ids]
    for name in wanted or ():
        if name not in found[0]:
            raise Refusal(40002, f"fields: {name} is not a valid choice.")
    if wanted is not None:
        found = [{name: entry[name] for name in wanted} for entry in found]
    return Answer({"list": found})


def _advertiser(advertiser: Advertiser, token: Token) -> dict[str, object]:
    return {
        "advertiser_id": advertiser.id,
        "name": advertiser.name,
        "status": "STATUS_ENABLE",
        "timezone": advertiser.timezone,
        "display_timezone": advertiser.timezone,
        "currency": advertiser.currency,
        "country": advertiser.country,
        "role": f"ROLE_{token.role}",
        "company": advertiser.name,
        "owner_bc_id": None,
    }


def event_sets(call: Call, request: Request, token: Token) -> Answer:
    """GET /offline/get/."""
    advertiser_id = request.required("advertiser_id")
    ids, name = request.json_list("event_set_ids"), request.query.get("name")
    accounts = call.state.accounts
    accounts.require_scope(token, *_READ)
    accounts.advertiser(token, advertiser_id)
    with call.state.lock:
        found = [
            _event_set(source)
            for source in accounts.sources.values()
            if source.kind == "offline"
            and source.advertiser_id == advertiser_id
            and (ids is None or source.id in ids)
            and (name is None or source.name == name)
        ]
    return Answer({"event_set_list": found})


def create_event_set(call: Call, request: Request, token: Token) -> Answer:
    """POST /offline/create/; the description is required although the page calls it optional."""
    body = request.json()
    advertiser_id = _writable(call, body, token)
    name, description = text_of(body, "name"), text_of(body, "description")
    auto_tracking = flag_of(body, "auto_tracking", default=False)
    now = _stamp(call)
    with call.state.lock:
        sources = call.state.accounts.sources
        set_id = str(next(call.state.accounts.next_set))
        sources[set_id] = EventSource(set_id, "offline", advertiser_id, name, description, auto_tracking, now, now)
    return Answer({"event_set_id": set_id})


def update_event_set(call: Call, request: Request, token: Token) -> Answer:
    """POST /offline/update/: the name and auto tracking only."""
    body = request.json()
    source = _owned_set(call, body, _writable(call, body, token))
    name = text_of(body, "name") if "name" in body else source.name
    auto_tracking = flag_of(body, "auto_tracking", default=source.auto_tracking)
    with call.state.lock:
        source.name, source.auto_tracking, source.update_time = name, auto_tracking, _stamp(call)
        return Answer(_event_set(source))


def delete_event_set(call: Call, request: Request, token: Token) -> Answer:
    """POST /offline/delete/."""
    body = request.json()
    source = _owned_set(call, body, _writable(call, body, token))
    with call.state.lock:
        call.state.accounts.sources.pop(source.id, None)
    return Answer()


def pixels(call: Call, request: Request, token: Token) -> Answer:
    """GET /pixel/list/, at most twenty a page."""
    advertiser_id = request.required("advertiser_id")
    accounts = call.state.accounts
    accounts.require_scope(token, tables.SCOPE_PIXEL_READ)
    accounts.advertiser(token, advertiser_id)
    page, size = _count(request, "page", 1, 10_000), _count(request, "page_size", 10, _LARGEST_PAGE)
    found = [
        {"pixel_id": pixel.pixel_id, "pixel_code": pixel.id, "pixel_name": pixel.name, "create_time": pixel.create_time}
        for pixel in accounts.sources.values()
        if pixel.kind == "web"
        and pixel.advertiser_id == advertiser_id
        and request.query.get("code", pixel.id) == pixel.id
        and request.query.get("pixel_id", pixel.pixel_id) == pixel.pixel_id
        and request.query.get("name", pixel.name) == pixel.name
    ]
    info = {
        "page": page,
        "page_size": size,
        "total_number": len(found),
        "total_page": -(-len(found) // size),
    }
    return Answer({"pixels": found[(page - 1) * size : page * size], "page_info": info})


def _count(request: Request, name: str, default: int, most: int) -> int:
    text = request.query.get(name, str(default))
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= most:
        raise Refusal(40002, f"{name}: Must be between 1 and {most}.")
    return int(text)


def _writable(call: Call, body: dict[str, object], token: Token) -> str:
    advertiser_id = text_of(body, "advertiser_id")
    call.state.accounts.require_operator(token)
    call.state.accounts.require_scope(token, *_WRITE)
    return call.state.accounts.advertiser(token, advertiser_id).id


def _owned_set(call: Call, body: dict[str, object], advertiser_id: str) -> EventSource:
    set_id = text_of(body, "event_set_id")
    source = call.state.accounts.sources.get(set_id)
    if source is None or source.kind != "offline":
        raise Refusal(40007, f"The event set {set_id} does not exist.")
    if source.advertiser_id != advertiser_id:
        raise Refusal(40001, f"No permission to operate event set: {set_id}")
    return source


def _event_set(source: EventSource) -> dict[str, object]:
    return {
        "advertiser_id": source.advertiser_id,
        "event_set_id": source.id,
        "name": source.name,
        "description": source.description,
        "auto_tracking": source.auto_tracking,
        "create_time": source.create_time,
        "update_time": source.update_time,
    }


def _stamp(call: Call) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(call.state.now()))
