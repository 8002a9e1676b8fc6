"""Every way to change a mapping on its screen, by the word in its key's binding."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.screens.mapping.edits.columns import see_columns
from tiktok_tui.tui.screens.mapping.edits.context import EditContext
from tiktok_tui.tui.screens.mapping.edits.field import change_field, change_values
from tiktok_tui.tui.screens.mapping.edits.mapping_file import change_file
from tiktok_tui.tui.screens.mapping.edits.rows import filter_rows, group_rows, phone_country

Edit = Callable[[EditContext], Awaitable[Mapping | None]]
"""One way to change the mapping; it gives the changed mapping, or None if the person left it as it is."""


async def _clear(context: EditContext) -> Mapping | None:
    return None if context.field is None else editing.without(context.mapping, context.field.name)


EDITS: dict[str, Edit] = {
    "field": change_field,
    "clear": _clear,
    "values": change_values,
    "group": group_rows,
    "filter": filter_rows,
    "country": phone_country,
    "columns": see_columns,
    "file": change_file,
}
