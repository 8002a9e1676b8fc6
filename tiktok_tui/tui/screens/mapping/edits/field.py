"""Change what fills one field: a column, several, a constant, a value map, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from tiktok_tui.events.fields import Field
from tiktok_tui.mapping import editing, shape
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.screens.mapping.edits import items, times
from tiktok_tui.tui.screens.mapping.edits.context import EditContext, as_read
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown


class _Way(Enum):
    """The ways to fill a field other than from one column."""

    CONSTANT = "= the same in every row …"
    SEVERAL = "+ several columns …"
    VALUES = "→ change some values …"
    FORMAT = "% choose the time format …"
    ZONE = "@ choose the time zone …"
    CENTS = "¢ in cents: 1999 is 19.99"
    UNITS = "¢ in whole units: 1999 is 1999.00"
    KEYS = "{} name the items' keys …"
    NOTHING = "– nothing"


async def change_field(context: EditContext) -> Mapping | None:
    """Ask what fills the field under the cursor; the columns that fit best come first."""
    from tiktok_tui.mapping.suggest.vocabulary.headers import meanings

    field, mapping = context.field, context.mapping
    if field is None:
        return None
    columns = context.open_file.columns_for(field.name, mapping, context.destination)
    source = mapping.fields.get(field.name, FieldSource())
    choices: list[Choice[str | _Way]] = [Choice(column.name, column.name, column.detail) for column in columns]
    ways: list[Choice[str | _Way]] = [Choice(way, way.value, _about(way, field)) for way in _ways(field, source)]
    # A list that cannot be read in a glance hides its end: the ways come first there.
    choices = [*ways, *choices] if len(choices) > _LONG else [*choices, *ways]
    first = columns[0].name if columns and meanings(columns[0].name).get(field.name) else None
    picked = await context.app.push_screen_wait(
        Choose(
            f"{field.name}: {field.help}",
            choices,
            chosen=source.columns[0] if source.columns else _Way.CONSTANT if source.value is not None else first,
            columns=("From column", "First values"),
        )
    )
    match picked:
        case None:
            return None
        case str():
            return await filled_from(context, field.name, [picked])
        case _Way.NOTHING:
            return editing.without(mapping, field.name)
        case _Way.CONSTANT:
            return await _constant(context, field, source)
        case _Way.SEVERAL:
            return await _several(context, field, columns, source)
        case _Way.VALUES:
            return await change_values(context)
        case _Way.FORMAT:
            return await times.choose_format(context)
        case _Way.ZONE:
            return await times.choose_zone(context)
        case _Way.CENTS | _Way.UNITS:
            return editing.with_unit(mapping, field.name, CENTS if picked is _Way.CENTS else None)
        case _Way.KEYS:
            return await items.name_keys(context)


_LONG = 40
_ABOUT = {
    _Way.CONSTANT: "typed, or one that TikTok takes",
    _Way.VALUES: "value map: what is sent for each",
    _Way.CENTS: "as many programs store amounts",
    _Way.KEYS: "the key of the items for each field",
}


def _about(way: _Way, field: Field) -> str:
    return "" if way is _Way.CONSTANT and not field.taken else _ABOUT.get(way, "")


def _ways(field: Field, source: FieldSource) -> list[_Way]:
    ways = [] if field.name == "contents" else [_Way.CONSTANT]
    if shape.takes_several(field.name):
        ways.append(_Way.SEVERAL)
    if source.columns and field.name not in {"timestamp", "contents"} and not field.personal:
        ways.insert(0, _Way.VALUES)
    if source.columns and field.name == "timestamp":
        ways += [_Way.FORMAT, _Way.ZONE]
    if source.columns and field.name in shape.IN_UNITS:
        ways.append(_Way.UNITS if source.unit else _Way.CENTS)
    if source.columns and field.name == "contents":
        ways.append(_Way.KEYS)
    if source != FieldSource():
        ways.append(_Way.NOTHING)
    return ways


async def filled_from(context: EditContext, field: str, columns: Sequence[str]) -> Mapping:
    """Return the mapping with `field` filled from these columns: amounts in cents as such, a time in its format."""
    from tiktok_tui.mapping.suggest.amounts.small_units import is_in_cents

    changed = editing.from_columns(context.mapping, field, columns)
    if field in shape.IN_UNITS and changed != context.mapping and is_in_cents(columns[0]):
        return editing.with_unit(changed, field, CENTS)
    return await times.with_fitting_format(context, changed) if field == "timestamp" else changed


async def _constant(context: EditContext, field: Field, source: FieldSource) -> Mapping | None:
    title = f"{field.name}, the same in every row"

    def wrong(value: str) -> str:
        if not value:
            return "Type a value, or press Esc."
        faults = shape.constant_faults(field.name, FieldSource(value=value), context.destination.event_source)
        fault = next(faults, None)
        return f"{fault.what} {fault.remedy}" if fault is not None else ""

    dialog: Dialog[str] = (
        Choose(title, [Choice(value, value) for value in field.taken], chosen=source.value)
        if field.taken
        else Prompt(title, hint=f"{field.help}. Sent with every event.", value=source.value or "", check=wrong)
    )
    value = await context.app.push_screen_wait(dialog)
    return None if value is None else editing.constant(context.mapping, field.name, value)


async def _several(
    context: EditContext, field: Field, columns: Sequence[ColumnShown], source: FieldSource
) -> Mapping | None:
    choices = [Choice(column.name, column.name, column.detail) for column in columns]
    marked = await context.app.push_screen_wait(
        ChooseSeveral(f"{field.name}, from several columns", choices, marked=source.columns)
    )
    if marked is None:
        return None
    return await filled_from(context, field.name, marked) if marked else editing.without(context.mapping, field.name)


async def change_values(context: EditContext) -> Mapping | None:
    """Ask what values of the field under the cursor become (a value map)."""
    field = context.field
    source = context.mapping.fields.get(field.name) if field is not None else None
    if field is None or source is None or _Way.VALUES not in _ways(field, source):
        context.say("There are no values to map: choose a field that a column fills (enter).")
        return None
    found = await context.values_of(source.columns[0])
    if found is None:
        return None
    title = f"{field.name}: what {source.columns[0]} becomes"
    destination = context.destination
    usual = {"event": destination.fixed_event or "Purchase", "currency": destination.currency}.get(field.name, "")
    values = await context.app.push_screen_wait(
        ValueMap(title, found, source.values, targets=field.taken, usual=usual, start_at=as_read(context.value))
    )
    return None if values is None else editing.with_values(context.mapping, field.name, values)
