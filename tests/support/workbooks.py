"""Write Excel workbooks."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence

import openpyxl  # type: ignore[import-untyped]  # its stubs are not worth a package


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], *, hidden: Collection[str] = ()) -> bytes:
    """Give a workbook whose sheets hold these rows; a cell is None for none."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
