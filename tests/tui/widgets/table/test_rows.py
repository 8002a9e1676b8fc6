"""Columns share the width, each at least what it needs; rows are read by the page, and one that is gone is blank."""

from __future__ import annotations

import pytest

from tiktok_tui.tui.widgets.table.rows import FixedRows, PagedRows, TableColumn, shared

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
        ([TableColumn("Row", 6), TableColumn("Why"), TableColumn("What")], 12, (6, 10, 10)),
    ],
)
def test_no_column_is_less_than_its_least_and_none_gets_more_than_is_left(
    columns: list[TableColumn], room: int, widths: tuple[int, ...]
) -> None:
    assert shared(columns, room) == widths


def test_a_row_that_has_come_or_gone_since_its_page_was_read_is_blank_until_it_is_read_again() -> None:
    rows = [("first",)]
    paged = PagedRows(FixedRows(rows))
    assert (paged.row(0), paged.row(1)) == (("first",), ())
    rows.append(("second",))
    paged.forget()
    assert paged.row(1) == ("second",)


def test_each_row_of_many_pages_is_its_own() -> None:
    paged = PagedRows(FixedRows([(str(number),) for number in range(3_000)]))
    numbers = (0, 63, 64, 130, 2_999, 1)
    assert [paged.row(number) for number in numbers] == [(str(number),) for number in numbers]
    assert (paged.count, paged.row(3_000)) == (3_000, ())


def test_of_more_than_32_pages_none_is_kept_for_ever() -> None:
    rows = [("read at first",)] * 64 * 33
    paged = PagedRows(FixedRows(rows))
    for row in range(0, 64 * 33, 64):
        paged.row(row)
    rows[0] = ("read again",)
    assert (paged.row(0), paged.row(64 * 32)) == (("read again",), ("read at first",))
