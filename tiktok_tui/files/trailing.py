"""The empty rows at the end of a file, as spreadsheets write them: they are no rows."""

from __future__ import annotations

import re
from pathlib import Path

_TAIL = 1 << 16


def empty_row(delimiter: str) -> re.Pattern[bytes]:
    """Give the pattern of a whole line that has cells and nothing but blanks in them."""
    cell = rb' *+(?:" *+" *+)?+'
    return re.compile(rb"%b(?:%b%b)*+" % (cell, re.escape(delimiter.encode()), cell))


def empty_rows_at_end(path: Path, delimiter: str, width: int) -> int:
    """Count the rows at the end that have enough cells and nothing in them."""
    separator, empty = delimiter.encode(), empty_row(delimiter)
    size = path.stat().st_size
    length = _TAIL
    while True:
        with path.open("rb") as content:
            content.seek(max(0, size - length))
            tail = content.read().splitlines()
        count = 0
        for line in reversed(tail[1:]):
            if empty.fullmatch(line):
                # With fewer cells it is a blank line, and was no row to begin with.
                count += line.count(separator) >= width - 1
            elif line.strip(b" \x1a"):
                return count
        if length >= size:
            return count
        length *= 4
