"""Amounts and columns of currencies that belong together: of `price_usd` and `price_local` the one in `currency`."""

from __future__ import annotations

from itertools import pairwise

from tiktok_tui.events.notations.money_headers import currencies_in_header, currency_in_header, without_currency
from tiktok_tui.events.notations.money_signs import currency_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import FILLING_WORDS
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
_OF_THE_DOCUMENT = frozenset(
    """
    transaction document doc original invoice order purchase purchased presentment customer buyer payment billing charge
    charged
    """.split()
)
"""Words that say the same before `currency`."""
_LOCAL = keys("local; lokal; lokale; lokaler; locale; lokaal; lokalni; локальной; местной")
"""Words of an amount in the currency of the buyer's country in some files, in that of the books in others."""
_WHOSE = _FOREIGN | _LOCAL | _OF_THE_DOCUMENT
"""Words by which a column of currencies is such an amount's."""
_A_CURRENCY = FILLING_WORDS | frozenset(
    """
    en em i w v в currency curr devise monnaie moneda moneta moeda valuta walucie mene валюте
    """.split()
)
"""Words beside those of a currency in the name of such an amount: `Importo in valuta estera`."""


def match_currency(draft: MappingDraft) -> None:
    """Take the amount that is in the currencies of the column of currencies, or that amount's own column of them."""
    amount = draft.column_of("value") or draft.column_of("price")
    if amount is not None:
        amount = _in_the_currency_of_its_column(draft, amount)
        if not _take_currency_beside(draft, amount):
            _take_amount_of_document(draft, amount)


def _in_the_currency_of_its_column(draft: MappingDraft, amount: SampledColumn) -> SampledColumn:
    """Take the same amount in the currencies of the column “currency” where the one taken is in another by its name.

    Beside `price_usd` and a currency of EUR, `price_local` is meant.
    """
    unit, currency = currency_in_header(amount.name, draft.destination.currency), draft.column_of("currency")
    if unit is None or currency is None or not draft.is_exact("currency"):
        return amount
    if {currency_of(cell, unit) for cell, _ in draft.counts(currency.name) if cell} <= {unit}:
        return amount
    field, subject = _field_of(draft, amount), _subject(without_currency(amount.name))
    others = [
        (_subject(column.name) == subject, max(meant), -column.place, column)
        for column in draft.columns
        if column.name not in draft.used()
        and not column.empty
        and not currencies_in_header(column.name)
        and fit(column, "value") is not None
        and (meant := [meanings(column.name)[name] for name in ("value", "price") if name in meanings(column.name)])
    ]
    if not others:
        return amount
    *_, local = max(others)
    draft.fill(field, local)
    draft.note(
        f"{quoted([local.name])} goes before {quoted([amount.name])}, as “currency” names other currencies.", field
    )
    return local


def _subject(name: str) -> frozenset[str]:
    """The words of an amount's name without those that say in whose currency it is."""
    return frozenset(words(name)) - _FOREIGN - _LOCAL - _A_CURRENCY


def _take_amount_of_document(draft: MappingDraft, amount: SampledColumn) -> None:
    """Take the amount that is called foreign where the file has one column of currencies, which are that amount's.

    Where another column holds currencies too, the name leaves open whose it is, or the one taken has the field's own
    name, both amounts are told.
    """
    taken, field = draft.column_of("currency"), _field_of(draft, amount)
    twins = [
        column
        for column in draft.columns
        if column.name not in draft.used()
        and column.share("amount") == 1
        and _is_in_another_currency(column.name, amount.name)
        and all(other or not one for one, other in zip(amount.cells, column.cells, strict=True))
    ]
    if taken is None or len(twins) != 1 or twins[0].cells == amount.cells:
        return
    (twin,) = twins
    others = [column for column in draft.columns if column is not taken and column.share("code") == 1]
    if any(_is_of(column, twin) for column in others):
        return
    if (others and not _is_of(taken, twin)) or draft.is_exact(field) or not _LOCAL.isdisjoint(words(twin.name)):
        draft.note(
            f"{quoted([twin.name])} is {quoted([amount.name])} in another currency: check which of them"
            f" {quoted([taken.name])} is about.",
            field,
        )
        return
    draft.fill(field, twin)
    draft.note(
        f"{quoted([twin.name])} goes before {quoted([amount.name])}, as it is in the currencies of"
        f" {quoted([taken.name])}.",
        field,
    )


def _is_of(currency: SampledColumn, amount: SampledColumn) -> bool:
    """Return True if a currency is an amount's by its name: `Foreign currency` is that of `Foreign amount`."""
    return not _WHOSE.isdisjoint(set(words(currency.name)) & set(words(amount.name)))


def _field_of(draft: MappingDraft, amount: SampledColumn) -> str:
    return "value" if draft.column_of("value") is amount else "price"


def _is_in_another_currency(name: str, amount: str) -> bool:
    """Return True for the same amount in another currency by its name: `Total in transaction currency`."""
    if squeezed(name) == f"foreign{squeezed(amount)}":
        return True
    said, own = words(name), frozenset(words(amount))
    pairs = [pair for pair in pairwise(said) if pair[1] in ("currency", "curr")]
    of_document = {first for first, _ in pairs if first in _OF_THE_DOCUMENT}
    other = of_document | ((_FOREIGN | _LOCAL) & set(said))
    return bool(other) and own - _A_CURRENCY == set(said) - other - _A_CURRENCY


def _take_currency_beside(draft: MappingDraft, amount: SampledColumn) -> bool:
    """Return True if the file has several currencies, and the one named like the amount or next to it was taken."""
    taken = draft.column_of("currency")
    if taken is None or squeezed(taken.name) in _CURRENCIES:
        return False
    free = [
        column
        for column in draft.columns
        if column is taken or column.name not in draft.used()
        if "currency" in meanings(column.name) and column.share("currency") == 1
    ]
    subject = frozenset(words(amount.name))
    if named := next((column for column in free if money.without_currency(words(column.name)) == subject), None):
        draft.fill("currency", named)
        return True
    for column in free:
        if column.place == amount.place + 1 and column is not taken and not _is_another_s(draft, column, subject):
            draft.fill("currency", column)
            draft.note(
                f"{quoted([column.name])} stands next to {quoted([amount.name])}, so it is its currency.", "currency"
            )
            return True
    return False


def _is_another_s(draft: MappingDraft, currency: SampledColumn, subject: frozenset[str]) -> bool:
    """Return True if a currency is named like another amount: `Settlement Currency` like `Settlement Amount`."""
    own = money.without_currency(words(currency.name))
    return not own <= subject and any(
        own <= set(words(column.name)) and column is not currency and column.share("amount") == 1
        for column in draft.columns
    )
