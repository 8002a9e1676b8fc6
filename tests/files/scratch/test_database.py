"""Failures of the scratch database and of the disk become errors that say what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import cast

import duckdb
import pytest

from tests.files.conftest import Open
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scratch.database import ScratchDatabase
from tiktok_tui.files.scratch.limit import FULL_DISK, scratch_limit
from tiktok_tui.files.scratch.threads import open_in_memory


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "not enough memory or free disk space"),
        (errno.EDQUOT, "not enough memory or free disk space"),
        (errno.EFBIG, "not enough memory or free disk space"),
        (errno.EIO, "can no longer be read"),
        (errno.ENOENT, "can no longer be read"),
    ],
)
def test_a_full_disk_is_no_unreadable_file(opened: Open, number: int, what: str) -> None:
    table = opened("a,b\n1,2\n")
    with pytest.raises(FileError, match=what), table.work():
        raise OSError(number, "as the system says")


@pytest.mark.parametrize(
    ("error", "reason"), [(OSError(errno.EIO, "A broken disk"), "A broken disk"), (OSError("odd"), "odd")]
)
def test_why_a_file_can_no_longer_be_read_is_said(opened: Open, error: OSError, reason: str) -> None:
    with pytest.raises(FileError, match=f"can no longer be read: {reason}\\. Put"), opened("a,b\n1,2\n").work():
        raise error


def test_too_little_memory_is_said(write: Callable[..., Path], scratch: Path) -> None:
    table = open_table(str(write("a,b\n1,2\n")), scratch=scratch, memory_limit="20MB")
    with table, pytest.raises(FileError, match="not enough memory"), table.work() as work:
        work.execute("SELECT list(i) FROM range(5000000) t(i)")


def test_a_statement_that_needs_more_than_the_usual_memory_gets_the_most(opened: Open) -> None:
    table = opened("a,b\n1,2\n")
    with table.cursor() as settings:
        settings.execute("SET memory_limit = '20MB'")
    limit = "SELECT current_setting('memory_limit')"
    with table.work() as work:
        assert work.number("SELECT len(list(i)) FROM range(5000000) t(i)") == 5_000_000
        assert list(work.rows(limit)) == [("953.6 MiB",)]


class Short:
    """A cursor that finds too little memory the first time; `meanwhile` happens before it does."""

    def __init__(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.tries = 0
        self._meanwhile = meanwhile

    def execute(self, sql: str, parameters: object = None) -> None:
        self.tries += 1
        if self.tries == 1:
            self._meanwhile()
            raise duckdb.OutOfMemoryException("as the database says")

    def close(self) -> None:
        """Nothing is open."""


def test_a_statement_is_run_again_also_if_another_one_was_given_the_most_memory_meanwhile(opened: Open) -> None:
    table = opened("a,b\n1,2\n")

    def run(cursor: Short) -> None:
        with table.work() as work, work.cursor:
            work.cursor = cast("duckdb.DuckDBPyConnection", cursor)
            work.execute("SELECT 1")

    other, late = Short(), Short()
    first = Short(lambda: run(other))
    run(first)
    assert (first.tries, other.tries) == (2, 2)
    with pytest.raises(FileError, match="not enough memory"):
        run(late)
    assert late.tries == 1, "it has the most already"


def test_the_usual_memory_is_a_part_of_the_most_where_threads_are_few(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def limit(threads: int) -> object:
        monkeypatch.setattr(
            "tiktok_tui.files.scratch.database.open_in_memory",
            lambda config, *, gives_way: open_in_memory(config | {"threads": threads}, gives_way=gives_way),
        )
        with closing(ScratchDatabase(scratch, scratch_limit(scratch))) as database, database.work("here") as work:
            return next(iter(work.rows("SELECT current_setting('memory_limit')")))[0]

    assert [limit(threads) for threads in (2, 16)] == ["476.8 MiB", "953.6 MiB"]


@pytest.mark.parametrize("number", FULL_DISK)
def test_a_full_disk_is_said_when_the_database_finds_it(opened: Open, number: int) -> None:
    table = opened("a,b\n1,2\n")
    with pytest.raises(FileError, match="not enough memory or free disk space"), table.work():
        raise duckdb.IOException(f'Could not write file "x": {os.strerror(number)}')
    with pytest.raises(FileError, match="cannot be read as a table"), table.work():
        raise duckdb.IOException('Could not read file "x": Input/output error')


def test_what_does_not_fit_into_memory_goes_into_the_private_folder_and_nothing_is_installed(
    opened: Open, scratch: Path
) -> None:
    names = ["async_threads", "preserve_insertion_order", "autoinstall_known_extensions"]
    names += ["autoload_known_extensions", "python_enable_replacements", "TimeZone", "enable_progress_bar_print"]
    settings = ", ".join(f"current_setting('{name}')::VARCHAR" for name in names)
    with opened("a,b\n1,2\n").work() as work:
        [found] = work.rows(f"SELECT {settings}, current_setting('temp_directory')")
    assert found[:-1] == ("0", "true", "false", "false", "false", "UTC", "false")
    assert Path(str(found[-1])).parent == scratch


def test_work_that_was_stopped_does_not_go_on(opened: Open) -> None:
    with opened("a,b\n1,2\n").work() as work:
        work.stop()
        for go_on in (work.check, lambda: work.report(0.5), lambda: work.execute("SELECT 1")):
            with pytest.raises(Cancelled):
                go_on()


def test_a_query_that_was_interrupted_is_no_error(opened: Open) -> None:
    with pytest.raises(Cancelled), opened("a,b\n1,2\n").work():
        raise duckdb.InterruptException("Interrupted!")


def test_progress_never_goes_back_and_follows_the_span(opened: Open) -> None:
    table = opened("a,b\n1,2\n")
    with table.work() as work:
        seen = []
        for share in (0.5, 0.25, 1.5):
            work.report(share)
            seen.append(work.progress())
        assert seen == [0.5, 0.5, 1.0]
        work.execute("SELECT 1")
        assert work.progress() == 1.0  # a short statement behind the long one
    with table.work() as work:
        work.span(0.25, 0.75)
        work.report(0.5)
        assert (work.progress(), table.progress()) == (0.5, 0.5)
        work.report(None)
        assert work.progress() == 0.5


def test_work_that_is_over_is_neither_stopped_nor_followed_and_keeps_no_cursor(opened: Open) -> None:
    table = opened("a,b\n1,2\n")
    with table.work() as work:
        work.report(0.5)
    assert table.progress() is None
    table.interrupt()
    work.check()
    with pytest.raises(duckdb.ConnectionException):
        work.cursor.execute("SELECT 1")
    assert len(table.sample()) == 1


def test_rows_that_are_interrupted_do_not_look_like_the_last_ones(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted:
        def fetchmany(self, size: int) -> list[tuple[int]]:
            raise duckdb.InterruptException

    with opened("a,b\n1,2\n").work() as work:
        monkeypatch.setattr(work, "execute", lambda *_: Interrupted())
        with pytest.raises(Cancelled):
            list(work.rows("SELECT 1"))
