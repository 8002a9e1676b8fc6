"""Cells of the ledger are read as the type that they have; any other one is a damaged ledger."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.ledger.record import DAMAGED, Record, Value

CELLS: dict[str, Value] = {"text": "then", "integer": 7, "real": 1.5, "blob": b"k", "null": None}


@pytest.mark.parametrize(
    ("kind", "readable"),
    [("text", {"text"}), ("integer", {"integer"}), ("real", {"integer", "real"}), ("blob", {"blob"})],
)
def test_a_cell_of_another_type_is_damage_that_names_the_ledger(kind: str, readable: set[str]) -> None:
    record = Record(list(CELLS), list(CELLS.values()), "/state/ledger.sqlite")
    for name, value in CELLS.items():
        if name in readable:
            assert getattr(record, kind)(name) == value
        else:
            with pytest.raises(StateError) as raised:
                getattr(record, kind)(name)
            assert (raised.value.what, raised.value.remedy, raised.value.where) == (*DAMAGED, "/state/ledger.sqlite")
    assert [name for name in CELLS if not record.has(name)] == ["null"]
