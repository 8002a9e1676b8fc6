"""Lines of an order that take off a discount: they are no items, and the order's total has them in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.words import words

_WORDS: Final = frozenset(
    """
    discount discounts rebate coupon coupons voucher vouchers promo promotion promotions promocode rabatt rabatte
    nachlass preisnachlass gutschein gutscheine aktionsrabatt remise remises reduction rabais descuento descuentos cupon
    desconto descontos cupom sconto sconti buono korting kortingscode rabat rabaty kupon sleva slevy zlava kedvezmeny
    indirim alennus \u0441\u043a\u0438\u0434\u043a\u0430 \u0441\u043a\u0438\u0434\u043a\u0438
    \u043a\u0443\u043f\u043e\u043d \u0437\u043d\u0438\u0436\u043a\u0430
    """.split()
)
_EAST_ASIA: Final = re.compile(r"割引|値引|クーポン|折扣|优惠|折價|優惠|할인|쿠폰")
_BELOW_ZERO: Final = re.compile(r"[^\d]*[-\u2212(][^\d]*[\d.,]*[1-9]|[^\d]*[\d.,]*[1-9][\d.,]*-$")
_MOST: Final = 100
"""So many texts of discounts are named; rows with others are rejected with their orders."""


def settle_discount_lines(draft: MappingDraft, what: Sequence[SampledColumn]) -> None:
    """Make lines of discounts no items, if the value of an order has a column of its own. `what` names the items."""
    counted = [column for name in ("price", "quantity") if (column := draft.column_of(name)) is not None]
    value = draft.column_of("value")
    if value is None or value.empty or not counted:
        return
    for column in what:
        rows: dict[str, list[bool]] = {}
        for row, cell in enumerate(column.cells):
            if is_discount(cell):
                rows.setdefault(cell, []).append(any(_BELOW_ZERO.match(each.cells[row]) for each in counted))
        if rows and all(all(below) for below in rows.values()):
            texts = [cell for cell, _ in draft.counts(column.name) if is_discount(cell)][:_MOST]
            draft.not_items[column.name] = tuple(dict.fromkeys((*draft.not_items.get(column.name, ()), *texts)))
            return


def is_discount(name: str) -> bool:
    """Return True if the name of a line says that it is a discount.

    >>> is_discount("Discount 10%"), is_discount("Gutschein SOMMER"), is_discount("Mug")
    (True, True, False)
    """
    return not _WORDS.isdisjoint(words(name)) or _EAST_ASIA.search(name) is not None
