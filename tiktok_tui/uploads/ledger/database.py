"""The ledger's database: opening it, its transactions, and every way it can fail, in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import private_folder
from tiktok_tui.events.closing import Closing
from tiktok_tui.events.errors import StateError

VERSION: Final = 1
"""The schema's version, in the database's `user_version`."""

BUSY_SECONDS: Final = 15.0
"""How long another process may hold the ledger before we give up; ours hold it for milliseconds."""

Value = str | bytes | int | float | None
Record = Sequence[Value]


class Ledger(Closing):
    """One connection to the ledger, for one thread at a time; a context manager.

    WAL with full syncing: what a transaction wrote survives a power cut, and readers never wait. The file is 0600.
    Raises StateError whenever the ledger cannot be used: nothing is sent that cannot be written down.
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
        """All of what is written within, or nothing; other writers wait meanwhile."""
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

    def read(self, sql: str, values: Record = ()) -> list[tuple[Value, ...]]:
        """The rows of a query."""
        with self._explained():
            return self._connection.execute(sql, values).fetchall()

    def version(self) -> int:
        """A number that is another one once somebody else has written to the ledger."""
        with self._explained():
            return _number(self._connection.execute("PRAGMA data_version").fetchone())

    def write(self, sql: str, values: Record = ()) -> int:
        """Change something; gives the number of rows changed."""
        with self._explained():
            return self._connection.execute(sql, values).rowcount

    def write_all(self, sql: str, records: Iterator[Record]) -> None:
        """Change something once for each record."""
        with self._explained():
            self._connection.executemany(sql, records)

    def _prepare(self) -> None:
        execute = self._connection.execute
        version = _number(execute("PRAGMA user_version").fetchone())
        if version > VERSION:
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
        if version == VERSION:
            return
        with self.transaction():
            if _number(execute("PRAGMA user_version").fetchone()) == 0:  # unless another process was faster
                for statement in _statements():
                    execute(statement)
                execute(f"PRAGMA user_version = {VERSION:d}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what SQLite's error means and what to do."""
        try:
            yield
        except sqlite3.Error as error:
            what, remedy = _meaning(error)
            raise StateError(what, where=str(self._path), remedy=remedy) from error


_REMEDY_PLACE: Final = "Check the folder's owner, its free space and its disk, or set TIKTOK_TUI_HOME."

_CORRUPT: Final = (
    "The ledger is damaged, so it is not known what was accepted.",
    "Move it away (keep it) and restore a copy if there is one. Without it, rows sent in the last 48 hours can be sent "
    "again safely, since TikTok drops repeats; older ones would count twice.",
)

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
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
}


def _meaning(error: sqlite3.Error) -> tuple[str, str]:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return _MEANINGS.get(code & 0xFF, (f"The ledger cannot be used ({type(error).__name__}).", _REMEDY_PLACE))


def _statements() -> Iterator[str]:
    """The statements of the schema, one by one: `executescript` would commit before it starts."""
    statement = ""
    for line in resources.files(__package__).joinpath("schema.sql").read_text("utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _number(record: tuple[Value, ...]) -> int:
    value = record[0]
    return value if isinstance(value, int) else 0
