"""Read delimited text record by record with exact row numbers, and continue after a broken one.

DuckDB reads whole files far faster, but drops blank lines without notice and fails where newlines are mixed. This
reader is right for every file; it makes the samples and previews, and is used where DuckDB cannot be trusted. Both
read alike: quotes are `"`, doubled within; blanks around a quoted cell do not belong to it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Container, Iterable, Iterator

from tiktok_tui.events.counts import counted
from tiktok_tui.files.broken import BrokenLine, Reason, broken

LONGEST = 2_097_152
"""The most bytes that a record may have, as in DuckDB."""
MEGABYTES = LONGEST >> 20

_OPENING = re.compile(rb' *"')
_CLOSING = re.compile(rb'(?>[^"]*(?:""[^"]*)*)"')
_BLANKS = re.compile(rb" *")


def records(
    chunks: Iterable[bytes],
    delimiter: str,
    *,
    width: int | None = None,
    first: int = 1,
    wanted: Container[int] | None = None,
    longest: int = LONGEST,
) -> Iterator[tuple[int, list[str] | BrokenLine]]:
    """Yield each record of UTF-8 text with its row number: its cells, [] for a blank line, or what is broken.

    With a `width`, a record of another number of cells is broken, and one of more than `longest` bytes always. `first`
    is the number of the first record. With `wanted`, only the records of these numbers are given.
    """
    reader = _Reader(chunks, delimiter.encode(), width, longest)
    for number, found in reader.lines(first):
        if wanted is not None and number not in wanted:
            continue
        if isinstance(found, BrokenLine):
            yield number, found
        elif not found:
            yield number, []
        else:
            try:
                yield number, [cell.decode() for cell in reader.cells(found)[:width]]
            except UnicodeDecodeError:
                yield number, broken(number, Reason.ENCODING, found)


def sound_lines(
    chunks: Iterable[bytes], delimiter: str, *, width: int | None = None, longest: int = LONGEST
) -> Iterator[tuple[int, bytes | BrokenLine]]:
    """Yield each record as it is written, without its newline, with its row number; b"" is a blank line."""
    for number, found in _Reader(chunks, delimiter.encode(), width, longest).lines(1):
        if isinstance(found, BrokenLine) or found.isascii() or _is_utf8(found):
            yield number, found
        else:
            yield number, broken(number, Reason.ENCODING, found)


def lines(chunks: Iterable[bytes], longest: int = LONGEST) -> Iterator[bytes]:
    """Split text at LF, CR LF and CR; of a line of more than `longest` bytes only the beginning is kept."""
    tail = b""
    for chunk in chunks:
        parts = (tail + chunk).splitlines(keepends=True)
        tail = parts.pop() if parts and not parts[-1].endswith(b"\n") else b""
        yield from parts
        if len(tail) > longest + 2:
            tail = tail[: longest + 1] + (b"\r" if tail.endswith(b"\r") else b"")
    if tail:
        yield tail


class _Reader:
    """The state of reading one text: the lines that were taken back to be read again come first."""

    def __init__(self, chunks: Iterable[bytes], separator: bytes, width: int | None, longest: int) -> None:
        self._source = lines(chunks, longest)
        self._pending: deque[bytes] = deque()
        self._separator = separator
        self._width = width
        self._longest = longest
        mark = re.escape(separator)
        self._unquoted = re.compile(rb"[^%b\r\n]*" % mark)
        cell = rb'(?: *+"[^"]*+(?:""[^"]*+)*+" *+|(?! *")[^%b]*+)' % mark
        self._regular = re.compile(rb"(?:%b%b){%d}%b" % (cell, mark, (width or 1) - 1, cell))

    def lines(self, first: int) -> Iterator[tuple[int, bytes | BrokenLine]]:
        """Yield each record's row number and bytes, or what is wrong with it; b"" is a blank line."""
        width, separator = self._width, self._separator
        number = first - 1
        while (line := self._next()) is not None:
            number += 1
            if len(line) > self._longest:
                yield number, broken(number, Reason.TOO_LONG, line, megabytes=MEGABYTES)
                continue
            body = line.rstrip(b"\r\n")
            if not body.strip(b" \x1a"):
                yield number, b""
            elif b'"' not in body:
                if width is None or body.count(separator) == width - 1:
                    yield number, body
                else:
                    yield number, self._of_other_width(number, body.split(separator), body)
            elif width is not None and self._regular.fullmatch(body):
                yield number, body
            else:
                yield number, self._irregular(number, line)

    def cells(self, line: bytes) -> list[bytes]:
        """Return the cells of a sound record."""
        if b'"' not in line:
            return line.split(self._separator)
        cells = self._quoted([line])
        assert isinstance(cells, list)
        return cells

    def _next(self) -> bytes | None:
        return self._pending.popleft() if self._pending else next(self._source, None)

    def _irregular(self, number: int, line: bytes) -> bytes | BrokenLine:
        """Return a record that holds quotes and perhaps spans lines, or what is wrong with it."""
        used = [line]
        cells = self._quoted(used)
        if isinstance(cells, Reason):
            self._pending.extendleft(reversed(used[1:]))
            return broken(number, cells, line, megabytes=MEGABYTES)
        body = b"".join(used).rstrip(b"\r\n")
        if self._width is None or len(cells) == self._width:
            return body
        # Whole rows inside a cell mean that a quote was not closed: they are read again as rows.
        if any(each.count(self._separator) == self._width - 1 for each in used[1:]):
            self._pending.extendleft(reversed(used[1:]))
            return broken(number, Reason.NEVER_CLOSED, line)
        return self._of_other_width(number, cells, body)

    def _of_other_width(self, number: int, cells: list[bytes], line: bytes) -> bytes | BrokenLine:
        """Accept empty cells after the last column, as DuckDB does, and lines of nothing but empty cells."""
        assert self._width is not None
        if len(cells) > self._width and not any(cells[self._width :]):
            return line
        if not any(cell.strip(b" \x1a") for cell in cells):
            return b""
        count = counted(len(cells), "cell")
        reason = Reason.TOO_MANY_CELLS if len(cells) > self._width else Reason.TOO_FEW_CELLS
        return broken(number, reason, line, cells=count, columns=counted(self._width, "column"))

    def _quoted(self, used: list[bytes]) -> list[bytes] | Reason:
        """Return the cells of a record that holds quotes, or what is wrong; lines that it takes are added to `used`."""
        line, position, size = used[0], 0, len(used[0])
        cells: list[bytes] = []
        while True:
            if opening := _OPENING.match(line, position):
                position = opening.end()
                parts = []
                while not (closing := _CLOSING.match(line, position)):
                    parts.append(line[position:])
                    following = self._next()
                    if following is None:
                        return Reason.NEVER_CLOSED
                    line, position = following, 0
                    used.append(line)
                    size += len(line)
                    if size > self._longest:
                        return Reason.NOT_CLOSED_IN_TIME
                parts.append(line[position : closing.end() - 1])
                cells.append(b"".join(parts).replace(b'""', b'"'))
                position = _end(_BLANKS, line, closing.end())
            else:
                end = _end(self._unquoted, line, position)
                cells.append(line[position:end])
                position = end
            if line.startswith(self._separator, position):
                position += len(self._separator)
            elif position >= len(line) or line[position] in b"\r\n":
                return cells
            else:
                return Reason.TEXT_AFTER_QUOTE


def _end(pattern: re.Pattern[bytes], line: bytes, position: int) -> int:
    found = pattern.match(line, position)
    return found.end() if found else position


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
