"""Recognises e-mail addresses and phone numbers in any text.

It stands at the bottom of the tree because files, queries and checks all keep people's data out of their messages.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest

_LEAST_DIGITS = 7
_MOST_DIGITS = 15
# The sign behind an address ends its sentence.
_ADDRESS = re.compile(r"[^\s<>(“]*@[^\s<>)”]*(?<![,.;:!?])")
# A date, perhaps with a time behind it, is no number of anybody's.
_DATE = re.compile(r"(?<![\d./-])\d{1,4}([./-])\d{1,2}\1\d{1,4}(?![\d./-])")
_NUMBER = re.compile(r"(?:\+\s?\(?|(?<!\w)\(?)\d(?:[\s()./-]{0,3}\d)*(?!\w)|\+\s?\(?\d[\d\s()./-]{5,}\d")
_CARD = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}")
_DECIMAL = re.compile(r"\d+\.\d+")
_ZIP = re.compile(r"\d{5}-\d{4}")
_COMPACT_TIME = re.compile(r"1[5-9]\d{8}(\d{3})?|20\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])(\d{6})?")
_ABROAD = re.compile(r"00[1-9]\d{6,}")
_AT_HOME = re.compile(r"0[1-9]\d{7,10}")


def looks_personal(text: str, country: str = "") -> bool:
    """Return True if the text holds what looks like an e-mail address or a phone number, with or without a plus.

    Digits alone are a number if they have the length of one: order numbers of ten to twelve digits are taken for some
    as well. Of seven to nine or of thirteen to fifteen digits, those that are valid are, in `country` (an ISO code) or
    with their country's code in front.
    """
    plain = _plain(text)
    if "@" in plain:
        return True
    return any(
        _is_phone(found.group(), country) for piece in _between_dates(plain) for found in _NUMBER.finditer(piece)
    )


def without_people(text: str, country: str = "") -> str:
    """Return the text with a mask in place of what looks personal.

    >>> without_people("Export of jane@example.org, call +1 (206) 555-0100")
    'Export of •••, call •••'
    """
    if not looks_personal(text, country):
        return text
    text = _ADDRESS.sub("•••", _plain(text))
    kept = [_masked(piece, country) for piece in _between_dates(text)]
    dates = [found.group() for found in _DATE.finditer(text)]
    return "".join(piece + date for piece, date in zip_longest(kept, dates, fillvalue=""))


def _between_dates(text: str) -> list[str]:
    """Return what is before the first date, between two, and behind the last one."""
    ends = [0, *(end for found in _DATE.finditer(text) for end in found.span()), len(text)]
    return [text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]


def _masked(text: str, country: str) -> str:
    return _NUMBER.sub(lambda found: "•••" if _is_phone(found.group(), country) else found.group(), text)


def _plain(text: str) -> str:
    """Return the text with the wide signs and digits of East Asian keyboards in their plain form."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _is_phone(found: str, country: str) -> bool:
    digits = "".join(str(unicodedata.digit(letter)) for letter in found if letter.isdigit())
    if len(digits) < _LEAST_DIGITS:
        return False
    if "+" in found or "(" in found or _CARD.fullmatch(found):
        return True
    if len(digits) > _MOST_DIGITS:
        return False
    if _ABROAD.fullmatch(digits) or _AT_HOME.fullmatch(digits):
        return True
    if found != digits and not found.isdigit():
        return len(digits) >= 9 and not _DECIMAL.fullmatch(found) and not _ZIP.fullmatch(found)
    if _COMPACT_TIME.fullmatch(digits):
        return False
    return 10 <= len(digits) <= 12 or _is_valid(digits, country)


def _is_valid(digits: str, country: str) -> bool:
    """Return True for the digits of a valid number, in the country or with a country's code in front."""
    import phonenumbers

    for text, region in ((digits, country), (f"+{digits}", None)):
        try:
            if (region or region is None) and phonenumbers.is_valid_number(phonenumbers.parse(text, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
