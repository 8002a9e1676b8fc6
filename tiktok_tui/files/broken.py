"""Lines of a file that are no rows of its table, each with its own reason; any number of them in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import duckdb

from tiktok_tui.files.scratch.database import Work

_SHOWN = 200
_PAGE = 1000


class Reason(Enum):
    """Why a line is broken: a sentence, and what to do. `{…}` are filled in where the line is found."""

    ENCODING = (
        "The line holds bytes that are not UTF-8 text, as the rest of the file is.",
        "Export the file as UTF-8, or correct this line in an editor and save it as UTF-8.",
    )
    NEVER_CLOSED = (
        "A quote is opened in this line and never closed.",
        'Close the quote, or double it ("") where it belongs to the text.',
    )
    NOT_CLOSED_IN_TIME = (
        "A quote is opened in this line and not closed within {megabytes} MB.",
        'Close the quote, or double it ("") where it belongs to the text.',
    )
    TEXT_AFTER_QUOTE = (
        "There is text after a closing quote.",
        'Double the quotes ("") that belong to the text.',
    )
    TOO_LONG = (
        "The line is longer than {megabytes} MB.",
        "Look for a missing line break or quote; shorten the cell if it really is that long.",
    )
    TOO_MANY_CELLS = (
        "The line has {cells}, more than the {columns} of the header.",
        "Put cells that hold the separator in quotes.",
    )
    TOO_FEW_CELLS = (
        "The line has {cells}, fewer than the {columns} of the header.",
        "Fill in the missing separators, or join the line with the next if a line break within a cell cut it in two.",
    )
    NOT_JSON = ("The line is not valid JSON.", "Export the file again, one JSON object a line.")
    NO_OBJECT = ("The line is JSON, but no object.", "Export the file again, one JSON object a line.")
    UNREADABLE = ("The line cannot be read ({kind}).", "Export the file again.")


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no row of the table: its number, why and what to do (sentences), and its text, shortened."""

    number: int
    reason: str
    remedy: str
    text: str


def broken(number: int, reason: Reason, line: bytes | str, **details: str | int) -> BrokenLine:
    """Make the report of a broken line; `details` fill in the reason."""
    text = line[: _SHOWN * 4].decode("utf-8", "replace") if isinstance(line, bytes) else line
    text = text.strip("\r\n")
    why, remedy = reason.value
    return BrokenLine(number, why.format(**details), remedy, text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


class BrokenLines:
    """The broken lines of a file, in the order of their numbers.

    They are in `table` (row BIGINT; reason, remedy, text VARCHAR) of the file's database, which spills to disk.
    """

    def __init__(self, work: Work, lines: Iterable[BrokenLine] = ()) -> None:
        self.table = work.new_name("broken")
        self._cursor: Callable[[], duckdb.DuckDBPyConnection] = work.new_cursor
        self._count = 0
        self._pending: list[BrokenLine] = []
        with self._cursor() as cursor:
            cursor.execute(f"CREATE TABLE {self.table} (row BIGINT, reason VARCHAR, remedy VARCHAR, text VARCHAR)")
        for line in lines:
            self.add(line)
        self.flush()

    def add(self, line: BrokenLine) -> None:
        """Add a line; its number is greater than those before."""
        self._pending.append(line)
        self._count += 1
        if len(self._pending) == _PAGE:
            self.flush()

    def flush(self) -> None:
        """Write the added lines; called after the last one."""
        if not self._pending:
            return
        rows = [[line.number, line.reason, line.remedy, line.text] for line in self._pending]
        self._pending = []
        with self._cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.table} SELECT unnest($numbers::BIGINT[]), unnest($reasons::VARCHAR[]), "
                "unnest($remedies::VARCHAR[]), unnest($texts::VARCHAR[])",
                dict(zip(("numbers", "reasons", "remedies", "texts"), map(list, zip(*rows, strict=True)), strict=True)),
            )

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[BrokenLine]:
        last = -1
        while page := self._read(f"row > {last:d} ORDER BY row LIMIT {_PAGE}"):
            yield from page
            last = page[-1].number

    def at(self, numbers: Sequence[int]) -> dict[int, BrokenLine]:
        """Return the broken lines among these numbers, by their numbers."""
        if not self._count or not numbers:
            return {}
        wanted = ", ".join(f"{number:d}" for number in numbers)
        return {line.number: line for line in self._read(f"row IN ({wanted})")}

    def _read(self, condition: str) -> list[BrokenLine]:
        with self._cursor() as cursor:
            found = cursor.execute(f"SELECT row, reason, remedy, text FROM {self.table} WHERE {condition}").fetchall()
        return [BrokenLine(number, reason, remedy, text) for number, reason, remedy, text in found]
