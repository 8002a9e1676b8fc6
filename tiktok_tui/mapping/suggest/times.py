"""The time of an event: its columns, its format, its zone, and the question that only a person can answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from tiktok_tui.events.settings_text import shown
from tiktok_tui.events.zone_marks import OFFSETS, abbreviation_in
from tiktok_tui.mapping import times
from tiktok_tui.mapping.suggest import synonyms
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.headers import words
from tiktok_tui.mapping.suggest.samples import SampledColumn

_ZONED = re.compile(r".*\d ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)", re.DOTALL)
_IANA = re.compile(r"[A-Z][a-z]+/[A-Z][A-Za-z_]+")
_ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z]{2,4}(?![A-Za-z])")
_ZONES = {
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles", "MST": "America/Denver",
    "MDT": "America/Denver", "MT": "America/Denver", "CST": "America/Chicago", "CDT": "America/Chicago",
    "CT": "America/Chicago", "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "CET": "Europe/Paris", "CEST": "Europe/Paris", "BST": "Europe/London", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
}  # fmt: skip
"""Abbreviations of zones in headers, and the place whose clocks people mean by them, summer time included."""
_AMERICAN = re.compile(r"\b(Pacific|Mountain|Central|Eastern) (?:(?:Standard|Daylight) )?Time\b", re.IGNORECASE)
_UNIX = re.compile(r"\d{10}(?:\.\d+)?|\d{13}|1\d{15}|1\d{18}")


def settle_time(draft: MappingDraft, time_zone: str = "") -> None:
    """Complete the timestamp: the time of day beside a date, the zone, and the format that the cells fit.

    `time_zone` is the one that lines above the header name for all rows.
    """
    date = draft.column_of("timestamp")
    if date is None:
        return
    parts = [date]
    if not date.empty and _mostly(times.is_date_alone, date.looked_at):
        clock = draft.best(synonyms.CLOCK)
        if clock is not None:
            parts.append(clock)
            draft.fill("timestamp", *parts)
    values = _joined(parts)
    zone = draft.best(synonyms.ZONE)
    if zone is not None and zone.name not in draft.used():
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], zone=zone.name)
    elif {"utc", "gmt"} & {word for part in parts for word in words(part.name)} and (
        values and not _mostly(_knows_its_zone, values)
    ):
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], time_zone="UTC")
    elif named := next(filter(None, (zone_in_header(part.name) for part in parts)), None):
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], time_zone=named)
    elif time_zone:
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], time_zone=time_zone)
    if values and (date.kind != "time" or len(parts) > 1):
        _settle_format(draft, parts, values)
    abbreviations = sorted(set(filter(None, map(abbreviation_in, values))))
    if abbreviations:
        said = ", ".join(f"{name} is UTC{OFFSETS[name]}" for name in abbreviations)
        draft.note(f"In {quoted([parts[-1].name])} {said}.", "timestamp")


def zone_in_header(name: str) -> str | None:
    """Return the zone that the name of a time gives, as an IANA name; None for none.

    >>> zone_in_header("Order date (PST)"), zone_in_header("Created Europe/Berlin"), zone_in_header("Created")
    ('America/Los_Angeles', 'Europe/Berlin', None)
    >>> zone_in_header("Purchase Time (US Pacific Time)")
    'America/Los_Angeles'
    """
    for found in _IANA.findall(name):
        try:
            return ZoneInfo(found).key
        except (OSError, ValueError, KeyError):
            continue
    for abbreviation in _ABBREVIATION.findall(name):
        if abbreviation in _ZONES:
            return _ZONES[abbreviation]
    named = _AMERICAN.search(name)
    return _ZONES[f"{named[1][0].upper()}T"] if named else None


def _settle_format(draft: MappingDraft, parts: list[SampledColumn], values: tuple[str, ...]) -> None:
    if _mostly(times.reads_by_itself, values):
        return
    formats = times.fitting_formats(values)
    if not formats:
        names = quoted([column.name for column in parts])
        draft.note(
            f"The times in {names} are not all written alike; choose their format if they are refused.", "timestamp"
        )
        return
    doubtful = times.disagree(formats, values)
    if doubtful is None:
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], format=formats[0])
        return
    names = quoted([column.name for column in parts])
    draft.questions.append(
        Question(
            "timestamp",
            f"{shown(doubtful)} in {names} can be read in two ways: {' or '.join(formats)}?",
            tuple(formats),
        )
    )


def _joined(parts: list[SampledColumn]) -> tuple[str, ...]:
    """The different times of the rows, those of several columns joined by a blank."""
    if len(parts) == 1:
        return parts[0].different()
    rows = zip(*(column.cells for column in parts), strict=True)
    return tuple(dict.fromkeys(" ".join(filter(None, (_day(row[0]), *row[1:]))) for row in rows if row[0]))


def _day(value: str) -> str:
    """The date within a typed date, without its midnight."""
    return value[:10] if times.is_date_alone(value) and value[4:5] == "-" else value


def _knows_its_zone(value: str) -> bool:
    return bool(_ZONED.fullmatch(times.plain(value)) and ":" in value) or bool(_UNIX.fullmatch(value))


def _mostly(test: Callable[[str], bool], values: tuple[str, ...]) -> bool:
    return sum(map(test, values)) >= 0.8 * len(values)
