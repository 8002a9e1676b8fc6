"""The cells of a sheet that its reader leaves out are found in the XML, however it is written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.support.workbooks import workbook
from tiktok_tui.files.workbooks import sheet_xml
from tiktok_tui.files.workbooks.sheet_xml import Unread, column_number, has_cells, sheet_parts, unread_parts

PART = "xl/worksheets/sheet1.xml"


def made(path: Path, cells: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(PART, f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")
    return path


def gaps_of(path: Path, part: str) -> dict[tuple[int, int], str]:
    return unread_parts(path, part).gaps


ERROR = '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'


@pytest.mark.parametrize(
    ("cells", "gaps"),
    [
        (ERROR, {(3, 2): "#DIV/0!"}),
        ('<c r="A2" t="e"><v></v></c>', {(2, 1): "#ERROR"}),
        ('<c s="1" t="e" r="XFD12"><v>#N/A</v></c>', {(12, 16384): "#N/A"}),
        ('<c t="e" r="A2" s="3"><v xml:space="preserve">#REF!</v></c>', {(2, 1): "#REF!"}),
        ('<c r="AB12"><f>SUM(A1:A2)</f></c>', {(12, 28): "=SUM(A1:A2)"}),
        ('<c r="A2"><f>A1&amp;"&lt;b&gt;"</f><v></v></c>', {(2, 1): '=A1&"<b>"'}),
        ('<c r="A2"><f>"&amp;quot; &amp;lt;"</f></c>', {(2, 1): '="&quot; &lt;"'}),
        ('<c r="A2"><f t="shared" si="0"/></c>', {(2, 1): "=…"}),
        (f'<c r="A2"><f>{"1+" * 60}</f></c>', {(2, 1): "=" + "1+" * 50}),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', {}),
        ('<c r="A2" t="str"><f>""</f><v></v></c>', {}),
        ('<c r="A2"><f>T(1)</f><is><t>x</t></is></c>', {}),
        # A cell that does not name its place is passed over, and the next one is read.
        ('<c t="e"><v>#N/A</v></c>' + ERROR, {(3, 2): "#DIV/0!"}),
        ('<c r="A1"><v>1</v></c><c r="B1" s="1"/>' + ERROR, {(3, 2): "#DIV/0!"}),
    ],
)
def test_errors_and_formulas_without_a_result(tmp_path: Path, cells: str, gaps: dict[tuple[int, int], str]) -> None:
    assert gaps_of(made(tmp_path / "book.xlsx", cells), PART) == gaps


@pytest.mark.parametrize("before", [0, 30, 64])
def test_a_cell_that_lies_across_two_pieces_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    monkeypatch.setattr(sheet_xml, "CHUNK", 64)
    assert gaps_of(made(tmp_path / "book.xlsx", " " * before + ERROR * 2), PART) == {(3, 2): "#DIV/0!"}


@pytest.mark.parametrize("size", [1 << 20, 64])
def test_hidden_rows_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(sheet_xml, "CHUNK", size)
    rows = (
        '<row r="1" spans="1:4"><c r="A1"><v>1</v></c></row><row hidden="1" r="2"><c r="A2"><v>1</v></c></row>'
        '<row r="3" spans="1:4" hidden="true" ht="15"><c r="A3"><v>hidden</v></c></row>'
        '<row r="4" hidden="0"><c r="A4" hidden="1"><v>1</v></c></row>'
    )
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(PART, f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    assert unread_parts(path, PART) == Unread(hidden=[2, 3])


STYLES = """
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<fonts><font/><font><sz val="11"/><strike/></font>
<font><strike val="0"/></font><font><strike val="true"/></font><font><strike val="on"/></font></fonts>
<cellStyleXfs><xf fontId="1"/></cellStyleXfs>
<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf/><xf fontId="4"/></cellXfs>
</styleSheet>
"""


def test_rows_that_are_struck_through_are_found(tmp_path: Path) -> None:
    rows = (
        '<c r="A1" s="0"><v>1</v></c><c r="A2" s="1"><v>1</v></c><c r="B2" s="1"><v>1</v></c>'
        '<c s="3" r="A3"><v>1</v></c>'
        '<c r="A4" s="2"><v>1</v></c><c r="A5" s="4"><v>1</v></c><c r="A6" s="1"/><c r="A7"><v>1</v></c>'
        '<c r="A8" s="11"><v>1</v></c><c r="A9" s="5"><v>1</v></c>'
    )
    path = made(tmp_path / "book.xlsx", rows)
    assert unread_parts(path, PART).struck == []
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/styles.xml", STYLES)
    assert unread_parts(path, PART).struck == [2, 3, 9]


def test_text_without_an_end_of_a_cell_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_xml, "CHUNK", 64)
    path = made(tmp_path / "book.xlsx", '<c r="A1" t="e"><v>#N/A</v>' + " " * 400 + "</c>" + ERROR)
    assert gaps_of(path, PART) == {(3, 2): "#DIV/0!"}


def test_what_is_no_workbook_has_no_parts_and_no_gaps(tmp_path: Path) -> None:
    broken, other = tmp_path / "broken.xlsx", made(tmp_path / "other.xlsx", "")
    broken.write_bytes(b"PK\x03\x04 and no more")
    for path in (broken, other):
        assert sheet_parts(path) == {}
    assert gaps_of(broken, PART) == gaps_of(other, "xl/none.xml") == {}
    assert has_cells(broken, PART)
    assert has_cells(other, "xl/none.xml")
    assert not has_cells(other, PART)


def test_each_sheet_has_its_part(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook({"Orders": [["a"], [1]], "Notes": [["b"]]}))
    assert sheet_parts(path) == {"Orders": PART, "Notes": "xl/worksheets/sheet2.xml"}
    assert has_cells(path, PART)


def test_a_workbook_of_the_strict_kind_has_its_parts(tmp_path: Path) -> None:
    path, strict = tmp_path / "book.xlsx", tmp_path / "strict.xlsx"
    path.write_bytes(workbook({"Orders": [["a"], [1]]}))
    with zipfile.ZipFile(path) as usual, zipfile.ZipFile(strict, "w") as made:
        for name in usual.namelist():
            content = usual.read(name).replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
            )
            made.writestr(name, content)
    assert sheet_parts(strict) == sheet_parts(path) == {"Orders": PART}


@pytest.mark.parametrize(("letters", "number"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"XFD", 16384)])
def test_columns_are_counted_from_one(letters: bytes, number: int) -> None:
    assert column_number(letters) == number
