"""Each word in a key's binding names its way to change the mapping."""

from __future__ import annotations

import pytest

from tests.support.edits import Dialogs
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.screens.mapping.edits import changes, columns, field, mapping_file, rows
from tiktok_tui.tui.screens.mapping.edits.changes import EDITS


async def test_each_word_is_its_own_way_and_a_field_is_emptied_without_a_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ways = {
        "field": field.change_field,
        "values": field.change_values,
        "group": rows.group_rows,
        "filter": rows.filter_rows,
        "country": rows.phone_country,
        "columns": columns.see_columns,
        "file": mapping_file.change_file,
    }
    assert {word: way for word, way in EDITS.items() if word != "clear"} == ways
    dialogs = Dialogs(monkeypatch, changes, answers=[])
    email, brand = FieldSource(columns=("Email",)), FieldSource(value="x")
    mapping = Mapping({"email": email, "brand": brand})
    assert await EDITS["clear"](dialogs.context(mapping, field="email")) == Mapping({"brand": brand})
    assert await EDITS["clear"](dialogs.context(mapping)) is None
