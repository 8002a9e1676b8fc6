"""Read delimited text record by record with exact row numbers, and go on after a broken one.

DuckDB reads whole files far faster, but drops blank lines without a word and gives up where newlines are mixed. This
reader is right for every file; it makes the samples and previews, and takes over where DuckDB cannot be trusted. Both
read alike: quotes are `"`, doubled within; blanks around a quoted cell do not belong to it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from tiktok_tui.files.table import BrokenLine

LONGEST = 2_097_152
"""The most bytes that a record may have, as in DuckDB."""

_SHOWN = 200
_NOT_UTF8 = "the line holds bytes that are no UTF-8 text"
_OPENING = re.compile(rb' *"')
_CLOSING = re.compile(rb'(?>[^"]*(?:""[^"]*)*)"')
_BLANKS = re.compile(rb" *")


def records(
    chunks: Iterable[bytes], delimiter: str, *, width: int | None = None, first: int = 1, forgive: bool = False
) -> Iterator[tuple[int, list[str] | BrokenLine]]:
    """Give each record of UTF-8 text with its row number: its cells, [] for a blank line, or what is broken.

    With a `width`, a record of another number of cells is broken. `first` is the number of the first record. With
    `forgive`, bytes that are no UTF-8 become U+FFFD.
    """
    errors = "replace" if forgive else "strict"
    separator = delimiter.encode()
    for number, line, found in _records(chunks, separator, width, first):
        if isinstance(found, BrokenLine):
            yield number, found
        elif not line:
            yield number, []
        else:
            try:
                yield number, [cell.decode("utf-8", errors) for cell in found or line.split(separator)]
            except UnicodeDecodeError:
                yield number, broken(number, _NOT_UTF8, line)


def sound_lines(chunks: Iterable[bytes], delimiter: str, *, width: int) -> Iterator[tuple[int, bytes | BrokenLine]]:
    """Give each record with its row number as it is written, without the newline; b"" for a blank line."""
    for number, line, found in _records(chunks, delimiter.encode(), width, 1):
        if isinstance(found, BrokenLine):
            yield number, found
        elif line.isascii() or _is_utf8(line):
            yield number, line
        else:
            yield number, broken(number, _NOT_UTF8, line)


def _records(
    chunks: Iterable[bytes], separator: bytes, width: int | None, first: int
) -> Iterator[tuple[int, bytes, list[bytes] | BrokenLine | None]]:
    """Give each record's number, its bytes, and its cells if it holds quotes; b"" is a blank line."""
    unquoted = re.compile(rb"[^" + re.escape(separator) + rb"\r\n]*")
    source = lines(chunks)
    pending: deque[bytes] = deque()
    number = first - 1
    while True:
        line = pending.popleft() if pending else next(source, None)
        if line is None:
            return
        number += 1
        if len(line) > LONGEST:
            yield number, line, broken(number, f"the line is longer than {LONGEST >> 20} MB", line)
            continue
        cells: list[bytes] | None = None
        used = [line]
        if b'"' in line:
            parsed = _quoted(used, separator, unquoted, source, pending)
            if isinstance(parsed, str):
                pending.extendleft(reversed(used[1:]))
                yield number, line, broken(number, parsed, line)
                continue
            cells = parsed
        body = (b"".join(used) if len(used) > 1 else line).rstrip(b"\r\n")
        count = body.count(separator) + 1 if cells is None else len(cells)
        if not body.strip(b" \x1a"):
            yield number, b"", None
        elif width is None or count == width:
            yield number, body, cells
        elif not body.strip(separator + b' "\x1a'):
            yield number, b"", None
        else:
            # Whole rows inside a cell mean that a quote was not closed: they are read again as rows.
            if any(line.count(separator) == width - 1 for line in used[1:]):
                pending.extendleft(reversed(used[1:]))
            yield number, body, broken(number, wrong_width(count, width), used[0])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def wrong_width(cells: int, width: int) -> str:
    """Say that a line has another number of cells than the header."""
    return f"the line has {cells} {'cell' if cells == 1 else 'cells'}, the header {width}"


def broken(number: int, reason: str, line: bytes) -> BrokenLine:
    """Make the report of a broken line, its text shortened."""
    text = line[: _SHOWN * 4].decode("utf-8", "replace").strip("\r\n")
    return BrokenLine(number, reason, text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Split text at LF, CR LF and CR; of a line beyond the longest only the beginning is kept."""
    tail = b""
    for chunk in chunks:
        parts = (tail + chunk).splitlines(keepends=True)
        tail = parts.pop() if parts and not parts[-1].endswith(b"\n") else b""
        yield from parts
        if len(tail) > LONGEST + 2:
            tail = tail[: LONGEST + 1] + (b"\r" if tail.endswith(b"\r") else b"")
    if tail:
        yield tail


def _quoted(
    used: list[bytes], separator: bytes, unquoted: re.Pattern[bytes], source: Iterator[bytes], pending: deque[bytes]
) -> list[bytes] | str:
    """Give the cells of a record that holds quotes, or say what is wrong; lines that it takes are added to `used`."""
    line, position, size = used[0], 0, len(used[0])
    cells: list[bytes] = []
    while True:
        if opening := _OPENING.match(line, position):
            position = opening.end()
            parts = []
            while not (closing := _CLOSING.match(line, position)):
                parts.append(line[position:])
                following = pending.popleft() if pending else next(source, None)
                if following is None:
                    return "a quote is opened and never closed"
                line, position = following, 0
                used.append(line)
                size += len(line)
                if size > LONGEST:
                    return "a quote is opened and not closed within 2 MB"
            parts.append(line[position : closing.end() - 1])
            cells.append(b"".join(parts).replace(b'""', b'"'))
            blanks = _BLANKS.match(line, closing.end())
            position = blanks.end() if blanks else closing.end()
        else:
            plain = unquoted.match(line, position)
            end = plain.end() if plain else position
            cells.append(line[position:end])
            position = end
        if line.startswith(separator, position):
            position += len(separator)
        elif position >= len(line) or line[position] in b"\r\n":
            return cells
        else:
            return "there is text after a closing quote"
