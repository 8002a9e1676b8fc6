"""Read Excel and OpenDocument sheets: each cell as the text it stands for, row numbers as the sheet shows them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import python_calamine as calamine

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.compression import DAMAGED
from tiktok_tui.files.header import Header, find_header, no_rows
from tiktok_tui.files.numbered import NumberedCopy, as_lines
from tiktok_tui.files.session import Work
from tiktok_tui.files.table import BrokenLine, Column, Kind, Row

Cell = int | float | str | bool | time | date | datetime | timedelta

_MOST_BYTES = 2 << 30
_MOST_CELLS = 200_000_000
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]+)([0-9]+)"')
_LOOKED_AT = 200
# A spreadsheet keeps 15 digits; a longer number has lost its end, and is written as the sheet shows it: 1.23E+18.
_EXACT = 1e15


class ExcelSheet:
    """One sheet of a workbook, the first visible one with cells unless a sheet is named."""

    def __init__(self, path: Path, folder: Path, sheet: str | None) -> None:
        self._path = path
        self._folder = folder
        self._copy: NumberedCopy | None = None
        _refuse_bombs(path)
        try:
            with calamine.CalamineWorkbook.from_path(path) as workbook:
                name, cells = _choose(workbook, sheet, path)
        except (calamine.CalamineError, OSError) as error:
            raise FileError(
                "The workbook is damaged, cut short or protected by a password.",
                where=str(path),
                remedy="Open it in a spreadsheet and save it again, without a password.",
            ) from error
        self.format = f"Excel, sheet {name}"
        filled = [(number, row) for number, row in enumerate(cells, 1) if any(cell != "" for cell in row)]
        self._rows = [(number, [text_of(cell) for cell in row]) for number, row in filled]
        head = [(number, [text or "" for text in row]) for number, row in self._rows[:_LOOKED_AT]]
        where = f"{path}, sheet {name}"
        if not head:
            raise FileError("The sheet is empty.", where=where, remedy="Choose another sheet.")
        self._header: Header = find_header(head, where=where)
        below = [row for number, row in filled if number > self._header.row]
        if not below:
            raise no_rows(where)
        self._rows = [(number, row) for number, row in self._rows if number > self._header.row]
        self.columns = tuple(
            Column(title, _kind([row[index] for row in below])) for index, title in enumerate(self._header.names)
        )
        self.notes = self._header.notes

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Give the first `count` rows."""
        return islice(self._read(), count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> tuple[BrokenLine, ...]:
        """Make a table of the row numbers and these columns (by position)."""
        if self._copy is None:
            self._copy = NumberedCopy(self._folder / "sheet.csv", as_lines(self._read()), work, width=len(self.columns))
        self._copy.load(work, table, columns)
        return ()

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Give the rows with these sorted numbers."""
        wanted = set(numbers)
        return (row for row in self._read() if row.number in wanted)

    def _read(self) -> Iterator[Row]:
        shown = len(self.columns)
        for number, row in self._rows:
            if any(row[:shown]):
                yield Row(number, tuple(row[:shown]))


def sheet_names(path: Path) -> list[str]:
    """Give the names of a workbook's sheets that can be seen."""
    with calamine.CalamineWorkbook.from_path(path) as workbook:
        return _visible(workbook)


def text_of(cell: Cell) -> str | None:
    """Give a cell as text: 12025550123.0 is 12025550123, dates are ISO 8601, nothing is None."""
    if cell == "":
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        if abs(cell) >= _EXACT:
            digits, exponent = f"{cell:.14E}".split("E")
            return f"{digits.rstrip('0').rstrip('.')}E{exponent}"
        return str(int(cell)) if cell == int(cell) else format(Decimal(repr(cell)), "f")
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat()


def _choose(workbook: calamine.CalamineWorkbook, wanted: str | None, path: Path) -> tuple[str, list[list[Cell]]]:
    names = _visible(workbook)
    if wanted is not None and wanted not in workbook.sheet_names:
        close = get_close_matches(wanted, names, n=1) or names
        raise FileError(
            f"The workbook has no sheet {wanted!r}.", where=str(path), remedy=f"It has {', '.join(map(repr, close))}."
        )
    cells: list[list[Cell]] = []
    for name in [wanted] if wanted is not None else names:
        cells = list(workbook.get_sheet_by_name(name).iter_rows())
        if wanted is not None or any(cell != "" for row in cells for cell in row):
            return name, cells
    raise FileError("The workbook has no sheet with cells.", where=str(path), remedy="Export it again.")


def _visible(workbook: calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _kind(cells: Sequence[Cell]) -> Kind:
    filled = [cell for cell in cells if cell != ""]
    if filled and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in filled):
        return Kind.NUMBER
    return Kind.TIME if filled and all(isinstance(cell, date) for cell in filled) else Kind.TEXT


def _refuse_bombs(path: Path) -> None:
    """The reader holds a whole sheet in memory and cannot be stopped: what is far too large never reaches it."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
            sheets = [item for item in archive.infolist() if item.filename.startswith("xl/worksheets/")]
            heads = []
            for item in sheets:
                with archive.open(item) as sheet:
                    heads.append(sheet.read(4096))
    except DAMAGED:
        return
    cells = max((_cells(match) for head in heads if (match := _DIMENSION.search(head))), default=0)
    if size > _MOST_BYTES or cells > _MOST_CELLS:
        raise FileError(
            "The workbook is too large to be read.",
            where=str(path),
            remedy="Delete its empty rows and columns, or save the sheet as CSV.",
        )


def _cells(dimension: re.Match[bytes]) -> int:
    columns = 0
    for letter in dimension[1]:
        columns = columns * 26 + letter - 64
    return columns * int(dimension[2])
