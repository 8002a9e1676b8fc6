"""The layers that read names, IDs and the plain properties of an event, and those of a web page."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELDS, Part
from tiktok_tui.events.names import ACCEPTED, CUSTOM_PATTERN, RESERVED
from tiktok_tui.events.rules import RULE
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit, cell
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.tables import Tables


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
    """Read the texts of `properties`: <field>_text, and <field>_bits where a rule needs them."""
    texts, bits = Layer(), Layer()
    for field in FIELDS:
        if field.part is not Part.PROPERTIES or plan.source(field.name) is None:
            continue
        cell_ = Cell(field.name)
        if field.verbatim:
            mangled = f"{field.name}.mangled"
            texts.columns[cell_.text] = plan.identifier(field.name) if mangled in RULE else plan.text(field.name)
            if mangled in RULE:
                bits.columns[cell_.bits] = f"CASE WHEN mangled({cell_.text}) THEN {bit(mangled)} ELSE 0 END"
        elif (unknown := f"{field.name}.unknown") in RULE:
            texts.columns[cell_.raw] = plan.one(field.name)
            right = f"{cell_.raw} IN ({_list(field.taken)})"
            bits.columns[cell_.text] = f"CASE WHEN {right} THEN {cell_.raw} END"
            bits.columns[cell_.bits] = f"CASE WHEN NOT ({right}) THEN {bit(unknown)} ELSE 0 END"
    return [texts, bits]


def web_layers(plan: Plan, tables: Tables) -> Layers:
    """Read the fields that only web events have: page, browser and click."""
    if plan.destination.event_source is not EventSource.WEB:
        return []
    texts = Layer({"page_url_raw": plan.one("page_url")})
    reading = Layer(
        {
            "page_url_bits": f"CASE WHEN page_url_raw IS NULL THEN {bit('page_url.missing')} "
            f"WHEN NOT is_web_address(page_url_raw) THEN {bit('page_url.invalid')} ELSE 0 END"
        }
    )
    for known in FIELDS:
        if known.part is Part.USER and known.verbatim and plan.source(known.name) is not None:
            texts.columns[Cell(known.name).text] = plan.text(known.name)
    for field, text, rule in (
        ("referrer_url", "CASE WHEN is_web_address({raw}) THEN {raw} END", "referrer_url.invalid"),
        ("tiktok_click_id", "click_id({raw})", "tiktok_click_id.missing_in_url"),
        ("locale", "locale_tag({raw})", "locale.invalid"),
    ):
        if plan.source(field) is not None:
            own = Cell(field)
            texts.columns[own.raw] = plan.one(field)
            read = text.format(raw=own.raw)
            reading.columns[own.text] = read
            reading.columns[own.bits] = (
                f"CASE WHEN {own.raw} IS NOT NULL AND {read} IS NULL THEN {bit(rule)} ELSE 0 END"
            )
    layers = [texts, reading]
    if plan.source("ip") is not None:
        ip = Cell("ip")
        layers[0].columns |= open_ip_layers(plan)[0].columns
        layers[1].columns |= open_ip_layers(plan)[1].columns
        layers.append(
            Layer(
                {
                    ip.text: f"CASE WHEN {ip.open} THEN address_of.sent ELSE s.{ip.raw} END",
                    ip.bits: f"CASE WHEN {ip.open} THEN coalesce(address_of.bits, 0) ELSE 0 END",
                },
                [f"{tables.addresses} AS address_of ON address_of.text = s.{ip.raw} AND s.{ip.open}"],
            )
        )
    return layers


def open_ip_layers(plan: Plan) -> Layers:
    """Read IP addresses as far as SQL can: ip_open is true for one that needs a closer look."""
    ip = Cell("ip")
    return [
        Layer({ip.raw: plan.one("ip")}),
        Layer({ip.open: f"{ip.raw} IS NOT NULL AND NOT is_plain_ip({ip.raw})"}),
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
