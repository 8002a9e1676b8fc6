"""Columns share the width: the fixed ones first, then each at least what it needs."""

from __future__ import annotations

import pytest

from tiktok_tui.tui.widgets.table.rows import TableColumn, shared

WHY, WHAT = TableColumn("Why", least=30), TableColumn("What", least=10)


@pytest.mark.parametrize(
    ("columns", "room", "widths"),
    [
        ([TableColumn("Row", 6), WHY, WHAT], 106, (6, 50, 50)),
        ([WHY, WHAT], 41, (30, 11)),
        ([WHAT, WHY], 41, (11, 30)),
        ([WHY, WHAT, WHAT], 51, (30, 10, 11)),
        ([WHY, WHAT], 20, (30, 10)),
        ([TableColumn("Row", 6)], 2, (6,)),
    ],
)
def test_no_column_is_less_than_its_least_and_none_gets_more_than_is_left(
    columns: list[TableColumn], room: int, widths: tuple[int, ...]
) -> None:
    assert shared(columns, room) == widths
