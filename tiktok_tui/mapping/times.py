"""Which formats a column of times can have, so that a mapping names one only when the samples leave no doubt.

Formats use the directives that DuckDB's `strptime` and Python's share. Their small differences matter here: DuckDB's
`%z` does not take `Z`, `%f` takes six digits, `%Z` takes `UTC` and IANA names, and month names are English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

DIRECTIVES = frozenset("aAbBdfHIjmMpSyYzZ%")
"""The letters that may follow `%`."""

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?)?", re.ASCII
)
_UNIX = re.compile(r"\d{10}(?:\.\d{1,9})?|\d{13}", re.ASCII)
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d{1,15})?", re.ASCII)

_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{8})(?=\d{4}$|\d{6}$|\D|$)", re.ASCII)
_WEEKDAY = re.compile(r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(\w{3,6}day))(,?) ", re.ASCII | re.IGNORECASE)
_DAY_NAMED = re.compile(r"(\d{1,2})([ ./-]?)([A-Za-z]{3,9})([ ./,-]{1,2})(\d{4}|\d{2})(?!\d)", re.ASCII)
_NAMED_DAY = re.compile(r"([A-Za-z]{3,9}) (\d{1,2})(,? )(\d{4})(?!\d)", re.ASCII)
_TIME = re.compile(r"(\d{1,2})([:.h]?)(\d\d)(?:(\2)(\d\d)(?:([.,])(\d{1,6}))?)?(?!\d)", re.ASCII)
_HALF = re.compile(r"( ?)([AP]M)(?![A-Z])", re.ASCII | re.IGNORECASE)
_ZONE = re.compile(r"( ?)(?:([+-]\d\d(?::?\d\d)?)|(UTC|GMT|[A-Z][a-z]+/[A-Za-z_/]+))", re.ASCII)
_GAP = re.compile(r", ?|T| at | à | um | [-\u2013] | |(?=\d)")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_PARTS = {"d": "day", "m": "month", "Y": "year", "y": "year"}
_ORDERS = {
    f"%{first}{mark}%{second}{mark}%{third}": mark.join((_PARTS[first], _PARTS[second], _PARTS[third]))
    for mark in "/.-"
    for first, second, third in ("dmY", "mdY", "dmy", "mdy", "Ymd", "ymd", "Ydm")
}
_YEARS = range(2015, 2069)
"""Conversions are recent: a reading that gives another year is no reading (and `%y` turns to 19.. at 69)."""


def reads_by_itself(value: str) -> bool:
    """Whether `value` is a time that needs no format: ISO 8601, Unix seconds or milliseconds, a serial number."""
    if _ISO.fullmatch(value):
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            return False
        return True
    return bool(_UNIX.fullmatch(value) or _SERIAL.fullmatch(value))


def fitting_formats(values: Iterable[str], *, share: float = 0.8) -> list[str]:
    """The formats that read the most of `values` and at least this share of them, the likelier ones first.

    Several formats that read the same values differently mean that the order cannot be told: see `disagree`.

    >>> fitting_formats(["07/04/2026 9:30", "28/04/2026 18:05"])
    ['%d/%m/%Y %H:%M']
    >>> fitting_formats(["07/04/2026"])
    ['%d/%m/%Y', '%m/%d/%Y']
    """
    distinct = list(dict.fromkeys(values))
    counts: Counter[str] = Counter()
    for value in distinct:
        counts.update(dict.fromkeys(_formats(value), 1))
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
    for value in values:
        read = {moment for candidate in formats if (moment := _read(value, candidate)) is not None}
        if len(read) > 1:
            return value
    return None


def fault(time_format: str) -> str | None:
    """What is wrong with a format, as a sentence, or None."""
    found = re.findall(r"%(-?.?)", time_format, re.DOTALL)
    letters = {directive.removeprefix("-") for directive in found}
    if not letters - {"%", ""}:
        return "The format holds no part of a time, such as %d, %m or %Y."
    for letter in sorted(letters):
        if letter not in DIRECTIVES:
            return f"%{letter} is not a part of a time." if letter.isalpha() else "The format has a % too many."
    if not letters & {"y", "Y"}:
        return "The format has no year (%Y or %y)."
    if "j" not in letters and not (letters & set("mbB") and "d" in letters):
        return "The format needs a day (%d) and a month (%m, or %b for a name)."
    if "I" in letters and "p" not in letters:
        return "The format has hours up to 12 (%I) without AM or PM (%p); use %H for hours up to 24."
    return None


def is_clock_time(value: str) -> bool:
    """Whether `value` is a time of day alone, as beside a column of dates."""
    return ":" in value and any(not rest for _, rest in _clock(value))


def is_written_date(value: str) -> bool:
    """Whether `value` is a date, with or without a time of day, in ISO 8601 or any format; plain digits are none."""
    if not any(mark in value for mark in "-/.: ,"):
        return False
    return bool(_ISO.fullmatch(value)) or next(_formats(value), None) is not None


def is_date_alone(value: str) -> bool:
    """Whether `value` is a date without a time of day."""
    if _ISO.fullmatch(value):
        return len(value) == 10
    return any("%H" not in candidate and "%I" not in candidate for candidate in _formats(value))


def order_in_words(time_format: str) -> str:
    """Return the order in which a format has day, month and year; "" where that needs no words.

    >>> order_in_words("%d/%m/%Y %H:%M"), order_in_words("%d %b %Y")
    ('day/month/year', '')
    """
    return next((words for start, words in _ORDERS.items() if time_format.startswith(start)), "")


def _unlikely(candidate: str) -> bool:
    return candidate.startswith(("%Y-%d", "%Y/%d", "%Y.%d", "%y/", "%y."))


def _read(value: str, time_format: str) -> datetime | None:
    try:
        return datetime.strptime(value, time_format.replace(" %Z", "").replace("%Z", "")).replace(tzinfo=None)
    except ValueError:
        pass
    try:
        return datetime.strptime(value.split(" ")[0], time_format.split(" ")[0])
    except ValueError:
        return None


def _formats(value: str) -> Iterator[str]:
    """Every format that reads the whole of `value`."""
    if len(value) > 60:
        return
    lead, rest = "", value
    if weekday := _WEEKDAY.match(value):
        lead = ("%a" if weekday[1] else "%A") + weekday[3] + " "
        rest = value[weekday.end() :]
    for day, end in _dates(rest):
        if end == len(rest):
            yield lead + day
        elif (gap := _GAP.match(rest, end)) and (gap[0] or day.replace("%", "").isalpha()):
            for clock, left in _clock(rest[gap.end() :]):
                if not left:
                    yield lead + day + gap[0] + clock
                elif (zone := _ZONE.fullmatch(left)) is not None:
                    yield f"{lead}{day}{gap[0]}{clock}{zone[1]}{'%z' if zone[2] else '%Z'}"


def _dates(text: str) -> Iterator[tuple[str, int]]:
    """Formats of the date that `text` begins with, and where it ends."""
    if found := _NUMBERS.match(text):
        first, mark, second, third = found.groups()
        yield from ((mark.join(order), found.end()) for order in _orders(first, second, third))
    elif found := _COMPACT.match(text):
        digits = found[1]
        for order, parts in (
            ("%Y%m%d", (digits[:4], digits[4:6], digits[6:])),
            ("%d%m%Y", (digits[4:], digits[2:4], digits[:2])),
            ("%m%d%Y", (digits[4:], digits[:2], digits[2:4])),
        ):
            if _is_date(*parts):
                yield order, found.end()
    elif found := _DAY_NAMED.match(text):
        day, gap, month, second_gap, year = found.groups()
        for name in _month_names(month):
            if 1 <= int(day) <= 31:
                yield f"%d{gap}{name}{second_gap}{'%Y' if len(year) == 4 else '%y'}", found.end()
    elif found := _NAMED_DAY.match(text):
        month, day, gap, _ = found.groups()
        for name in _month_names(month):
            if 1 <= int(day) <= 31:
                yield f"{name} %d{gap}%Y", found.end()


def _orders(first: str, second: str, third: str) -> Iterator[tuple[str, str, str]]:
    if len(first) == 4:
        if len(third) <= 2 and _is_date(first, second, third):
            yield ("%Y", "%m", "%d")
        if len(third) <= 2 and _is_date(first, third, second):
            yield ("%Y", "%d", "%m")
    elif len(first) <= 2:
        year = "%Y" if len(third) == 4 else "%y"
        if len(third) in (2, 4) and _is_date(third, second, first):
            yield ("%d", "%m", year)
        if len(third) in (2, 4) and _is_date(third, first, second):
            yield ("%m", "%d", year)
        if len(first) == 2 and len(third) <= 2 and _is_date(first, second, third):
            yield ("%y", "%m", "%d")


def _is_date(year: str, month: str, day: str) -> bool:
    number = int(year) if len(year) == 4 else 2000 + int(year)
    if number not in _YEARS:
        return False
    try:
        date(number, int(month), int(day))
    except ValueError:
        return False
    return True


def _month_names(word: str) -> Iterator[str]:
    lowered = word.lower()
    if any(month[:3] == lowered for month in _MONTHS):
        yield "%b"
    if lowered in _MONTHS:
        yield "%B"


def _clock(text: str) -> Iterator[tuple[str, str]]:
    """The format of the time of day that `text` begins with, and what is left after it."""
    found = _TIME.match(text)
    if found is None:
        return
    hour, mark, minute, _, second, point, fraction = found.groups()
    if int(minute) > 59 or (second is not None and int(second) > 60) or (mark == "" and len(hour) != 2):
        return
    rest = f"{mark}%M"
    if second is not None:
        rest += f"{mark}%S" + (f"{point}%f" if fraction else "")
    left = text[found.end() :]
    if half := _HALF.match(left):
        if 1 <= int(hour) <= 12:
            yield f"%I{rest}{half[1]}%p", left[half.end() :]
    elif int(hour) < 24:
        yield f"%H{rest}", left
