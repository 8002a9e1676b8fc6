"""Every way to change a mapping on its screen, by the word that its key stands for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import Field
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.columns_shown import ColumnShown
from tiktok_tui.tui.flows import columns, mapping_file, rows
from tiktok_tui.tui.flows.field import Counts, change_field


@dataclass(frozen=True, slots=True)
class Desk:
    """What a change stands on: the mapping as it is, the field under the cursor, and the open file.

    `columns` are those worth offering for the field, the best first. `say` tells of what was done besides.
    """

    app: App[Any]
    name: str
    mapping: Mapping
    suggested: Mapping
    destination: Destination
    field: Field | None
    columns: Sequence[ColumnShown]
    value_counts: Counts
    say: Callable[[str], None]


async def _field(desk: Desk) -> Mapping | None:
    if desk.field is None:
        return None
    return await change_field(desk.app, desk.mapping, desk.field, desk.columns, desk.destination, desk.value_counts)


async def _clear(desk: Desk) -> Mapping | None:
    return None if desk.field is None else editing.without(desk.mapping, desk.field.name)


async def _group(desk: Desk) -> Mapping | None:
    return await rows.group_rows(desk.app, desk.mapping, desk.columns)


async def _filter(desk: Desk) -> Mapping | None:
    return await rows.filter_rows(desk.app, desk.mapping, desk.columns, desk.value_counts)


async def _country(desk: Desk) -> Mapping | None:
    return await rows.phone_country(desk.app, desk.mapping, desk.destination, desk.columns)


async def _columns(desk: Desk) -> Mapping | None:
    return await columns.see_columns(desk.app, desk.mapping, desk.destination, desk.columns)


async def _file(desk: Desk) -> Mapping | None:
    mapping, said = await mapping_file.mapping_file(desk.app, desk.mapping, desk.suggested, desk.name)
    if said:
        desk.say(said)
    return mapping


CHANGES: dict[str, Callable[[Desk], Awaitable[Mapping | None]]] = {
    "field": _field,
    "clear": _clear,
    "group": _group,
    "filter": _filter,
    "country": _country,
    "columns": _columns,
    "file": _file,
}
"""Each gives another mapping, or None when it was left as it is."""
