"""Workbooks: cells as the text they stand for, rows numbered as the sheet shows them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # its stubs are not worth a package
import pytest

from tests.support.tables import all_rows, cells
from tests.support.workbooks import workbook
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.table import Column, Kind, Row
from tiktok_tui.files.workbooks import sheet_xml
from tiktok_tui.files.workbooks.cells import text_of

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
        (1e15, "1E+15"),
        (1234567890123456.0, "1.23456789012346E+15"),
        (-1234567890123456, "-1.23456789012346E+15"),
        (1.23456789012345678e18, "1.23456789012346E+18"),
        ("", None),
        (" 007 ", " 007 "),
        (True, "true"),
        (date(2026, 6, 1), "2026-06-01"),
        (datetime(2026, 6, 1, 10, 1), "2026-06-01T10:01:00"),
        (time(10, 1), "10:01:00"),
        (timedelta(0), "00:00:00"),
        (timedelta(days=1), "1 day, 0:00:00"),
        (timedelta(seconds=-1), "-1 day, 23:59:59"),
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
        assert table.notes == ("1 line above the header, left out: “Orders of May”",)


def test_cells_away_from_the_corner_keep_their_numbers(write: Write, scratch: Path) -> None:
    rows: Rows = [[], [], [], [], [None, None, "a", "b"], [], [], [None, None, 1, 'x "y"\n,'], [*[None] * 5, "beyond"]]
    with open_table(str(write(workbook({"Orders": rows}), "x.xlsx")), scratch=scratch) as table:
        assert [column.name for column in table.columns] == ["a", "b", "column 3", "column 4"]
        assert all_rows(table) == [Row(8, ("1", 'x "y"\n,', None, None)), Row(9, (None, None, None, "beyond"))]


def test_the_first_visible_sheet_with_cells_unless_one_is_named(write: Write, scratch: Path) -> None:
    orders: Rows = [["a", "b"], [3, 4]]
    hidden: Rows = [["a", "b"], [1, 2]]
    sheets: dict[str, Rows] = {"Empty": [], "Hidden": hidden, "Orders": orders, "Other": [["a", "b"], [5, 6]]}
    path = write(workbook(sheets, hidden=["Hidden"]), "x.xlsx")
    with open_table(str(path), scratch=scratch) as table:
        assert cells(table) == [("3", "4")]
        fingerprint = table.fingerprint()
    with open_table(str(path), scratch=scratch, sheet="Other") as table:
        assert cells(table) == [("5", "6")]
        assert table.fingerprint() != fingerprint
    with open_table(str(path), scratch=scratch, sheet="Hidden") as table:
        assert cells(table) == [("1", "2")]


@pytest.mark.parametrize(("rows", "what"), [([], "no sheet with cells"), ([["a@b.co", 5]], "one row and no header")])
def test_sheets_without_a_header_are_refused(write: Write, scratch: Path, rows: list[list[object]], what: str) -> None:
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
    with pytest.raises(FileError, match=r"too large: a sheet with 17,179\.9 million cells"):
        open_table(str(large), scratch=scratch)


def book(cells: dict[str, object], *, errors: dict[str, str] | None = None) -> bytes:
    """A workbook of one sheet with cells by their names; `errors` are cells that hold one."""
    made = openpyxl.Workbook()
    for place, value in cells.items():
        made.worksheets[0][place] = value
    for place, error in (errors or {}).items():
        made.worksheets[0][place] = error
        made.worksheets[0][place].data_type = "e"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@contextmanager
def opened_book(write: Write, scratch: Path, content: bytes, sheet: str | None = None) -> Iterator[Table]:
    with open_table(str(write(content, "x.xlsx")), scratch=scratch, sheet=sheet) as table:
        yield table


def test_each_cell_of_a_mixed_column_says_what_it_is(write: Write, scratch: Path) -> None:
    rows: Rows = [
        ["id", "total", "day", "clock"],
        ["O1", 14.875, date(2026, 6, 11), time(22, 5)],
        ["O2", "14,875", "12.06.2026", "22:05"],
        [3, None, datetime(2026, 6, 13, 10), timedelta(hours=1, minutes=5)],
        ["O4", True, None, timedelta(hours=30)],
    ]
    with opened_book(write, scratch, workbook({"Orders": rows})) as table:
        assert all(column.mixed and column.kind is Kind.TEXT for column in table.columns)
        staged = table.stage(["id", "total", "day", "clock"])
        found = (
            table.cursor().execute(f"SELECT k0, c1, k1, c2, k2, c3, k3 FROM {staged.name} ORDER BY rowid").fetchall()
        )
        assert found == [
            ("text", "14.875", "number", "2026-06-11", "time", "22:05:00", "clock"),
            ("text", "14,875", "text", "12.06.2026", "text", "22:05", "text"),
            ("number", None, "text", "2026-06-13T10:00:00", "time", "01:05:00", "clock"),
            ("text", "true", "text", None, "text", "1 day, 6:00:00", "clock"),
        ]
        assert [row.kinds[1] for row in table.sample()] == [Kind.NUMBER, Kind.TEXT, Kind.TEXT, Kind.TEXT]
        assert all_rows(table)[0].cells == ("O1", "14.875", "2026-06-11", "22:05:00")


def test_a_typed_date_and_a_typed_clock_are_columns_of_their_kind(write: Write, scratch: Path) -> None:
    rows: Rows = [["id", "day", "clock"], ["O1", date(2026, 6, 11), time(22, 5)], ["O2", date(2026, 6, 12), None]]
    with opened_book(write, scratch, workbook({"Orders": rows})) as table:
        assert [(column.kind, column.mixed) for column in table.columns[1:]] == [
            (Kind.TIME, False),
            (Kind.CLOCK, False),
        ]
        assert all_rows(table)[0].cells == ("O1", "2026-06-11", "22:05:00")


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_named(write: Write, scratch: Path) -> None:
    orders: Rows = [["Email", "Total"], ["a1@b.co", 5]]
    sheets: dict[str, Rows] = {
        "Summary": [[], [None, "June report"]],
        "Notes": [["Anything"], ["goes"], ["here"]],
        "Head": [["Email", "Total"]],
        "Orders": orders,
        "Sheet2": [],
        "Refunds": orders,
    }
    with opened_book(write, scratch, workbook(sheets)) as table:
        assert table.format == "Excel, sheet Orders"
        assert cells(table) == [("a1@b.co", "5")]
        assert table.notes == (
            "The sheet “Orders” is read; “Summary”, “Notes”, “Head”, “Refunds” are not (--sheet NAME reads another)",
        )
    with opened_book(write, scratch, workbook(sheets), "Refunds") as table:
        assert table.notes == ()
    with opened_book(write, scratch, workbook({"Empty": [], "Head": [["a", "b"]], "Head2": [["a", "b"]]})) as table:
        assert (table.format, table.is_empty, cells(table)) == ("Excel, sheet Head", True, [])
        assert table.notes[0] == "The sheet “Head” is read; “Head2” is not (--sheet NAME reads another)"
    with pytest.raises(FileError, match="a single column"):
        open_table(str(write(workbook({"Head": [["a", "b"]], "Other": [["x"], ["y"]]}), "x.xlsx")), scratch=scratch)


def test_formulas_without_results_and_errors_are_reported_with_their_rows(write: Write, scratch: Path) -> None:
    cells_ = {"C3": "Email", "D3": "Total", "E3": "Note", "C4": "a1@b.co", "D4": "=2*5.25", "C5": "a2@b.co"}
    errors = {"D5": "#N/A", "E4": "#DIV/0!", "E5": "#REF!", "C1": "#NAME?"}
    with opened_book(write, scratch, book({**cells_, "C6": "a3@b.co", "D6": '="<"&1'}, errors=errors)) as table:
        assert all_rows(table) == [
            Row(4, ("a1@b.co", "=2*5.25", "#DIV/0!")),
            Row(5, ("a2@b.co", "#N/A", "#REF!")),
            Row(6, ("a3@b.co", '="<"&1', None)),
        ]
        assert table.notes == (
            "“Total”: 2 cells with a formula whose result is not in the file (rows 4, 6); "
            "open the workbook in a spreadsheet and save it, which stores the results",
            "“Note”: 1 cell with the error #DIV/0! (row 4); correct them in the spreadsheet",
            "“Total”: 1 cell with the error #N/A (row 5); correct them in the spreadsheet",
            "“Note”: 1 cell with the error #REF! (row 5); correct them in the spreadsheet",
        )


def edited(content: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """The workbook with changes in the text of its first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            text = source.read(item)
            for before, after in changes if item.filename.endswith("sheet1.xml") else ():
                assert before in text
                text = text.replace(before, after)
            target.writestr(item, text)
    return out.getvalue()


def test_a_formula_with_a_stored_result_is_its_result(write: Write, scratch: Path) -> None:
    content = book({"A1": "Email", "B1": "Total", "A2": "a@b.co", "B2": "=2*5", "A3": "c@d.co", "B3": '=""'})
    content = edited(
        content,
        (b'<c r="B2"><f>2*5</f><v /></c>', b'<c r="B2"><f>2*5</f><v>10</v></c>'),
        (b'<c r="B3"><f>""</f><v /></c>', b'<c r="B3" t="str"><f>""</f><v></v></c>'),
    )
    with opened_book(write, scratch, content) as table:
        assert cells(table) == [("a@b.co", "10"), ("c@d.co", None)]
        assert table.notes == ()


def test_sums_below_a_sheet_are_no_rows(write: Write, scratch: Path) -> None:
    rows: Rows = [
        ["Order", "Email", "Note", "Total"],
        ["O1", "a@b.co", None, 5],
        [],
        ["Total", None, None, 5],
        ["1 row"],
    ]
    with opened_book(write, scratch, workbook({"Orders": rows})) as table:
        assert cells(table) == [("O1", "a@b.co", None, "5")]
        assert table.notes == ("2 lines below the table, left out: “Total, 5” “1 row”",)
        assert table.columns[3] == Column("Total", Kind.NUMBER)


def test_a_sheet_says_which_zone_its_times_are_in(write: Write, scratch: Path) -> None:
    rows: Rows = [["Time zone", "Europe/Berlin"], ["Order", "Email", "Total"], ["O1", "a@b.co", 5]]
    with opened_book(write, scratch, workbook({"Orders": rows})) as table:
        assert table.facts.time_zone == "Europe/Berlin"


def test_a_row_with_nothing_in_the_columns_of_the_table_is_none(write: Write, scratch: Path) -> None:
    rows: Rows = [["Email", "Total", None], *([f"a{n}@b.co", n, None] for n in range(300)), [None, None, "beside it"]]
    with opened_book(write, scratch, workbook({"Orders": rows})) as table:
        assert table.stage(["Email"]).rows == 300
        assert len(list(table.pick([301, 302]))) == 1


def test_a_sheet_that_is_a_chart_is_passed_over(write: Write, scratch: Path) -> None:
    made = openpyxl.Workbook()
    for row in (["a", "b"], [1, 2]):
        made.worksheets[0].append(row)
    made.create_chartsheet("Chart", 0)
    out = io.BytesIO()
    made.save(out)
    with opened_book(write, scratch, out.getvalue()) as table:
        assert (cells(table), table.notes) == ([("1", "2")], ())
    with pytest.raises(FileError) as caught, opened_book(write, scratch, out.getvalue(), "x"):
        pass
    assert caught.value.remedy == "It has 'Sheet'."


def test_of_several_sheets_that_hold_no_table_the_first_is_named(write: Write, scratch: Path) -> None:
    path = write(workbook({"One": [["x"], ["y"]], "Two": [["x"], ["y"]]}), "x.xlsx")
    with pytest.raises(FileError, match="a single column") as caught:
        open_table(str(path), scratch=scratch)
    assert caught.value.where == f"{path}, sheet One"


def test_a_sheet_without_cells_is_asked_for_in_vain(write: Write, scratch: Path) -> None:
    book = write(workbook({"Orders": [["a", "b"], [1, 2]], "Nothing": []}), "book.xlsx")
    with pytest.raises(FileError, match="The sheet is empty") as caught:
        open_table(str(book), scratch=scratch, sheet="Nothing")
    assert caught.value.where == f"{book}, sheet Nothing"
    nothing = write(workbook({"Nothing": []}), "nothing.xlsx")
    with pytest.raises(FileError, match="no sheet with cells"):
        open_table(str(nothing), scratch=scratch)


@pytest.mark.parametrize(("others", "more"), [(5, ""), (6, " …")])
def test_up_to_five_other_sheets_are_named(opened: Callable[..., Table], others: int, more: str) -> None:
    rows: list[list[object]] = [["id", "email"], [1, "a"]]
    table = opened(workbook({"Orders": rows} | {f"S{place}": rows for place in range(others)}), "x.xlsx")
    named = "“S0”, “S1”, “S2”, “S3”, “S4”"
    assert table.notes == (f"The sheet “Orders” is read; {named}{more} are not (--sheet NAME reads another)",)


def test_hidden_rows_are_told_of_those_below_the_header(opened: Callable[..., Table]) -> None:
    made = openpyxl.load_workbook(
        io.BytesIO(workbook({"Orders": [["June", None], ["id", "email"], [1, "a"], [2, "b"]]}))
    )
    for row in (1, 2, 4):
        made.worksheets[0].row_dimensions[row].hidden = True
    out = io.BytesIO()
    made.save(out)
    assert opened(out.getvalue(), "x.xlsx").notes[-1] == "1 row is hidden in the sheet, and read as well"


def test_a_row_that_is_struck_through_in_two_pieces_of_the_sheet_is_one(
    opened: Callable[..., Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_xml, "CHUNK", 32)
    made = openpyxl.load_workbook(io.BytesIO(workbook({"Orders": [["id", "email"], [1, "a"], [2, "b"]]})))
    for cell in made.worksheets[0][2]:
        cell.font = openpyxl.styles.Font(strike=True)
    out = io.BytesIO()
    made.save(out)
    assert opened(out.getvalue(), "x.xlsx").notes[-1] == "1 row is struck through in the sheet, and read as well"
