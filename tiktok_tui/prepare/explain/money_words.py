"""Explains the rules about currencies and about amounts that can be read in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tiktok_tui.events.notations.money_signs import currencies_of
from tiktok_tui.prepare.query.amounts import header_currencies
from tiktok_tui.prepare.query.plan import Plan

MONEY_RULES = frozenset(("currency.unclear", "currency.disagrees", "currency.unsupported"))
"""Rules about a currency that an amount, a header or the currency's own column names."""

_FIELDS = ("value", "price", "currency")
_WORD = re.compile(r"[^\W\d_]+\.?(?:[/ -]?[^\W\d_]+\.?)*|[^\w\s.,'\u2019()+-]")
_MOST = 3


def money_columns(plan: Plan, cells: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the column whose cell names a currency: that of an amount before the currency's own."""
    named = [column for column, text in _cells(plan, cells) if column and _WORD.search(text)]
    others = [column for column, _ in _cells(plan, cells) if column]
    return tuple((named or others)[:1])


def money_text(rule: str, column: str, plan: Plan, cells: Mapping[str, str | None]) -> str | None:
    """Return the cell to show; of a row that names several currencies, all cells that do."""
    if rule != "currency.disagrees":
        return cells.get(column)
    return " · ".join(dict.fromkeys(text for _, text in _cells(plan, cells) if _WORD.search(text)))


def currency_hint(rule: str, plan: Plan, text: str | None) -> str:
    """Return a sentence about the sign in a cell, or about the header that names a currency; "" for none."""
    if rule == "currency.unclear":
        for word in _WORD.findall(text or ""):
            found = currencies_of(word)
            if len(found) > 1:
                more = " or another" if len(found) > _MOST else ""
                return f" {word} can be {' or '.join(found[:_MOST])}{more}."
    if rule == "currency.disagrees":
        for field in ("value", "price"):
            source = plan.source(field)
            if source is not None and len(found := header_currencies(field, plan)) == 1:
                return f" The header “{source.columns[0]}” names {found[0]}."
    return ""


def cents_hint(rule: str, plan: Plan) -> str:
    """Return a sentence about an amount that is no whole number of cents, "" for other rules and mappings."""
    field, _, kind = rule.partition(".")
    said = kind == "unreadable" and field != "contents" and plan.in_cents(field)
    return " It is mapped as whole cents." if said else ""


def both_readings(text: str | None) -> str:
    """Return a sentence with both readings of an amount such as 1.250, "" if the text is none.

    >>> both_readings("€ 1.250")
    ' It could be 1250 or 1.25.'
    """
    found = re.search(r"[0-9]{1,3}\.[0-9]{3}", text or "")
    if not found:
        return ""
    decimal = found[0].rstrip("0").rstrip(".")
    return f" It could be {found[0].replace('.', '')} or {decimal}."


def _cells(plan: Plan, cells: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield the filled cells of value, price and currency with their columns ("" for a constant)."""
    for field in _FIELDS:
        source = plan.source(field)
        column = source.columns[0] if source is not None and source.columns else ""
        text = cells.get(column) if column else source.value if source is not None else None
        if text:
            yield column, text
