"""A workbook that would take too much memory is refused before it is read, whatever it says of itself."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.support.workbooks import workbook
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.workbooks import size as workbook_size
from tiktok_tui.files.workbooks.size import refuse_too_large

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData></worksheet>'


def nothing() -> None:
    """Nobody stops it."""


def made(path: Path, rows: Iterable[str], *, dimension: str = "", texts: Iterable[str] = ()) -> Path:
    """A workbook with the XML of these rows, its declared dimension and its shared texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        declared = f'<dimension ref="{dimension}"/>' if dimension else ""
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(declared, "".join(rows)))
        items = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f"<sst>{items}</sst>")
    return path


def numbers(count: int) -> Iterable[str]:
    return (f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"><v>2</v></c></row>' for row in range(1, count + 1))


def shared(count: int, index: int) -> Iterable[str]:
    return (f'<row r="{row}"><c r="A{row}" t="s"><v>{index}</v></c></row>' for row in range(1, count + 1))


TOO_LARGE: dict[str, Callable[[Path], Path]] = {
    "more cells than it says": lambda path: made(path, numbers(1000), dimension="A1"),
    "as many cells as it says": lambda path: made(path, numbers(10), dimension="A1:XFD1048576"),
    "two cells far apart": lambda path: made(
        path, ['<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD9"><v>1</v></c></row>']
    ),
    "two cells far apart in near columns": lambda path: made(
        path, ['<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="Z99999"><v>1</v></c></row>']
    ),
    "one long text in many cells": lambda path: made(path, shared(500, 1), texts=["a", "b" * 1000]),
    "one long text in many cells, behind one that is missing": lambda path: made(
        path, [*shared(1, 9), *shared(500, 1)], texts=["a", "b" * 1000]
    ),
    "a short text in many cells": lambda path: made(path, shared(1200, 1), texts=["a", "b"]),
    "long texts of their own": lambda path: made(
        path, ['<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 200_000 + "</t></is></c></row>"]
    ),
}
READABLE: dict[str, Callable[[Path], Path]] = {
    "few cells": lambda path: made(path, numbers(400)),
    "styled cells far away": lambda path: made(path, [*numbers(9), '<row r="99999"><c r="XFD99999" s="1"/></row>']),
    "many cells of a short text": lambda path: made(path, shared(500, 0), texts=["a", "b" * 1000]),
}


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_size, "_MOST_MEMORY", 100_000)
    monkeypatch.setattr(workbook_size, "_LITTLE", 10_000)


@pytest.mark.parametrize("make", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_a_sheet_that_takes_too_much_is_refused_with_the_way_out(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "book.xlsx")
    with pytest.raises(FileError, match=r"too large: a sheet with .* cells or more takes") as caught:
        refuse_too_large(path, nothing)
    assert caught.value.where == str(path)
    assert "as CSV" in caught.value.remedy


@pytest.mark.parametrize("make", READABLE.values(), ids=READABLE.keys())
def test_a_sheet_that_takes_little_is_read(make: Callable[[Path], Path], tmp_path: Path) -> None:
    refuse_too_large(make(tmp_path / "book.xlsx"), nothing)


def test_an_ordinary_workbook_is_read_and_what_is_none_is_left_to_its_reader(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(workbook({"Orders": [["a", "b"], *([n, f"text {n}"] for n in range(200))]}))
    (tmp_path / "none.xlsx").write_bytes(b"PK\x03\x04 and no more")
    refuse_too_large(tmp_path / "book.xlsx", nothing)
    refuse_too_large(tmp_path / "none.xlsx", nothing)


def test_counting_can_be_stopped(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        refuse_too_large(made(tmp_path / "book.xlsx", numbers(9)), stop)


def test_a_workbook_that_unpacks_to_more_than_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "book.xlsx", numbers(9))
    with zipfile.ZipFile(path) as archive:
        size = sum(item.file_size for item in archive.infolist())
    monkeypatch.setattr(workbook_size, "_MOST_BYTES", size)
    refuse_too_large(path, nothing)
    monkeypatch.setattr(workbook_size, "_MOST_BYTES", size - 1)
    with pytest.raises(FileError, match="more than 2 gigabytes"):
        refuse_too_large(path, nothing)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("two cells far apart in near columns", 3),
        ("one long text in many cells", 3),
        ("one long text in many cells", 4),
    ],
)
def test_counting_once_more_can_be_stopped(tmp_path: Path, name: str, call: int) -> None:
    """The first pass over a sheet asks twice, for its cells and for what is behind them."""
    calls: list[int] = []

    def stop() -> None:
        calls.append(1)
        if len(calls) == call:
            raise Cancelled

    with pytest.raises(Cancelled):
        refuse_too_large(TOO_LARGE[name](tmp_path / "book.xlsx"), stop)


@pytest.mark.parametrize(
    ("dimension", "cells"),
    [("A1:A99999", "99,999 cells"), ("A1:A100000", "0.1 million cells"), ("A1:Q1048576", "17.8 million cells")],
)
def test_the_cells_of_a_sheet_in_words(tmp_path: Path, dimension: str, cells: str) -> None:
    with pytest.raises(FileError, match=f"a sheet with {cells} or more"):
        refuse_too_large(made(tmp_path / "book.xlsx", numbers(1), dimension=dimension), nothing)


def test_a_gigabyte_is_the_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    refuse_too_large(made(tmp_path / "book.xlsx", numbers(1), dimension="A1:P1048576"), nothing)
    with pytest.raises(FileError, match="takes more than a gigabyte"):
        refuse_too_large(made(tmp_path / "book.xlsx", numbers(1), dimension="A1:Q1048576"), nothing)


def test_two_gigabytes_are_the_most_that_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "book.xlsx", [])
    part = zipfile.ZipInfo("xl/media/film.mp4")
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda self: [part])
    part.file_size = 2 << 30
    refuse_too_large(path, nothing)
    part.file_size += 1
    with pytest.raises(FileError, match="more than 2 gigabytes"):
        refuse_too_large(path, nothing)
