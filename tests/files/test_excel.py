"""Workbooks: cells as the text they stand for, rows numbered as the sheet shows them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest

from tests.support.tables import all_rows, cells
from tests.support.workbooks import workbook
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.excel import sheet_names, text_of
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.table import Kind, Row

Write = Callable[..., Path]
Rows = Sequence[Sequence[object]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12025550123.0, "12025550123"),
        (7, "7"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "0.0000001"),
        (-3.0, "-3"),
        (999999999999999.0, "999999999999999"),
        (1.23456789012345678e18, "1.23456789012346E+18"),
        ("", None),
        (" 007 ", " 007 "),
        (True, "true"),
        (date(2026, 6, 1), "2026-06-01"),
        (datetime(2026, 6, 1, 10, 1), "2026-06-01T10:01:00"),
        (time(10, 1), "10:01:00"),
    ],
)
def test_cells_are_the_text_they_stand_for(cell: object, text: str | None) -> None:
    assert text_of(cell) == text  # type: ignore[arg-type]  # every type that the reader gives is among them


def test_a_sheet_is_read(write: Write, scratch: Path) -> None:
    head = ["email", "phone", "at", "value", "mixed", None]
    first = ["a@b.co", 12025550123, datetime(2026, 6, 1, 10, 1), 19.9, 1]
    rows: Rows = [["Orders of May"], [], head, first, [], ["c@d.co", None, None, None, "x", None]]
    with open_table(str(write(workbook({"Orders": rows}), "x.xlsx")), scratch=scratch) as table:
        assert table.format == "Excel, sheet Orders"
        assert {column.name: column.kind for column in table.columns} == {
            "email": Kind.TEXT,
            "phone": Kind.NUMBER,
            "at": Kind.TIME,
            "value": Kind.NUMBER,
            "mixed": Kind.TEXT,
        }
        assert all_rows(table) == [
            Row(4, ("a@b.co", "12025550123", "2026-06-01T10:01:00", "19.9", "1")),
            Row(6, ("c@d.co", None, None, None, "x")),
        ]
        assert table.notes == ("1 title line above the header, skipped",)


def test_cells_away_from_the_corner_keep_their_numbers(write: Write, scratch: Path) -> None:
    rows: Rows = [[], [], [], [], [None, None, "a", "b"], [], [], [None, None, 1, 'x "y"\n,'], [*[None] * 5, "beyond"]]
    with open_table(str(write(workbook({"Orders": rows}), "x.xlsx")), scratch=scratch) as table:
        assert [column.name for column in table.columns] == ["a", "b", "column 3", "column 4"]
        assert all_rows(table) == [Row(8, ("1", 'x "y"\n,', None, None)), Row(9, (None, None, None, "beyond"))]


def test_the_first_visible_sheet_with_cells_unless_one_is_named(write: Write, scratch: Path) -> None:
    orders: Rows = [["a", "b"], [3, 4]]
    sheets: dict[str, Rows] = {"Empty": [], "Hidden": orders, "Orders": orders, "Other": [["a", "b"], [5, 6]]}
    path = write(workbook(sheets, hidden=["Hidden"]), "x.xlsx")
    assert sheet_names(path) == ["Empty", "Orders", "Other"]
    with open_table(str(path), scratch=scratch) as table:
        assert cells(table) == [("3", "4")]
        fingerprint = table.fingerprint()
    with open_table(str(path), scratch=scratch, sheet="Other") as table:
        assert cells(table) == [("5", "6")]
        assert table.fingerprint() != fingerprint


@pytest.mark.parametrize(("rows", "what"), [([], "no sheet with cells"), ([["a", "b"]], "a header and no rows")])
def test_sheets_without_rows_are_refused(write: Write, scratch: Path, rows: list[list[object]], what: str) -> None:
    with pytest.raises(FileError, match=what):
        open_table(str(write(workbook({"Orders": rows}), "x.xlsx")), scratch=scratch)


def test_a_sheet_of_billions_of_cells_is_refused(write: Write, scratch: Path, tmp_path: Path) -> None:
    path, large = write(workbook({"Orders": [["a", "b"], [1, 2]]}), "x.xlsx"), tmp_path / "large.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(large, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename.startswith("xl/worksheets/"):
                content = content.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
                content = content.replace(b'r="B2"', b'r="XFD1048576"').replace(b'<row r="2"', b'<row r="1048576"')
            target.writestr(item, content)
    with pytest.raises(FileError, match="too large"):
        open_table(str(large), scratch=scratch)
