"""Amounts: the currency that stands in the cells, and numbers that are written unlike the destination's style."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted

_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY", "₪": "ILS", "₫": "VND", "฿": "THB", "₴": "UAH"}
"""Currency signs that mean one currency only; $, ¥ and kr mean several."""

_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_COMMA_DECIMALS = re.compile(r"\D*\d{1,3}(?:[. \u00a0\u202f]\d{3})*,\d{1,2}\D*|\D*\d+,\d{1,2}\D*")
_POINT_DECIMALS = re.compile(r"\D*\d{1,3}(?:,\d{3})*\.\d{1,2}\D*|\D*\d+\.\d{1,2}\D*")


def settle_currency(draft: MappingDraft, currency: str = "") -> None:
    """Map the currency that the amounts themselves name, spell signs out, and tell of a number style that differs."""
    column = draft.column_of("currency")
    if column is not None:
        signs = {cell: _SIGNS[cell] for cell in column.different() if cell in _SIGNS}
        dollars = draft.destination.currency.endswith("D")
        if dollars and "$" in column.different():
            signs["$"] = draft.destination.currency
        if signs:
            draft.fields["currency"] = replace(draft.fields["currency"], values=MappingProxyType(signs))
    amount = draft.column_of("value") or draft.column_of("price")
    if amount is None:
        return
    if "currency" not in draft.fields:
        said = {_named_currency(cell) for cell in amount.looked_at}
        (only,) = said if len(said) == 1 else ("",)
        if currency and only in ("", currency):
            draft.fields["currency"] = FieldSource(value=currency)
        elif only:
            draft.fields["currency"] = FieldSource(value=only)
        elif not draft.destination.currency:
            draft.note("There are amounts but no currency: map one, or set the destination's.", "currency")
    if amount.kind == "number":
        return
    comma = sum(bool(_COMMA_DECIMALS.fullmatch(cell)) for cell in amount.looked_at)
    point = sum(bool(_POINT_DECIMALS.fullmatch(cell)) for cell in amount.looked_at)
    style = draft.destination.number_style or NumberStyle.POINT
    if (comma > point) if style is NumberStyle.POINT else (point > comma):
        written = NumberStyle.COMMA if style is NumberStyle.POINT else NumberStyle.POINT
        draft.note(
            f"Amounts in {quoted([amount.name])} look like {written}, but the destination reads them like {style}:"
            " change its number style.",
            "value",
        )


def _named_currency(cell: str) -> str:
    """The currency that an amount is written with, or "" when it names none (or several)."""
    codes = [code for code in _CODE.findall(cell) if code in CURRENCIES]
    signs = [_SIGNS[sign] for sign in cell if sign in _SIGNS]
    found = {*codes, *signs}
    return found.pop() if len(found) == 1 else ""
