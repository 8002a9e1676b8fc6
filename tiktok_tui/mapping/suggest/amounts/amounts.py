"""Amounts: the currency that their cells or their header name, and numbers that are unlike the destination's style."""

from __future__ import annotations

import re
from itertools import pairwise

from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.events.notations.money_headers import currencies_in_header, currency_in_header
from tiktok_tui.events.notations.money_signs import currency_of
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.shapes import money_words
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_CURRENCIES = frozenset("currency currencycode wahrung devise moneda valuta moeda".split())
"""Names of a currency that can be no other amount's."""
_FOREIGN = keys(
    """
    foreign; fcy; Fremdwährung; Fremdwaehrung; Belegwährung; Belegwaehrung; Transaktionswährung; Transaktionswaehrung;
    étrangère; extranjera; estrangeira; estera; vreemde; utländsk; utenlandsk; udenlandsk; obcej; obca; cizí;
    иностранной
    """
)
"""Words of an amount in the currency of its document, beside the same one in that of the books."""
_OF_THE_DOCUMENT = ("transaction", "document", "doc", "original", "invoice", "order")
"""Words that say the same before `currency`."""
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
    amount = _in_the_currency_of_its_column(draft, amount)
    amount = _in_the_currency_of_its_document(draft, amount)
    _take_currency_beside(draft, amount)
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


def _in_the_currency_of_its_column(draft: MappingDraft, amount: SampledColumn) -> SampledColumn:
    """Take the same amount in the currencies of the column “currency” where the one taken is in another by its name.

    Beside `price_usd` and a currency of EUR, `price_local` is meant.
    """
    unit, currency = currency_in_header(amount.name, draft.destination.currency), draft.column_of("currency")
    if unit is None or currency is None or not draft.is_exact("currency") or draft.is_exact("value"):
        return amount
    if {currency_of(cell, unit) for cell, _ in draft.counts(currency.name) if cell} <= {unit}:
        return amount
    field = "value" if draft.column_of("value") is amount else "price"
    others = [
        (max(meant), -column.place, column)
        for column in draft.columns
        if column.name not in draft.used()
        and not column.empty
        and not currencies_in_header(column.name)
        and fit(column, "value") is not None
        and (meant := [meanings(column.name)[name] for name in ("value", "price") if name in meanings(column.name)])
    ]
    if not others:
        return amount
    _, _, local = max(others)
    draft.fill(field, local)
    draft.note(
        f"{quoted([local.name])} goes before {quoted([amount.name])}, as “currency” names other currencies.", field
    )
    return local


def _in_the_currency_of_its_document(draft: MappingDraft, amount: SampledColumn) -> SampledColumn:
    """Take the amount that is called foreign where the file has one column of currencies, which are that amount's."""
    taken = draft.column_of("currency")
    others = [column for column in draft.columns if column is not taken and column.share("code") == 1]
    if taken is None or others or draft.column_of("value") is not amount or draft.is_exact("value"):
        return amount
    foreign = [
        column
        for column in draft.columns
        if column.name not in draft.used() and _is_foreign(column.name, amount.name) and column.share("amount") == 1
    ]
    gaps = any(one and not other for each in foreign for one, other in zip(amount.cells, each.cells, strict=True))
    if len(foreign) != 1 or gaps:
        return amount
    draft.fill("value", foreign[0])
    draft.note(
        f"{quoted([foreign[0].name])} goes before {quoted([amount.name])}, as it is in the currencies of"
        f" {quoted([taken.name])}.",
        "value",
    )
    return foreign[0]


def _is_foreign(name: str, amount: str) -> bool:
    """Return True for the same amount in another currency by its name: `Total in transaction currency`."""
    if squeezed(name) == f"foreign{squeezed(amount)}":
        return True
    said, own = words(name), frozenset(words(amount))
    pairs = [pair for pair in pairwise(said) if pair[1] in ("currency", "curr")]
    of_document = {first for first, _ in pairs if first in _OF_THE_DOCUMENT}
    foreign = of_document | (_FOREIGN & set(said))
    return bool(foreign) and own == set(said) - foreign - {"in", "currency", "curr"}


def _take_currency_beside(draft: MappingDraft, amount: SampledColumn) -> None:
    """Take the currency that is named like the amount, or stands next to it, where the file has several of them."""
    taken = draft.column_of("currency")
    if taken is None or squeezed(taken.name) in _CURRENCIES:
        return
    free = [
        column
        for column in draft.columns
        if column is taken or column.name not in draft.used()
        if "currency" in meanings(column.name) and column.share("currency") == 1
    ]
    subject = frozenset(words(amount.name))
    if named := next((column for column in free if money.without_currency(words(column.name)) == subject), None):
        draft.fill("currency", named)
        return
    for column in free:
        if column.place == amount.place + 1 and column is not taken and not _is_another_s(draft, column, subject):
            draft.fill("currency", column)
            draft.note(
                f"{quoted([column.name])} stands next to {quoted([amount.name])}, so it is its currency.", "currency"
            )


def _is_another_s(draft: MappingDraft, currency: SampledColumn, subject: frozenset[str]) -> bool:
    """Return True if a currency is named like another amount: `Settlement Currency` like `Settlement Amount`."""
    own = money.without_currency(words(currency.name))
    return not own <= subject and any(
        own <= set(words(column.name)) and column is not currency and column.share("amount") == 1
        for column in draft.columns
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
