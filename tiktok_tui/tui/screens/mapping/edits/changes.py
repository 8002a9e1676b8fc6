"""Every way to change a mapping on its screen, by the word that its key stands for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import Field
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.screens.mapping.edits import columns, mapping_file, rows
from tiktok_tui.tui.screens.mapping.edits.field import Counts, change_field
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown

if TYPE_CHECKING:
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile


@dataclass(frozen=True, slots=True)
class EditContext:
    """What a change stands on: the open file, the mapping as it is, and the field under the cursor.

    `say` tells of what was done besides.
    """

    app: App[Any]
    bench: OpenFile
    mapping: Mapping
    destination: Destination
    field: Field | None
    say: Callable[[str], None]

    @property
    def columns(self) -> Sequence[ColumnShown]:
        """The file's columns in its own order."""
        return self.bench.columns_for("", self.mapping, self.destination)

    @property
    def value_counts(self) -> Counts:
        """Counts the values of a column."""
        return self.bench.table.value_counts


async def _field(desk: EditContext) -> Mapping | None:
    if desk.field is None:
        return None
    # Only a field's own list has the best columns first.
    ranked = desk.bench.columns_for(desk.field.name, desk.mapping, desk.destination)
    return await change_field(desk.app, desk.mapping, desk.field, ranked, desk.destination, desk.value_counts)


async def _clear(desk: EditContext) -> Mapping | None:
    return None if desk.field is None else editing.without(desk.mapping, desk.field.name)


async def _group(desk: EditContext) -> Mapping | None:
    return await rows.group_rows(desk.app, desk.mapping, desk.columns)


async def _filter(desk: EditContext) -> Mapping | None:
    return await rows.filter_rows(desk.app, desk.mapping, desk.columns, desk.value_counts)


async def _country(desk: EditContext) -> Mapping | None:
    return await rows.phone_country(desk.app, desk.mapping, desk.destination, desk.columns)


async def _columns(desk: EditContext) -> Mapping | None:
    return await columns.see_columns(desk.app, desk.mapping, desk.destination, desk.columns)


async def _file(desk: EditContext) -> Mapping | None:
    bench = desk.bench
    mapping, said = await mapping_file.mapping_file(desk.app, desk.mapping, bench.suggestion.mapping, bench.table.name)
    if said:
        desk.say(said)
    return mapping


CHANGES: dict[str, Callable[[EditContext], Awaitable[Mapping | None]]] = {
    "field": _field,
    "clear": _clear,
    "group": _group,
    "filter": _filter,
    "country": _country,
    "columns": _columns,
    "file": _file,
}
"""Each gives another mapping, or None when it was left as it is."""
