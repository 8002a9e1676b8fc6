"""The zone and the order of day and month that the name of a time gives beside its subject."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tiktok_tui.events.notations.zones import PLACES, is_iana, zone_for
from tiktok_tui.mapping.suggest.vocabulary.words import words

_IANA: Final = re.compile(
    r"(?<![A-Za-z])(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Canada|Etc|Europe|Indian|Pacific|US)"
    r"[/_][A-Za-z_]+(?:/[A-Za-z_]+)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:(?<![A-Za-z])(?i:UTC|GMT)|(?<=[a-z])(?:UTC|GMT)) ?[+\uff0b\u2212-] ?\d{1,2}(?::?[0-5]\d)?(?!\d)"
)
_SIGNS: Final = {0xFF0B: "+", 0x2212: "-"}
_BRACKETS = re.compile(r"[(\[\uff08]([^()\[\]\uff08\uff09]+)[)\]\uff09]")
_TIME_OF = re.compile(r"(?:time|hours?|時間|时间)$|^(?:hora|heure|ora)s? (?:de |di |do |of )?", re.IGNORECASE)
"""The word beside a place whose time is meant: `Beijing time`."""
_ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z]{2,4}(?![A-Za-z])")
_UNCLEAR = frozenset({"IST", "AST", "ADT", "GST"})
"""Abbreviations that several zones have, none of them more than the others."""
_UTC = re.compile(
    r"(?:(?<![A-Za-z])(?:[Uu][Tt][Cc]|[Gg][Mm][Tt])(?![A-Za-z])|(?<=[a-z])(?:U[Tt][Cc]|G[Mm][Tt])(?![a-z]))(?![ _]?\d)"
)
_UNSIGNED = re.compile(r"(?:(?<![A-Za-z])(?i:UTC|GMT)|(?<=[a-z])(?:U[Tt][Cc]|G[Mm][Tt]))[ _]?\d{1,2}(?!\d)")
_SIGN_IN_WORDS: Final = re.compile(r"(utc|gmt)[ _]?(plus|minus)[ _]?(?=\d)", re.IGNORECASE)
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
_LETTERS_OF_A_COUNTRY: Final = 2
_ASIDE: Final = re.compile(
    rf"\(?(?i:{_IANA.pattern})\)?|\((?:[A-Z]{{2,5}}|(?:UTC|GMT) ?[+-]\d{{1,2}}(?::?\d\d)?)\)"
    r"|\((?:[A-Za-z]+[ _]){0,3}(?i:time[ _]?(?:zone)?)\)"
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
    >>> zone_in_header("created_at_pst"), zone_in_header("ORDER_DATE_EUROPE_BERLIN"), zone_in_header("time_gmt_plus_1")
    ('America/Los_Angeles', 'Europe/Berlin', 'Etc/GMT-1')
    """
    for found in _IANA.findall(name):
        if zone := _iana_for(found):
            return zone
    offsets = _OFFSET.findall(_SIGN_IN_WORDS.sub(_signed, name))
    for offset in offsets:
        if zone := zone_for(offset.translate(_SIGNS)):
            return zone
    for abbreviation in _abbreviations(name):
        if abbreviation in PLACES:
            return PLACES[abbreviation]
    for inside in (found.replace("_", " ").strip() for found in _BRACKETS.findall(name)):
        place = _TIME_OF.sub("", inside).strip()
        if place != inside and (zone := zone_for(inside.removeprefix("US ")) or zone_for(place)):
            return zone
        if zone := zone_for(f"{inside.removeprefix('US ')} time"):  # (Eastern)
            return zone
    return "UTC" if _UTC.search(name) and not offsets else None


def _iana_for(found: str) -> str | None:
    """Return the zone whose name this is in any case, also with `_` in place of `/`; None for none.

    It is put together without the list of all zones, which takes long to load.
    """
    area, place = re.split("[/_]", found.title(), maxsplit=1)
    area = area.upper() if area == "Us" else area
    names = (found, f"{area}/{place}", f"{area}/{place.replace('_', '/', 1)}")
    return next(filter(is_iana, names), None)


def _signed(found: re.Match[str]) -> str:
    return found[1] + ("+" if found[2].lower() == "plus" else "-")


def _abbreviations(name: str) -> list[str]:
    """Return what may be the abbreviation of a zone: in capitals, in brackets, or behind the word for a moment."""
    return [each.upper() for each in (*_ABBREVIATION.findall(name), *_BRACKETS.findall(name), *_last(name))]


def _last(name: str) -> list[str]:
    """Return the last word of a name if it is a zone's abbreviation in small letters, as in `created_at_pst`.

    Two letters are a language or a country as well (`date_pt`), but for those of a moment (`created_at_pt`).
    """
    moment, last = ("", "", *words(name))[-2:]
    known = last.upper() in PLACES or last.upper() in _UNCLEAR
    return [last] if known and (moment == "at" or (moment in _MOMENT and len(last) > _LETTERS_OF_A_COUNTRY)) else []


def unclear_zones(name: str) -> frozenset[str]:
    """Return what the name of a time says of its zone that is none for sure.

    An abbreviation that several zones have, none of them more than the others, or an offset without a sign.
    """
    return _UNCLEAR & set(_abbreviations(name)) | set(_UNSIGNED.findall(_SIGN_IN_WORDS.sub(_signed, name)))


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
    """True if what looks like an aside is one: `US_total` looks like the name of a zone."""
    inside = found.strip("()")
    return _IANA.fullmatch(inside) is None or _iana_for(inside) is not None


def without_asides(name: str) -> str:
    """Return a name without its zone and its order of day and month, which do not change its subject.

    >>> without_asides("Created (PST)").strip(), without_asides("Order Date (MM/DD/YYYY)").strip()
    ('Created', 'Order Date')
    >>> without_asides("created_at_pst"), without_asides("created_at_europe_berlin").strip("_ ")
    ('created_at', 'created_at')
    """
    name = _ASIDE.sub(lambda found: " " if _is_aside(found[0]) else found[0], name)
    name = _BRACKETS.sub(lambda found: " " if found[1].strip().upper() in PLACES else found[0], name)
    for last in _last(name):
        name = re.sub(rf"[\W_]*{last}\W*$", "", name, flags=re.IGNORECASE)
    for _, letters in _orders():
        name = letters.sub(" ", name)
    return name
