"""The currency that the name of an amount's column gives beside its subject: `Amount (USD)`, `Total €`, `Kwota, zł`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tiktok_tui.events.currencies import CURRENCIES, OTHER_CURRENCIES
from tiktok_tui.events.notations.money_signs import currencies_of, meant, money_key, spellings

_CODES_AND_WORDS: Final = frozenset("ALL ARS BAM BOB COP CUP GEL LAK MAD MOP PEN RON RUB SOS TOP TRY".split())
"""Codes that are words as well."""
_NO_CURRENCY: Final = frozenset("l q real sol re r. l.".split())
"""Words that mean something else beside an amount, in brackets or not: litres, what was really paid."""
_BESIDE: Final = frozenset("in en em w v в".split())
_WORD = re.compile(r"[^\W\d_]+\.?[$€£¥]?|[$＄€£¥￥₹₨₺₪₫฿₴₩₽₱₦₲₡₸៛৳﷼]")  # noqa: RUF001
_SIGN = re.compile(r"(?=[$€£¥]$)")
_BRACKETS = re.compile(r"\s*[(\[\uff08]\s*([^()\[\]\uff08\uff09]+?)\s*[)\]\uff09]")
_BEHIND = re.compile(r"(\s*[,:;]\s*|\s+|_)([^\s_]+)$")


def currencies_in_header(header: str) -> tuple[str, ...]:
    """Return the currencies that the header of an amount can mean (`Amount (USD)`, `Total €`), () if it names none.

    Names of more than one word are not looked for. A code that is a word as well must be in capitals among others.
    What stands in brackets may be any sign or short word of a currency.

    >>> currencies_in_header("Order Total EUR"), currencies_in_header("Total £"), currencies_in_header("Total")
    (('EUR',), ('GBP', 'EGP', 'SYP', 'LBP'), ())
    >>> currencies_in_header("Total (Rp)"), currencies_in_header("金额(元)")
    (('IDR',), ('CNY', 'TWD', 'HKD'))
    """
    found = [currencies_of(word) for word in _words(header) if _names_currency(word, header)]
    found += [codes for said in _BRACKETS.findall(header) if (codes := _alone(said))]
    return tuple(code for code in found[0] if all(code in each for each in found)) if found else ()


def currency_in_header(header: str, expected: str = "") -> str | None:
    """Return the one currency that the header of an amount means where `expected` is usual; None for none.

    >>> currency_in_header("Amount ($)", "CAD"), currency_in_header("Amount ($)", "EUR")
    ('CAD', None)
    """
    return meant(currencies_in_header(header), expected)


def without_currency(header: str) -> str:
    """Return the header of an amount without the currency beside it.

    >>> without_currency("订单金额(元)"), without_currency("Kwota, zł"), without_currency("Total (gross)")
    ('订单金额', 'Kwota', 'Total (gross)')
    >>> without_currency("price_usd"), without_currency("unit_price"), without_currency("Betrag in €")
    ('price', 'unit_price', 'Betrag')
    """
    plain = _BRACKETS.sub(lambda found: "" if _alone(found[1]) else found[0], header.strip())
    behind = _BEHIND.search(plain)
    if behind is not None and (
        _alone(behind[2]) if behind[1].strip() else any(_names_currency(word, header) for word in _words(behind[2]))
    ):
        plain = plain[: behind.start()]
        subject, _, last = plain.rpartition(" ")
        plain = subject.rstrip() if subject.strip() and last.casefold() in _BESIDE else plain
    return plain or header


def _alone(said: str) -> tuple[str, ...]:
    """Return the currencies that all of the words in brackets, or behind a comma, can mean; () if any means none."""
    codes: list[tuple[str, ...]] = []
    for word in said.split():
        if word.casefold() in _BESIDE:
            continue
        is_word = word.casefold() in _NO_CURRENCY or (word.upper() in _CODES_AND_WORDS and word != word.upper())
        codes.append(() if is_word else spellings().get(money_key(word), ()))
    return tuple(code for code in codes[0] if all(code in each for each in codes)) if codes else ()


def _words(header: str) -> Iterator[str]:
    """Yield the words of a header; a sign behind a word (`Total€`) is one of its own unless both are one (`US$`)."""
    for word in _WORD.findall(header):
        parts = _SIGN.split(word)
        # The words of the languages are slow to load: they are asked for where there is a sign.
        yield from parts if len(parts) > 1 and parts[0] and not currencies_of(word) else (word,)


def _names_currency(word: str, header: str) -> bool:
    """Return True if a word of a header can only be meant as a currency."""
    code = word.upper()
    if word.casefold() in _NO_CURRENCY:
        return False
    if code in _CODES_AND_WORDS:
        return word == code and header != header.upper()
    if code in CURRENCIES or (word == code and code in OTHER_CURRENCIES and header != header.upper()):
        return True
    sign = not word.isascii() or not word.isalpha()
    return (sign or code in ("EURO", "EUROS")) and bool(currencies_of(word))
