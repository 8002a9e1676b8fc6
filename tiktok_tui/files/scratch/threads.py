"""The threads of a database: one for each processor, which may give way to the screen."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final

import duckdb

NICENESS: Final = 10
"""By how much the priority of threads that give way is lower: those of the screen come first, but they never starve."""

Config = dict[str, str | bool | int | float | list[str]]


def open_in_memory(config: Config, *, gives_way: bool) -> duckdb.DuckDBPyConnection:
    """Open a database in memory. If it `gives_way`, its threads work where the screen leaves them time.

    On Linux threads have priorities of their own, and a new one begins with that of the thread that starts it: so all
    but the one that runs a statement have a low one. Elsewhere one processor is left free.
    """
    if not gives_way:
        return duckdb.connect(":memory:", config=config)
    if sys.platform != "linux":
        return duckdb.connect(":memory:", config=config | {"threads": max(1, (os.cpu_count() or 1) - 1)})
    with ThreadPoolExecutor(1, initializer=os.nice, initargs=(NICENESS,)) as low:
        return low.submit(duckdb.connect, ":memory:", config=config).result()


def share_in_small_parts(cursor: duckdb.DuckDBPyConnection) -> None:
    """Let each thread take 2048 rows of a table at a time in place of 122,880, which are a whole small file.

    So threads stay side by side in a file. DuckDB offers this to test itself: it changes no answer, and may go.
    """
    with suppress(duckdb.CatalogException):
        cursor.execute("PRAGMA verify_parallelism")
