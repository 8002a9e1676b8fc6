"""Finds every format that reads a text as a date, with or without a time of day and a zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)", re.ASCII)
_DOTTED = re.compile(r"(\d{1,4})(\. ?)(\d{1,2})(\. ?)(\d{4}|\d{1,2})(\.?)(?!\d)", re.ASCII)
"""With a blank after the dots, or a dot after the day, as in Czech, Hungarian and Korean."""
_SIGNED = re.compile(r"(\d{4})([年년] ?)(\d{1,2})([月월] ?)(\d{1,2})([日일])", re.ASCII)
_COMPACT = re.compile(r"(\d{8})(?=\d{4}$|\d{6}$|\D|$)", re.ASCII)
_WEEKDAY = re.compile(r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(\w{3,6}day))(,?) ", re.ASCII | re.IGNORECASE)
_DAY_NAMED = re.compile(r"(\d{1,2})(\. |[ ./-]?)([A-Za-z]{3,9})([ ./,-]{1,2})(\d{4}|\d{2})(?!\d)", re.ASCII)
_NAMED_DAY = re.compile(r"([A-Za-z]{3,9})(\.? )(\d{1,2})(,? )(\d{4})(?!\d)", re.ASCII)
_NAMED_DAY_DASHED = re.compile(r"([A-Za-z]{3,9})-(\d{1,2})-(\d{4}|\d{2})(?!\d)", re.ASCII)
_TIME = re.compile(r"(\d{1,2})([:.h]?)(\d\d)(?:(\2)(\d\d)(?:([.,])(\d{1,6}))?)?(?!\d)", re.ASCII)
_SIGNED_TIME = re.compile(r"(\d{1,2})([時时시] ?)(\d{1,2})([分분])(?:( ?)(\d{1,2})([秒초]))?(?!\d)", re.ASCII)
_HALF = re.compile(r"( ?)([AP]M)(?![A-Z])", re.ASCII | re.IGNORECASE)
_ZONE = re.compile(r"( ?)(?:([+-]\d\d(?::?\d\d)?)|(UTC|GMT|[A-Z][a-z]+/[A-Za-z_/]+))", re.ASCII)
_BEHIND = (
    "", " Uhr", " uur", " hs.", " hs", "hs", " hrs.", " hrs", "hrs", " h", "h", " godz.", " hod.", " ч.", " ч",
)  # fmt: skip
"""Words for hours behind a time of day, and none."""
_GAP = re.compile(r", ?|T| at | à | um | klo | kl\.? | às | a las | alle | ore | o | T | [-\u2013] |[_:]| |(?=\d)")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_YEARS = range(2015, 2069)
"""Conversions are recent: a reading that gives another year is no reading (and `%y` turns to 19.. at 69)."""


def formats_of(value: str) -> Iterator[str]:
    """Every format that reads the whole of `value`."""
    if len(value) > 60:
        return
    lead, rest = "", value
    if weekday := _WEEKDAY.match(value):
        lead = ("%a" if weekday[1] else "%A") + weekday[3] + " "
        rest = value[weekday.end() :]
    for clock, left in clock_of(value):
        if left.startswith(" "):
            yield from (f"{clock} {day}" for day, end in _dates(left[1:]) if end == len(left) - 1)
    for day, end in _dates(rest):
        if end == len(rest):
            yield lead + day
        elif (gap := _GAP.match(rest, end)) and (gap[0] or day.replace("%", "").isalpha()):
            for clock, left in clock_of(rest[gap.end() :]):
                if left in _BEHIND:
                    yield lead + day + gap[0] + clock + left
                elif (zone := _ZONE.fullmatch(left)) is not None:
                    yield f"{lead}{day}{gap[0]}{clock}{zone[1]}{'%z' if zone[2] else '%Z'}"


def _dates(text: str) -> Iterator[tuple[str, int]]:
    """Formats of the date that `text` begins with, and where it ends."""
    if (found := _DOTTED.match(text)) and (" " in found[0] or found[6]):
        first, gap, second, second_gap, third, dot = found.groups()
        for parts in _orders(first, second, third):
            if _is_used(".", parts):
                yield f"{parts[0]}{gap}{parts[1]}{second_gap}{parts[2]}{dot}", found.end()
    elif found := _SIGNED.match(text):
        year, gap, month, second_gap, day, end = found.groups()
        if _is_date(year, month, day):
            yield f"%Y{gap}%m{second_gap}%d{end}", found.end()
    elif found := _NUMBERS.match(text):
        first, mark, second, third = found.groups()
        yield from ((mark.join(order), found.end()) for order in _orders(first, second, third) if _is_used(mark, order))
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
        month, gap, day, second_gap, _ = found.groups()
        for name in _month_names(month):
            if 1 <= int(day) <= 31:
                yield f"{name}{gap}%d{second_gap}%Y", found.end()
    elif found := _NAMED_DAY_DASHED.match(text):
        month, day, year = found.groups()
        for name in _month_names(month):
            if 1 <= int(day) <= 31:
                yield f"{name}-%d-{'%Y' if len(year) == 4 else '%y'}", found.end()


def _is_used(mark: str, order: tuple[str, str, str]) -> bool:
    """False for an order that nobody writes with this mark: dates with dots have the day before the month."""
    return mark != "." or order.index("%d") < order.index("%m") or order == ("%Y", "%m", "%d")


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


def clock_of(text: str) -> Iterator[tuple[str, str]]:
    """The format of the time of day that `text` begins with, and what is left after it."""
    if found := _SIGNED_TIME.match(text):
        hour, mark, minute, second_mark, gap, second, third_mark = found.groups()
        if int(minute) < 60 and int(second or 0) <= 60:
            seconds = f"{gap}%S{third_mark}" if second else ""
            yield from _with_half(int(hour), f"{mark}%M{second_mark}{seconds}", text[found.end() :])
        return
    found = _TIME.match(text)
    if found is None:
        return
    hour, mark, minute, _, second, point, fraction = found.groups()
    if int(minute) > 59 or (second is not None and int(second) > 60) or (mark == "" and len(hour) != 2):
        return
    rest = f"{mark}%M"
    if second is not None:
        rest += f"{mark}%S" + (f"{point}%f" if fraction else "")
    yield from _with_half(int(hour), rest, text[found.end() :])


def is_clock(text: str) -> bool:
    """Return True if the whole of `text` is a time of day with colons, with or without its zone."""
    return any(
        ":" in clock and (left in (*_BEHIND, "Z") or _ZONE.fullmatch(left) is not None)
        for clock, left in clock_of(text)
    )


def _with_half(hour: int, rest: str, left: str) -> Iterator[tuple[str, str]]:
    if half := _HALF.match(left):
        if 1 <= hour <= 12:
            yield f"%I{rest}{half[1]}%p", left[half.end() :]
    elif hour < 24:
        yield f"%H{rest}", left
