"""Say which key of a column's item lists is which of TikTok's fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from textual.app import App

from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.mapping.suggest.samples import objects_in
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown


async def name_keys(app: App[Any], mapping: Mapping, columns: Sequence[ColumnShown]) -> Mapping | None:
    """Ask for each key found in the first lists; None when it was left as it is."""
    source = mapping.fields["contents"]
    keys: Counter[str] = Counter()
    for column in columns:
        if column.name in source.columns:
            for cell in column.values:
                for item in objects_in(cell) or []:
                    keys.update(map(str, item))
    named = {key: field for field, key in source.fields.items()}
    answer = await app.push_screen_wait(
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
    return editing.with_item_keys(mapping, "contents", {field: key for key, field in answer.items()})
