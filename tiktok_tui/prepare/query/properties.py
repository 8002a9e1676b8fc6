"""The layers that read names, IDs and the plain properties of an event, and those of a web page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import CONTENT_TYPES, EVENT_CHANNELS
from tiktok_tui.events.names import ACCEPTED, CUSTOM_PATTERN, RESERVED
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit, cell
from tiktok_tui.prepare.query.plan import Plan, literal

_PLAIN = ("order_id", "shop_id", "description", "search_string")
_MANGLED = ("order_id", "shop_id")


def event_layers(plan: Plan) -> Layers:
    """Read the event's name into event_name and event_bits, its set into event_set and event_set_bits."""
    fixed = literal(cell(plan.destination.fixed_event))
    destination_set = literal(cell(plan.destination.event_set_id))
    unusual = "false"
    if plan.source("event_set_id") is not None and plan.destination.event_source is EventSource.OFFLINE:
        unusual = "event_set_text IS NOT NULL AND NOT regexp_full_match(event_set_text, '[0-9]{19}')"
    return [
        Layer(
            {
                "event_name": f"coalesce({plan.one('event')}, {fixed})",
                "event_set_text": plan.identifier("event_set_id"),
                "event_id_text": plan.identifier("event_id"),
            }
        ),
        Layer(
            {
                "event_bits": _event_bits(plan.destination.event_source),
                "event_set": f"coalesce(event_set_text, {destination_set})",
                "event_id_bits": f"CASE WHEN mangled(event_id_text) THEN {bit('event_id.mangled')} ELSE 0 END",
                "event_id_warning": f"CASE WHEN length(event_id_text) > 36 THEN {bit('event_id.long')} ELSE 0 END",
            }
        ),
        Layer(
            {
                "event_set_bits": f"CASE WHEN event_set IS NULL THEN {bit('event_set_id.missing')} "
                f"WHEN mangled(event_set) THEN {bit('event_set_id.mangled')} ELSE 0 END",
                "event_set_warning": f"CASE WHEN {unusual} AND NOT mangled(event_set_text) "
                f"THEN {bit('event_set_id.unusual')} ELSE 0 END",
            }
        ),
    ]


def property_layers(plan: Plan) -> Layers:
    """Read the texts of `properties`: <field>_text, and <field>_bits where a rule looks at them."""
    texts = Layer()
    bits = Layer()
    for field in _PLAIN:
        if plan.source(field) is not None:
            texts.columns[f"{field}_text"] = plan.identifier(field) if field in _MANGLED else plan.one(field)
        if field in _MANGLED and plan.source(field) is not None:
            bits.columns[f"{field}_bits"] = f"CASE WHEN mangled({field}_text) THEN {bit(f'{field}.mangled')} ELSE 0 END"
    for field, known, rule in (
        ("content_type", CONTENT_TYPES, "content_type.unknown"),
        ("event_channel", EVENT_CHANNELS, "event_channel.unknown"),
    ):
        if plan.source(field) is not None:
            texts.columns[f"{field}_raw"] = plan.one(field)
            right = f"{field}_raw IN ({_list(known)})"
            bits.columns[f"{field}_text"] = f"CASE WHEN {right} THEN {field}_raw END"
            bits.columns[f"{field}_bits"] = f"CASE WHEN NOT ({right}) THEN {bit(rule)} ELSE 0 END"
    return [texts, bits]


def web_layers(plan: Plan, tables: Mapping[str, str]) -> Layers:
    """Read what only web events have: page, browser and click."""
    if plan.destination.event_source is not EventSource.WEB:
        return []
    texts = Layer({"page_url_raw": plan.one("page_url")})
    reading = Layer(
        {
            "page_url_bits": f"CASE WHEN page_url_raw IS NULL THEN {bit('page_url.missing')} "
            f"WHEN NOT is_web_address(page_url_raw) THEN {bit('page_url.invalid')} ELSE 0 END"
        }
    )
    for field in ("agent", "cookie_id"):
        if plan.source(field) is not None:
            texts.columns[f"{field}_text"] = plan.one(field)
    for field, text, rule in (
        ("referrer_url", "CASE WHEN is_web_address({raw}) THEN {raw} END", "referrer_url.invalid"),
        ("tiktok_click_id", "click_id({raw})", "tiktok_click_id.missing_in_url"),
        ("locale", "locale_tag({raw})", "locale.invalid"),
    ):
        if plan.source(field) is not None:
            raw = f"{field}_raw"
            texts.columns[raw] = plan.one(field)
            read = text.format(raw=raw)
            reading.columns[f"{field}_text"] = read
            reading.columns[f"{field}_bits"] = (
                f"CASE WHEN {raw} IS NOT NULL AND {read} IS NULL THEN {bit(rule)} ELSE 0 END"
            )
    layers = [texts, reading]
    if plan.source("ip") is not None:
        layers[0].columns |= open_ip_layers(plan)[0].columns
        layers[1].columns |= open_ip_layers(plan)[1].columns
        layers.append(
            Layer(
                {
                    "ip_text": "CASE WHEN ip_open THEN address_of.sent ELSE s.ip_raw END",
                    "ip_bits": "CASE WHEN ip_open THEN coalesce(address_of.bits, 0) ELSE 0 END",
                },
                [f"{tables['addresses']} AS address_of ON address_of.text = s.ip_raw AND s.ip_open"],
            )
        )
    return layers


def open_ip_layers(plan: Plan) -> Layers:
    """Read IP addresses as far as SQL can: ip_open is true for one that needs a closer look."""
    if plan.source("ip") is None:
        return []
    return [
        Layer({"ip_raw": plan.one("ip")}),
        Layer({"ip_open": "ip_raw IS NOT NULL AND NOT is_plain_ip(ip_raw)"}),
    ]


def _event_bits(source: EventSource) -> str:
    accepted = f"event_name IN ({_list(sorted(ACCEPTED))})"
    missing = f"CASE WHEN event_name IS NULL THEN {bit('event.missing')} WHEN {accepted} THEN 0"
    if source is EventSource.OFFLINE:
        return f"{missing} ELSE {bit('event.unknown')} END"
    wrong_case = f"lower(event_name) IN ({_list(sorted(name.lower() for name in ACCEPTED))})"
    custom = f"regexp_full_match(event_name, {quote_literal(CUSTOM_PATTERN)})"
    return (
        f"{missing} WHEN {wrong_case} THEN {bit('event.unknown')} "
        f"WHEN event_name IN ({_list(sorted(RESERVED))}) OR NOT {custom} THEN {bit('event.bad_custom_name')} ELSE 0 END"
    )


def _list(texts: Iterable[str]) -> str:
    return ", ".join(map(quote_literal, texts))
