"""The column with the time of day to a date: by its name, by its cells, or since it stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiktok_tui.mapping import times
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn, mostly
from tiktok_tui.mapping.suggest.vocabulary import synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.time_headers import without_asides
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_MOMENTS = frozenset("at on date time datetime timestamp utc gmt local tz timezone zone".split())
"""Words for a moment and its zone, which a date and its time of day need not share."""
_STEMS = {
    "ordered": "order", "purchased": "purchase", "created": "create", "creation": "create", "booked": "book",
    "booking": "book", "paid": "payment", "sold": "sale", "submitted": "submit", "submission": "submit",
}  # fmt: skip
"""Words for what happened then, as a date and as a time have them: `order_date` beside `ordered_at`."""
_DOTTED_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])(?:h[0-5]\d|\.[0-5]\d(?:\.[0-5]\d)?)")
_TWELVE_HOURS = re.compile(r"(?<![\d:.])(?:0?\d|1[0-2])[:.]\d\d(?::\d\d)?\s*$")
_HALVES = frozenset({"am", "pm"})


def clock_of(draft: MappingDraft, date: SampledColumn) -> SampledColumn | None:
    """Return the time of day that belongs to a date; None, and say so, for one that stands beside another date."""
    if (own := twin(draft, date, "clock")) is not None:
        return own
    clock = draft.best(synonyms.CLOCK) or _dotted_clock(draft)
    if clock is None:
        return None
    before = next((column for column in draft.columns if column.place == clock.place - 1), None)
    if before is None or before is date or before.empty or not mostly(times.is_date_alone, before.looked_at):
        return clock
    if len(words(clock.name)) > 1 and _subject(clock.name) != _subject(before.name):
        return clock
    draft.note(
        f"{quoted([clock.name])} stands beside {quoted([before.name])}, so every event has the midnight of its"
        f" {quoted([date.name])}.",
        "timestamp",
    )
    return None


def twin(draft: MappingDraft, date: SampledColumn, shape: str) -> SampledColumn | None:
    """Return the column of the same name as a date's but for the word for a date, whose cells have the time as well.

    `Order Charged Timestamp` beside `Order Charged Date`, `serverTimePretty` beside `serverDatePretty`.
    """
    subject = _subject(date.name)
    for column in draft.columns:
        if column.name in draft.used() or _subject(column.name) != subject or not subject:
            continue
        if column.mostly(shape) and not mostly(times.is_date_alone, column.looked_at):
            return column
    return None


def halves(draft: MappingDraft, parts: Sequence[SampledColumn]) -> SampledColumn | None:
    """Return the column of AM and PM, which belongs to the clock beside it: 01:00 in one column, PM in the next.

    Of several it is the one behind the clock; None, and say so, if none stands there.
    """
    if not all(map(_TWELVE_HOURS.search, parts[-1].looked_at)):
        return None
    found = [
        column
        for column in draft.columns
        if column.name not in draft.used()
        and not column.empty
        and all(squeezed(cell) in _HALVES for cell in column.looked_at)
    ]
    behind = [column for column in found if column.place == parts[-1].place + 1]
    if len(found) > 1 and not behind:
        draft.note(
            f"{quoted([column.name for column in found])} hold AM and PM, and none of them stands behind"
            f" {quoted([parts[-1].name])}: its times are read as they stand.",
            "timestamp",
        )
        return None
    return next(iter(behind or found), None)


def _dotted_clock(draft: MappingDraft) -> SampledColumn | None:
    """Return a column of times of day by its name that are written with a dot or an h (`10.05`, `10h05`)."""
    for column in draft.columns:
        named = synonyms.CLOCK in meanings(column.name) and column.name not in draft.used() and not column.empty
        if named and all(map(_DOTTED_CLOCK.fullmatch, column.looked_at)):
            return column
    return None


def _subject(name: str) -> tuple[str, ...]:
    return tuple(_STEMS.get(word, word) for word in words(without_asides(name)) if word not in _MOMENTS)
