"""Say how the time of an event is written, and in which zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.times import disagree, fault, fitting_formats, order_in_words, reads_by_itself
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown

_FIELD = "timestamp"
_TYPED = "?"
_MOSTLY = 0.8


async def settle(app: App[Any], mapping: Mapping, columns: Sequence[ColumnShown]) -> Mapping:
    """The mapping with the format that the cells of its time columns fit; asks when several read them differently."""
    values = _values(mapping, columns)
    if not values or sum(map(reads_by_itself, values)) >= _MOSTLY * len(values):
        return mapping
    formats = fitting_formats(values)
    if not formats:
        return mapping
    doubtful = disagree(formats, values)
    if doubtful is None:
        return editing.with_format(mapping, _FIELD, formats[0])
    picked = await ask_order(app, formats, doubtful)
    return mapping if picked is None else editing.with_format(mapping, _FIELD, picked)


async def ask_order(app: App[Any], formats: Sequence[str], doubtful: str) -> str | None:
    """Ask which of the formats is meant: one key. None when it was left open."""
    answers = [Choice(each, order_in_words(each) or each, _read(doubtful, each)) for each in formats]
    question = f"{doubtful} can be read in more than one way, and the first rows do not tell which is right. It is …"
    return await app.push_screen_wait(Ask("How are the dates written?", question, answers))


async def ask_order_of_file(
    app: App[Any], mapping: Mapping, formats: Sequence[str], columns: Sequence[ColumnShown]
) -> str | None:
    """The same, shown with a time of the file that the formats read differently."""
    return await ask_order(app, formats, disagree(list(formats), _values(mapping, columns)) or "A date")


async def choose_format(app: App[Any], mapping: Mapping, columns: Sequence[ColumnShown]) -> Mapping | None:
    """Ask for the time's format, those first that the cells fit; None when it was left as it is."""
    now, values = mapping.fields[_FIELD].format or "", _values(mapping, columns)
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


async def choose_zone(
    app: App[Any], mapping: Mapping, columns: Sequence[ColumnShown], destination: Destination
) -> Mapping | None:
    """Ask for the zone of times without one: the destination's, one for every row, or a column's."""
    source = mapping.fields[_FIELD]
    theirs = ("", "")
    choices = [
        Choice(theirs, "the destination's", destination.time_zone),
        *(Choice(("column", each.name), f"column {each.name}", each.detail) for each in columns),
        *(Choice(("zone", name), name, "in every row") for name in ("UTC", *sorted(available_timezones() - {"UTC"}))),
    ]
    now = ("column", source.zone) if source.zone else ("zone", source.time_zone) if source.time_zone else theirs
    picked = await app.push_screen_wait(
        Choose("Times without a zone are in …", choices, chosen=now, columns=("Zone", ""))
    )
    match picked:
        case None:
            return None
        case ("column", name):
            return editing.with_zone(mapping, _FIELD, name)
        case (_, name):
            return editing.with_time_zone(mapping, _FIELD, name)


def _values(mapping: Mapping, columns: Sequence[ColumnShown]) -> list[str]:
    """The first times as they stand in the file, the parts of several columns joined by a blank."""
    source = mapping.fields.get(_FIELD)
    known = {column.name: column.values for column in columns}
    parts = [known[name] for name in source.columns if name in known] if source is not None else []
    joined = (" ".join(cell.strip() for cell in row if cell.strip()) for row in zip(*parts, strict=False))
    return list(dict.fromkeys(value for value in joined if value))


def _read(value: str, time_format: str) -> str:
    """How `value` is read with a format, as `7 April 2026`; "" when it is not."""
    for text, written in ((value, time_format), (value.split(" ")[0], time_format.split(" ")[0])):
        try:
            moment = datetime.strptime(text, written)
        except ValueError:
            continue
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return ""


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
