"""Where in a large text file its rows are: a sparse index, so that any rows can be fetched without reading the rest."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.files.progress import Progress
from tiktok_tui.files.scan import whole_lines

_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"\n'))
_BEFORE_BLANK = re.compile(rb"\n(?=\r?\n)")


@dataclass(frozen=True, slots=True)
class Positions:
    """Byte offsets of some rows: the row numbered `numbers[i]` starts at `offsets[i]`.

    `blank` are the numbers of the blank rows, `filled` counts the others.
    """

    numbers: array[int]
    offsets: array[int]
    blank: array[int]
    filled: int

    def stretches(self, wanted: Iterable[int]) -> Iterator[tuple[int, int, int | None, set[int]]]:
        """Give, for sorted row numbers, the stretches of the file that hold them.

        Each is the number of its first row, its first byte, the byte after it (None: the file's end), the rows wanted.
        """
        place, numbers = 0, set[int]()
        for number in wanted:
            found = max(bisect_right(self.numbers, number) - 1, 0)
            if found != place and numbers:
                yield self._stretch(place, numbers)
                numbers = set()
            place = found
            numbers.add(number)
        if numbers:
            yield self._stretch(place, numbers)

    def _stretch(self, place: int, wanted: set[int]) -> tuple[int, int, int | None, set[int]]:
        end = self.offsets[place + 1] if place + 1 < len(self.offsets) else None
        return self.numbers[place], self.offsets[place], end, wanted


def find_positions(path: Path, start: int, progress: Progress, *, quotes: bool = True) -> Positions:
    """Index a file whose rows end with LF or CR LF outside of quotes; without `quotes` every line is a row.

    It counts quotes and does not look where they stand: compare `filled` with a reader that does.
    """
    numbers, offsets, blank = array("q", [1]), array("q", [start]), array("q")
    size, offset, number, quoted, ended = path.stat().st_size, start, 1, False, True
    for chunk in whole_lines(path, start):
        progress(offset / size)
        if not quoted and chunk.startswith((b"\n", b"\r\n")):
            blank.append(number)
        seen, passed, inside = 0, 0, quoted
        for before in _BEFORE_BLANK.finditer(chunk):
            rows, inside = _rows_ended(chunk[seen : before.end()], inside, quotes)
            passed, seen = passed + rows, before.end()
            if not inside:
                blank.append(number + passed)
        rows, quoted = _rows_ended(chunk[seen:], inside, quotes)
        number += passed + rows
        offset += len(chunk)
        ended = chunk.endswith(b"\n") and not quoted
        if ended:
            numbers.append(number)
            offsets.append(offset)
    return Positions(numbers, offsets, blank, number - ended - len(blank))


def _rows_ended(piece: bytes, quoted: bool, quotes: bool) -> tuple[int, bool]:
    """Count the rows that end in a piece of text which begins within quotes, or not; tell how it ends."""
    if not quotes or b'"' not in piece:
        return (0 if quoted else piece.count(b"\n")), quoted
    # Pairs of quotes with no line feed between them say nothing; what remains are quotes around line feeds.
    structure = ((b'"' if quoted else b"") + piece.translate(None, _NOT_STRUCTURE)).replace(b'""', b"")
    if b'"' not in structure:
        return len(structure), False
    parts = structure.split(b'"')
    return sum(map(len, parts[::2])), len(parts) % 2 == 0


def read_stretch(path: Path, begin: int, end: int | None) -> bytes:
    """Give the bytes of a file from `begin` up to `end`, or up to its end."""
    with path.open("rb") as content:
        content.seek(begin)
        return content.read() if end is None else content.read(end - begin)
