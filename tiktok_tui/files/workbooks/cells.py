"""The cells of a workbook as text, with their kinds."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tiktok_tui.files.table import Kind

Cell = int | float | str | bool | time | date | datetime | timedelta

_KINDS: dict[type, Kind] = {
    str: Kind.TEXT,
    bool: Kind.TEXT,
    int: Kind.NUMBER,
    float: Kind.NUMBER,
    time: Kind.CLOCK,
    timedelta: Kind.CLOCK,
    date: Kind.TIME,
    datetime: Kind.TIME,
}
_DAY = timedelta(days=1)
# A spreadsheet keeps 15 digits; a longer number has lost its end, and is written as the sheet shows it: 1.23E+18.
_EXACT = 1e15


def text_of(cell: Cell) -> str | None:
    """Return a cell as text: 12025550123.0 is 12025550123, dates are ISO 8601, nothing is None."""
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
        return str((datetime.min + cell).time()) if timedelta(0) <= cell < _DAY else str(cell)
    return cell.isoformat()


def kind_of(cell: Cell) -> Kind:
    """Return the kind of a cell; text for one that holds nothing."""
    return _KINDS[type(cell)]
