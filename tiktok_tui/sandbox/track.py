"""POST /event/track/: the envelope, every event, and then all of them accepted or none."""

from __future__ import annotations

import re

from tiktok_tui.sandbox import tables
from tiktok_tui.sandbox.accounts import EventSource, Token
from tiktok_tui.sandbox.answers import Answer, Refusal
from tiktok_tui.sandbox.events import check_event
from tiktok_tui.sandbox.request import Request
from tiktok_tui.sandbox.state import Call
from tiktok_tui.sandbox.values import Invalid, text

_TOP_LEVEL = frozenset(("event_source", "event_source_id", "data", "test_event_code", "partner_name"))
_SOURCES = frozenset(("web", "app", "offline", "crm"))
_WRONG_LENGTH = f"data: Length must be between 1 and {tables.MAX_EVENTS}."
_ENVELOPE = re.compile(rb'"(event_source|event_source_id)"\s*:\s*"([^"\\]*)"')


def track(call: Call, request: Request, token: Token) -> Answer:
    """Accepts a whole upload or refuses it with its first error."""
    accounts = call.state.accounts
    accounts.require_operator(token)
    accounts.require_scope(token, tables.SCOPE_REPORT_EVENT, tables.SCOPE_MEASUREMENT)
    if call.state.settings.fast:
        return _track_fast(call, request, token)
    body = request.json()
    source, events = _check_envelope(call, body, token)
    for index, event in enumerate(events):
        try:
            check_event(event, source.kind)
            if call.trouble.refuses(event):
                raise Invalid("Invalid value.", event.get("event_id"), "event_id")
        except Invalid as wrong:
            with call.state.lock:
                call.state.refused_events += 1
            raise Refusal(40002, _in_style(call.trouble.style, wrong, index, len(events))) from None
    with call.state.lock:
        test_code = str(body.get("test_event_code", ""))
        call.state.store.take(events, source.kind, source.id, test_code, call.entry.number, call.state.now())
        call.entry.events = len(events)
    return Answer()


def _check_envelope(call: Call, body: dict[str, object], token: Token) -> tuple[EventSource, list[dict[str, object]]]:
    for key in body:
        if key not in _TOP_LEVEL:
            raise Refusal(40002, f"{key}: Unknown field.")
    for key in ("event_source", "event_source_id", "data"):
        if key not in body:
            raise Refusal(40002, f"{key}: Missing data for required field.")
    kind, source_id, events = body["event_source"], body["event_source_id"], body["data"]
    if not isinstance(kind, str) or kind not in _SOURCES:
        raise Refusal(40002, "event_source: Not a valid choice.")
    if kind == "app":
        raise Refusal(40118)
    if not isinstance(source_id, str) or not source_id:
        raise Refusal(40002, "Invalid value for event_source_id: not a valid string")
    for key in ("test_event_code", "partner_name"):
        if key in body:
            try:
                text(body[key])
            except Invalid as wrong:
                raise Refusal(40002, f"{key}: {wrong.reason}") from None
    if body.get("partner_name", "Segment") not in tables.PARTNERS:
        raise Refusal(40063)
    if not isinstance(events, list):
        raise Refusal(40002, "data: Not a valid list.")
    if not 1 <= len(events) <= tables.MAX_EVENTS:
        raise Refusal(40002, _WRONG_LENGTH)
    return call.state.accounts.uploadable(token, kind, source_id), events


def _in_style(style: str, wrong: Invalid, index: int, events: int) -> str:
    match style:
        case "refuse-index":
            return f"data[{index}] is invalid."
        case "refuse-silent":
            return "Invalid parameter."
        case "refuse-echo":
            return f"data.{index}.{wrong.path}: {wrong.value!r}: {wrong.reason}"
        case "refuse-wrong-index":
            innocent = index - 1 if index else events - 1 or 1
            return f"data.{innocent}.{wrong.path}: {wrong.reason}"
        case _:
            where = f"data.{index}.{wrong.path}" if wrong.path else f"data.{index}"
            return f"{where}: {wrong.reason}"


def _track_fast(call: Call, request: Request, token: Token) -> Answer:
    """Only both ends of the body are checked, and events are counted by their times."""
    body = request.body
    found = {key: value.decode() for key, value in _ENVELOPE.findall(body[:500] + body[-500:])}
    if not body.startswith(b"{") or not body.endswith(b"}") or len(found) != 2:
        raise Refusal(40002, "The body is not the envelope that --fast reads.")
    source = call.state.accounts.uploadable(token, found[b"event_source"], found[b"event_source_id"])
    events = body.count(b'"event_time":')
    if not 1 <= events <= tables.MAX_EVENTS:
        raise Refusal(40002, _WRONG_LENGTH)
    with call.state.lock:
        call.state.store.tally(events, source.id)
        call.entry.events = events
    return Answer()
