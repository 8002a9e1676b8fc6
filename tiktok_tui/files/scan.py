"""Look a whole text file over at memory speed for what DuckDB would get wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.files.compression import CHUNK
from tiktok_tui.files.encodings import UTF8, mostly_utf8
from tiktok_tui.files.progress import Progress
from tiktok_tui.files.records import LONGEST

_TAIL = 1 << 16
_SUSPICIOUS_ENOUGH = 64


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in a file.

    `western`: its text is no UTF-8 at all; `damaged`: some of it is not; `odd_newlines`: CR alone ends lines, which
    DuckDB stumbles over; `mixed_newlines`: LF and CR LF both; `blank`: there are blank lines. Of the last two it may be
    that they are only within quotes. `start` is the byte where the text begins.
    """

    western: bool
    damaged: bool
    odd_newlines: bool
    mixed_newlines: bool
    blank: bool
    newline: str
    start: int


def look_over(path: Path, start: int, progress: Progress) -> Look:
    """Look a UTF-8 file over from byte `start`; about 2 GB a second."""
    suspicious: list[bytes] = []
    returns = pairs = feeds = 0
    blank = False
    size, done = path.stat().st_size, start
    for chunk in whole_lines(path, start):
        done += len(chunk)
        progress(done / size)
        if not chunk.isascii() and len(suspicious) < _SUSPICIOUS_ENOUGH:
            try:
                chunk.decode(UTF8)
            except UnicodeDecodeError:
                suspicious.append(chunk)
        returns += chunk.count(b"\r")
        feeds += chunk.count(b"\n")
        if returns:
            pairs += chunk.count(b"\r\n")
        # Blank lines at the very end are nothing.
        body = chunk.rstrip() if done == size else chunk
        blank = blank or body.startswith((b"\n", b"\r\n")) or b"\n\n" in body or b"\n\r\n" in body
    return Look(
        western=bool(suspicious) and not mostly_utf8(suspicious),
        damaged=bool(suspicious),
        odd_newlines=returns != pairs,
        mixed_newlines=returns > 0 and feeds != pairs,
        blank=blank,
        newline="\r\n" if pairs else "\n",
        start=start,
    )


def whole_lines(path: Path, start: int) -> Iterator[bytes]:
    """Give a file in chunks of about a megabyte that end with a line, unless a line is enormous."""
    with path.open("rb") as content:
        content.seek(start)
        while chunk := content.read(CHUNK):
            yield chunk if chunk.endswith(b"\n") else chunk + content.readline(LONGEST)


def empty_rows_at_end(path: Path, delimiter: str, width: int) -> int:
    """Count the rows at the end of a file that hold delimiters only, as spreadsheets write them."""
    separator = re.escape(delimiter.encode())
    empty = re.compile(rb' *(?:"")? *(?:' + separator + rb' *(?:"")? *){' + str(width - 1).encode() + rb"}")
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
