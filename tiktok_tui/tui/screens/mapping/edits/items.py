"""Name the TikTok field for each key of a column's item lists."""

from __future__ import annotations

from collections import Counter

from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.mapping.suggest.shapes import objects_in
from tiktok_tui.tui.screens.mapping.edits.context import EditContext
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap


async def name_keys(context: EditContext) -> Mapping | None:
    """Ask for each key found in the first lists."""
    source = context.mapping.fields["contents"]
    keys: Counter[str] = Counter()
    for column in context.columns:
        if column.name in source.columns:
            for cell in column.values:
                for item in objects_in(cell) or []:
                    keys.update(map(str, item))
    named = {key: field for field, key in source.fields.items()}
    answer = await context.app.push_screen_wait(
        ValueMap(
            f"contents: what the keys in {' + '.join(source.columns)} are",
            keys.most_common(),
            named,
            targets=ITEM_FIELDS,
            found_label="Key",
            other="left out",
        )
    )
    if answer is None:
        return None
    return editing.with_item_keys(context.mapping, "contents", {field: key for key, field in answer.items()})
