"""Amounts: the currency that their cells or their header name, and numbers that are unlike the destination's style."""

from __future__ import annotations

import re

from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.events.notations.money_headers import currencies_in_header, currency_in_header
from tiktok_tui.events.notations.money_signs import currency_of
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.shapes import money_words
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.words import words

_WRITTEN_IN = {
    NumberStyle.POINT: re.compile(r"\D*(?:\d{1,3}(?:,\d{3})*|\d+)\.\d{1,2}\D*"),
    NumberStyle.COMMA: re.compile(r"\D*(?:\d{1,3}(?:\.\d{3})*|\d+),\d{1,2}\D*"),
    NumberStyle.SPACE: re.compile(r"\D*(?:\d{1,3}(?:\s\d{3})*|\d+),\d{1,2}\D*"),
}
"""Amounts with decimals as each style has them."""


def settle_currency(draft: MappingDraft) -> None:
    """Map the currency that the amounts themselves name, and say when their number style is not the destination's."""
    amount = draft.column_of("value") or draft.column_of("price")
    if amount is None:
        return
    if money.is_due(words(amount.name)) and not draft.is_exact("value"):
        draft.note(
            f"{quoted([amount.name])} was taken for value: check that it is the total, not what is still to be paid.",
            "value",
        )
    if money.is_subtotal(words(amount.name)) and "value" in draft.fields and not draft.is_exact("value"):
        _tell_subtotal(draft, amount)
    fees = [column.name for column in draft.columns if money.is_fee(words(column.name))]
    if fees and money.is_net(words(amount.name)) and not draft.is_exact("value"):
        draft.note(
            f"{quoted([amount.name])} was taken for value: it may be what is left after {quoted(fees[:1])}.", "value"
        )
    unit = currency_in_header(amount.name, draft.destination.currency)
    if "currency" in draft.fields:
        _settle_unit(draft, amount, unit)
    elif named := _named_everywhere(draft, amount) or unit or draft.currency:
        draft.fields["currency"] = FieldSource(value=named)
    elif not draft.destination.currency:
        draft.note("There are amounts but no currency: map one, or set the destination's.", "currency")
    if amount.kind != "number":
        _compare_styles(draft, amount)


def _tell_subtotal(draft: MappingDraft, amount: SampledColumn) -> None:
    used = draft.used()
    if any(column.name not in used and column.share("amount") == 1 for column in draft.columns):
        draft.note(
            f"{quoted([amount.name])} was taken for value: check whether another column holds what was paid.", "value"
        )


def _settle_unit(draft: MappingDraft, amount: SampledColumn, unit: str | None) -> None:
    """Drop a column of other currencies if the header of the amount names its own; the field's own name is kept."""
    column = draft.column_of("currency")
    if unit is None or column is None:
        return
    found = {currency_of(cell, unit) for cell, _ in draft.counts(column.name) if cell}
    if not found - {unit}:
        return
    if draft.is_exact("currency"):
        draft.note(
            f"“{shown(amount.name)}” names its currency, {unit}, but is sent in those of “currency”: check which are"
            " right.",
            "currency",
        )
    else:
        draft.fields["currency"] = FieldSource(value=unit)
        draft.note(
            f"“{shown(amount.name)}” names its currency, {unit}; “{shown(column.name)}” holds others and is not used.",
            "currency",
        )


def _named_everywhere(draft: MappingDraft, amount: SampledColumn) -> str | None:
    """Return the currency that every amount is written with; None if one names none, another, or an unclear one."""
    expected = draft.destination.currency
    header = currencies_in_header(amount.name)
    named: set[str | None] = set()
    for cell in amount.looked_at:
        said = [currency_of(word, expected) for word in money_words(cell)]
        named.add(said[0] if len(said) == 1 else None)
    if len(named) != 1:
        return None
    (only,) = named
    # A sign that several share is the destination's for now only: a later destination may read it otherwise.
    return only if only is not None and only != expected and (not header or only in header) else None


def _compare_styles(draft: MappingDraft, amount: SampledColumn) -> None:
    fit = {style: sum(map(bool, map(like.fullmatch, amount.looked_at))) for style, like in _WRITTEN_IN.items()}
    style = draft.destination.number_style or NumberStyle.POINT
    written = max(fit, key=lambda each: fit[each])
    if fit[written] > fit[style]:
        draft.note(
            f"Amounts in {quoted([amount.name])} look like {written}, but the destination reads them like {style}:"
            " change its number style.",
            "value",
        )
