"""The layers that read amounts: value, price and quantity, with the currency that each of them names."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.events.currencies import NO_DECIMALS, THREE_DECIMALS
from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.events.money_headers import currencies_in_header
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.signs import Signs

_STYLES = {None: "point", NumberStyle.POINT: "point", NumberStyle.COMMA: "comma", NumberStyle.SPACE: "space"}
"""The macros of each style; a destination that names none is taken to write 1,234.56, except where that is a guess."""


def amount_layers(field: str, text: str, typed: str, plan: Plan, money: Signs) -> Layers:
    """Read the SQL `text` into <field>_amount (as JSON writes it), <field>_bits and the currencies that it names.

    `typed` is SQL that is true for a cell that is a number in its file, which has a point whatever the style of text.
    <field>_options is a mask of currencies (NULL if none is named), <field>_code the one of them that is meant here,
    and <field>_other the second reading of digits that can be read in two ways.
    """
    own = Cell(field)
    style = _STYLES[plan.destination.number_style]
    before, after, written = f"{own.name}_before", f"{own.name}_after", f"{own.name}_written"
    plain = _by_type(typed, "is_plain_amount({0})", f"is_plain_{'amount' if style == 'point' else 'whole'}({{0}})")
    parts = _by_type(typed, "point_parts({0})", f"{style}_parts({{0}})")
    digits = _by_type(typed, "point_digits({0})", f"{style}_digits({{0}})")
    other = "NULL::VARCHAR"
    amount = f"CASE WHEN {own.parts} IS NULL THEN {own.text} ELSE as_amount(without_noise({own.digits})) END"
    if plan.in_cents(field):
        amount = f"whole_cents({amount})"
    elif plan.destination.number_style is None and typed != "true":
        guessed = f"thousands({own.digits})"
        other = guessed if typed == "false" else f"CASE WHEN NOT ({typed}) THEN {guessed} END"
    layers = [
        Layer({own.text: text}),
        Layer({own.parts: f"CASE WHEN NOT {plain.format(own.text)} THEN {parts.format(own.text)} END"}),
        Layer(
            {
                before: money.place(f"{own.parts}.before"),
                after: money.place(f"{own.parts}.after"),
                written: f"CASE WHEN {own.parts} IS NOT NULL THEN {digits.format(own.parts)} END",
            }
        ),
        Layer(
            {
                own.digits: f"CASE WHEN {own.parts} IS NULL THEN {own.text} WHEN parts_agree({own.parts}) "
                f"AND {before} IS NOT NULL AND {after} IS NOT NULL THEN json_number({written}) END",
            }
        ),
        Layer(
            {
                own.amount: amount,
                own.minus: f"CASE WHEN {own.parts} IS NOT NULL AND parts_negative({own.parts}) "
                f"THEN regexp_matches({own.digits}, '[1-9]') ELSE false END",
                own.other: other,
                **_named(own, before, after, money),
            }
        ),
        Layer({own.bits: _bits(own, own.amount)}),
    ]
    return layers


def _named(own: Cell, before: str, after: str, money: Signs) -> dict[str, str]:
    """The currencies that an amount names, none in a file without a sign."""
    if not money.signs:
        return {own.options: "NULL::BIGINT", own.code: "NULL::VARCHAR", own.second_code: "NULL::VARCHAR"}
    there = f"({before} > 0 OR {after} > 0)"
    options = f"coalesce({money.options(before)}, -1) & coalesce({money.options(after)}, -1)"
    return {
        own.options: f"CASE WHEN {own.digits} IS NOT NULL AND {there} THEN {options} END",
        own.code: f"CASE WHEN {there} THEN coalesce({money.code(before)}, {money.code(after)}) END",
        own.second_code: f"CASE WHEN {there} THEN coalesce({money.code(after)}, {money.code(before)}) END",
    }


def quantity_layers(text: str, typed: str, plan: Plan, money: Signs) -> Layers:
    """Read the pieces into `quantity_pieces`, a whole number as text, and `quantity_bits`."""
    own = Cell("quantity")
    layers = amount_layers(own.field, text, typed, plan, money)
    layers[4].columns["quantity_pieces"] = f"whole_number({own.digits})"
    layers[5].columns[own.bits] = _bits(own, "quantity_pieces")
    return layers


def price_layers(text: str, typed: str, currency: str, plan: Plan, money: Signs) -> Layers:
    """Read a price; `currency` is the row's own currency cell as SQL, which decides if it has decimals."""
    own = Cell("price")
    layers = amount_layers(own.field, text, typed, plan, money)
    meant = f"coalesce(upper({currency}), {own.code}, {literal(plan.currency)})"
    settled = settled_amount(own, meant, cents=plan.in_cents(own.field))
    return [*layers, Layer({own.json: settled, "price_unclear": unclear_amount(own, meant)})]


def settled_amount(own: Cell, currency: str, *, cents: bool) -> str:
    """Return the amount as SQL, now that its currency is known: without decimals, a separator marks thousands.

    Cents are the smallest part of the currency: hundredths, thousandths, or the whole unit where there is no other.
    """
    if cents:
        none, three = _among(currency, NO_DECIMALS), _among(currency, THREE_DECIMALS)
        return (
            f"CASE WHEN {none} THEN {own.amount} WHEN {three} THEN from_cents({own.amount}, 3) "
            f"ELSE from_cents({own.amount}, 2) END"
        )
    thousands = f"{own.other} IS NOT NULL AND {_among(currency, NO_DECIMALS)}"
    return f"CASE WHEN {thousands} THEN {own.other} ELSE {own.amount} END"


def unclear_amount(own: Cell, currency: str) -> str:
    """Return the mask (SQL) of an amount that could be thousands or decimals: 1.250 in a currency with two decimals."""
    told = _among(currency, NO_DECIMALS | THREE_DECIMALS)
    return (
        f"CASE WHEN {own.other} IS NOT NULL AND NOT coalesce({told}, false) "
        f"THEN {bit(f'{own.field}.ambiguous')} ELSE 0 END"
    )


def header_currencies(field: str, plan: Plan) -> tuple[str, ...]:
    """Return the currencies that the header of an amount's column can mean, () if it names none."""
    source = plan.source(field)
    return currencies_in_header(source.columns[0]) if source is not None and source.columns else ()


def column_amount(field: str, plan: Plan) -> tuple[str, str]:
    """Return the text of an amount's cell as SQL, and whether it is a typed number."""
    typed = plan.typed_number(field)
    return plan.unmarked(field, typed_amount(plan.one(field), typed)), typed


def typed_amount(raw: str, typed: str) -> str:
    """Return the text with a typed number written out: without an exponent."""
    if typed == "false":
        return raw
    written = f"written_out({raw})"
    return written if typed == "true" else f"CASE WHEN {typed} THEN {written} ELSE {raw} END"


def _by_type(typed: str, of_number: str, of_text: str) -> str:
    if typed in ("true", "false") or of_number == of_text:
        return of_number if typed == "true" else of_text
    return f"CASE WHEN {typed} THEN {of_number} ELSE {of_text} END"


def _among(currency: str, codes: Iterable[str]) -> str:
    """Return the SQL that is true if the currency is one of the codes. For the few amounts that are asked for it.

    IN would become a join of every row, and so would list_contains.
    """
    return f"list_position([{', '.join(map(quote_literal, sorted(codes)))}], {currency}) > 0"


def _bits(own: Cell, amount: str) -> str:
    return (
        f"CASE WHEN {own.minus} THEN {bit(f'{own.field}.negative')} "
        f"WHEN {own.text} IS NOT NULL AND {amount} IS NULL THEN {bit(f'{own.field}.unreadable')} ELSE 0 END"
    )
