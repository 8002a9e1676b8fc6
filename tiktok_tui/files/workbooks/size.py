"""Estimates the memory that reading an .xlsx workbook takes, before its reader begins, which cannot be stopped."""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.text.compression import CHUNK, DAMAGED
from tiktok_tui.files.workbooks.sheet_xml import column_number

_MOST_BYTES = 2 << 30
"""The most bytes that all parts of a workbook may unpack to."""
_MOST_MEMORY = 1 << 30
_LITTLE = 128 << 20
"""Texts that take no more at most are not counted one by one."""
_LETTERS = 26
_CELL_MEMORY = 64
"""Bytes of memory for a cell between the first and the last one, filled or not; measured with numbers."""
_TEXT_MEMORY = 16
"""Bytes of memory for a text, besides its characters."""
_CELL_XML = 30
"""Bytes that the XML of a short cell takes without its text; the fewest, so that texts are not underestimated."""
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]+)([0-9]+)"')
_NEAR_COLUMN = re.compile(rb'<c r="([A-Z])[0-9]+"(?:[^>]*[^>/])?>')
_FAR_COLUMN = re.compile(rb'<c r="([A-Z]{2,3})[0-9]+"(?:[^>]*[^>/])?>')
_PLACE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]+)"(?:[^>]*[^>/])?>')
_SHARED = re.compile(rb'<c [^>]*t="s"[^>]*><v>([0-9]+)<')
_ITEM = b"</si>"
_SHEETS = "xl/worksheets/"
_TEXTS = "xl/sharedStrings.xml"


@dataclass(slots=True)
class _Sheet:
    """One sheet, as far as it has been counted."""

    cells: int = 0
    rows: int = 0
    columns: int = 0
    texts: int = 0
    shared: int = 0
    xml: int = 0

    @property
    def memory(self) -> int:
        """The bytes of memory that the sheet takes, without shared texts."""
        inline = max(0, self.xml - self.cells * _CELL_XML) if self.texts else 0
        return self.spread * _CELL_MEMORY + self.texts * _TEXT_MEMORY + inline

    @property
    def spread(self) -> int:
        """The cells between the first and the last filled one, at most. Few cells far apart take as much as many."""
        return max(self.cells, self.rows * self.columns)


def refuse_too_large(path: Path, check: Callable[[], None]) -> None:
    """Raise FileError for a workbook whose largest sheet takes more than a gigabyte. `check` may raise to stop."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MOST_BYTES:
                raise _too_large(path, "it unpacks to more than 2 gigabytes")
            for item in archive.infolist():
                if item.filename.startswith(_SHEETS) and not item.is_dir():
                    _refuse_sheet(path, archive, item.filename, check)
    except DAMAGED:
        return


def _refuse_sheet(path: Path, archive: zipfile.ZipFile, name: str, check: Callable[[], None]) -> None:
    found = _Sheet()
    with archive.open(name) as sheet:
        for piece in _pieces(sheet):
            check()
            if not found.xml and (declared := _DIMENSION.search(piece[:4096])):
                found.cells = max(found.cells, column_number(declared[1]) * int(declared[2]))
                _refuse(path, found, found.memory)
                found.cells = 0
            _count(piece, found)
            _refuse(path, found, found.memory)
    if not found.columns and found.rows * _LETTERS * _CELL_MEMORY > _MOST_MEMORY:
        found.columns = _last_letter(archive, name, check)
        _refuse(path, found, found.memory)
    if found.shared and _TEXTS in archive.namelist():
        _refuse(path, found, found.memory + _shared_memory(archive, name, found.shared, check))


def _count(piece: bytes, found: _Sheet) -> None:
    found.xml += len(piece)
    found.cells += piece.count(b"<c ")
    found.texts += piece.count(b't="inlineStr"') + piece.count(b't="str"')
    found.shared += piece.count(b't="s"')
    for column in set(_FAR_COLUMN.findall(piece)):
        found.columns = max(found.columns, column_number(column))
    last = piece.rfind(b"</c>")
    if last >= 0 and (place := _PLACE.match(piece, piece.rfind(b"<c ", 0, last))):
        found.rows = max(found.rows, int(place[2]))


def _last_letter(archive: zipfile.ZipFile, name: str, check: Callable[[], None]) -> int:
    """Return the number of the last filled column of a sheet whose columns have one letter."""
    letters: set[bytes] = set()
    with archive.open(name) as sheet:
        for piece in _pieces(sheet):
            check()
            letters.update(_NEAR_COLUMN.findall(piece))
    return max(map(column_number, letters), default=0)


def _shared_memory(archive: zipfile.ZipFile, name: str, cells: int, check: Callable[[], None]) -> int:
    """Return the bytes of memory for the texts that cells share, at most: each cell gets a copy of its own."""
    lengths = array("q")
    with archive.open(_TEXTS) as texts:
        rest = b""
        while chunk := texts.read(CHUNK):
            check()
            *items, rest = (rest + chunk).split(_ITEM)
            lengths.extend(map(len, items))
    total = cells * (_TEXT_MEMORY + max(lengths, default=0))
    if total <= _LITTLE:
        return total
    total = 0
    with archive.open(name) as sheet:
        for piece in _pieces(sheet):
            check()
            for number in _SHARED.findall(piece):
                index = int(number)
                total += _TEXT_MEMORY + (lengths[index] if index < len(lengths) else 0)
            if total > _MOST_MEMORY:
                break
    return total


def _pieces(sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML of a sheet, cut between two cells where there are any."""
    rest = b""
    while chunk := sheet.read(CHUNK):
        piece = rest + chunk
        cut = piece.rfind(b"<c ")
        if cut <= 0:
            cut = len(piece)
        yield piece[:cut]
        rest = piece[cut:]
    if rest:
        yield rest


def _refuse(path: Path, found: _Sheet, memory: int) -> None:
    if memory > _MOST_MEMORY:
        cells = f"{found.spread / 1e6:,.1f} million cells" if found.spread >= 1e5 else f"{found.spread:,} cells"
        raise _too_large(path, f"a sheet with {cells} or more takes more than a gigabyte of memory")


def _too_large(path: Path, why: str) -> FileError:
    return FileError(
        f"The workbook is too large: {why}.",
        where=str(path),
        remedy="Save the sheet as CSV, which may have any size; or delete its empty rows and columns.",
    )
