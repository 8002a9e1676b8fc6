"""The layers that read amounts: value, price and quantity in the destination's number style."""

from __future__ import annotations

from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.files.table import Kind
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan

_STYLES = {NumberStyle.POINT: "point", NumberStyle.COMMA: "comma", NumberStyle.SPACE: "space"}


def amount_layers(field: str, raw: str, plan: Plan) -> Layers:
    """Read the text `raw` (SQL) into `<field>_amount` (text as JSON writes it), and `<field>_bits`."""
    style = _STYLES[plan.destination.number_style]
    plain = "is_plain_amount" if style == "point" else "is_plain_whole"
    text, parts, digits, amount = (f"{field}_{part}" for part in ("text", "parts", "digits", "amount"))
    return [
        Layer({text: f"unmarked({raw})"}),
        Layer({parts: f"CASE WHEN {text} IS NOT NULL AND NOT {plain}({text}) THEN {style}_parts({text}) END"}),
        Layer(
            {
                digits: f"CASE WHEN {parts} IS NULL THEN {text} "
                f"WHEN parts_agree({parts}) THEN json_number({style}_digits({parts}.number)) END",
            }
        ),
        Layer(
            {
                amount: f"CASE WHEN is_plain_amount({digits}) THEN {digits} END",
                f"{field}_minus": f"{parts} IS NOT NULL AND parts_negative({parts}) "
                f"AND regexp_matches({digits}, '[1-9]')",
            }
        ),
        Layer({f"{field}_bits": _bits(field)}),
    ]


def quantity_layers(raw: str, plan: Plan) -> Layers:
    """Read the pieces into `quantity_pieces`, a whole number as text, and `quantity_bits`."""
    layers = amount_layers("quantity", raw, plan)
    layers[3].columns["quantity_pieces"] = "whole_number(quantity_digits)"
    layers[4].columns["quantity_bits"] = (
        f"CASE WHEN quantity_minus THEN {bit('quantity.negative')} "
        f"WHEN quantity_text IS NOT NULL AND quantity_pieces IS NULL THEN {bit('quantity.unreadable')} ELSE 0 END"
    )
    return layers


def column_amount(field: str, plan: Plan) -> str:
    """The text of an amount's cell as SQL; typed numbers have a point, which becomes the style's own mark."""
    source = plan.source(field)
    raw = plan.one(field)
    if source is None or not any(plan.kind(column) is Kind.NUMBER for column in source.columns):
        return raw
    return typed_amount(raw, plan)


def typed_amount(raw: str, plan: Plan) -> str:
    """A typed number's text, written out and with the decimal mark of the destination's style."""
    written = f"written_out({raw})"
    return written if plan.destination.number_style is NumberStyle.POINT else f"replace({written}, '.', ',')"


def _bits(field: str) -> str:
    return (
        f"CASE WHEN {field}_minus THEN {bit(f'{field}.negative')} "
        f"WHEN {field}_text IS NOT NULL AND {field}_amount IS NULL THEN {bit(f'{field}.unreadable')} ELSE 0 END"
    )
