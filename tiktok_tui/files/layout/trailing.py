"""The end of a delimited file: empty rows, as spreadsheets write them, and lines of sums or words are no rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from tiktok_tui.events.notations.sums_in_words import SUMS_ELSEWHERE
from tiktok_tui.files.layout.preamble import is_footer
from tiktok_tui.files.text.records import records

T = TypeVar("T")

_TAIL = 1 << 16
_CLOSED_BY = 2
"""So many lines of a footer at the end of a file make words alone in the line above them its beginning."""
_WIDE = 4
_ONE_QUOTED = re.compile(rb'[ \t]*"[^"]*"[ \t\r\n,;]*')
_SUM = re.compile(
    rb"grand|sub|overall|i alt|count|record count|row count|tot|zw|gesamt|som|sum|insgesamt|"
    + "|".join(form for word in SUMS_ELSEWHERE for form in (word, word.title(), word.upper())).encode(),
    re.IGNORECASE,
)


def empty_row(delimiter: str) -> re.Pattern[bytes]:
    """Return the pattern of a whole line that has cells and nothing but blanks in them."""
    cell = rb' *+(?:" *+" *+)?+'
    return re.compile(rb"%b(?:%b%b)*+" % (cell, re.escape(delimiter.encode()), cell))


@dataclass(frozen=True, slots=True)
class Footer:
    """The end of a file: how many of its last rows and broken lines do not count, and their text."""

    rows: int = 0
    broken: int = 0
    texts: tuple[str, ...] = ()


def footer_of(path: Path, delimiter: str, width: int) -> Footer:
    """Return the footer of a file of UTF-8 text whose rows have `width` cells."""
    separator, empty = delimiter.encode(), empty_row(delimiter)
    size = path.stat().st_size
    length = _TAIL
    while True:
        with path.open("rb") as content:
            content.seek(max(0, size - length))
            tail = content.read().splitlines()
        rows, broken, texts = 0, 0, list[str]()
        last: Footer | None = None
        """The footer below a line of words alone (a company's name), which counts if closing lines stand above it."""
        for line in reversed(tail[1:]):
            if empty.fullmatch(line):
                # With fewer cells it is a blank line, and was no row to begin with.
                rows += line.count(separator) >= width - 1
            elif (text := footer_text(line, delimiter)) is not None:
                texts.insert(0, text)
                _, row = next(records([line], delimiter, width=width))
                rows, broken = (rows + 1, broken) if isinstance(row, list) else (rows, broken + 1)
            elif len(texts) >= _CLOSED_BY + (last is not None) and (name := _only_words(line, separator, width)):
                texts.insert(0, name)
                broken += 1
            elif last is None and not texts and (name := _only_words(line, separator, width)):
                last = Footer(rows, broken)
                texts.append(name)
                broken += 1
            elif line.strip(b" \x1a"):
                return _closed(last, Footer(rows, broken, tuple(texts)))
        if length >= size:
            return _closed(last, Footer(rows, broken, tuple(texts)))
        length *= 4


def _closed(last: Footer | None, whole: Footer) -> Footer:
    """Return the whole footer, or the part below the line of words alone that no closing lines stand above."""
    return last if last is not None and len(whole.texts) <= _CLOSED_BY else whole


def _only_words(line: bytes, separator: bytes, width: int) -> str:
    """Return the words of a line without any separator below a table of many columns, "" for any other line."""
    words = line.strip(b' "\t\r\n\x1a')
    return "" if width < _WIDE or separator in line or b'"' in words else words.decode(errors="replace")


def footer_text(line: bytes, delimiter: str) -> str | None:
    """Return the words of a line that is no row if it stands at the end, None for any other line."""
    separator = delimiter.encode()
    core = line.strip(separator + b' "\t\r\n')
    # This alone settles nearly every line: it has several filled cells, and the first is no word for a sum. A line
    # with an odd number of quotes is a piece of a row.
    if len(line) > _TAIL or not core or line.count(b'"') % 2:
        return None
    if separator in core and _SUM.match(core) is None and not _ONE_QUOTED.fullmatch(line):
        return None
    _, cells = next(records([line], delimiter), (0, []))
    if not isinstance(cells, list) or not is_footer(cells):
        return None
    return ", ".join(cell.strip() for cell in cells if cell.strip())


class HeldBack(Generic[T]):
    """Lines that count only if an ordinary row follows: those at the end of the file are dropped."""

    def __init__(self) -> None:
        self._held: list[T] = []
        self._texts: list[str] = []

    def hold(self, item: T, text: str = "") -> None:
        """Keep an item back; `text` are its words, if it has some."""
        self._held.append(item)
        if text:
            self._texts.append(text)

    def release(self) -> Iterator[T]:
        """Yield the lines held back, since an ordinary row follows."""
        yield from self._held
        self._held.clear()
        self._texts.clear()

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the lines held back; at the end of the file, those of its footer."""
        return tuple(self._texts)
