"""States and kinds of rows that are no sale: refunded, cancelled, never paid, money sent.

Words are compared without case, accents, blanks and signs; `state_words` has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache

from tiktok_tui.mapping.suggest.vocabulary import kind_words, state_words
from tiktok_tui.mapping.suggest.vocabulary.possible import without_possible
from tiktok_tui.mapping.suggest.vocabulary.words import words

_CLAUSES = re.compile(r"[.;:!,](?= |$)| [-\u2013\u2014] ")

_ENDS_OF_NO_SALE = tuple(
    state_words.keys(
        "キャンセル; キャンセル済み; キャンセル済; 取消済み; 取消済; 取り消し済み; 返金済み; 返金済; 返品済み; 返品済",
        "已取消; 已退款; 已退货; 已退貨; 취소; 취소됨; 취소완료; 환불완료; 반품완료",
    )
)
"""Ends of states where words are not separated, such as 店舗キャンセル (cancelled by the shop)."""
_TURNED_DOWN_BY_A_BANK = state_words.keys(
    """
    soft decline; hard decline; insufficient funds; not sufficient funds; do not honor; do not honour; card expired;
    expired card; invalid card; invalid card number; invalid account; invalid cvv; cvv mismatch; lost card; stolen card;
    pick up card; pickup card; restricted card; exceeds limit; exceeds withdrawal limit; limit exceeded; transaction not
    permitted; not permitted; issuer unavailable; issuer not available; no such issuer; call issuer; refer to issuer;
    refer to card issuer; fondos insuficientes; saldo insuficiente; tarjeta vencida; provision insuffisante; fonds
    insuffisants; insufficient balance; insufficient credit; balance too low; low balance; timeout; timed out; time out;
    request timeout; system error; internal error; subscriber not found; unknown subscriber; invalid subscriber;
    subscriber barred; invalid msisdn; saldo tidak cukup; carte expirée; fondi insufficienti; carta scaduta; nicht
    gedeckt; Karte abgelaufen; Karte gesperrt; mangelnde Deckung; cartão vencido; yetersiz bakiye
    """
)
_NEGATED, _IN_PART = ("未", "미"), ("一部", "部分", "부분")


class Sale(StrEnum):
    """The meaning of a state for its order."""

    YES = "yes"
    PARTLY = "partly"
    """Refunded or paid in part: a sale, whose whole amount may not be what was kept."""
    NOT_YET = "not yet"
    """Not paid yet. Beside a payment state that says paid it is no objection."""
    NO = "no"
    UNKNOWN = "unknown"


def judged(state: str) -> Sale:
    """Return the meaning of a state of an order.

    >>> judged("Refunded"), judged("partially_refunded"), judged("Cancelled by buyer"), judged("Awaiting Fulfilment X")
    (<Sale.NO: 'no'>, <Sale.PARTLY: 'partly'>, <Sale.NO: 'no'>, <Sale.UNKNOWN: 'unknown'>)
    """
    said = words(state)
    key = "".join(said)
    for known, sale in (
        (state_words.PARTLY, Sale.PARTLY),
        (state_words.NO_SALE | _TURNED_DOWN_BY_A_BANK, Sale.NO),
        (state_words.NOT_YET, Sale.NOT_YET),
        (state_words.SALE, Sale.YES),
    ):
        if key in known:
            return sale
    happened = without_possible(said, state_words.NO_SALE_BY_A_WORD)
    if not state_words.NO_SALE_BY_A_WORD.isdisjoint(happened) and state_words.NEGATIONS.isdisjoint(said):
        return Sale.NO if state_words.IN_PART.isdisjoint(said) else Sale.PARTLY
    if not state_words.WAITING.isdisjoint(said) and not state_words.OF_PAYMENT.isdisjoint(said):
        return Sale.NOT_YET
    if "".join(happened) in state_words.SALE:
        return Sale.YES
    if key.endswith(_ENDS_OF_NO_SALE) and not any(part in key for part in _NEGATED):
        return Sale.PARTLY if any(part in key for part in _IN_PART) else Sale.NO
    return Sale.NO if any(map(_is_undone_clause, _CLAUSES.split(state)[:-1])) else Sale.UNKNOWN


def _is_undone_clause(clause: str) -> bool:
    """Return True if a clause of a longer state says that the sale was undone: `Venta cancelada. No despaches.`"""
    said = words(clause)
    undone = not state_words.NO_SALE_BY_A_WORD.isdisjoint(without_possible(said, state_words.NO_SALE_BY_A_WORD))
    return undone and state_words.NEGATIONS.isdisjoint(said) and state_words.IN_PART.isdisjoint(said)


_LEFT = frozenset(
    """
    terminated frozen freeze prospect prospects former inactive suspended dormant paused hold lapsed ended quit resigned
    deceased churned gekundigt ruhend inaktiv ausgetreten ehemalig resilie suspendu inactif baja inactivo congelado
    suspendido inativo trancado suspenso disdetto sospeso inattivo opgezegd geblokkeerd avslutad uppsagd
    """.split()
)
"""Words for customers and members who are none yet, or none any more."""


def judged_customer(state: str) -> Sale:
    """Return the meaning of the state of a customer, a member or a subscription for the sale of its row.

    >>> judged_customer("Frozen - medical"), judged_customer("Expired"), judged_customer("Active")
    (<Sale.NO: 'no'>, <Sale.NO: 'no'>, <Sale.UNKNOWN: 'unknown'>)
    """
    return Sale.NO if not _LEFT.isdisjoint(words(state)) else judged_kind(state)


_TURNED_DOWN = state_words.keys(
    """
    declined; rejected; denied; refused; won; abgelehnt; verweigert; refusé; refusée; rejeté; rejetée; rechazado;
    rechazada; denegado; denegada; rifiutato; rifiutata; respinto; respinta; recusado; recusada; rejeitado; rejeitada;
    negado; negada; afgewezen; geweigerd; avvisad; avslagen; nekad; afvist; avvist; hylätty; odrzucone; odrzucony;
    odrzucona; zamítnuto; elutasítva; respins; отклонено; отклонён; отказано; відхилено; reddedildi
    """
)


def judged_refund(state: str) -> Sale:
    """Return the meaning of a state of the refund for the sale: a refund that is completed is no sale.

    A request that was turned down and a dispute that was won leave the sale as it was.

    >>> judged_refund("Completed"), judged_refund("Request declined"), judged_refund("Requested")
    (<Sale.NO: 'no'>, <Sale.YES: 'yes'>, <Sale.UNKNOWN: 'unknown'>)
    """
    said = words(state)
    key = "".join(said)
    if not key or key in state_words.NO_WORDS or not _TURNED_DOWN.isdisjoint(said):
        return Sale.YES
    sale = judged(state)
    if sale is Sale.PARTLY or key in state_words.NOT_ALL:
        return Sale.PARTLY
    return Sale.NO if key in state_words.YES_WORDS or sale in (Sale.YES, Sale.NO) else Sale.UNKNOWN


def judged_kind(kind: str) -> Sale:
    """Return the meaning of a kind of row (`Refund`, `Payment Sent`)."""
    said = words(kind)
    key = "".join(said)
    if key in kind_words.OTHER_KINDS:
        return Sale.NO
    if key in kind_words.SALE_KINDS:
        return Sale.YES
    if not state_words.NO_SALE_BY_A_WORD.isdisjoint(said) and state_words.NEGATIONS.isdisjoint(said):
        return Sale.NO if state_words.IN_PART.isdisjoint(said) else Sale.PARTLY
    if any(word.endswith(kind_words.ENDS_OF_OTHERS) for word in said):
        return Sale.NO
    if said and said[0] in kind_words.BEGINNINGS_OF_OTHERS:
        return Sale.NO
    if said and all(word in state_words.NO_SALE for word in said):
        return Sale.NO  # Return/Refund
    pieces = {"".join(said[first:last]) for first in range(len(said)) for last in range(first + 2, len(said) + 1)}
    return Sale.UNKNOWN if pieces.isdisjoint(kind_words.PARTS_OF_OTHERS) else Sale.NO


def own_purchases(kinds: Sequence[str]) -> list[str]:
    """Return the kinds that are the seller's own purchases, as others of the same column are its sales.

    >>> own_purchases(["Sale", "Purchase"]), own_purchases(["Purchase", "Refund"])
    (['Purchase'], [])
    """
    keys = {kind: "".join(words(kind)) for kind in kinds}
    sells = not kind_words.SELLING.isdisjoint(keys.values())
    return [kind for kind, key in keys.items() if sells and key in kind_words.BUYING]


def said_twice(kinds: Sequence[str]) -> list[str]:
    """Return an invoice, and the kinds that may speak of the same sale; nothing if there are not both.

    >>> said_twice(["Payment", "Invoice", "Credit note"]), said_twice(["Payment", "Refund"])
    (['Invoice', 'Payment'], [])
    """
    keys = {kind: "".join(words(kind)) for kind in kinds}
    invoices = [kind for kind, key in keys.items() if key in kind_words.INVOICES]
    others = [kind for kind, key in keys.items() if key in kind_words.TWICE]
    return [*invoices[:1], *others] if invoices and others else []


def usual(states: Iterable[str]) -> tuple[str, ...]:
    """
    Return the usual states that are no sale, in the languages of these; English ones when that is not known.
    """
    keys = {"".join(words(state)) for state in states}
    spoken = [
        name
        for name in state_words.USUAL
        if not keys.isdisjoint(state_words.SALE_BY_LANGUAGE[name] | _as_keys(state_words.USUAL[name]))
    ]
    return tuple(dict.fromkeys(state for name in spoken or ["English"] for state in state_words.USUAL[name]))


@cache
def _as_keys(states: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(words(state)) for state in states)
