"""Open any file, or a query over files, as a table."""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.session import Session, path_literal
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Cancelled, Column, Row, Staged


def open_table(
    source: str, *, scratch: Path, sheet: str | None = None, memory_limit: str = "1GB", threads: int | None = None
) -> Table:
    """Open a path, or a SQL query that starts with SELECT or WITH, as a table; raises FileError.

    `scratch` is an existing private folder; the table makes its own in there and removes it when closed.
    """
    path = Path(source)
    if not path.is_file():
        raise FileError("There is no such file.", where=source)
    folder = Path(tempfile.mkdtemp(prefix="table-", dir=scratch))
    return Table(path, folder, Session(folder, memory_limit=memory_limit, threads=threads))


class Table:
    """An open file; a context manager that owns one database and its temporary files."""

    def __init__(self, path: Path, folder: Path, session: Session) -> None:
        self.source = str(path)
        self.name = path.name
        self.format = "CSV, comma separated, UTF-8"
        self.notes: tuple[str, ...] = ()
        self._path = path
        self._folder = folder
        self._session = session
        self._staged: Staged | None = None
        with path.open(encoding="utf-8-sig", newline="") as text:
            self.columns = tuple(Column(name) for name in next(csv.reader(text)))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Give a cursor of the table's database with the session's settings; one for each thread."""
        return self._session.cursor()

    def stage(self, columns: Sequence[str], *, limit: int | None = None) -> Staged:
        """Read these columns into a table of the database; with `limit` only the first rows."""
        wanted = tuple(columns)
        if limit is None and self._staged is not None and self._staged.columns == wanted:
            return self._staged
        position = {column.name: index for index, column in enumerate(self.columns)}
        struct = ", ".join(f"{quote_literal(f'f{index}')}: 'VARCHAR'" for index in range(len(self.columns)))
        cells = "".join(f", f{position[name]} AS c{index}" for index, name in enumerate(wanted))
        name = "preview" if limit is not None else "staged"
        with self._session.work() as cursor:
            cursor.execute(
                f"CREATE OR REPLACE TABLE {name} AS SELECT 0::BIGINT AS row{cells} FROM read_csv("
                f"{path_literal(self._path)}, columns = {{{struct}}}, header = true, delim = ',', quote = '\"', "
                "escape = '\"', auto_detect = false)" + (f" LIMIT {limit}" if limit is not None else "")
            )
            cursor.execute(f"UPDATE {name} SET row = rowid + 2")
            counted = cursor.execute(f"SELECT count(*) FROM {name}").fetchone()
        staged = Staged(name, wanted, counted[0] if counted else 0, ())
        if limit is None:
            self._staged = staged
        return staged

    def sample(self, count: int = 200) -> tuple[Row, ...]:
        """Give the first rows, all columns."""
        return tuple(islice(self._rows(), count))

    def pick(self, numbers: Sequence[int]) -> Iterator[Row]:
        """Give the rows of these numbers in the file's order, all columns."""
        wanted = set(numbers)
        return (row for row in self._rows() if row.number in wanted)

    def value_counts(self, column: str, limit: int = 200) -> list[tuple[str, int]]:
        """Give the values of a column over the whole file and how often each occurs, most frequent first."""
        staged = self.stage([column])
        with self._session.work() as cursor:
            return cursor.execute(
                f"SELECT coalesce(c0, ''), count(*) FROM {staged.name} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {limit:d}"
            ).fetchall()

    def fingerprint(self) -> str:
        """Give the identity of the file's content, as hex."""
        with self._path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()

    def header_key(self) -> str:
        """Give the SHA-256 of the column names, as hex: files with one header share it."""
        return hashlib.sha256("\0".join(column.name for column in self.columns).encode()).hexdigest()

    def interrupt(self) -> None:
        """Stop what this table is doing, from any thread; it raises Cancelled there."""
        self._session.interrupt()

    def progress(self) -> float | None:
        """Give how far the running work is, 0 to 1, or None."""
        return self._session.progress()

    def close(self) -> None:
        """Drop the database and the temporary files."""
        self._session.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _rows(self) -> Iterator[Row]:
        with self._path.open(encoding="utf-8-sig", newline="") as text:
            records = csv.reader(text)
            next(records)
            for number, cells in enumerate(records, 2):
                yield Row(number, tuple(cells))


__all__ = ["Cancelled", "Table", "open_table"]
