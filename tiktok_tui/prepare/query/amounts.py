"""The layers that read amounts: value, price and quantity in the destination's number style."""

from __future__ import annotations

from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.files.table import Kind
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan

_STYLES = {NumberStyle.POINT: "point", NumberStyle.COMMA: "comma", NumberStyle.SPACE: "space"}


def amount_layers(field: str, raw: str, plan: Plan) -> Layers:
    """Read the text `raw` (SQL) into `<field>_amount` (text as JSON writes it), and `<field>_bits`."""
    style = _STYLES[plan.destination.number_style]
    plain = "is_plain_amount" if style == "point" else "is_plain_whole"
    own = Cell(field)
    text, parts, digits = own.text, own.parts, own.digits
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
                own.amount: f"CASE WHEN is_plain_amount({digits}) THEN {digits} END",
                own.minus: f"{parts} IS NOT NULL AND parts_negative({parts}) AND regexp_matches({digits}, '[1-9]')",
            }
        ),
        Layer({own.bits: _bits(own)}),
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


def _bits(own: Cell) -> str:
    return (
        f"CASE WHEN {own.minus} THEN {bit(f'{own.field}.negative')} "
        f"WHEN {own.text} IS NOT NULL AND {own.amount} IS NULL THEN {bit(f'{own.field}.unreadable')} ELSE 0 END"
    )
