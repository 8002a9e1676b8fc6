"""The zone and the order of day and month that the name of a time gives beside its subject."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tiktok_tui.events.notations.zones import PLACES, is_iana, zone_for

_IANA = re.compile(r"[A-Z][a-z]+/[A-Z][A-Za-z_]+")
_OFFSET = re.compile(r"(?<![A-Za-z])(?:UTC|GMT) ?[+\u2212-] ?\d{1,2}(?::?[0-5]\d)?(?!\d)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[\uff08]([^()\[\]\uff08\uff09]+)[)\]\uff09]")
_TIME_OF = re.compile(r"(?:[Tt]ime|[Hh]ours?|時間|时间)$|^(?:hora|heure|ora)s? (?:de |di |do |of )?")
"""The word beside a place whose time is meant: `Beijing time`."""
_ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z]{2,4}(?![A-Za-z])")
_UNCLEAR = frozenset({"IST", "AST", "ADT", "GST"})
"""Abbreviations that several zones have, none of them more than the others."""
_UTC = re.compile(r"(?<![A-Za-z])(?:[Uu][Tt][Cc]|[Gg][Mm][Tt])(?![A-Za-z])|(?<=[a-z])(?:U[Tt][Cc]|G[Mm][Tt])(?![a-z])")
_LETTERS = (
    ("dmy", "dd?", "mm?", "yyyy|yy?"), ("mdy", "mm?", "dd?", "yyyy|yy?"), ("ymd", "yyyy|yy", "mm?", "dd?"),
    ("dmy", "tt?", "mm?", "jjjj|jj?"), ("dmy", "jj?", "mm?", "aaaa|aa"), ("dmy", "dd?", "mm?", "aaaa|aa"),
    ("dmy", "gg?", "mm?", "aaaa|aa"), ("dmy", "dd?", "mm?", "jjjj|jj"), ("ymd", "jjjj", "mm?", "tt?|dd?"),
    ("ymd", "aaaa", "mm?", "dd?|jj?|gg?"),
)  # fmt: skip
"""Letters for day, month and year: those of English, German, French, Spanish and Portuguese, Italian, Dutch."""
_CLOCK = r"(?:[ T_]?(?:hh?|uu?|ss?):?(?:mm|ii)(?::?ss)?)?"
_MOMENT = frozenset("at on date time datetime timestamp tstamp ts dt dttm".split())
_UNITS = frozenset("ms millis milliseconds micros microseconds us s sec seconds unix unixtime epoch ntz tz ltz".split())
"""Words behind the name of a time that only say how it is written."""
_ASIDE: Final = re.compile(
    r"\(?\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\)?|\((?:[A-Z]{2,5}|(?:UTC|GMT) ?[+-]\d{1,2}(?::?\d\d)?)\)"
    r"|\((?:[A-Za-z]+ ){0,3}[Tt]ime ?(?:[Zz]one)?\)"
)


@cache
def _orders() -> list[tuple[str, re.Pattern[str]]]:
    """Every order with what it looks like; made when the first time is met, since a start has no need of them."""
    return [
        (
            order,
            re.compile(
                rf"[(\[]?(?<![A-Za-z])(?:{a})[-/. ]?(?:{b})[-/. ]?(?:{c}){_CLOCK}(?![A-Za-z])[)\]]?", re.IGNORECASE
            ),
        )
        for order, a, b, c in _LETTERS
    ]


def zone_in_header(name: str) -> str | None:
    """Return the zone that the name of a time gives, as an IANA name or an odd offset; None for none.

    >>> zone_in_header("Order date (PST)"), zone_in_header("Created Europe/Berlin"), zone_in_header("Created")
    ('America/Los_Angeles', 'Europe/Berlin', None)
    >>> zone_in_header("Order Time(UTC+8)"), zone_in_header("Paid (Beijing time)"), zone_in_header("Created (UTC)")
    ('Etc/GMT-8', 'Asia/Shanghai', 'UTC')
    """
    for found in _IANA.findall(name):
        if is_iana(found):
            return str(found)
    offsets = _OFFSET.findall(name)
    for offset in offsets:
        if zone := zone_for(offset.replace("\u2212", "-")):
            return zone
    for abbreviation in _ABBREVIATION.findall(name):
        if abbreviation in PLACES:
            return PLACES[abbreviation]
    for inside in _BRACKETS.findall(name):
        place = _TIME_OF.sub("", inside).strip()
        if place != inside.strip() and (zone := zone_for(inside.strip().removeprefix("US ")) or zone_for(place)):
            return zone
    return "UTC" if _UTC.search(name) and not offsets else None


def unclear_zones(name: str) -> frozenset[str]:
    """Return the abbreviations in the name of a time that several zones have, none of them more than the others."""
    return _UNCLEAR & set(_ABBREVIATION.findall(name))


def order_in_header(name: str) -> str:
    """Return the order of day, month and year that the name of a time gives; "" for none.

    >>> order_in_header("Order Date (MM/DD/YYYY)"), order_in_header("Datum (TT.MM.JJJJ)"), order_in_header("Date")
    ('mdy', 'dmy', '')
    """
    return next((order for order, letters in _orders() if letters.search(name)), "")


def moments(said: tuple[str, ...]) -> tuple[str, ...]:
    """Return other spellings of a name that ends with a word for a moment, as `synonyms` may have them.

    >>> moments(("created", "datetime")), moments(("event", "timestamp", "ms"))
    (('createdat', 'createddate'), ('eventat', 'eventdate'))
    >>> moments(("created",)), moments(("date", "submitted"))
    ((), ('submittedat', 'submitteddate'))
    """
    core = list(said)
    while core and core[-1] in _UNITS:
        core.pop()
    if core == ["timestamp"] != list(said):
        return ("timestamp",)
    while core and core[-1] in _MOMENT | _UNITS:
        core.pop()
    if core[:1] == ["date"] and len(core) == len(said):
        core = core[1:]
    if not core or len(core) == len(said):
        return ()
    name = "".join(core)
    return f"{name}at", f"{name}date"


def _is_aside(found: str) -> bool:
    """True if what looks like an aside is one: `Date/Time` looks like the name of a zone."""
    return "/" not in found or is_iana(found.strip("()"))


def without_asides(name: str) -> str:
    """Return a name without its zone and its order of day and month, which do not change its subject.

    >>> without_asides("Created (PST)").strip(), without_asides("Order Date (MM/DD/YYYY)").strip()
    ('Created', 'Order Date')
    """
    name = _ASIDE.sub(lambda found: " " if _is_aside(found[0]) else found[0], name)
    for _, letters in _orders():
        name = letters.sub(" ", name)
    return name
