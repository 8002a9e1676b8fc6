"""Change what fills one field: a column, several, a constant, a value map, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from textual.app import App

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import CONTENT_TYPES, EVENT_CHANNELS, Field
from tiktok_tui.events.names import LEGACY, STANDARD
from tiktok_tui.mapping import editing, shape
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.explain.explain import PERSONAL
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.screens.mapping.edits import items, times
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown

Counts = Callable[[str], list[tuple[str, int]]]
"""The values of a column over the whole file with how often each occurs; may take a while."""

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
    ZONE = "@ choose the time zone …"
    KEYS = "{} name the items' keys …"
    NOTHING = "– nothing"


async def change_field(
    app: App[Any],
    mapping: Mapping,
    field: Field,
    columns: Sequence[ColumnShown],
    destination: Destination,
    value_counts: Counts,
) -> Mapping | None:
    """Ask what fills `field`; None when it was left as it is. The best of the `columns` come first."""
    from tiktok_tui.mapping.suggest.headers import meanings

    source = mapping.fields.get(field.name, FieldSource())
    choices: list[Choice[str | Way]] = [Choice(column.name, column.name, column.detail) for column in columns]
    ways: list[Choice[str | Way]] = [Choice(way, way.value, _ABOUT.get(way, "")) for way in _ways(field, source)]
    # A list that cannot be read in a glance hides its end: the ways come first there.
    choices = [*ways, *choices] if len(choices) > _LONG else [*choices, *ways]
    first = columns[0].name if columns and meanings(columns[0].name).get(field.name) else None
    picked = await app.push_screen_wait(
        Choose(
            f"{field.name}: {field.help}",
            choices,
            chosen=source.columns[0] if source.columns else Way.CONSTANT if source.value is not None else first,
            columns=("From column", "First values"),
        )
    )
    match picked:
        case None:
            return None
        case str():
            changed = editing.from_columns(mapping, field.name, [picked])
            return await times.settle(app, changed, columns) if field.name == "timestamp" else changed
        case Way.NOTHING:
            return editing.without(mapping, field.name)
        case Way.CONSTANT:
            return await _constant(app, mapping, field, destination, source)
        case Way.SEVERAL:
            return await _several(app, mapping, field, columns, source)
        case Way.VALUES:
            return await _values(app, mapping, field, source, destination, value_counts)
        case Way.FORMAT:
            return await times.choose_format(app, mapping, columns)
        case Way.ZONE:
            return await times.choose_zone(app, mapping, columns, destination)
        case Way.KEYS:
            return await items.name_keys(app, mapping, columns)


_LONG = 40
_ABOUT = {
    Way.CONSTANT: "type it, or choose from what TikTok takes",
    Way.VALUES: "say what each value found in the file becomes",
    Way.KEYS: "say which key of the items is which field",
}


def _ways(field: Field, source: FieldSource) -> list[Way]:
    ways = [] if field.name == "contents" else [Way.CONSTANT]
    if shape.takes_several(field.name):
        ways.append(Way.SEVERAL)
    if source.columns and field.name not in {"timestamp", "contents"} and field.name not in PERSONAL:
        ways.insert(0, Way.VALUES)
    if source.columns and field.name == "timestamp":
        ways += [Way.FORMAT, Way.ZONE]
    if source.columns and field.name == "contents":
        ways.append(Way.KEYS)
    if source != FieldSource():
        ways.append(Way.NOTHING)
    return ways


async def _constant(
    app: App[Any], mapping: Mapping, field: Field, destination: Destination, source: FieldSource
) -> Mapping | None:
    title = f"{field.name}, the same in every row"
    taken = TAKEN.get(field.name)

    def wrong(value: str) -> str:
        if not value:
            return "Type a value, or press Esc."
        fault = next(shape.constant_faults(field.name, FieldSource(value=value), destination.event_source), None)
        return f"{fault.what} {fault.remedy}" if fault is not None else ""

    dialog: Dialog[str] = (
        Choose(title, [Choice(value, value) for value in taken], chosen=source.value)
        if taken
        else Prompt(title, value=source.value or "", check=wrong)
    )
    value = await app.push_screen_wait(dialog)
    return None if value is None else editing.constant(mapping, field.name, value)


async def _several(
    app: App[Any], mapping: Mapping, field: Field, columns: Sequence[ColumnShown], source: FieldSource
) -> Mapping | None:
    choices = [Choice(column.name, column.name, column.detail) for column in columns]
    marked = await app.push_screen_wait(
        ChooseSeveral(f"{field.name}, from several columns", choices, marked=source.columns)
    )
    if marked is None:
        return None
    if not marked:
        return editing.without(mapping, field.name)
    changed = editing.from_columns(mapping, field.name, marked)
    return await times.settle(app, changed, columns) if field.name == "timestamp" else changed


async def _values(
    app: App[Any],
    mapping: Mapping,
    field: Field,
    source: FieldSource,
    destination: Destination,
    value_counts: Counts,
) -> Mapping | None:
    found = await found_values(app, source.columns[0], value_counts)
    if found is None:
        return None
    title = f"{field.name}: what {source.columns[0]} becomes"
    usual = {"event": destination.fixed_event or "Purchase", "currency": destination.currency}.get(field.name, "")
    values = await app.push_screen_wait(
        ValueMap(title, found, source.values, targets=TAKEN.get(field.name, ()), usual=usual)
    )
    return None if values is None else editing.with_values(mapping, field.name, values)


async def found_values(app: App[Any], column: str, value_counts: Counts) -> list[tuple[str, int]] | None:
    """The values of `column` over the whole file; None when waiting for them was left."""
    sentence = "Counting its values in the whole file …"
    return await app.push_screen_wait(Waiting(column, sentence, lambda _: value_counts(column)))
