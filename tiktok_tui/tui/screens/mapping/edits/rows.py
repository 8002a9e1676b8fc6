"""Choose which rows are conversions, and which rows are one event together."""

from __future__ import annotations

from tiktok_tui.events.counts import counted
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping, lowered
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.screens.mapping.edits.context import EditContext, as_read
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown


async def group_rows(context: EditContext) -> Mapping | None:
    """Ask for the column whose equal cells make one event."""
    mapping = context.mapping
    order = mapping.fields.get("order_id")
    likely = order.columns[0] if order is not None and order.columns else ""
    first = sorted(context.columns, key=lambda column: column.name != likely)
    choices = [
        Choice("", "no grouping", "each row is one event"),
        *(Choice(column.name, column.name, column.detail) for column in first),
    ]
    picked = await context.app.push_screen_wait(
        Choose(
            "Rows with the same … are one event",
            choices,
            chosen=mapping.group_by or likely,
            columns=("Column", "First values"),
        )
    )
    return None if picked is None else editing.grouped_by(mapping, picked or None)


async def phone_country(context: EditContext) -> Mapping | None:
    """Ask for the column that names the country of a row's phone."""
    mapping = context.mapping
    standard = f"the destination's: {context.destination.phone_country or 'none'}"
    choices = [Choice("", standard, "for every row"), *(Choice(c.name, c.name, c.detail) for c in context.columns)]
    picked = await context.app.push_screen_wait(
        Choose("Phones without a country code are in …", choices, chosen=mapping.phone_country or "")
    )
    return None if picked is None else editing.phone_country_from(mapping, picked or None)


async def filter_rows(context: EditContext) -> Mapping | None:
    """Ask for a column and the values that make a row a conversion.

    Columns that filter already come first, then those with few values; hidden ones are not offered.
    """
    mapping = context.mapping
    offered = sorted(
        (column for column in context.columns if not column.hidden),
        key=lambda column: (column.name not in {*mapping.only, *mapping.leave_out}, not column.sorts_rows),
    )
    choices = [Choice(column.name, column.name, _kept(mapping, column)) for column in offered]
    column = await context.app.push_screen_wait(
        Choose("Keep only rows where …", choices, columns=("Column", "First values"))
    )
    if column is None:
        return None
    found = await context.values_of(column)
    if found is None:
        return None
    values = [Choice(value, value or "(blank)", counted(count, "row")) for value, count in found]
    kept, left_out = mapping.only.get(column, ()), mapping.leave_out.get(column, ())
    here = {lowered(value) for value, _ in found}
    named = dict.fromkeys(map(as_read, kept + left_out))
    values += [Choice(each, each or "(blank)", "not in this file") for each in named if lowered(each) not in here]
    if left_out:
        out = {lowered(as_read(each)) for each in left_out}
        kept = tuple(choice.value for choice in values if lowered(choice.value) not in out)
    chosen = await context.app.push_screen_wait(
        ChooseSeveral(f"Keep only rows where {column} is …", values, marked=tuple(dict.fromkeys(map(as_read, kept))))
    )
    if chosen is None:
        return None
    if left_out:
        return editing.leave_out(mapping, column, [choice.value for choice in values if choice.value not in chosen])
    return editing.only(mapping, column, chosen)


def _kept(mapping: Mapping, column: ColumnShown) -> str:
    if (left_out := mapping.leave_out.get(column.name)) is not None:
        return f"✗ {', '.join(value or '(blank)' for value in left_out)}"
    kept = mapping.only.get(column.name)
    return column.detail if kept is None else f"✓ {', '.join(value or '(blank)' for value in kept)}"
