"""The time of an event: its columns, its format, its zone, and the question that only a person can answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tiktok_tui.events.notations.zone_marks import abbreviation_in, offset_of, patterns_at, said_at, zone_read_as
from tiktok_tui.events.notations.zones import zone_in_words
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping import times
from tiktok_tui.mapping.suggest.columns import clocks
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.samples import ColumnSample, SampledColumn, mostly
from tiktok_tui.mapping.suggest.vocabulary import synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.time_headers import order_in_header, unclear_zones, zone_in_header
from tiktok_tui.mapping.suggest.vocabulary.words import words

_ZONED = re.compile(r".*\d ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)", re.DOTALL)
_A_CLOCK = re.compile(r"\D{0,4}\d{1,2}(?:[:.h]\d\d(?!\d)| ?[AaPp]\.?[Mm]\b)")
_DAY_IN_NUMBERS = re.compile(r"\d{5}")
_PART_OF_A_DAY = re.compile(r"[01]|0?\.\d+")
"""A day and a time of day as spreadsheets store them: 46184 and 0.5 are a noon."""
_BARE_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])(?:[0-5]\d){0,2}")
"""A time of day, and one without marks (`1430`, or the hour alone), which a number is only among others of its kind."""
_WRITTEN_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}(?!\d)")
_TYPED_DATE = re.compile(r"\d{4}-\d\d-(\d\d)(?!\d)")
_MONTHS: Final = 12
_FEWEST_DATES: Final = 3
"""So many days that all are months as well are hardly chance."""
_AN_OFFSET = re.compile(r"(?:UTC|GMT)? ?[-+\u2212]?\d{1,2}:?\d\d|[-+\u2212]?\d{1,5}")
_LENGTHS = frozenset(
    "duration length elapsed wait waiting spent worked break hours minutes runtime"
    " dauer duree duracion durata tempo".split()
)
"""Words for how long something takes, which is written like a time of day."""
_UNIX = re.compile(r"\d{10}(?:\.\d+)?|\d{13}|1\d{15}|1\d{18}")


def in_offsets(columns: Sequence[ColumnSample], home: str) -> list[ColumnSample]:
    """Return the columns with the offsets that the destination's own clocks mean by a zone such as CST."""
    if not patterns_at(home):
        return list(columns)
    return [replace(each, values=tuple(text and said_at(home, text) for text in each.values)) for each in columns]


def settle_time(draft: MappingDraft) -> None:
    """Complete the timestamp: the time of day beside a date, the zone, and the format that the cells fit."""
    date = draft.column_of("timestamp")
    if date is None:
        return
    parts = [date]
    if not date.empty and mostly(times.is_date_alone, date.looked_at):
        if (whole := clocks.twin(draft, date, "time")) is not None and not draft.is_exact("timestamp"):
            draft.fill("timestamp", whole)
            draft.note(f"{quoted([whole.name])} is the time to {quoted([date.name])}.", "timestamp")
            settle_time(draft)
            return
        if (clock := clocks.clock_of(draft, date)) is not None:
            parts.append(clock)
    if halves := clocks.halves(draft, parts):
        parts.append(halves)
    if len(parts) > 1:
        draft.fill("timestamp", *parts)
    elif not date.empty and mostly(_is_a_day, date.looked_at):
        _tell_unread_clock(draft, date)
    values = _joined(parts)
    zone = draft.best(synonyms.ZONE)
    if zone is not None and zone.name not in draft.used():
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], zone=zone.name)
    elif named := _named_above(parts, values):
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], time_zone=named)
    elif draft.time_zone:
        draft.fields["timestamp"] = replace(draft.fields["timestamp"], time_zone=draft.time_zone)
    else:
        _tell_unclear_zone(draft, parts)
        _tell_unused_offset(draft, date, values)
    _settle_format(draft, parts, values)
    for name in sorted(set(filter(None, map(abbreviation_in, values)))):
        draft.note(zone_read_as(parts[-1].name, name), "timestamp")


def _is_a_day(value: str) -> bool:
    """Return True for a date without a time of day, also as the number of a day that spreadsheets store."""
    return times.is_date_alone(value) or _DAY_IN_NUMBERS.fullmatch(value) is not None


def _tell_unread_clock(draft: MappingDraft, date: SampledColumn) -> None:
    """Say which times of day beside a date are not read.

    With a zone that several places have (`10:00 CST`) they cannot be. That of a delivery is not that of a purchase,
    but all that the file has of the time may be under a name that is not known.
    """
    unused: list[str] = []
    for column in draft.columns:
        if column.name in draft.used():
            continue
        if column.share("clock") == 1:
            # One that is known by its name is the clock of another date, which is told where it is decided.
            if synonyms.CLOCK not in meanings(column.name) and _LENGTHS.isdisjoint(words(column.name)):
                unused.append(column.name)
            continue
        if synonyms.CLOCK not in meanings(column.name):
            continue
        unread = [cell for cell in column.looked_at if _A_CLOCK.match(cell)]
        if all(map(_BARE_CLOCK.fullmatch, column.looked_at)) or all(map(_PART_OF_A_DAY.fullmatch, column.looked_at)):
            unread.extend(column.looked_at)
        if unread:
            draft.note(
                f"Times of day such as “{shown(unread[0])}” in {quoted([column.name])} cannot be read: every event has"
                f" the midnight of its {quoted([date.name])}.",
                "timestamp",
            )
    if unused:
        draft.note(
            f"The times of day in {quoted(unused)} are not used: every event has the midnight of its"
            f" {quoted([date.name])}.",
            "timestamp",
        )


def _tell_unclear_zone(draft: MappingDraft, parts: list[SampledColumn]) -> None:
    home = draft.destination.time_zone
    read_in = zone_in_words(home)
    for part in parts:
        unclear = unclear_zones(part.name)
        if unclear and not any(offset_of(name, home) for name in unclear):
            draft.note(
                f"{quoted([part.name])} names a zone that may be one of several; its times are read in {read_in}.",
                "timestamp",
            )


def _tell_unused_offset(draft: MappingDraft, date: SampledColumn, values: tuple[str, ...]) -> None:
    """Say that a column of offsets from UTC is not used, as the times may be those of UTC or of the place."""
    for column in [] if mostly(_knows_its_zone, values) else draft.columns:
        if "offset" in words(column.name) and column.looked_at and all(map(_AN_OFFSET.fullmatch, column.looked_at)):
            unused, taken = quoted([column.name]), quoted([date.name])
            draft.note(f"{unused} is not used: check in which zone the times in {taken} are.", "timestamp")


def _named_above(parts: list[SampledColumn], values: tuple[str, ...]) -> str | None:
    """Return the zone that the columns' names give; None for UTC beside times that name a zone themselves."""
    named = next(filter(None, (zone_in_header(part.name) for part in parts)), None)
    return None if named == "UTC" and mostly(_knows_its_zone, values) else named


def _tell_swapped(draft: MappingDraft, date: SampledColumn, values: tuple[str, ...]) -> None:
    """Say that a spreadsheet may have taken the day for the month in those dates that it could read so.

    It leaves the others, whose day is above 12, as text.
    """
    written = [found for found in map(_WRITTEN_DATE.match, values) if found]
    days = [int(found[1]) for found in map(_TYPED_DATE.match, values) if found]
    if len(written) < _FEWEST_DATES or len(days) < _FEWEST_DATES or max(days) > _MONTHS:
        return
    if all(max(int(found[1]), int(found[2])) > _MONTHS for found in written):
        draft.note(
            f"{quoted([date.name])} holds days above {_MONTHS} as text alone: a spreadsheet may have taken the day for"
            " the month in the other dates.",
            "timestamp",
        )


def _settle_format(draft: MappingDraft, parts: list[SampledColumn], values: tuple[str, ...]) -> None:
    _tell_swapped(draft, parts[0], values)
    if mostly(times.reads_by_itself, values):
        return
    formats = times.fitting_formats(values)
    if not formats:
        names = quoted([column.name for column in parts])
        draft.note(
            f"The times in {names} are not all written alike; choose their format if they are refused.", "timestamp"
        )
        return
    order = next(filter(None, (order_in_header(part.name) for part in parts)), "")
    formats = [each for each in formats if times.order_of(each) == order] or formats
    doubtful = times.disagree(formats, values)
    if doubtful is not None:
        formats = _in_the_order_of_another(draft, parts, formats)
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


def _in_the_order_of_another(draft: MappingDraft, parts: list[SampledColumn], formats: list[str]) -> list[str]:
    """Keep the formats whose order of day and month is that of the other dates of the file, if these leave no doubt."""
    orders: dict[str, str] = {}
    for column in draft.columns:
        if column in parts or column.kind == "time" or not column.mostly("date"):
            continue
        found = times.fitting_formats(column.different())
        found_orders = {times.order_of(each) for each in found}
        if len(found_orders) == 1 and _separator(column) == _separator(parts[0]):
            orders.setdefault(found_orders.pop(), column.name)
    kept = [each for each in formats if times.order_of(each) in orders]
    if len(orders) != 1 or not kept:
        return formats
    order, name = next(iter(orders.items()))
    read = "day/month/year" if order == "dmy" else "month/day/year" if order == "mdy" else "year/month/day"
    draft.note(f"The dates in {quoted([parts[0].name])} are {read}, as those in {quoted([name])} are.", "timestamp")
    return kept


def _separator(column: SampledColumn) -> str:
    """The sign behind the first number of a column's first date."""
    return column.looked_at[0].lstrip("0123456789")[:1]


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
