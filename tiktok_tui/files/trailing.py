"""Count the empty rows at the end of a file, as spreadsheets write them: they are no rows."""

from __future__ import annotations

import re
from pathlib import Path

_TAIL = 1 << 16


def empty_rows_at_end(path: Path, delimiter: str, width: int) -> int:
    """Count the rows at the end that have enough cells and nothing in them."""
    separator = re.escape(delimiter.encode())
    empty = re.compile(rb' *(?:"")? *(?:' + separator + rb' *(?:"")? *){' + str(width - 1).encode() + rb",}")
    size = path.stat().st_size
    length = _TAIL
    while True:
        with path.open("rb") as content:
            content.seek(max(0, size - length))
            tail = content.read().splitlines()
        count = 0
        for line in reversed(tail[1:]):
            if empty.fullmatch(line):
                count += 1
            elif line.strip(b" \x1a"):
                return count
        if length >= size:
            return count
        length *= 4
