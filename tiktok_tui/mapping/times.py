"""The formats that a column of times can have, so that a mapping names one only when the samples leave no doubt.

Formats use the directives that DuckDB's `strptime` and Python's share. Their small differences matter here: DuckDB's
`%z` does not take `Z`, `%f` takes six digits, `%Z` takes `UTC` and IANA names, and month names are English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from tiktok_tui.events.notations.halves_of_day import in_english
from tiktok_tui.events.notations.month_names import MONTHS, month_in_english
from tiktok_tui.events.notations.zone_marks import offset_said
from tiktok_tui.mapping.time_formats import formats_of, is_clock

DIRECTIVES = frozenset("aAbBdfHIjmMpSyYzZ%")
"""The letters that may follow `%`."""

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?)?", re.ASCII
)
_BASIC = re.compile(
    r"(?:19|20|21)\d{6}[Tt ](?:[01]\d|2[0-3]):?[0-5]\d(?::?[0-5]\d(?:[.,]\d{1,9})?)?"
    r"(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?",
    re.ASCII,
)
"""ISO 8601 without hyphens: 20260611T101500Z."""
_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\d[T ]00:00(?::00(?:\.0+)?)?", re.ASCII)
_UNIX = re.compile(r"\d{10}(?:\.\d{1,9})?|\d{13}|1\d{15}|1\d{18}", re.ASCII)
_SERIAL = re.compile(r"[2-6]\d{4}(?:[.,]\d{1,15})?", re.ASCII)

_BLANKS = re.compile(r"[^\S\t\r\n ]|[\u200e\u200f\u200b]")
_HALF_OF_DAY = re.compile(r"(?<=\d)( ?)([ap])\. ?m\.?(?!\w)", re.ASCII | re.IGNORECASE)
_PARTS = {"d": "day", "m": "month", "Y": "year", "y": "year"}
_ORDERS = {
    f"%{first}{mark}%{second}{mark}%{third}": mark.join((_PARTS[first], _PARTS[second], _PARTS[third]))
    for mark in ("/", ".", "-", ". ")
    for first, second, third in ("dmY", "mdY", "dmy", "mdy", "Ymd", "ymd", "Ydm")
}


def plain(value: str) -> str:
    """Return a time as the reader takes it: ASCII blanks, AM or PM in English without dots, an offset for its zone.

    >>> plain("1:05\u202fp. m."), plain("1:05 PM PST")
    ('1:05 pm', '1:05 PM -08:00')
    """
    if not value.isascii() or "." in value:
        value = _BLANKS.sub(lambda found: " " if found[0].isspace() else "", value)
        value = _HALF_OF_DAY.sub(r"\1\2m", in_english(value))
    return offset_said(month_in_english(value))


def reads_by_itself(value: str) -> bool:
    """True if `value` is a time that needs no format: ISO 8601, Unix seconds or parts of them, a serial number."""
    value = plain(value)
    if _ISO.fullmatch(value):
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            return False
        return True
    if _BASIC.fullmatch(value):
        return next(formats_of(value[:8]), "") == "%Y%m%d"
    return bool(_UNIX.fullmatch(value) or _SERIAL.fullmatch(value))


def fitting_formats(values: Iterable[str], *, share: float = 0.8) -> list[str]:
    """The formats that read the most of `values` and at least this share of them, the likelier ones first.

    Several formats that read the same values differently mean that the order is unclear: see `disagree`.

    >>> fitting_formats(["07/04/2026 9:30", "28/04/2026 18:05"])
    ['%d/%m/%Y %H:%M']
    >>> fitting_formats(["07/04/2026"])
    ['%d/%m/%Y', '%m/%d/%Y']
    """
    found = dict.fromkeys(values)
    if any(month_in_english(value) != value for value in found):
        found = dict.fromkeys(month_in_english(value, MONTHS) for value in found)
    distinct = list(dict.fromkeys(map(plain, found)))
    counts: Counter[str] = Counter()
    for value in distinct:
        counts.update(dict.fromkeys(formats_of(value), 1))
    if not counts:
        return []
    most = max(counts.values())
    if most < share * len(distinct):
        return []
    best = [candidate for candidate, count in counts.items() if count == most]
    likely = [candidate for candidate in best if not _unlikely(candidate)]
    return likely or best


def disagree(formats: list[str], values: Iterable[str]) -> str | None:
    """The first value that two of the formats read as different instants, or None when it does not matter which."""
    for value in map(plain, values):
        moments = {moment for candidate in formats if (moment := read(value, candidate)) is not None}
        if len(moments) > 1:
            return value
    return None


def read(value: str, time_format: str) -> datetime | None:
    """Return the moment that a format reads in a value, else the day that it reads in its first word; None for neither.

    >>> read("07/04/2026 at noon", "%d/%m/%Y %H:%M"), read("6 June 2026", "%d %b %Y")
    (datetime.datetime(2026, 4, 7, 0, 0), None)
    """
    value = plain(value)
    try:
        return datetime.strptime(value, time_format.replace(" %Z", "").replace("%Z", "")).replace(tzinfo=None)
    except ValueError:
        pass
    date_format = time_format.split(" ")[0]
    if "%y" not in date_format.lower():
        return None  # a day alone is no moment: `%d` of `%d %B %Y`
    try:
        return datetime.strptime(value.split(" ")[0], date_format)
    except ValueError:
        return None


def fault(time_format: str) -> str | None:
    """Return the error in a format, as a sentence, or None."""
    found = re.findall(r"%(-?.?)", time_format, re.DOTALL)
    letters = {directive.removeprefix("-") for directive in found}
    if not letters - {"%", ""}:
        return "The format holds no part of a time, such as %d, %m or %Y."
    for letter in sorted(letters):
        if letter not in DIRECTIVES:
            return f"%{letter} is not a part of a time." if letter.isalpha() else "The format has a % too many."
        if letter != "%" and sum(directive.removeprefix("-") == letter for directive in found) > 1:
            return f"The format has %{letter} twice."
    if not letters & {"y", "Y"}:
        return "The format has no year (%Y or %y)."
    if "j" not in letters and not (letters & set("mbB") and "d" in letters):
        return "The format needs a day (%d) and a month (%m, or %b for a name)."
    if "I" in letters and "p" not in letters:
        return "The format has hours up to 12 (%I) without AM or PM (%p); use %H for hours up to 24."
    return None


def is_clock_time(value: str) -> bool:
    """True if `value` is a time of day alone, as beside a column of dates; it may name its zone."""
    return is_clock(plain(value))


def is_written_date(value: str) -> bool:
    """True if `value` is a date, with or without a time of day, in ISO 8601 or any format; plain digits are none."""
    value = plain(value)
    if value.isascii() and not any(mark in value for mark in "-/.: ,"):
        return False
    return bool(_ISO.fullmatch(value)) or next(formats_of(value), None) is not None


def is_compact_date(value: str) -> bool:
    """True if `value` is a date of nothing but digits, with or without a time of day: 20260611, 20260611101500."""
    return value[:8].isdigit() and len(value) <= 20 and next(formats_of(plain(value)), None) is not None


def is_date_alone(value: str) -> bool:
    """True if `value` is a date without a time of day, or at midnight as typed dates are written."""
    value = plain(value)
    if _MIDNIGHT.fullmatch(value):
        return True
    if _ISO.fullmatch(value):
        return len(value) == 10
    return any("%H" not in candidate and "%I" not in candidate for candidate in formats_of(value))


def order_in_words(time_format: str) -> str:
    """Return the order in which a format has day, month and year; "" where that needs no words.

    >>> order_in_words("%d/%m/%Y %H:%M"), order_in_words("%d %b %Y")
    ('day/month/year', '')
    """
    return next((words for start, words in _ORDERS.items() if time_format.startswith(start)), "")


def order_of(time_format: str) -> str:
    """Return the order of day, month and year in a format, by their letters; "" if one of them is missing.

    >>> order_of("%m/%d/%Y %H:%M"), order_of("%d %b %y"), order_of("%H:%M")
    ('mdy', 'dmy', '')
    """
    letters = {"d": "d", "m": "m", "b": "m", "B": "m", "Y": "y", "y": "y"}
    order = "".join(letters[part] for part in re.findall(r"%([a-zA-Z])", time_format) if part in letters)
    return order if len(order) == len(set(order)) == 3 else ""


def _unlikely(candidate: str) -> bool:
    return candidate.startswith(("%Y-%d", "%Y/%d", "%Y.%d", "%Y. %d", "%y/", "%y."))
