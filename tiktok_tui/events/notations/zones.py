"""Finds the time zone behind a name as exports write it: IANA, Windows, Rails, or an offset."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from tiktok_tui.events.notations.zone_marks import offset_of

_COPIES = ("posix/", "right/")
"""Folders of the system's zones that hold each of them once more."""

_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(?=\d\d?(?:$|:)|\d{4}$)(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
"""Three digits are none: -300 may be three hours, or minutes as JavaScript counts them."""

_RAILS = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "atlantic time (canada)": "America/Halifax",
    "indiana (east)": "America/Indiana/Indianapolis",
    "arizona": "America/Phoenix",
    "alaska": "America/Juneau",
    "hawaii": "Pacific/Honolulu",
    "saskatchewan": "America/Regina",
    "newfoundland": "America/St_Johns",
    "central america": "America/Guatemala",
    "brasilia": "America/Sao_Paulo",
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "central european time": "Europe/Paris",
    "eastern european time": "Europe/Helsinki",
    "western european time": "Europe/Lisbon",
    "edinburgh": "Europe/London",
    "bern": "Europe/Zurich",
    "kyiv": "Europe/Kiev",
    "st. petersburg": "Europe/Moscow",
    "new delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "chennai": "Asia/Kolkata",
    "beijing": "Asia/Shanghai",
    "hanoi": "Asia/Bangkok",
    "islamabad": "Asia/Karachi",
    "osaka": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo",
    "canberra": "Australia/Melbourne",
    "wellington": "Pacific/Auckland",
    "abu dhabi": "Asia/Muscat",
    "z": "UTC",
    "utc": "UTC",
    "gmt": "UTC",
    "coordinated universal time": "UTC",
}
"""Names of Rails, which Square and Shopify use, that are no city of the IANA zones."""


PLACES = {
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles", "MST": "America/Denver",
    "MDT": "America/Denver", "MT": "America/Denver", "CST": "America/Chicago", "CDT": "America/Chicago",
    "CT": "America/Chicago", "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "CET": "Europe/Paris", "CEST": "Europe/Paris", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "BST": "Europe/London", "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon", "MSK": "Europe/Moscow", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "HKT": "Asia/Hong_Kong",
    "SGT": "Asia/Singapore", "ICT": "Asia/Bangkok", "WIB": "Asia/Jakarta", "SAST": "Africa/Johannesburg",
    "BRT": "America/Sao_Paulo", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
}  # fmt: skip
"""Abbreviations that speak of all rows, in a header or above it, and the place whose clocks people mean, summer time
included. In a single row an abbreviation is an offset (`zone_marks`)."""


def zone_for(name: str, home: str = "UTC") -> str | None:
    """Return the zone's IANA name, or an odd offset as `GMT+05:30`; None if the name is not known.

    Of the abbreviations that stand for several zones, such as IST, only that of `home` is known.

    >>> zone_for("Eastern Time (US & Canada)"), zone_for("W. Europe Standard Time"), zone_for("UTC+2")
    ('America/New_York', 'Europe/Berlin', 'Etc/GMT-2')
    """
    text = " ".join(name.split())
    lower = text.lower()
    if found := _RAILS.get(lower):
        return found
    if "/" in text and is_iana(text):
        return text
    if found := _known().get(lower):
        return found
    behind = re.sub(r"^\((?:UTC|GMT)[^)]*\)\s*", "", text, flags=re.IGNORECASE)
    if behind != text:
        return zone_for(behind, home)
    text = offset_of(text, home) or text
    if offset := _OFFSET.fullmatch(text):
        sign, hours, minutes = offset.groups()
        if (int(hours), int(minutes or 0)) > ((14, 0) if sign == "+" else (12, 0)):
            return None
        if minutes in (None, "00"):
            if not int(hours):
                return "UTC"
            # The signs of these IANA names are the other way round.
            return f"Etc/GMT{'-' if sign == '+' else '+'}{int(hours)}"
        return f"GMT{sign}{int(hours):02d}:{minutes}"
    return None


def is_iana(name: str) -> bool:
    """Return True for an IANA zone as it is written, also for one without a place such as CET, which has summer time.

    It is found without the list of all, which takes long.
    """
    try:
        return not name.startswith(_COPIES) and bool(ZoneInfo(name))
    except (OSError, ValueError, KeyError):
        return False


def is_setting(name: str) -> bool:
    """Return True for a zone that a setting may name: an IANA zone, or an offset such as UTC+5:30."""
    return is_iana(name) or (_OFFSET.fullmatch(name) is not None and zone_for(name) is not None)


def zone_in_words(zone: str) -> str:
    """Return a zone as people write it: an offset with its own sign, which IANA's names turn round.

    >>> zone_in_words("Etc/GMT-8"), zone_in_words("GMT+05:30"), zone_in_words("Asia/Tokyo")
    ('UTC+8', 'UTC+05:30', 'Asia/Tokyo')
    """
    if found := re.fullmatch(r"Etc/GMT([+-])(\d+)", zone):
        return f"UTC{'-' if found[1] == '+' else '+'}{found[2]}"
    return re.sub(r"^GMT(?=[+-])", "UTC", zone)


@cache
def _known() -> dict[str, str]:
    from babel.core import get_global

    iana = {name for name in available_timezones() if "/" in name and not name.startswith(_COPIES)}
    known: dict[str, str] = {}
    for name in sorted(iana):
        city = name.rsplit("/", 1)[1].replace("_", " ").lower()
        if not name.startswith(("Etc/", "SystemV/", "US/", "Canada/")):
            known.setdefault(city, name)
        known[name.lower()] = name
    windows: Mapping[str, str] = get_global("windows_zone_mapping")
    known |= {name.lower(): zone for name, zone in windows.items()}
    return known | _RAILS
