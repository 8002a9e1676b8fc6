"""Change what fills one field: a column, several, a constant, a value map, a time format, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from textual.app import App

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.fields import CONTENT_TYPES, EVENT_CHANNELS, Field
from tiktok_tui.events.names import LEGACY, STANDARD
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.mapping.times import fitting_formats
from tiktok_tui.tui.widgets.choose import Choice, Choose
from tiktok_tui.tui.widgets.choose_several import ChooseSeveral
from tiktok_tui.tui.widgets.prompt import Prompt
from tiktok_tui.tui.widgets.value_map import ValueMap
from tiktok_tui.tui.work import run

TAKEN: dict[str, tuple[str, ...]] = {
    "event": (*STANDARD, *LEGACY),
    "currency": tuple(sorted(CURRENCIES)),
    "content_type": CONTENT_TYPES,
    "event_channel": EVENT_CHANNELS,
}
"""The values that a field takes, where TikTok lists them."""


class Way(Enum):
    """What else than one column can fill a field."""

    CONSTANT = "= the same in every row …"
    SEVERAL = "+ several columns …"
    VALUES = "→ change some values …"
    FORMAT = "% choose the time format …"
    ZONE = "@ time zone from a column …"
    NOTHING = "– nothing"


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column as it is offered: its name and its first values, which are not for the eye where `hidden`."""

    name: str
    values: tuple[str, ...]
    hidden: bool = False

    @property
    def detail(self) -> str:
        """The first few values that are different."""
        if self.hidden:
            from tiktok_tui.prepare.telling import masked

            return masked("".join(self.values))
        return " · ".join(dict.fromkeys(value for value in self.values if value.strip()))[:120]


async def change_field(
    app: App[object],
    mapping: Mapping,
    field: Field,
    columns: Sequence[ColumnShown],
    guesses: Sequence[str],
    value_counts: Callable[[str], list[tuple[str, int]]],
) -> Mapping | None:
    """Ask what fills `field`; None when it was left as it is. `guesses` are the columns worth offering first."""
    source = mapping.fields.get(field.name, FieldSource())
    order = [*guesses, *(column.name for column in columns if column.name not in guesses)]
    shown = {column.name: column for column in columns}
    choices: list[Choice[str | Way]] = [Choice(name, name, shown[name].detail) for name in order if name in shown]
    choices += [Choice(way, way.value) for way in _ways(field, source)]
    now = source.columns[0] if source.columns else None
    picked = await app.push_screen_wait(
        Choose(f"{field.name}: {field.help}", choices, chosen=now, columns=("From column", "First values"))
    )
    match picked:
        case None:
            return None
        case str():
            return editing.from_columns(mapping, field.name, [picked])
        case Way.NOTHING:
            return editing.without(mapping, field.name)
        case Way.CONSTANT:
            return await _constant(app, mapping, field, source)
        case Way.SEVERAL:
            return await _several(app, mapping, field, columns, source)
        case Way.VALUES:
            return await _values(app, mapping, field, source, value_counts)
        case Way.FORMAT:
            values = [value for name in source.columns[:1] for value in shown[name].values if value.strip()]
            return await _format(app, mapping, field, source, values)
        case Way.ZONE:
            return await _zone(app, mapping, field, columns, source)


def _ways(field: Field, source: FieldSource) -> list[Way]:
    ways = [Way.CONSTANT]
    if field.several or field.name == "timestamp":
        ways.append(Way.SEVERAL)
    if source.columns and field.name not in {"timestamp", "contents"} and not field.hashed:
        ways.append(Way.VALUES)
    if source.columns and field.name == "timestamp":
        ways += [Way.FORMAT, Way.ZONE]
    if source != FieldSource():
        ways.append(Way.NOTHING)
    return ways


async def _constant(app: App[object], mapping: Mapping, field: Field, source: FieldSource) -> Mapping | None:
    title = f"{field.name}, the same in every row"
    taken = TAKEN.get(field.name)
    dialog = (
        Choose(title, [Choice(value, value) for value in taken], chosen=source.value)
        if taken
        else Prompt(title, value=source.value or "", check=lambda value: "" if value else "Type a value, or press Esc.")
    )
    value = await app.push_screen_wait(dialog)
    return None if value is None else editing.constant(mapping, field.name, value)


async def _several(
    app: App[object], mapping: Mapping, field: Field, columns: Sequence[ColumnShown], source: FieldSource
) -> Mapping | None:
    choices = [Choice(column.name, column.name, column.detail) for column in columns]
    marked = await app.push_screen_wait(
        ChooseSeveral(f"{field.name}, from several columns", choices, marked=source.columns)
    )
    if marked is None:
        return None
    return editing.from_columns(mapping, field.name, marked) if marked else editing.without(mapping, field.name)


async def _values(
    app: App[object],
    mapping: Mapping,
    field: Field,
    source: FieldSource,
    value_counts: Callable[[str], list[tuple[str, int]]],
) -> Mapping | None:
    found = await run(lambda _: value_counts(source.columns[0]))
    title = f"{field.name}: what {source.columns[0]} becomes"
    values = await app.push_screen_wait(ValueMap(title, found, source.values, targets=TAKEN.get(field.name, ())))
    return None if values is None else editing.with_values(mapping, field.name, values)


async def _format(
    app: App[object], mapping: Mapping, field: Field, source: FieldSource, values: Sequence[str]
) -> Mapping | None:
    by_itself = Choice("", "by itself", "ISO 8601, Unix seconds, a spreadsheet's number")
    choices = [by_itself, *(Choice(fitting, fitting, values[0]) for fitting in fitting_formats(values))]
    choices.append(Choice("?", "another …", "type it: %d day, %m month, %Y year, %H hour, %M minute, %S second"))
    picked = await app.push_screen_wait(Choose("How the time is written", choices, chosen=source.format or ""))
    if picked == "?":
        picked = await app.push_screen_wait(
            Prompt("How the time is written", value=source.format or "", hint="For example %d/%m/%Y %H:%M")
        )
    return None if picked is None else editing.with_format(mapping, field.name, picked)


async def _zone(
    app: App[object], mapping: Mapping, field: Field, columns: Sequence[ColumnShown], source: FieldSource
) -> Mapping | None:
    choices = [
        Choice("", "the destination's"),
        *(Choice(column.name, column.name, column.detail) for column in columns),
    ]
    picked = await app.push_screen_wait(Choose("The time zone of each row", choices, chosen=source.zone or ""))
    return None if picked is None else editing.with_zone(mapping, field.name, picked)
