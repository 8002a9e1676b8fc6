"""Choose which rows are conversions, and which rows are one event together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.flows.field import ColumnShown
from tiktok_tui.tui.widgets.choose import Choice, Choose
from tiktok_tui.tui.widgets.choose_several import ChooseSeveral
from tiktok_tui.tui.work import run


async def group_rows(app: App[object], mapping: Mapping, columns: Sequence[ColumnShown]) -> Mapping | None:
    """Ask for the column whose equal cells make one event; None when it was left as it is."""
    choices = [
        Choice("", "no grouping", "each row is one event"),
        *(Choice(column.name, column.name, column.detail) for column in columns),
    ]
    order = mapping.fields.get("order_id")
    now = mapping.group_by or (order.columns[0] if order is not None and order.columns else "")
    picked = await app.push_screen_wait(
        Choose("Rows with the same … are one event", choices, chosen=now, columns=("Column", "First values"))
    )
    return None if picked is None else editing.grouped_by(mapping, picked or None)


async def phone_country(
    app: App[object], mapping: Mapping, destination: Destination, columns: Sequence[ColumnShown]
) -> Mapping | None:
    """Ask for the column that names the country of a row's phone; None when it was left as it is."""
    standard = f"the destination's: {destination.phone_country or 'none'}"
    choices = [Choice("", standard, "for every row"), *(Choice(c.name, c.name, c.detail) for c in columns)]
    picked = await app.push_screen_wait(
        Choose("Phones without a country code are in …", choices, chosen=mapping.phone_country or "")
    )
    return None if picked is None else editing.phone_country_from(mapping, picked or None)


async def filter_rows(
    app: App[object],
    mapping: Mapping,
    columns: Sequence[ColumnShown],
    value_counts: Callable[[str], list[tuple[str, int]]],
) -> Mapping | None:
    """Ask for a column and the values that make a row a conversion; None when it was left as it is."""
    filtered = [column for column in columns if column.name in mapping.only]
    rest = [column for column in columns if column.name not in mapping.only]
    choices = [
        *(Choice(column.name, column.name, f"✓ {', '.join(mapping.only[column.name])}") for column in filtered),
        *(Choice(column.name, column.name, column.detail) for column in rest),
    ]
    column = await app.push_screen_wait(Choose("Keep only rows where …", choices, columns=("Column", "First values")))
    if column is None:
        return None
    found = await run(lambda _: value_counts(column))
    values = [Choice(value, value or "(blank)", f"{count:,} rows") for value, count in found]
    kept = await app.push_screen_wait(
        ChooseSeveral(f"Keep only rows where {column} is …", values, marked=mapping.only.get(column, ()))
    )
    return None if kept is None else editing.only(mapping, column, kept)
