"""Remarks that people write beside an order about its end: cancelled, a duplicate, or that nobody paid or came."""

from __future__ import annotations

from functools import cache

from tiktok_tui.mapping.suggest.vocabulary import state_words, states
from tiktok_tui.mapping.suggest.vocabulary.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.vocabulary.languages.language import phrases
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import PAID_WORDS
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_TROUBLE = frozenset(
    """
    cancel cancelling fraud fraudulent scam chargeback chargebacks stornieren annuler anular annullare duplicate
    duplicated doublon duplicado duplicada duplicato dublette abgesagt absage abgemeldet disdetto disdetta noshow
    odwolal odwolala afgezegd avbokat avbokad afmeldt odrekl odrekla lemondta peruutti
    """.split()
)
"""Words of a remark that asks for an end of an order, or tells of one."""
_NOT = state_words.NEGATIONS | frozenset(
    "didn didnt hasn hasnt wasn wasnt doesn doesnt never jamais nunca mai nooit".split()
)
_PAYS = PAID_WORDS | frozenset(
    "pay pays bezahlen zahlen zahlt payer paye pagar paga pagare betalen betaalt zaplacil zaplacila".split()
)
_CAME = frozenset(
    "show showed come came appear appeared attend attended arrive arrived gekommen erschienen venu venue vino venuto "
    "venuta veio gekomen kom kommit".split()
)
"""Words of whoever did not come, beside a negation."""


def says_undone(remark: str) -> bool:
    """Return True if a remark holds a word for what was undone; in some languages words are not separated.

    >>> says_undone("refunded on Monday"), says_undone("duplicate of 17"), says_undone("never showed up")
    (True, True, True)
    """
    joined, said = squeezed(remark), frozenset(words(remark))
    not_come = not said.isdisjoint(_NOT) and not said.isdisjoint(_CAME)
    trouble = not_come or not said.isdisjoint(_TROUBLE)
    return trouble or states.judged(remark) is Sale.NO or any(word in joined for word in _joined_words())


def says_unpaid(remark: str) -> bool:
    """Return True if a remark is a state such as `unpaid`, or says of a payment that it has not come.

    >>> says_unpaid("unpaid"), says_unpaid("didn't pay yet"), says_unpaid("paid cash")
    (True, True, False)
    """
    said = frozenset(words(remark))
    if "".join(words(remark)) in state_words.YES_WORDS | state_words.NO_WORDS:
        return False
    not_paid = not said.isdisjoint(_NOT) and not said.isdisjoint(_PAYS)
    return not_paid or states.judged(remark) is Sale.NOT_YET


@cache
def _joined_words() -> tuple[str, ...]:
    written = (each for each in LANGUAGES if each.name in ("Japanese", "Chinese", "Korean", "Thai"))
    return tuple(word for each in written for word in map(squeezed, phrases(each.no_sale)) if len(word) > 1)
