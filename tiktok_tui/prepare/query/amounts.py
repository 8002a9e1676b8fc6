"""The layers that read amounts: value, price and quantity, with the currency that each of them names."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.events.currencies import NO_DECIMALS, THREE_DECIMALS
from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.events.notations.money_headers import currencies_in_header
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.signs import Signs

_STYLES = {None: "point", NumberStyle.POINT: "point", NumberStyle.COMMA: "comma", NumberStyle.SPACE: "space"}
"""The macros of each style; a destination that names none is taken to write 1,234.56, except where that is a guess."""

_NO_CODE = "NULL::VARCHAR"
_PIECES = "quantity"
"""The amount that is a whole number."""


def amount_layers(field: str, text: str, typed: str, plan: Plan, money: Signs) -> Layers:
    """Read the SQL `text` into <field>_amount (as JSON writes it), <field>_bits and the currencies that it names.

    `typed` is SQL that is true for a cell that is a number in its file, which has a point whatever the style of text.
    <field>_options is a mask of currencies (NULL if none is named), <field>_code the one of them that is meant here,
    and <field>_other the second reading of digits that can be read in two ways.
    """
    own = Cell(field)
    plain = field in plan.plain
    reading = _plain(own, plan) if plain else _in_every_writing(own, text, typed, plan, money)
    if field == _PIECES:
        reading[-1].columns[own.pieces] = f"whole_number({own.text if plain else own.digits})"
    counted = own.pieces if field == _PIECES else own.amount
    bits = (
        f"CASE WHEN {own.minus} THEN {bit(f'{field}.negative')} "
        f"WHEN {own.text} IS NOT NULL AND {counted} IS NULL THEN {bit(f'{field}.unreadable')} ELSE 0 END"
    )
    return [*reading, Layer({own.bits: bits})]


def is_plain(field: str, plan: Plan) -> str | None:
    """Return SQL that is true of an amount that is sent as it is written, None where amounts differ in their kind.

    It has no sign and no currency, and cannot be read in two ways.
    """
    typed, cell = plan.typed_number(field), plan.one(field)
    if typed not in ("true", "false"):
        return None
    plain = _written(typed, plan)[0].format(cell)
    return f"{plain} AND thousands({cell}) IS NULL" if _is_guessed(field, plan) else plain


def _plain(own: Cell, plan: Plan) -> Layers:
    amount = f"whole_cents({own.text})" if plan.in_cents(own.field) else own.text
    nothing = {own.minus: "false", own.options: "NULL::BIGINT", own.code: _NO_CODE, own.second_code: _NO_CODE}
    return [Layer({own.text: plan.one(own.field)}), Layer({own.amount: amount, **nothing})]


def _in_every_writing(own: Cell, text: str, typed: str, plan: Plan, money: Signs) -> Layers:
    before, after, written = f"{own.name}_before", f"{own.name}_after", f"{own.name}_written"
    plain, parts, digits = _written(typed, plan)
    amount = f"CASE WHEN {own.parts} IS NULL THEN {own.text} ELSE as_amount(without_noise({own.digits})) END"
    if plan.in_cents(own.field):
        amount = f"whole_cents({amount})"
    other = {}
    if _is_guessed(own.field, plan):
        guessed = f"thousands({own.digits})"
        other[own.other] = guessed if typed == "false" else f"CASE WHEN NOT ({typed}) THEN {guessed} END"
    return [
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
                **other,
                **_named(own, before, after, money),
            }
        ),
    ]


def _written(typed: str, plan: Plan) -> tuple[str, str, str]:
    """Return SQL for an amount in the style of its file: if it is plain, its parts, and the digits of these."""
    style = _STYLES[plan.destination.number_style]
    return (
        _by_type(typed, "is_plain_amount({0})", f"is_plain_{'amount' if style == 'point' else 'whole'}({{0}})"),
        _by_type(typed, "point_parts({0})", f"{style}_parts({{0}})"),
        _by_type(typed, "point_digits({0})", f"{style}_digits({{0}})"),
    )


def _is_guessed(field: str, plan: Plan) -> bool:
    """Return True if 1.250 may be thousands: where the destination names no style, in text that is not in cents."""
    return plan.destination.number_style is None and plan.typed_number(field) != "true" and not plan.in_cents(field)


def _named(own: Cell, before: str, after: str, money: Signs) -> dict[str, str]:
    """The currencies that an amount names, none in a file without a sign."""
    if not money.signs:
        return {own.options: "NULL::BIGINT", own.code: _NO_CODE, own.second_code: _NO_CODE}
    there = f"({before} > 0 OR {after} > 0)"
    options = f"coalesce({money.options(before)}, -1) & coalesce({money.options(after)}, -1)"
    return {
        own.options: f"CASE WHEN {own.digits} IS NOT NULL AND {there} THEN {options} END",
        own.code: f"CASE WHEN {there} THEN coalesce({money.code(before)}, {money.code(after)}) END",
        own.second_code: f"CASE WHEN {there} THEN coalesce({money.code(after)}, {money.code(before)}) END",
    }


def price_layers(text: str, typed: str, currency: str, plan: Plan, money: Signs) -> Layers:
    """Read a price; `currency` is the row's own currency cell as SQL, which decides if it has decimals."""
    own = Cell("price")
    layers = amount_layers(own.field, text, typed, plan, money)
    meant = f"coalesce(upper({currency}), {own.code}, {literal(plan.currency)})"
    settled = settled_amount(own, meant, plan)
    return [*layers, Layer({own.json: settled, "price_unclear": unclear_amount(own, meant, plan)})]


def settled_amount(own: Cell, currency: str, plan: Plan) -> str:
    """Return the amount as SQL, now that its currency is known: without decimals, a separator marks thousands.

    Cents are the smallest part of the currency: hundredths, thousandths, or the whole unit where there is no other.
    """
    if plan.in_cents(own.field):
        none, three = _among(currency, NO_DECIMALS), _among(currency, THREE_DECIMALS)
        return (
            f"CASE WHEN {none} THEN {own.amount} WHEN {three} THEN from_cents({own.amount}, 3) "
            f"ELSE from_cents({own.amount}, 2) END"
        )
    if not _has_other(own.field, plan):
        return own.amount
    thousands = f"{own.other} IS NOT NULL AND {_among(currency, NO_DECIMALS)}"
    return f"CASE WHEN {thousands} THEN {own.other} ELSE {own.amount} END"


def unclear_amount(own: Cell, currency: str, plan: Plan) -> str:
    """Return the mask (SQL) of an amount that could be thousands or decimals: 1.250 in a currency with two decimals."""
    if not _has_other(own.field, plan):
        return "0::BIGINT"
    told = _among(currency, NO_DECIMALS | THREE_DECIMALS)
    return (
        f"CASE WHEN {own.other} IS NOT NULL AND NOT coalesce({told}, false) "
        f"THEN {bit(f'{own.field}.ambiguous')} ELSE 0 END"
    )


def _has_other(field: str, plan: Plan) -> bool:
    return field not in plan.plain and _is_guessed(field, plan)


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
