"""Columns of states and kinds by their names, and what a cell means in one: a delivery that is pending is a sale."""

from __future__ import annotations

from enum import StrEnum

from tiktok_tui.mapping.suggest.vocabulary import state_words, states, subjects, synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import KINDS_OF_ROWS, KINDS_OF_TRANSACTIONS, is_kind_of_order
from tiktok_tui.mapping.suggest.vocabulary.regions import REGIONS
from tiktok_tui.mapping.suggest.vocabulary.stages import names_a_stage
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words


class Says(StrEnum):
    """The subject of a column of states."""

    PAYMENT = "payment"
    ORDER = "order"
    DELIVERY = "delivery"
    REFUND = "refund"
    KIND = "kind"
    STAGE = "stage"
    """A deal's: it is a sale once it is won."""


_OF_THE_CUSTOMER = frozenset("subscription account customer membership member loyalty user contact billing".split())
"""Subjects of `subjects.OTHERS` whose state may mean that there was no sale, or that it is over."""
_OUTCOMES = frozenset("outcome disposition".split())


def says(name: str) -> Says | None:
    """Return the subject whose state a column of this name holds, or None.

    >>> says("Financial Status"), says("Fulfillment Status"), says("Transaction type"), says("Email status")
    (<Says.PAYMENT: 'payment'>, <Says.DELIVERY: 'delivery'>, <Says.KIND: 'kind'>, None)
    """
    said = words(name)
    if subjects.is_about(name, subjects.EARLIER):
        return None
    meant = meanings(name)
    if "".join(said) in KINDS_OF_TRANSACTIONS | KINDS_OF_ROWS or synonyms.KIND in meant or is_kind_of_order(said):
        return Says.KIND
    ours = not subjects.is_about(name, subjects.OTHERS)
    if squeezed(name) in subjects.RESULTS:
        return Says.PAYMENT
    if synonyms.STATUS not in meant and not subjects.is_about(name, subjects.STATUS):
        return Says.STAGE if names_a_stage(said) and ours else None
    for subject, kind in (
        (subjects.PAYMENT, Says.PAYMENT),
        (subjects.REFUND, Says.REFUND),
        (subjects.DELIVERY, Says.DELIVERY),
    ):
        if subjects.is_about(name, subject):
            return kind
    return Says.ORDER if ours else None


def names_a_status(name: str) -> bool:
    """Return True if a name can be nothing but that of a status, whatever its cells: `State` may be a region.

    >>> [names_a_status(name) for name in ("Order status", "ステータス", "Lead outcome", "Estado")]
    [True, True, True, False]
    """
    if any(word in name.casefold() for word in ("status", "статус")) or not _OUTCOMES.isdisjoint(words(name)):
        return True
    return synonyms.STATUS in meanings(name) and squeezed(name) not in REGIONS


def is_the_customer_s_status(name: str) -> bool:
    """Return True if a name is that of the state of a customer or a subscription, which filters nothing by itself.

    >>> is_the_customer_s_status("Subscription Status"), is_the_customer_s_status("Email status")
    (True, False)
    """
    return "status" in name.casefold() and says(name) is None and not _OF_THE_CUSTOMER.isdisjoint(words(name))


def judged(state: str, kind: Says, *, paid_is_said: bool = False) -> Sale:
    """Return the meaning of a cell in a column of states for its order."""
    if kind is Says.KIND:
        return states.judged_kind(state)
    if kind is Says.REFUND:
        return states.judged_refund(state)
    sale = states.judged(state)
    if kind is Says.PAYMENT and "".join(words(state)) in state_words.NOT_ALL:
        return Sale.PARTLY
    if sale is Sale.NOT_YET and (kind is Says.DELIVERY or (kind is Says.ORDER and paid_is_said)):
        return Sale.YES
    return sale
