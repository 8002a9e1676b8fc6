"""Show the file's columns with their first values and what each fills; a chosen one can fill another field."""

from __future__ import annotations

from collections.abc import Sequence

from tiktok_tui.events.fields import FIELDS
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.screens.mapping.edits.context import EditContext
from tiktok_tui.tui.screens.mapping.edits.field import filled_from
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown


async def see_columns(context: EditContext) -> Mapping | None:
    """Show the columns and ask which field the chosen one fills."""
    mapping, columns = context.mapping, context.columns
    fills = {
        column.name: [name for name, source in mapping.fields.items() if column.name in source.columns]
        for column in columns
    }
    uses = {name: [*fields, *_other_uses(name, mapping)] for name, fields in fills.items()}
    used = sum(map(bool, uses.values()))
    choices = [Choice(column.name, column.name, _about(column, uses[column.name])) for column in columns]
    column = await context.app.push_screen_wait(
        Choose(
            f"The file's columns: {used} of {len(columns)} used",
            choices,
            columns=("Column", "What it fills, and its first values"),
            keys="type to filter (try: unused) · ↑↓ · enter choose · esc leave · f1 help",
        )
    )
    if column is None:
        return None
    field = await _field(context, column, fills[column])
    return None if field is None else await filled_from(context, field, [column])


def _about(column: ColumnShown, uses: Sequence[str]) -> str:
    return f"→ {', '.join(uses)}   {column.detail}" if uses else f"unused   {column.detail}"


def _other_uses(column: str, mapping: Mapping) -> list[str]:
    """Return the uses of a column besides filling a field."""
    uses = {
        "grouping": column == mapping.group_by,
        "filter": column in (*mapping.only, *mapping.leave_out),
        "marks the rows of items": column in mapping.not_items,
        "phone's country": column == mapping.phone_country,
        "time zone": any(column == source.zone for source in mapping.fields.values()),
    }
    return [use for use, used in uses.items() if used]


async def _field(context: EditContext, column: str, now: Sequence[str]) -> str | None:
    from tiktok_tui.mapping.suggest.vocabulary.headers import meanings

    likely = meanings(column)
    source = context.destination.event_source
    usable = [each for each in FIELDS if source in each.sources and each.name != "event_source"]
    choices = [Choice(each.name, each.name, each.help) for each in usable]
    best = max(likely, key=lambda name: likely[name], default=None)
    return await context.app.push_screen_wait(
        Choose(f"{column} fills …", choices, chosen=now[0] if now else best, columns=("TikTok field", "What it is"))
    )
