"""Names of columns: without what a file puts before them, each its own, as many as a spreadsheet has at most."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.layout.header import find_header, find_layout, names_for_sql, unique_names


def test_a_mark_before_the_first_name_does_not_belong_to_it() -> None:
    assert find_header([(1, ["\ufeffid", "email"]), (2, ["1", "a@b.co"])], where="x").names == ("id", "email")


def test_as_many_columns_as_a_spreadsheet_has_are_read() -> None:
    def layout(columns: int) -> int:
        lines = [",".join(f"name {number}" for number in range(columns)), "," * (columns - 1)]
        return len(find_layout("\n".join(lines).encode(), complete=True, where="x").header.names)

    assert layout(16_384) == 16_384
    with pytest.raises(FileError, match="more than 16,384 columns"):
        layout(16_385)


@pytest.mark.parametrize(
    ("names", "unique", "for_sql"),
    [
        (["a", "a", "a_2", "a"], ("a", "a_3", "a_2", "a_4"), ["a", "a_3", "a_2", "a_4"]),
        (["", " ", "column 1"], ("column 1_2", "column 2", "column 1"), ["column 1_2", "column 2", "column 1"]),
        (["a", "A", "a_2"], ("a", "A", "a_2"), ["a", "A_2", "a_2_2"]),
    ],
)
def test_each_column_has_a_name_of_its_own(names: list[str], unique: tuple[str, ...], for_sql: list[str]) -> None:
    assert unique_names(names) == unique
    assert names_for_sql(names) == for_sql


def test_the_names_are_found_below_many_lines_of_a_title() -> None:
    lines = [*(f"Line {number}" for number in range(40)), "id,email,total", *["1,a@b.co,2"] * 150]
    header = find_layout("\n".join(lines).encode(), complete=True, where="x").header
    assert (header.row, header.names) == (41, ("id", "email", "total"))


@pytest.mark.parametrize("longer", [9, 10])
def test_rows_are_longer_than_the_names_if_hardly_any_is_not(longer: int) -> None:
    found = [(1, ["id", "total"]), (2, ["1", "2"]), *((number, ["1", "2", "3"]) for number in range(3, 3 + longer))]
    if longer == 9:
        assert find_header(found, where="x").names == ("id", "total")
        return
    with pytest.raises(FileError, match="names 2 columns, but the rows have 3 cells"):
        find_header(found, where="x")


def test_values_in_the_only_line_of_a_beginning_are_no_table_of_one_row() -> None:
    assert find_layout(b"a@b.co,5\n", complete=False, where="x").header.names == ("a@b.co", "5")
    with pytest.raises(FileError, match="one row and no header"):
        find_layout(b"a@b.co,5\n", complete=True, where="x")
