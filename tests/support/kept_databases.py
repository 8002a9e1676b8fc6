"""Gives the tests of one process databases that were opened before: to open one anew takes DuckDB 15 ms.

Each test has its own catalog, which is detached when it closes its database, with all that is in it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from unittest.mock import patch

import duckdb

from tiktok_tui.files.scratch import database as session
from tiktok_tui.files.scratch.threads import Config, open_in_memory
from tiktok_tui.files.sql import quote_literal

_Key = tuple[bool, str]
_names = count(1)


class _Kept:
    """A connection as a `ScratchDatabase` uses it, with a catalog of its own."""

    def __init__(self, real: duckdb.DuckDBPyConnection, free: list[duckdb.DuckDBPyConnection]) -> None:
        self._real = real
        self._free = free
        self._catalog = f"catalog_{next(_names)}"
        self._restricted = self._closed = False
        real.execute(f"ATTACH ':memory:' AS {self._catalog}")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._real.cursor()
        cursor.execute(f"USE {self._catalog}")
        return cursor

    def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        # There is no way back from that.
        self._restricted = self._restricted or "enable_external_access" in sql
        return self._real.execute(sql)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._restricted:
            self._real.close()
            return
        attached = self._real.execute("SELECT database_name FROM duckdb_databases() WHERE NOT internal").fetchall()
        for (name,) in attached:
            if name != "memory":
                self._real.execute(f"DETACH {name}")
        self._free.append(self._real)


@contextmanager
def kept() -> Iterator[None]:
    """Let databases be used again by those who open the next."""
    free: dict[_Key, list[duckdb.DuckDBPyConnection]] = defaultdict(list)
    lock = threading.Lock()

    def opened(config: Config, *, gives_way: bool) -> _Kept:
        folder = str(config["temp_directory"])
        key = gives_way, repr({name: value for name, value in config.items() if name != "temp_directory"})
        with lock:
            real = free[key].pop() if free[key] else None
        if real is not None:
            try:
                real.execute(f"SET temp_directory = {quote_literal(folder)}")
            except duckdb.Error:  # it has been used
                real.close()
                real = None
        return _Kept(real or open_in_memory(config, gives_way=gives_way), free[key])

    with patch.object(session, "open_in_memory", opened):
        yield
    for connections in free.values():
        for connection in connections:
            connection.close()
