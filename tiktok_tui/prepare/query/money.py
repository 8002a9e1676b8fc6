"""The layers that settle an event's currency and, with it, its value."""

from __future__ import annotations

from tiktok_tui.events.currencies import CURRENCIES, currency_mask
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.prepare.query.amounts import header_currencies, settled_amount, unclear_amount
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.signs import Signs

_KNOWN = ", ".join(map(quote_literal, sorted(CURRENCIES)))


def currency_layers(plan: Plan, money: Signs) -> Layers:
    """Read the currency's own cell: currency_stated is a code, currency_options the currencies that a sign can mean."""
    own = Cell("currency")
    if plan.source("currency") is None:
        return [Layer({"currency_stated": "NULL::VARCHAR", own.options: "NULL::BIGINT", own.code: "NULL::VARCHAR"})]
    text = Layer({own.text: f"upper({plan.one('currency')})"})
    if not money.signs:
        return [text, Layer({"currency_stated": own.text, own.options: "NULL::BIGINT", own.code: "NULL::VARCHAR"})]
    return [
        text,
        Layer({"currency_place": f"CASE WHEN {own.text} NOT IN ({_KNOWN}) THEN {money.place(own.text)} END"}),
        Layer(
            {
                "currency_stated": f"CASE WHEN currency_place IS NULL THEN {own.text} END",
                own.options: f"CASE WHEN currency_place IS NOT NULL THEN {money.options('currency_place')} END",
                own.code: f"CASE WHEN currency_place IS NOT NULL THEN {money.code('currency_place')} END",
            }
        ),
    ]


def money_layers(plan: Plan, money: Signs) -> Layers:
    """Settle currency, amount_json (the value as it is sent), and the masks of what is wrong with them.

    The signs of amounts and the headers of their columns name currencies, and the currency's own cell must agree with
    them. A sign that several currencies share means the one of the cell, the destination's if it is one of them, or the
    only one that all signs of the event can mean. Where nothing names a currency, the destination's holds; in a file
    without signs only headers can name one.
    """
    valued = plan.source("value") is not None
    value = Cell("value")
    signs = [Cell("currency"), Cell("item"), *([value] if valued else [])] if money.signs else []
    amount = value.amount if valued else "sum_number(item_total)"
    headers = [found for field in ("value", "price") if (found := header_currencies(field, plan))]
    masks = [f"coalesce({own.options}, -1)" for own in signs] + [str(currency_mask(found)) for found in headers]
    codes = [own.code for own in signs] + ([value.second_code] if valued and signs else [])
    likely = [
        *_with_mask(plan.currency),
        *((code, f"currency_bit({code})") for code in codes),
        *(each for found in headers if len(found) == 1 for each in _with_mask(found[0])),
    ]
    fitting, named, disagrees = "", "false", "false"
    if masks:
        fitting = "".join(f" WHEN money_options & {mask} <> 0 THEN {code}" for code, mask in likely)
        fitting += " ELSE only_currency(money_options)"
        named = "(money_given AND money_options <> -1)"
        disagrees = f"{named} AND money_options & coalesce(currency_bit(currency_stated), -1) = 0"
    return [
        Layer(
            {
                "money_options": " & ".join(masks) or "-1::BIGINT",
                "money_given": f"{amount} IS NOT NULL OR coalesce(item_priced, false) "
                f"OR {Cell('currency').options} IS NOT NULL",
            }
        ),
        Layer(
            {
                "currency": "CASE WHEN currency_stated IS NOT NULL THEN currency_stated WHEN NOT money_given THEN NULL "
                f"WHEN money_options = -1 THEN {literal(plan.currency)}{fitting} END",
                "currency_disagrees": disagrees,
            }
        ),
        Layer(
            {
                "currency_bits": f"CASE WHEN currency_disagrees THEN {bit('currency.disagrees')} "
                f"WHEN currency IS NULL AND {named} THEN {bit('currency.unclear')} "
                f"WHEN currency IS NULL AND {f'{amount} IS NOT NULL' if valued else 'false'} "
                f"THEN {bit('currency.missing')} "
                f"WHEN currency NOT IN ({_KNOWN}) THEN {bit('currency.unsupported')} ELSE 0 END",
                **_value(plan, amount, valued=valued),
            }
        ),
    ]


def _with_mask(code: str | None) -> list[tuple[str, str]]:
    """Return a currency and its mask as SQL, nothing for None."""
    return [(literal(code), str(currency_mask([code])))] if code is not None else []


def _value(plan: Plan, amount: str, *, valued: bool) -> dict[str, str]:
    """The value, and its masks: one that is worked out from prices needs a currency and is left out without one."""
    if valued:
        value = Cell("value")
        return {
            "amount_json": settled_amount(value, "currency", plan),
            "value_unclear": unclear_amount(value, "currency", plan),
            "worked_out_warning": "0::BIGINT",
        }
    return {
        "amount_json": f"CASE WHEN currency IS NOT NULL THEN {amount} END",
        "value_unclear": "0::BIGINT",
        "worked_out_warning": f"CASE WHEN currency IS NULL AND money_given AND money_options = -1 "
        f"THEN {bit('value.no_currency')} ELSE 0 END",
    }
