"""The zone behind a time as exports write it, in words or with a word beside its offset: as an offset alone."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from tiktok_tui.events.system.settings_text import shown

OFFSETS: Final = {
    "UTC": "+00:00", "GMT": "+00:00",
    "HST": "-10:00", "AKST": "-09:00", "AKDT": "-08:00", "PST": "-08:00", "PDT": "-07:00", "MST": "-07:00",
    "MDT": "-06:00", "CDT": "-05:00", "EST": "-05:00", "EDT": "-04:00", "BRT": "-03:00", "WET": "+00:00",
    "WEST": "+01:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "SAST": "+02:00", "MSK": "+03:00", "ICT": "+07:00", "WIB": "+07:00",
    "HKT": "+08:00", "SGT": "+08:00", "AWST": "+08:00", "JST": "+09:00", "KST": "+09:00", "ACST": "+09:30",
    "ACDT": "+10:30", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
}  # fmt: skip
"""Abbreviations behind a time and what they say; those of America are RFC 5322's. CST (Chicago, Shanghai, Havana), IST
(India, Ireland, Israel) and AST are left out: exports of all these places use them."""

_EXACT = ("UTC", "GMT")
_BEFORE = r"(\d ?|[AaPp]\.?[Mm]\.? ?)"
_CLOCK = r":\d\d(?:[.,]\d+)?(?: ?[AaPp]\.?[Mm]\.?)?"

PATTERNS: Final = (
    (r"^([A-Za-z]{3} [A-Za-z]{3}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$", r"\1 \2 \4 \3"),
    (
        r"^([A-Za-z]{3} [A-Za-z]{3}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) ([A-Z]{3,4}|[+-]\d{4}) (\d{4})$",
        r"\1 \2 \5 \3 \4",
    ),
    (rf"({_CLOCK} ?(?:UTC|GMT)?[+-]\d\d:?\d\d|\dZ) ?(?:\([^()\d]+\)|\[[A-Za-z_/+-]+\]|[A-Z]{{3,5}})$", r"\1"),
    (rf"{_BEFORE}\(?(?:UTC|GMT) ?([+-]\d\d(?::?\d\d)?)\)?$", r"\1\2"),
    (rf"{_BEFORE}\(?(?:UTC|GMT) ?\+(\d(?::\d\d)?)\)?$", r"\1+0\2"),
    (rf"{_BEFORE}\(?(?:UTC|GMT) ?-(\d(?::\d\d)?)\)?$", r"\1-0\2"),
)
"""Patterns and the text that takes their place (RE2 and Python), one after the other: the year that Unix and Java write
behind the clock, to its day; no second name behind an offset (`+0000 UTC`, `-08:00[America/Los_Angeles]`); UTC+2."""

ABBREVIATION: Final = rf"{_BEFORE}\(?([A-Z]{{3,4}})\)?$"
"""An abbreviation behind a time, which follows the patterns."""

MARKED: Final = r"[A-Z]{3}\)?$|[\])]$|(?:UTC|GMT) ?[+-]|^[A-Za-z]{3} [A-Za-z]{3} .* \d{4}$"
"""The texts that any of these may change: a quick look, since nearly all times have none."""

_MARKED = re.compile(MARKED)
_PATTERNS = [(re.compile(pattern, re.ASCII), put) for pattern, put in PATTERNS]
_ABBREVIATION = re.compile(ABBREVIATION, re.ASCII)


def offset_said(text: str) -> str:
    """Return a time with the offset that its zone says, as `+02:00`, `+0200` or `Z`; other texts unchanged.

    >>> offset_said("2026-11-14 10:05 PST"), offset_said("2026-11-14 10:05 GMT+1")
    ('2026-11-14 10:05 -08:00', '2026-11-14 10:05 +01')
    >>> offset_said("Sat Nov 14 10:05:06 CET 2026")
    'Sat Nov 14 2026 10:05:06 +01:00'
    """
    if not _MARKED.search(text):
        return text
    text = _tidied(text)
    found = _ABBREVIATION.search(text)
    if found is None or found[2] not in OFFSETS:
        return text
    return text[: found.start()] + found[1] + OFFSETS[found[2]]


def abbreviation_in(text: str, home: str = "UTC") -> str | None:
    """Return the abbreviation that an offset is put for where `home` is; None if none is, and for UTC and GMT.

    >>> abbreviation_in("2026-11-14 10:05 PST"), abbreviation_in("2026-11-14 10:05 IST")
    ('PST', None)
    """
    for name in _clocks_at(home):
        if name in text and said_at(home, text) != text:
            return name
    found = _ABBREVIATION.search(_tidied(text))
    return found[2] if found is not None and found[2] in OFFSETS and found[2] not in _EXACT else None


def zone_read_as(column: str, abbreviation: str, home: str = "UTC") -> str:
    """Return the offset that an abbreviation behind the times of a column is read as, in words.

    >>> zone_read_as("Date", "PST")
    'In “Date” PST is UTC-08:00.'
    """
    return f"In “{shown(column)}” {abbreviation} is UTC{offset_of(abbreviation, home)}."


def offset_of(name: str, home: str) -> str | None:
    """Return the offset that an abbreviation in a column of zones stands for; None if it is none, and for UTC and GMT.

    What the clocks at `home` say, the destination's zone (IANA), goes before the rest.

    >>> offset_of("CST", "America/Chicago"), offset_of("CST", "Asia/Shanghai"), offset_of("CST", "UTC")
    ('-06:00', '+08:00', None)
    """
    if name in _EXACT or not re.fullmatch("[A-Z]{3,4}", name):
        return None
    return _clocks_at(home).get(name) or OFFSETS.get(name)


@cache
def patterns_at(home: str) -> tuple[tuple[str, str], ...]:
    """Return patterns, and the text that takes their place, for what clocks at `home` call otherwise than `OFFSETS`.

    They stand behind a clock, the year of Unix and Java perhaps behind them, and come before `PATTERNS`.
    """
    return tuple(
        (rf"((?:^|[ T,])\d{{1,2}}(?::\d\d)?{_CLOCK}) ?\(?{name}\)?( \d{{4}})?$", rf"\1 {offset.replace(':', '')}\2")
        for name, offset in _clocks_at(home).items()
        if OFFSETS.get(name) != offset
    )


def said_at(home: str, text: str) -> str:
    """Return a time with the offset that clocks at `home` (IANA) mean by its zone; other texts unchanged.

    >>> said_at("America/Chicago", "2026-11-14 10:05 CST"), said_at("America/Chicago", "2026-11-14 10:05 PST")
    ('2026-11-14 10:05 -0600', '2026-11-14 10:05 PST')
    """
    for pattern, put in patterns_at(home):
        text = re.sub(pattern, put, text, flags=re.ASCII)
    return text


@cache
def _clocks_at(home: str) -> dict[str, str]:
    """The abbreviations that clocks at `home` show in winter and in summer, and their offsets."""
    try:
        clocks = [datetime(2026, month, 1, tzinfo=ZoneInfo(home)) for month in (1, 7)]
    except (OSError, ValueError, KeyError):
        return {}
    names = ((clock.tzname() or "", clock.isoformat()[-6:]) for clock in clocks)
    return {name: offset for name, offset in names if name not in _EXACT and re.fullmatch("[A-Z]{3,4}", name)}


def _tidied(text: str) -> str:
    for pattern, put in _PATTERNS:
        text = pattern.sub(put, text)
    return text
