"""One pass over a whole text file at memory speed: its encoding, its newlines, and the positions of its rows."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.files.progress import Progress
from tiktok_tui.files.text.cell_errors import CellErrors
from tiktok_tui.files.text.compression import CHUNK
from tiktok_tui.files.text.eight_bit import eight_bit
from tiktok_tui.files.text.encodings import UTF8, mostly_utf8
from tiktok_tui.files.text.formula_text import MARK
from tiktok_tui.files.text.records import LONGEST

_SUSPICIOUS_ENOUGH = 64
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"\n'))
_QUOTED = re.compile(rb'"[^"]*"')
_BEFORE_BLANK = re.compile(rb"\n(?=\r?\n)")


@dataclass(frozen=True, slots=True)
class Positions:
    """Byte offsets of some rows: the row numbered `numbers[i]` starts at `offsets[i]`."""

    numbers: array[int]
    offsets: array[int]

    def stretches(self, wanted: Iterable[int]) -> Iterator[tuple[int, int, int | None, set[int]]]:
        """Yield, for sorted row numbers, the stretches of the file that hold them; none where no row is known.

        Each is the number of its first row, its first byte, the byte after it (None: the file's end), the rows wanted.
        """
        if not self.numbers:
            return
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


@dataclass(frozen=True, slots=True)
class Survey:
    """The findings of a pass over a file.

    `eight_bit` is the encoding of text that is no UTF-8 at all, "" for UTF-8; `damaged`: some of it is not; `stray`:
    there are quotes that enclose no cell, so that rows and positions are not to be trusted. `newline` ends its lines,
    `start` is the byte where its text begins. `rows` counts the rows, blank ones too. `mixed` newlines are looked for
    only where quotes mean nothing. `formulas`: there may be cells like `="00123"`. `errors` are those of spreadsheets
    (#N/A).
    """

    eight_bit: str
    damaged: bool
    stray: bool
    newline: str
    mixed: bool
    formulas: bool
    errors: CellErrors
    start: int
    positions: Positions
    rows: int


def survey(path: Path, start: int, progress: Progress, *, delimiter: str | None) -> Survey:
    """Pass over a UTF-8 file from byte `start`; without a delimiter quotes mean nothing, and every line is a row."""
    quotes = delimiter is not None
    cells, errors = _Cells(delimiter or ""), CellErrors(delimiter or "\n")
    suspicious: list[bytes] = []
    numbers, offsets = array("q", [1]), array("q", [start])
    size, offset, number, quoted, newline = path.stat().st_size, start, 1, False, ""
    ended, mixed, stray, formulas = True, False, False, False
    for chunk in _whole_lines(path, start):
        newline = newline or newline_of(chunk, quotes=quotes)
        if not chunk.isascii() and len(suspicious) < _SUSPICIOUS_ENOUGH:
            try:
                chunk.decode(UTF8)
            except UnicodeDecodeError:
                suspicious.append(chunk)
        quote = quotes and b'"' in chunk
        formulas = formulas or (quote and b"=" in chunk and MARK in chunk)  # one letter is found ten times as fast
        stray = stray or (quote and not cells.enclosed(chunk, quoted))
        for name, place in errors.places(chunk) if quotes else ():
            errors.add_row(name, number + _rows_ended(chunk[:place], quoted, quotes)[0])
        rows, quoted = _rows_ended(chunk, quoted, quotes)
        if not quotes and not mixed and (newline == "\r\n" or b"\r" in chunk):
            mixed = newline != "\r\n" or not chunk.count(b"\r") == chunk.count(b"\r\n") == rows
        number += rows
        offset += len(chunk)
        progress(offset / size)
        ended = chunk.endswith(b"\n") and not quoted
        if ended:
            numbers.append(number)
            offsets.append(offset)
    other = eight_bit(b"\n".join(suspicious)) if suspicious and not mostly_utf8(suspicious) else ""
    positions = Positions(numbers, offsets)
    return Survey(
        other, bool(suspicious), stray or quoted, newline, mixed, formulas, errors, start, positions, number - ended
    )


class _Cells:
    """Checks that every quote in a piece of text encloses a cell, or is doubled within one."""

    def __init__(self, delimiter: str) -> None:
        mark = re.escape(delimiter.encode())
        within = rb'[^"]*+(?:""[^"]*+)*+'
        closing = rb'"(?= *[%b\r\n]|\Z)' % mark
        opening = rb'(?<![^%b\n])"' % mark
        self._closes = re.compile(within + closing)
        self._continues = re.compile(within)
        self._sound = re.compile(rb'(?:[^"]*+%b%b%b)*+[^"]*+(?:%b%b)?+' % (opening, within, closing, opening, within))

    def enclosed(self, piece: bytes, quoted: bool) -> bool:
        """Return True if all quotes of a piece are sound; it begins with a line, or within quotes, as it may end."""
        begin = 0
        if quoted:
            closed = self._closes.match(piece)
            if closed is None:
                return self._continues.fullmatch(piece) is not None
            begin = closed.end()
        return self._sound.fullmatch(piece, begin) is not None


def blank_rows(path: Path, start: int, progress: Progress) -> list[int]:
    """Return the numbers of the blank rows of a file, those at its end too."""
    blank = []
    size, offset, number, quoted = path.stat().st_size, start, 1, False
    for chunk in _whole_lines(path, start):
        if not quoted and chunk.startswith((b"\n", b"\r\n")):
            blank.append(number)
        seen = 0
        for before in _BEFORE_BLANK.finditer(chunk):
            rows, quoted = _rows_ended(chunk[seen : before.end()], quoted, True)
            number, seen = number + rows, before.end()
            if not quoted:
                blank.append(number)
        rows, quoted = _rows_ended(chunk[seen:], quoted, True)
        number += rows
        offset += len(chunk)
        progress(offset / size)
    return blank


def read_stretch(path: Path, begin: int, end: int | None) -> bytes:
    """Return the bytes of a file from `begin` up to `end`, or up to its end."""
    with path.open("rb") as content:
        content.seek(begin)
        return content.read() if end is None else content.read(end - begin)


def newline_of(chunk: bytes, *, quotes: bool) -> str:
    """Return what ends most lines of a piece of text; within quotes it ends none, if quotes mean anything."""
    outside = _QUOTED.sub(b"", chunk) if quotes else chunk
    pairs, feeds = outside.count(b"\r\n"), outside.count(b"\n")
    if not feeds and b"\r" in outside:
        return "\r"
    return "\r\n" if pairs * 2 > feeds else "\n"


def _whole_lines(path: Path, start: int) -> Iterator[bytes]:
    """Yield a file in chunks of about a megabyte that end with a line, unless a line is enormous."""
    with path.open("rb") as content:
        content.seek(start)
        while chunk := content.read(CHUNK):
            yield chunk if chunk.endswith(b"\n") else chunk + content.readline(LONGEST)


def _rows_ended(piece: bytes, quoted: bool, quotes: bool) -> tuple[int, bool]:
    """Count the rows that end in a piece of text which begins within quotes, or not, and report how it ends."""
    if not quotes or b'"' not in piece:
        return (0 if quoted else piece.count(b"\n")), quoted
    # Pairs of quotes with no line feed between them say nothing; what remains are quotes around line feeds.
    structure = ((b'"' if quoted else b"") + piece.translate(None, _NOT_STRUCTURE)).replace(b'""', b"")
    if b'"' not in structure:
        return len(structure), False
    parts = structure.split(b'"')
    return sum(map(len, parts[::2])), len(parts) % 2 == 0
