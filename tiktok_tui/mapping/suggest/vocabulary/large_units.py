"""Amounts in thousands or more: `Umsatz (TEUR)`, `Revenue ($k)`, `金额(万元)`. 12 there must not be sent as 12."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = frozenset(
    """
    '000 '000s 000s tsd thousand thousands tausend milliers millier migliaia milhares tys tkr tsek mio mln million
    millions millionen milioni millones milhoes milhões milyon juta ribu lakh lakhs lac lacs crore crores
    \u0442\u044b\u0441 \u043c\u043b\u043d \u0442\u0438\u0441
    """.split()
)
"""Thousands, millions, hundreds of thousands: words that can hardly mean anything else behind an amount."""
_IN_BRACKETS: Final = _WORDS | frozenset("k t m mm mn b bn cr 1000 000 mil miles tis".split())
_WITH_MONEY = re.compile(r"(?:[€$£]|eur|usd|gbp|chf)?[kt](?:[€$£]|eur|usd|gbp|chf)?")
"""Thousands with their currency in one: `k€`, `TEUR`, `USDk`; a letter alone is judged by where it stands."""
_EAST_ASIA = re.compile(r"[百千万億亿萬]+(?:日?元|円|圓|块)|[천만억]+원")
_BRACKETS = re.compile(r"[(\[\uff08]([^()\[\]\uff08\uff09]+)[)\]\uff09]")
_TOKEN = re.compile(r"['\u2019]?\d[\d.,]*s?|[€$£]?[^\W\d_]+[€$£]?|[€$£]")
_LAST: Final = 3
"""So many words at the end of a name are its unit: `Betrag in Tsd. EUR`."""


def is_in_thousands(name: str) -> bool:
    """Return True if the name of an amount says that it is in thousands, millions, lakhs and the like.

    >>> [is_in_thousands(name) for name in ("Umsatz (TEUR)", "Revenue ($K)", "金额(万元)", "order_total_k")]
    [True, True, True, False]
    """
    inside = [_tokens(said) for said in _BRACKETS.findall(name)]
    outside = _tokens(_BRACKETS.sub(" ", name))
    return (
        any(token in _IN_BRACKETS or _is_money(token) for said in inside for token in said)
        or any(token in _WORDS or _is_money(token) for token in outside[1:][-_LAST:])
        or _EAST_ASIA.search(name) is not None
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold().replace("_", " ").replace("\u2019", "'"))


def _is_money(token: str) -> bool:
    return len(token) > 1 and _WITH_MONEY.fullmatch(token) is not None
