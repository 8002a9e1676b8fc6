"""Threads of a database: all of the machine's, with a low priority where the screen comes first."""

from __future__ import annotations

import os
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from tests.support.waiting import until
from tiktok_tui.files.scratch.engine import NO_ASYNC_THREADS
from tiktok_tui.files.scratch.threads import NICENESS, Config, open_in_memory, share_in_small_parts

THREADS = 3
CONFIG: Config = {"async_threads": NO_ASYNC_THREADS}


def niceness() -> Counter[int]:
    """How many threads of this process have each priority."""
    found: Counter[int] = Counter()
    for task in Path("/proc/self/task").iterdir():
        with suppress(ProcessLookupError):
            found[os.getpriority(os.PRIO_PROCESS, int(task.name))] += 1
    return found


def threads_of(database: duckdb.DuckDBPyConnection) -> int:
    found = database.execute("SELECT current_setting('threads')").fetchone()
    assert found is not None
    return int(found[0])


@pytest.mark.parametrize("gives_way", [True, False])
def test_all_threads_but_the_one_that_asks_give_way_to_the_screen(gives_way: bool) -> None:
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    before = niceness()
    with open_in_memory(CONFIG | {"threads": THREADS}, gives_way=gives_way) as database:
        assert database.execute("SELECT sum(hash(i)) % 1 FROM range(1000000) AS t(i)").fetchone() == (0,)
        theirs = Counter({min(19, own + NICENESS * gives_way): THREADS - 1})
        until(lambda: niceness() - before == theirs)  # the thread that opened it may not be gone yet
        assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own


def test_where_threads_have_no_priority_one_processor_is_left_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    for processors, threads in ((8, 7), (2, 1), (1, 1), (None, 1)):
        monkeypatch.setattr("os.cpu_count", lambda found=processors: found)
        with open_in_memory(CONFIG, gives_way=True) as database:
            assert threads_of(database) == threads
    with open_in_memory(CONFIG | {"threads": 8}, gives_way=False) as database:
        assert threads_of(database) == 8


def test_threads_share_even_a_table_of_one_part() -> None:
    """Who reads while two threads work sees their rows in turn; one thread alone would keep the table's order."""
    with open_in_memory(CONFIG | {"threads": 2, "preserve_insertion_order": False}, gives_way=False) as database:
        database.execute("CREATE TABLE numbers AS SELECT i FROM range(100000) AS t(i)")
        with database.cursor() as cursor:
            share_in_small_parts(cursor)

            def mixed() -> bool:
                found = [i for i, _ in cursor.execute("SELECT i, sha256(i::VARCHAR) FROM numbers").fetchall()]
                assert sorted(found) == list(range(100_000))
                return found != sorted(found)

            until(mixed)
