"""One table or view of a SQLite file, by the standard library: read once, and only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.layout.header import unique_names
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.files.table import Column, Facts, Kind, Row
from tiktok_tui.files.text.numbered import NumberedCopy
from tiktok_tui.files.typed.database_files import choose_table
from tiktok_tui.files.workbooks.cells import text_of

_SECONDS_FOR_A_LOCK = 5.0
_INSTRUCTIONS_BETWEEN_CHECKS = 50_000


class SqliteTable:
    """One table or view of a SQLite file. Each cell has a type of its own there, whatever the column declares."""

    facts = Facts()
    notes: tuple[str, ...] = ()

    def __init__(self, path: Path, folder: Path, work: Work, table: str | None) -> None:
        try:
            with closing(_connected(path, work)) as database:
                found = database.execute(
                    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
                    "ESCAPE '\\' ORDER BY name"
                )
                chosen = choose_table([str(name) for (name,) in found], table, path)
                query = f"SELECT * FROM {quote_identifier(chosen)}"
                names = unique_names([column[0] for column in database.execute(f"{query} LIMIT 0").description])
                seen: set[str] = set()
                copy = folder / "table.csv"
                try:
                    rows = _lines(database.execute(query), seen)
                    self._copy = NumberedCopy(copy, rows, work, width=len(names), kinds=True)
                except sqlite3.OperationalError as error:
                    if "decode" not in str(error).lower():
                        raise
                    # Text that is not UTF-8: decoded here, which takes three times as long.
                    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
                    rows = _lines(database.execute(query), seen)
                    self._copy = NumberedCopy(copy, rows, work, width=len(names), kinds=True)
        except sqlite3.Error as error:
            work.check()  # an interrupted query fails like any other
            raise _refused(path, error) from None
        letters = zip(*seen or {"-" * len(names)}, strict=True)
        self.columns = tuple(map(_column, names, letters))
        self.format = f"SQLite, table {chosen}"
        self.paths = (self._copy.path,)

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows."""
        return self._copy.first_rows(work, count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position)."""
        self._copy.load(work, table, columns, mixed=self.columns)
        return BrokenLines(work)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        return self._copy.pick(numbers, work)


def _connected(path: Path, work: Work) -> sqlite3.Connection:
    """Open a SQLite file for reading; the query that runs stops when the work is."""
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_SECONDS_FOR_A_LOCK)
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")  # views of a foreign file call no function with side effects

    def stopped() -> int:
        try:
            work.check()
        except Cancelled:
            return 1
        return 0

    database.set_progress_handler(stopped, _INSTRUCTIONS_BETWEEN_CHECKS)
    return database


def _lines(answer: sqlite3.Cursor, seen: set[str]) -> Iterator[tuple[int, bytes]]:
    """Yield the rows of an answer as lines of a `NumberedCopy`; `seen` gets each row's letters, "-" for no value."""
    writers, letters = _WRITERS, _LETTERS
    for number, values in enumerate(answer, 2):
        kinds = "".join([letters[type(value)] for value in values])
        seen.add(kinds)
        cells = ",".join([writers[type(value)](value) for value in values])
        yield number, f"{cells},{kinds.replace('-', 't')}".encode("utf-8", "replace")


def _column(name: str, letters: Sequence[str]) -> Column:
    """Return the column whose cells have these letters, each row's kinds once."""
    kinds = {Kind.NUMBER if letter == "n" else Kind.TEXT for letter in letters if letter != "-"}
    mixed = len(kinds) > 1
    return Column(name, Kind.TEXT if mixed else next(iter(kinds), Kind.TEXT), mixed=mixed)


def _quoted(text: str) -> str:
    if '"' in text:
        text = text.replace('"', '""')
    return f'"{text}"' if text else ""


def _real(value: float) -> str:
    return text_of(value) or "" if abs(value) < float("inf") else str(value)


def _blob(value: bytes) -> str:
    try:
        return _quoted(value.decode())
    except UnicodeDecodeError:
        return value.hex()


_WRITERS: Final[dict[type, Callable[..., str]]] = {
    type(None): lambda _: "",
    int: str,
    float: _real,
    str: _quoted,
    bytes: _blob,
}
"""How each type of SQLite is written as a cell."""
_LETTERS: Final = {type(None): "-", int: "n", float: "n", str: "t", bytes: "t"}


def _refused(path: Path, error: sqlite3.Error) -> FileError:
    """Return the error for a file that SQLite cannot read; its own words may quote cells."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FileError(
            "Another program is writing to the database.", where=str(path), remedy="Try again when it has finished."
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return FileError(
            "The database cannot be opened for reading.",
            where=str(path),
            remedy='Check the permissions of the file and its folder, or make a copy: sqlite3 FILE ".backup COPY".',
        )
    return FileError(
        f"SQLite cannot read the table ({name or type(error).__name__}).",
        where=str(path),
        remedy='Check the file with: sqlite3 FILE "PRAGMA integrity_check".',
    )
