"""Open any file, or a query over files, as a table."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.events.reject_columns import without_own_columns
from tiktok_tui.events.system.closing import Closing
from tiktok_tui.files.formats import file_rows, query_rows, several_rows
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.rows import Rows, has_no_rows
from tiktok_tui.files.scratch.database import ScratchDatabase, Work
from tiktok_tui.files.scratch.folders import ScratchFolder
from tiktok_tui.files.scratch.limit import scratch_limit
from tiktok_tui.files.several import SeveralFiles
from tiktok_tui.files.source.copy import PrivateCopy, named
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import QuerySource, SourceRef, source_of
from tiktok_tui.files.stagings import Stagings
from tiktok_tui.files.table import Facts, Row, Staged
from tiktok_tui.files.value_counts import Filters, counted_columns, counts_select

__all__ = ["Cancelled", "Table", "open_table"]

_SMALL = 128 << 20


def open_table(
    source: SourceRef | str,
    *,
    scratch: Path,
    sheet: str | None = None,
    memory_limit: str | None = None,
    gives_way: bool = False,
    fetch: Callable[[Path], PrivateCopy] | None = None,
    started: Callable[[ScratchDatabase], object] = lambda _: None,
) -> Table:
    """Open a source as a table; a text is read as a person types it (`source_of`). Raises FileError and Cancelled.

    `scratch` is an existing private folder; the table makes its own in there and removes it when closed. `fetch` copies
    the rows of a source that is no file into a file in that folder, which is then read in its place. `started` is given
    the database before anything is read: its `stop` and `progress` may be called from any thread. If the table
    `gives_way`, the screen comes before the work on it.
    """
    if isinstance(source, str):
        source = source_of(source)
    limit = scratch_limit(scratch)
    room = ScratchFolder(scratch)
    session: ScratchDatabase | None = None
    try:
        copy = fetch(room.path) if fetch is not None else None
        session = ScratchDatabase(room.path, limit, memory_limit=memory_limit, gives_way=gives_way)
        with named(source, copy), session.work(source.where) as work:
            started(session)
            if isinstance(source, QuerySource):
                found = query_rows(source.sql, room.path, limit, session, work)
                return Table(source, found, found.paths, room, session, work)
            if isinstance(source, FilesSource):
                several = several_rows(source, room.path, limit, work, sheet)
                return Table(source, several, source.paths(), room, session, work)
            path = copy.path if copy is not None else Path(source.text)
            rows = file_rows(path, room.path, limit, work, sheet)
            return Table(source, rows, (path,), room, session, work, copy)
    except BaseException:
        if session is not None:
            session.close()
        room.close()
        raise


class Table(Closing):
    """An open file; a context manager that owns one database and its temporary files."""

    def __init__(
        self,
        source: SourceRef,
        rows: Rows,
        paths: tuple[Path, ...],
        room: ScratchFolder,
        session: ScratchDatabase,
        work: Work,
        copy: PrivateCopy | None = None,
    ) -> None:
        self.source = source
        self.name = source.label
        self.columns = rows.columns
        self.paths = paths
        """The files of the person that are read."""
        self._rows = rows
        self._copy = copy
        self._room = room
        self._session = session
        self._lock = threading.RLock()
        self._state = self._file_state()
        # Of a small file all columns are read at once: the next change of a mapping then costs nothing.
        self._small = sum(size for size, _ in self._state) < _SMALL
        self._stagings = Stagings(rows, room.path, whole=self._small)
        self._fingerprint: str | None = None
        self.is_empty = has_no_rows(rows, work)
        """True if there is a header and nothing below it, as in the export of a day without orders."""

    @property
    def format(self) -> str:
        """The format, for people: "CSV, semicolon separated, UTF-8"."""
        return (self._copy.format if self._copy is not None else "") or self._rows.format

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything unusual about the file and how it was handled, a sentence each.

        Some of it is known only after the whole file has been read, as for a check.
        """
        of_copy = self._copy.notes if self._copy is not None else ()
        return (*of_copy, *self._rows.notes, *((self._says_empty(),) if self.is_empty else ()))

    def _says_empty(self) -> str:
        if self.source.is_query:
            return "The query gives no rows, so there is nothing to send"
        return "It has column names and no rows, so there is nothing to send"

    @property
    def is_small(self) -> bool:
        """True if all columns are read at once, so that counting the values of any of them costs no further reading."""
        return self._small

    @property
    def facts(self) -> Facts:
        """The facts about all rows that lines above the header state."""
        return self._rows.facts

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of the table's database with the session's settings; one for each thread."""
        return self._session.cursor()

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Begin a piece of work with a cursor of its own, which `interrupt()` stops and `progress()` watches."""
        with named(self.source, self._copy), self._session.work(self.source.where) as work:
            yield work

    def stage(self, columns: Sequence[str], *, limit: int | None = None) -> Staged:
        """Read these columns into a table of the database, or make a view of one that has them already.

        With `limit`, only the first rows are read. Raises FileError and Cancelled.
        """
        wanted = tuple(columns)
        if unknown := set(wanted) - {column.name for column in self.columns}:
            raise FileError(f"The file has no column {min(unknown)!r}.", where=self.source.where)
        with self._lock, self.work() as work:
            if limit is None and self._stagings.covers(wanted):
                return self._stagings.full(work, wanted)
            self.refuse_changes()
            return self._stagings.full(work, wanted) if limit is None else self._stagings.head(work, wanted, limit)

    def sample(self, count: int = 200) -> tuple[Row, ...]:
        """Return the first rows, all columns."""
        with self.work() as work:
            found: list[Row] = []
            # A broken line is no row: ask for more until there are enough.
            for row in self._rows.first_rows(work, count * 2 + 100):
                if isinstance(row, Row):
                    found.append(row)
                if len(found) == count:
                    break
            return tuple(found)

    def pick(self, numbers: Sequence[int]) -> Iterator[Row]:
        """Yield the rows of these numbers in the file's order, all columns; raises FileError and Cancelled."""
        with self.work() as work:
            with self._lock:
                self.refuse_changes()
                found = self._rows.pick(sorted(set(numbers)), work)
            yield from found

    def value_counts(self, column: str, limit: int = 200, *, filters: Filters = ()) -> list[tuple[str, int]]:
        """Return the values of a column over the whole file and the rows of each, the most frequent first.

        With `filters`, only the rows that they keep are counted.
        """
        columns = counted_columns(column, filters)
        with self._lock, self.work() as work:
            kept = self._small or self._stagings.covers(columns)
            staged = self._stagings.full(work, columns) if kept else self._stagings.load(work, columns)
            found = list(work.rows(counts_select(staged.name, columns, filters, limit)))
            if not kept:
                work.execute(f"DROP TABLE {staged.name}")
        return [(str(value), int(str(count))) for value, count in found]

    @property
    def rows_are_named(self) -> bool:
        """True if a row's number alone does not find it: in several files, or in a database."""
        return self.source.is_live or isinstance(self._rows, SeveralFiles)

    def row_name(self, number: int) -> str:
        """Return the name of a row of several files, "orders-2.csv row 12"; "" where its number says it all."""
        return self._rows.name_of(number) if isinstance(self._rows, SeveralFiles) else ""

    def fingerprint(self) -> str:
        """Return the identity of the content as hex: another file, another sheet or another query has another."""
        if self._fingerprint is None:
            layout = (self.format, *(column.name for column in self.columns))
            with self.work() as work:
                self._fingerprint = self.source.fingerprint(layout, self._rows.paths, work.check)
        return self._fingerprint

    def header_key(self) -> str:
        """Return the SHA-256, as hex, of the column names and of the facts above them: what a mapping depends on.

        A file of rejects has that of the file that they came from.
        """
        names = without_own_columns([column.name for column in self.columns])
        facts = (f"{name}={value}" for name, value in asdict(self.facts).items() if value)
        return hashlib.sha256("\0".join((*names, *facts)).encode()).hexdigest()

    def interrupt(self) -> None:
        """Stop what this table is doing, from any thread; it raises Cancelled there."""
        self._session.interrupt()

    def progress(self) -> float | None:
        """Return how far the running work is, 0 to 1, or None."""
        return self._session.progress()

    def close(self) -> None:
        """Drop the database and the temporary files."""
        self._session.close()
        self._room.close()

    def refuse_changes(self) -> None:
        """Raise FileError if a file is no longer the one that was opened."""
        if self._file_state() != self._state:
            raise FileError(
                "The file has changed since it was opened.",
                where=self.source.where,
                remedy="Open it again, and start over.",
            )

    def _file_state(self) -> list[tuple[int, int]]:
        return [(path.stat().st_size, path.stat().st_mtime_ns) for path in self._rows.paths]
