"""Errors of spreadsheets in text files: reported by name with their rows."""

from __future__ import annotations

import pytest

from tests.files.conftest import Open
from tests.support.tables import all_rows
from tiktok_tui.files.text.cell_errors import CellErrors


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_errors_in_cells_are_reported_with_their_rows(opened: Open, delimiter: str, newline: str) -> None:
    lines = [
        "Email,Total,Note",
        'a@b.co,#N/A,"x\ny"',
        "c@d.co,#DIV/0!,#N/A",
        '"#N/A",5,"see #N/A"',
        "e@f.co,5,#1001",
        "",
    ]
    table = opened(newline.join(lines).replace(",", delimiter))
    assert not table.notes
    assert len(all_rows(table)) == 4
    assert table.notes == (
        "3 cells with the error #N/A (rows 2, 3, 4); correct them in the spreadsheet",
        "1 cell with the error #DIV/0! (row 3); correct them in the spreadsheet",
    )


def test_two_errors_in_a_row_are_in_one_row(opened: Open) -> None:
    table = opened("Email,Total,Tax\na@b.co,#N/A,#N/A\n")
    table.stage(["Total"])
    assert table.notes == ("2 cells with the error #N/A (row 2); correct them in the spreadsheet",)


def test_of_many_errors_the_first_rows_are_named(opened: Open) -> None:
    table = opened("Email,Total\n" + "a@b.co,5\n" * 100_000 + "a@b.co,#REF!\n" * 150_000)
    table.stage(["Total"])
    assert table.notes == (
        "150,000 cells with the error #REF! (rows 100002, 100003, 100004, 100005, 100006 …); "
        "correct them in the spreadsheet",
    )


def test_an_error_where_a_piece_of_the_text_begins_or_ends_is_one() -> None:
    assert list(CellErrors(",").places(b"#N/A,x")) == [("#N/A", 0)]
    assert list(CellErrors(",").places(b"x#N/A,x,#N/A")) == [("#N/A", 8)]
    assert list(CellErrors(",").places(b"x\r#N/A\r")) == [("#N/A", 2)]
