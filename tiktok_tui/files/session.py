"""One DuckDB database for one open file: its limits, its cursors, and how a running query is stopped and watched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Cancelled


class Session:
    """An in-memory database that spills to `folder`; every thread takes its own cursor."""

    def __init__(self, folder: Path, *, memory_limit: str, threads: int | None) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory_limit,
            "temp_directory": str(folder),
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
        if threads is not None:
            config["threads"] = threads
        self._database = duckdb.connect(":memory:", config=config)
        self._lock = threading.Lock()
        self._running: set[duckdb.DuckDBPyConnection] = set()
        self._interrupts = 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Give a new cursor; settings and TEMP tables are not shared between cursors, so the settings are set again."""
        cursor = self._database.cursor()
        cursor.execute("SET TimeZone = 'UTC'")
        cursor.execute("SET enable_progress_bar = true")
        cursor.execute("SET enable_progress_bar_print = false")
        return cursor

    @contextmanager
    def work(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor for a piece of work that `interrupt()` may stop; it raises Cancelled then."""
        cursor = self.cursor()
        with self._lock:
            self._running.add(cursor)
        try:
            yield cursor
        except duckdb.InterruptException as error:
            raise Cancelled from error
        finally:
            with self._lock:
                self._running.discard(cursor)
            cursor.close()

    def interrupt(self) -> None:
        """Stop the work that is running now, from any thread."""
        with self._lock:
            self._interrupts += 1
            for cursor in self._running:
                cursor.interrupt()

    def progress(self) -> float | None:
        """Give how far the running work is, 0 to 1; None when nothing runs or nothing is known yet."""
        with self._lock:
            for cursor in self._running:
                percent = cursor.query_progress()
                if percent >= 0:
                    return min(percent / 100, 1.0)
        return None

    def close(self) -> None:
        """Drop the database."""
        self._database.close()


def path_literal(path: Path) -> str:
    """Give a path as a SQL literal that DuckDB's file functions read as this one file, not as a pattern."""
    return quote_literal("".join(f"[{character}]" if character in "*?[" else character for character in str(path)))
