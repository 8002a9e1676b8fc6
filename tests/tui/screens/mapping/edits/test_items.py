"""The keys of a list of items, by the names of TikTok's fields."""

from __future__ import annotations

import pytest

from tests.support.edits import Dialogs
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.tui.screens.mapping.edits import items
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown


async def test_the_keys_of_the_lists_are_counted_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = ('[{"sku": "a", "n": 1}, {"sku": "b", "2": 3}]', "no list", '[{"sku": "c", "n": 4}]')
    shown = [ColumnShown("items", lists), ColumnShown("other", ('[{"zebra": 1}]',))]
    mapping = Mapping({"contents": FieldSource(columns=("items", "more"), fields={"content_id": "sku"})})
    dialogs = Dialogs(monkeypatch, items, "ValueMap", answers=[None, {"sku": "brand", "n": "quantity"}])
    context = dialogs.context(mapping, shown)
    assert await items.name_keys(context) is None
    dialog = dialogs.opened[0]
    assert dialog.title == "contents: what the keys in items + more are"
    assert dialog.given == ([("sku", 3), ("n", 2), ("2", 1)], {"sku": "content_id"})
    assert dialog.how == {"targets": ITEM_FIELDS, "found_label": "Key", "other": "left out"}
    changed = await items.name_keys(context)
    assert changed is not None
    assert changed.fields["contents"].fields == {"brand": "sku", "quantity": "n"}
    assert changed.fields["contents"].columns == ("items", "more")
