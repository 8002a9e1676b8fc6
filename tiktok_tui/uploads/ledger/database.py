"""The ledger's database: opening it, its transactions, and a message for every way in which SQLite fails."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import private_folder
from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.closing import Closing
from tiktok_tui.uploads.ledger import migrations
from tiktok_tui.uploads.ledger.record import DAMAGED, Record, Value, damaged

BUSY_SECONDS: Final = 15.0
"""How long another process may hold the ledger before we give up; ours hold it for milliseconds."""

Values = Sequence[Value]


class Ledger(Closing):
    """One connection to the ledger, for one thread at a time; a context manager.

    WAL with full syncing: a finished transaction survives a power cut, and readers never wait. The file is 0600.
    Every method raises StateError when the ledger cannot be used: nothing is sent that cannot be recorded.
    """

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self._path = path
        private_folder(path.parent)
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise StateError(
                f"The ledger cannot be opened: {error.strerror}.", where=str(path), remedy=_REMEDY_PLACE
            ) from None
        with self._explained():
            self._connection = sqlite3.connect(
                path, timeout=busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=64
            )
        try:
            with self._explained():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the connection; the last one folds the WAL into the file."""
        with self._explained():
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything within the block, or nothing; other writers wait meanwhile."""
        with self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled it back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def records(self, sql: str, values: Values = ()) -> list[Record]:
        """The rows of a query, with the column names of the query."""
        with self._explained():
            cursor = self._connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [Record(names, row, str(self._path)) for row in cursor]

    def read(self, sql: str, values: Values = ()) -> list[tuple[Value, ...]]:
        """The rows of a query as plain tuples."""
        with self._explained():
            return self._connection.execute(sql, values).fetchall()

    def number(self, sql: str, values: Values = ()) -> int:
        """The one whole number that a query gives, 0 where it gives none."""
        with self._explained():
            return _number(self._connection.execute(sql, values).fetchone())

    def version(self) -> int:
        """A number that changes whenever another connection has written to the ledger."""
        return self.number("PRAGMA data_version")

    def write(self, sql: str, values: Values = ()) -> int:
        """Change something and return the number of rows changed."""
        with self._explained():
            return self._connection.execute(sql, values).rowcount

    def write_all(self, sql: str, rows: Iterable[Values]) -> None:
        """Change something once for each of `rows`."""
        with self._explained():
            self._connection.executemany(sql, rows)

    def identity(self) -> str:
        """The ID that this ledger has had since it was made."""
        return "".join(record.text("id") for record in self.records("SELECT id FROM identity"))

    def check(self) -> None:
        """Read the whole file and raise StateError if any of it is damaged; about a second for a million keys."""
        if self.read("PRAGMA quick_check(1)") != [("ok",)]:
            raise damaged(str(self._path))

    def copy_to(self, path: Path) -> None:
        """Write everything that is in the ledger now to another database file."""
        with self._explained(), contextlib.closing(sqlite3.connect(path)) as copy:
            self._connection.backup(copy)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Report text within that is not what we wrote (JSON, a status) as a damaged ledger."""
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise damaged(str(self._path)) from error

    def _prepare(self) -> None:
        execute = self._connection.execute
        version = self.number("PRAGMA user_version")
        if version > migrations.NEWEST:
            raise StateError(
                "The ledger was made by a newer tiktok-tui.",
                where=str(self._path),
                remedy="Update this one, or set TIKTOK_TUI_HOME to another folder.",
            )
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")
        execute("PRAGMA cache_size = -65536")
        execute("PRAGMA wal_autocheckpoint = 8000")  # 32 MB: keys fall all over the table, so fold many batches at once
        execute("PRAGMA temp_store = MEMORY")
        if version == migrations.NEWEST:
            return
        with self.transaction():
            version = self.number("PRAGMA user_version")  # another process may have been faster
            if version == 0:
                for statement in _statements():
                    execute(statement)
            else:
                migrations.migrate(self._connection, version)
            execute(f"PRAGMA user_version = {migrations.NEWEST:d}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn SQLite's errors into messages with a remedy."""
        try:
            yield
        except sqlite3.Error as error:
            what, remedy = _meaning(error)
            raise StateError(what, where=str(self._path), remedy=remedy) from error


_REMEDY_PLACE: Final = "Check the folder's owner, its free space and its disk, or set TIKTOK_TUI_HOME."

_MEANINGS: Final = {
    sqlite3.SQLITE_BUSY: (
        "Another program holds the ledger.",
        "Close what has it open (a database browser, a backup), then resume the run.",
    ),
    sqlite3.SQLITE_LOCKED: ("Another program holds the ledger.", "Close what has it open, then resume the run."),
    sqlite3.SQLITE_READONLY: ("The ledger cannot be written to.", _REMEDY_PLACE),
    sqlite3.SQLITE_FULL: ("The disk with the ledger is full.", "Free some space, then resume the run."),
    sqlite3.SQLITE_CANTOPEN: ("The ledger cannot be opened.", _REMEDY_PLACE),
    sqlite3.SQLITE_IOERR: ("The disk with the ledger fails.", _REMEDY_PLACE),
    sqlite3.SQLITE_PERM: ("The ledger cannot be written to.", _REMEDY_PLACE),
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


def _meaning(error: sqlite3.Error) -> tuple[str, str]:
    code: int = getattr(error, "sqlite_errorcode", 0)
    if "UTF-8" in str(error):  # a text cell that is none
        return DAMAGED
    return _MEANINGS.get(code & 0xFF, (f"The ledger cannot be used ({type(error).__name__}).", _REMEDY_PLACE))


def _statements() -> Iterator[str]:
    """The statements of the schema, one by one: `executescript` would commit before it starts."""
    statement = ""
    for line in resources.files(__package__).joinpath("schema.sql").read_text("utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _number(row: tuple[Value, ...] | None) -> int:
    value = row[0] if row else 0
    return value if isinstance(value, int) else 0
