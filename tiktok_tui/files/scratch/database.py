"""One DuckDB database for one open file: its limits, its cursors, and how running work is stopped and watched."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.progress import Cancelled, stopped_at_exit
from tiktok_tui.files.scratch.engine import NO_ASYNC_THREADS
from tiktok_tui.files.scratch.limit import FULL_DISK, ScratchLimit, says_full_disk
from tiktok_tui.files.scratch.threads import Config, open_in_memory, share_in_small_parts
from tiktok_tui.files.sql import quote_literal

Value = str | int | float | bytes | None

_MOST_MEGABYTES: Final = 1000
"""Memory of a database, in megabytes; what needs more is kept on disk."""
_MEGABYTES: Final = 200
_MEGABYTES_OF_A_THREAD: Final = 150
"""With these a million rows are read and checked as fast as with the most; sorting wide rows may need more."""


class Work:
    """A piece of work with a cursor of its own, which `ScratchDatabase.interrupt()` stops wherever it is."""

    def __init__(self, session: ScratchDatabase) -> None:
        self._session = session
        self.cursor = session.cursor()
        self.new_cursor = session.cursor
        self.new_name = session.new_name
        self._stopped = session.stopped
        self._share: float | None = None
        self._span = (0.0, 1.0)
        self._farthest = 0.0

    def execute(self, sql: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        """Run a statement, again with more memory if it found too little; raises Cancelled."""
        self.check()
        self._share = None
        can_grow = self._session.can_grow
        try:
            try:
                return self.cursor.execute(sql, parameters)
            except duckdb.OutOfMemoryException:
                if not can_grow:
                    raise
                self._session.grow()
                return self.cursor.execute(sql, parameters)
        except duckdb.InterruptException as error:
            raise Cancelled from error

    def number(self, sql: str, parameters: object = None) -> int:
        """Run a statement that gives one whole number."""
        row = self.execute(sql, parameters).fetchone()
        assert row is not None
        return int(row[0])

    def rows(self, sql: str, parameters: object = None) -> Iterator[Sequence[Value]]:
        """Run a statement and give its rows as they come; raises Cancelled."""
        answer = self.execute(sql, parameters)
        try:
            while chunk := answer.fetchmany(1000):
                self.check()
                yield from chunk
        except duckdb.InterruptException as error:
            raise Cancelled from error

    def drop(self, table: str) -> None:
        """Drop a table if it is there, also when the work was stopped."""
        with self._session.cursor() as cursor:  # `stop` does not know of this one
            cursor.execute(f"DROP TABLE IF EXISTS {table}")

    def drop_database(self, alias: str) -> None:
        """Detach an attached database, also when the work was stopped."""
        with self._session.cursor() as cursor:
            cursor.execute(f"DETACH DATABASE IF EXISTS {alias}")

    def check(self) -> None:
        """Raise Cancelled when the work was stopped; to be called now and then by loops."""
        if self._stopped:
            raise Cancelled

    def report(self, share: float | None) -> None:
        """Note how far the work is, 0 to 1, or None for unknown; raises Cancelled when it was stopped."""
        self._share = share
        self.check()

    def span(self, begin: float, end: float) -> None:
        """Set the part of the whole that comes next: progress is reported from `begin` to `end`."""
        self._span = begin, end

    def stop(self) -> None:
        """Stop the work, from any thread."""
        self._stopped = True
        self.cursor.interrupt()

    def progress(self) -> float | None:
        """Return how far the work is, 0 to 1, or None when that is unknown."""
        share = self._share
        if share is None:
            percent = self.cursor.query_progress()
            if percent < 0:
                return self._farthest or None
            share = percent / 100
        begin, end = self._span
        # The statements after the long one are short, so the bar does not go back for them.
        self._farthest = max(self._farthest, begin + (end - begin) * min(share, 1.0))
        return self._farthest


class ScratchDatabase:
    """An in-memory database that spills to `folder`, up to `limit`; every thread takes its own cursor.

    Without a `memory_limit` it takes the memory that its threads usually need, and more once that was too little. If it
    `gives_way`, the screen comes first (see `files.threads`).
    """

    def __init__(
        self, folder: Path, limit: ScratchLimit, *, memory_limit: str | None = None, gives_way: bool = False
    ) -> None:
        config: Config = {
            "async_threads": NO_ASYNC_THREADS,
            "temp_directory": str(folder),
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
        self._limit = limit
        self._database = open_in_memory(config, gives_way=gives_way)
        # DuckDB shows the setting when it is given in `config`, but does not enforce it.
        self._database.execute(f"SET max_temp_directory_size = '{limit.size}B'")
        self._lock = threading.Lock()
        self.can_grow = memory_limit is None
        """True until the database takes the most memory."""
        self._database.execute(f"SET memory_limit = '{memory_limit or self._usual_memory()}'")
        self._running: set[Work] = set()
        self._names = 0
        self.stopped = False
        """True once `stop()` was called."""
        stopped_at_exit(self)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a new cursor with the settings set: cursors share neither settings nor TEMP tables."""
        with self._lock:
            cursor = self._database.cursor()
        cursor.execute("SET TimeZone = 'UTC'")
        share_in_small_parts(cursor)
        cursor.execute("SET enable_progress_bar = true")
        cursor.execute("SET enable_progress_bar_print = false")
        return cursor

    @contextmanager
    def work(self, where: str) -> Iterator[Work]:
        """Begin a piece of work; DuckDB's failures become FileErrors about `where`."""
        work = Work(self)
        with self._lock:
            self._running.add(work)
        try:
            yield work
        except duckdb.InterruptException as error:
            raise Cancelled from error
        except duckdb.OutOfMemoryException as error:
            full = "max_temp_directory_size" in str(error)
            raise (self._limit.error(where) if full else _no_room(where)) from error
        except duckdb.IOException as error:
            if says_full_disk(str(error)):
                raise _no_room(where) from error
            raise _no_table(where) from error
        except OSError as error:
            if error.errno in FULL_DISK:
                raise _no_room(where) from error
            raise FileError(
                f"The file can no longer be read: {error.strerror or error}.",
                where=where,
                remedy="Put it back where it was, and open it again.",
            ) from error
        except duckdb.Error as error:
            raise _no_table(where) from error
        finally:
            with self._lock:
                self._running.discard(work)
            work.cursor.close()

    def grow(self) -> None:
        """Take the most memory from now on."""
        with self._lock:
            self.can_grow = False
            self._database.execute(f"SET memory_limit = '{_MOST_MEGABYTES}MB'")

    def _usual_memory(self) -> str:
        row = self._database.execute("SELECT current_setting('threads')").fetchone()
        assert row is not None
        return f"{min(_MOST_MEGABYTES, _MEGABYTES + int(row[0]) * _MEGABYTES_OF_A_THREAD)}MB"

    def new_name(self, stem: str) -> str:
        """Return a table name that was not given before."""
        with self._lock:
            self._names += 1
            return f"{stem}_{self._names}"

    def interrupt(self) -> None:
        """Stop the work that is running now, from any thread."""
        with self._lock:
            for work in self._running:
                work.stop()

    def stop(self) -> None:
        """Stop the work that runs and all that begins later, from any thread; tables can still be dropped."""
        self.stopped = True
        self.interrupt()

    def progress(self) -> float | None:
        """Return how far the running work is, 0 to 1; None when nothing runs or nothing is known yet."""
        with self._lock:
            return next((share for work in self._running if (share := work.progress()) is not None), None)

    def forbid_files(self, *, but: Sequence[Path] = ()) -> None:
        """Let no statement of this database reach a file or the network from now on, but for these files."""
        with self._lock:
            allowed = ", ".join(quote_literal(str(path)) for path in but)
            self._database.execute(f"SET allowed_paths = [{allowed}]")
            self._database.execute("SET enable_external_access = false")

    def close(self) -> None:
        """Drop the database."""
        self._database.close()


def _no_table(where: str) -> FileError:
    return FileError("The file cannot be read as a table.", where=where, remedy="Export it again, as CSV if you can.")


def _no_room(where: str) -> FileError:
    return FileError(
        "There is not enough memory or free disk space to read the file.",
        where=where,
        remedy="Free some disk space, or close other programs.",
    )
