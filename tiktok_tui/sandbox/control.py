"""Requests of tests to the sandbox itself, outside the API: statistics, faults, tokens, the clock.

GET  /_sandbox/stats                      numbers since the last reset
GET  /_sandbox/events?since=N             accepted events after number N, with their bodies
GET  /_sandbox/requests?since=N           the log of requests after number N
GET  /_sandbox/wait?requests=N&seconds=S  answers once N requests have arrived
POST /_sandbox/faults  {"faults": [...], "seed": N}
POST /_sandbox/tokens  {"make": {...}} | {"revoke": TOKEN} | {"expire": TOKEN} | {"make_refresh": {}}
POST /_sandbox/sources {"kind": "offline" | "web", "advertiser_id": ID, "id": ID, "name": NAME}: known from now on
POST /_sandbox/clock   {"advance": SECONDS} | {"now": UNIX_SECONDS}
POST /_sandbox/reset   {"faults": [...], "seed": N, "fast": B, "keep_bodies": B, "max_body": N, "token_seconds": N}
"""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, replace

from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.accounts import EventSource, Token
from tiktok_tui.sandbox.faults import parse_fault
from tiktok_tui.sandbox.request import Request, parse_json
from tiktok_tui.sandbox.state import State
from tiktok_tui.sandbox.trouble import Trouble

PREFIX = "/_sandbox/"


def control(state: State, request: Request) -> object:
    """The answer to a control request as a JSON value. Raises ValueError for one that makes no sense."""
    name = request.path.removeprefix(PREFIX)
    if request.method == "GET":
        match name:
            case "stats":
                return _stats(state)
            case "events":
                return _events(state, int(request.query.get("since", "0")))
            case "requests":
                return _requests(state, int(request.query.get("since", "0")))
            case "wait":
                count, seconds = int(request.query["requests"]), float(request.query.get("seconds", "10"))
                return {"arrived": state.wait_for_requests(count, seconds)}
    else:
        body = parse_json(request.body or b"{}")
        if not isinstance(body, dict):
            raise ValueError("the body must be an object")
        match name:
            case "faults":
                state.replace_trouble(_trouble(body, state.settings.seed))
                return {}
            case "tokens":
                return _tokens(state, body)
            case "sources":
                return _source(state, {key: str(value) for key, value in body.items()})
            case "clock":
                return _clock(state, body)
            case "reset":
                return _reset(state, body)
    raise ValueError(f"no control {request.method} {request.path}")


def _stats(state: State) -> dict[str, object]:
    with state.lock:
        store, accounts = state.store, state.accounts
        return {
            "requests": state.requests,
            "in_flight": state.in_flight,
            "in_flight_max": state.in_flight_max,
            "by_path": dict(state.by_path),
            "by_code": {str(code): count for code, count in state.by_code.items()},
            "arrived": store.arrived,
            "accepted": store.accepted,
            "repeats": store.repeats,
            "counted_again": store.counted_again,
            "without_id": store.without_id,
            "too_old": store.too_old,
            "ahead": store.ahead,
            "test_events": store.test_events,
            "refused_events": state.refused_events,
            "by_source": dict(store.by_source),
            "by_event": dict(store.by_event),
            "tokens": {token.value: token.used for token in accounts.tokens.values() if token.used},
            "refresh_tokens": dict(state.grants.refresh_uses),
        }


def _events(state: State, since: int) -> dict[str, object]:
    with state.lock:
        return {"events": [asdict(kept) for kept in state.store.kept if kept.number > since]}


def _requests(state: State, since: int) -> dict[str, object]:
    with state.lock:
        return {"requests": [asdict(entry) for entry in state.log if entry.number > since]}


def _trouble(body: dict[str, object], seed: object) -> Trouble:
    specs = body.get("faults", [])
    if not isinstance(specs, list) or not all(isinstance(spec, str) for spec in specs):
        raise ValueError("faults must be a list of strings")
    seed = body.get("seed", seed)
    return Trouble([parse_fault(spec) for spec in specs], seed=seed if isinstance(seed, int) else None)


def _reset(state: State, body: dict[str, object]) -> dict[str, object]:
    settings = state.original
    for key, value in body.items():
        match key, value:
            case "fast", bool():
                settings = replace(settings, fast=value)
            case "keep_bodies", bool():
                settings = replace(settings, keep_bodies=value)
            case "max_body", int():
                settings = replace(settings, max_body=value)
            case "seed", int():
                settings = replace(settings, seed=value)
            case "token_seconds", int():
                settings = replace(settings, token_seconds=value)
            case "faults", _:
                pass
            case _:
                raise ValueError(f"no such setting: {key}")
    state.reset(settings, _trouble(body, settings.seed))
    return {}


def _clock(state: State, body: dict[str, object]) -> dict[str, object]:
    with state.lock:
        if "now" in body:
            state.clock_offset = float(str(body["now"])) - time.time()
        state.clock_offset += float(str(body.get("advance", 0)))
    return {"now": state.now()}


def _tokens(state: State, body: dict[str, object]) -> dict[str, object]:
    with state.lock:
        tokens = state.accounts.tokens
        if "make" in body:
            made = _made(body["make"], state.now())
            tokens[made.value] = made
            return {"access_token": made.value}
        if "make_refresh" in body:
            return {"refresh_token": state.grants.new_refresh_token(known.APP_ID, state.now())}
        for change in ("revoke", "expire"):
            if change in body:
                token = tokens.get(str(body[change]))
                if token is None:
                    raise ValueError("no such token")
                if change == "revoke":
                    token.revoked = True
                else:
                    token.expires_at = state.now()
                return {}
    raise ValueError("make, make_refresh, revoke or expire")


def _source(state: State, body: dict[str, str]) -> dict[str, object]:
    """Let the well-known token reach an event set or pixel, and an advertiser, that somebody already has at TikTok."""
    with state.lock:
        accounts, advertiser_id = state.accounts, body["advertiser_id"]
        usual = accounts.advertisers[known.ADVERTISER]
        accounts.advertisers.setdefault(advertiser_id, replace(usual, id=advertiser_id))
        source = EventSource(body["id"], body["kind"], advertiser_id, body.get("name") or "Tried out")
        accounts.sources.setdefault(source.id, source)
        token = accounts.tokens[known.TOKEN]
        token.advertisers = tuple(dict.fromkeys((*token.advertisers, advertiser_id)))
    return {}


def _made(wish: object, now: float) -> Token:
    if not isinstance(wish, dict) or not wish.keys() <= {"role", "advertisers", "scopes", "seconds", "value"}:
        raise ValueError("make takes role, advertisers, scopes, seconds and value")
    token = Token(str(wish.get("value") or f"sandbox-made-{secrets.token_hex(12)}"))
    token.role = str(wish.get("role", token.role))
    if "advertisers" in wish:
        token.advertisers = tuple(map(str, wish["advertisers"]))
    if "scopes" in wish:
        token.scopes = frozenset(map(int, wish["scopes"]))
    if "seconds" in wish:
        token.expires_at = now + float(wish["seconds"])
    return token
