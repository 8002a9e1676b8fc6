"""Ask how the time of an event is written, and in which zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from textual.app import App

from tiktok_tui.events.notations.zone_marks import said_at
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.times import disagree, fault, fitting_formats, order_in_words, read, reads_by_itself
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.screens.mapping.edits.context import EditContext

_FIELD = "timestamp"
_TYPED = "?"
_MOSTLY = 0.8


async def with_fitting_format(context: EditContext, mapping: Mapping) -> Mapping:
    """Return `mapping` with the time format that fits the cells; ask if several fit and read them differently."""
    values = _values(context, mapping)
    if not values or sum(map(reads_by_itself, values)) >= _MOSTLY * len(values):
        return mapping
    formats = fitting_formats(values)
    if not formats:
        return mapping
    doubtful = disagree(formats, values)
    if doubtful is None:
        return editing.with_format(mapping, _FIELD, formats[0])
    picked = await ask_order(context.app, formats, doubtful)
    return mapping if picked is None else editing.with_format(mapping, _FIELD, picked)


async def ask_order(app: App[Any], formats: Sequence[str], doubtful: str) -> str | None:
    """Ask which of the formats is meant; `doubtful` is a time they read differently. None if it was not answered."""
    answers = [Choice(each, order_in_words(each) or each, _read(doubtful, each)) for each in formats]
    question = f"{doubtful} can be read in more than one way, and the first rows do not show which is right. It is …"
    return await app.push_screen_wait(Ask("How are the dates written?", question, answers))


async def ask_order_of_file(context: EditContext, formats: Sequence[str]) -> str | None:
    """Ask the same, with a time of the file that the formats read differently."""
    times = _values(context, context.mapping)
    return await ask_order(context.app, formats, disagree(list(formats), times) or "A date")


async def choose_format(context: EditContext) -> Mapping | None:
    """Ask for the time's format; those that fit the cells come first."""
    app, mapping = context.app, context.mapping
    now, values = mapping.fields[_FIELD].format or "", _values(context, mapping)
    fitting = [Choice(each, each, f"{values[0]} is {_read(values[0], each)}") for each in fitting_formats(values)]
    choices = [
        Choice("", "by itself", "ISO 8601, Unix seconds or milliseconds, a spreadsheet's number"),
        *fitting,
        Choice(_TYPED, "another …", "type it: %d day, %m month, %Y year, %H hour, %M minute, %S second"),
    ]
    picked = await app.push_screen_wait(
        Choose("How the time is written", choices, chosen=now, columns=("Format", "What it reads"))
    )
    if picked == _TYPED:
        hint = "%d day, %m month, %Y year, %H hour, %M minute, %S second, %z offset: %d/%m/%Y %H:%M"
        picked = await app.push_screen_wait(
            Prompt("How the time is written", value=now, hint=hint, check=lambda typed: fault(typed) or "")
        )
    return None if picked is None else editing.with_format(mapping, _FIELD, picked)


async def choose_zone(context: EditContext) -> Mapping | None:
    """Ask for the zone of times without one: the destination's, one for every row, or a column's."""
    mapping = context.mapping
    source = mapping.fields[_FIELD]
    theirs = ("", "")
    choices = [
        Choice(theirs, "the destination's", context.destination.time_zone),
        *(Choice(("column", each.name), f"column {each.name}", each.detail) for each in context.columns),
        *(Choice(("zone", name), name, "in every row") for name in ("UTC", *sorted(available_timezones() - {"UTC"}))),
    ]
    now = ("column", source.zone) if source.zone else ("zone", source.time_zone) if source.time_zone else theirs
    picked = await context.app.push_screen_wait(
        Choose("Times without a zone are in …", choices, chosen=now, columns=("Zone", ""))
    )
    match picked:
        case None:
            return None
        case ("column", name):
            return editing.with_zone(mapping, _FIELD, name)
        case (_, name):
            return editing.with_time_zone(mapping, _FIELD, name)


def _values(context: EditContext, mapping: Mapping) -> list[str]:
    """Return the first times, the parts of several columns joined by a blank, a zone at home as its offset."""
    source, home = mapping.fields.get(_FIELD), context.destination.time_zone
    known = {column.name: column.values for column in context.columns}
    parts = [known[name] for name in source.columns if name in known] if source is not None else []
    joined = (" ".join(cell.strip() for cell in row if cell.strip()) for row in zip(*parts, strict=False))
    return list(dict.fromkeys(said_at(home, value) for value in joined if value))


def _read(value: str, time_format: str) -> str:
    """Return `value` as read with a format, such as `7 April 2026`; "" if the format does not fit."""
    moment = read(value, time_format)
    return "" if moment is None else f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
