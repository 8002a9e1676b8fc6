"""The layers that put everything about an event together: its identity, and the two masks of broken rules."""

from __future__ import annotations

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELDS, Part
from tiktok_tui.events.rules import Severity, rules_of
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.identifiers import cells_of
from tiktok_tui.prepare.query.layers import Layer, Layers, total_or
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan

IDENTIFIERS = tuple(field.name for field in FIELDS if field.hashed)
_EVERY_ERROR = ("event_bits", "event_set_bits", "event_id_bits", "time_bits")
_EVERY_WARNING = ("event_set_warning", "event_id_warning")
_ONLY_WARNED = tuple(
    field.name
    for field in FIELDS
    if field.part is not Part.ITEM and {rule.severity for rule in rules_of(field.name)} == {Severity.WARNING}
)
"""Fields that are left out where they are wrong; their event goes out without them."""


def verdict_layers(plan: Plan) -> Layers:
    """Give errors and warnings, the bit masks of all rules that an event breaks."""
    present = [field for field in IDENTIFIERS if plan.source(field) is not None]
    good = " OR ".join(f"{Cell(field).clean} IS NOT NULL" for field in present) or "false"
    bits = total_or(Cell(field).bits for field in present)
    errors = [*_EVERY_ERROR, "identity_errors", "currency_bits", "value_unclear", "item_errors"]
    errors += ["value_bits"] if plan.source("value") is not None else []
    errors += ["content_type_bits"] if plan.source("content_type") is not None else []
    errors += ["contents_bits"] if plan.source("contents") is not None else []
    errors += ["page_url_bits"] if plan.destination.event_source is EventSource.WEB else []
    warnings = [*_EVERY_WARNING, "identity_warnings", "value_warning", "worked_out_warning", "item_warnings"]
    warnings += [Cell(field).bits for field in _ONLY_WARNED if plan.source(field) is not None]
    if plan.source("phone") is not None and plan.mapping.phone_country is not None:
        warnings.append("country_warning")
    return [
        Layer({"identity_good": good, "identity_bits": bits}),
        Layer(
            {
                "identity_errors": "CASE WHEN identity_good THEN 0 "
                f"WHEN identity_bits = 0 THEN {bit('identity.missing')} ELSE identity_bits END",
                "identity_warnings": "CASE WHEN identity_good THEN identity_bits ELSE 0 END",
                "value_warning": "CASE WHEN event_name IN ('Purchase', 'CompletePayment') AND amount_json IS NULL "
                f"AND {'value_bits' if plan.source('value') is not None else 'worked_out_warning'} = 0 "
                f"THEN {bit('value.missing')} ELSE 0 END",
                **_country_warning(plan),
            }
        ),
        Layer(
            {
                "errors": total_or(f"coalesce({column}, 0)" for column in errors),
                "warnings": total_or(f"coalesce({column}, 0)" for column in warnings),
            }
        ),
    ]


def _country_warning(plan: Plan) -> dict[str, str]:
    phones = cells_of(plan, "phone")
    if not phones or plan.mapping.phone_country is None:
        return {}
    there = " OR ".join(f"({phone.text} IS NOT NULL AND {phone.hash} IS NULL)" for phone in phones)
    return {"country_warning": f"CASE WHEN {there} THEN phone_country_bits ELSE 0 END"}
