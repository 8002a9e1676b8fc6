"""Changes to a mapping, one function each: every one returns a new mapping and leaves the old one as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from tiktok_tui.mapping.model import FieldSource, Mapping, RowTexts


def from_columns(mapping: Mapping, field: str, columns: Sequence[str]) -> Mapping:
    """`field` filled from `columns`; one for most fields, several for identifiers and for a time made of parts.

    A value map, a format, a unit and the names of a list's keys belong to the columns they were made for: they stay
    only when the columns do.
    """
    chosen = tuple(columns)
    old = mapping.fields.get(field)
    if old is not None and old.columns == chosen:
        return mapping
    return _with(mapping, field, FieldSource(columns=chosen))


def constant(mapping: Mapping, field: str, value: str) -> Mapping:
    """`field` with the same `value` in every row."""
    return _with(mapping, field, FieldSource(value=value))


def with_values(mapping: Mapping, field: str, values: dict[str, str]) -> Mapping:
    """`field` with its cells replaced by `values`; cells that are not named stay as they are."""
    return _with(mapping, field, replace(mapping.fields[field], values=MappingProxyType(dict(values))))


def with_format(mapping: Mapping, field: str, time_format: str | None) -> Mapping:
    """`field` read by a time format such as `%d/%m/%Y`, or by itself again when that is None."""
    return _with(mapping, field, replace(mapping.fields[field], format=time_format or None))


def with_zone(mapping: Mapping, field: str, column: str | None) -> Mapping:
    """`field` in the zone that `column` names, or the destination's when that is None."""
    return _with(mapping, field, replace(mapping.fields[field], zone=column or None, time_zone=None))


def with_time_zone(mapping: Mapping, field: str, name: str | None) -> Mapping:
    """`field` in the zone called `name` in every row, or the destination's when that is None."""
    return _with(mapping, field, replace(mapping.fields[field], zone=None, time_zone=name or None))


def with_unit(mapping: Mapping, field: str, unit: str | None) -> Mapping:
    """`field` with its amounts in a unit (`CENTS`), or as they stand when that is None."""
    return _with(mapping, field, replace(mapping.fields[field], unit=unit))


def with_item_keys(mapping: Mapping, field: str, keys: dict[str, str]) -> Mapping:
    """The list of items in `field` with its keys by TikTok's names: `content_id` → `sku`."""
    return _with(mapping, field, replace(mapping.fields[field], fields=MappingProxyType(dict(keys))))


def without(mapping: Mapping, field: str) -> Mapping:
    """`field` filled by nothing."""
    return replace(
        mapping,
        fields=MappingProxyType({name: source for name, source in mapping.fields.items() if name != field}),
    )


def grouped_by(mapping: Mapping, column: str | None) -> Mapping:
    """Rows with the same cell in `column` become one event; None makes every row an event of its own."""
    return replace(mapping, group_by=column)


def phone_country_from(mapping: Mapping, column: str | None) -> Mapping:
    """Phones read with the country of the row's `column`, or with the destination's alone when that is None."""
    return replace(mapping, phone_country=column)


def only(mapping: Mapping, column: str, values: Sequence[str]) -> Mapping:
    """Rows kept only when `column` holds one of `values`; no values means that the column filters nothing."""
    return replace(mapping, only=_rows(mapping.only, column, values), leave_out=_rows(mapping.leave_out, column, ()))


def leave_out(mapping: Mapping, column: str, values: Sequence[str]) -> Mapping:
    """Rows left out when `column` holds one of `values`, all others kept; no values end the column's filter."""
    return replace(mapping, only=_rows(mapping.only, column, ()), leave_out=_rows(mapping.leave_out, column, values))


def _rows(rows: RowTexts, column: str, values: Sequence[str]) -> RowTexts:
    rest = {name: texts for name, texts in rows.items() if name != column}
    if values:
        rest[column] = tuple(values)
    return MappingProxyType(rest)


def _with(mapping: Mapping, field: str, source: FieldSource) -> Mapping:
    return replace(mapping, fields=MappingProxyType({**mapping.fields, field: source}))
