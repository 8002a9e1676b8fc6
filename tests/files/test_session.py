"""Failures of the scratch database and of the disk become errors that say what to do."""

from __future__ import annotations

import errno
import os

import duckdb
import pytest

from tiktok_tui.events.errors import FileError

from .conftest import Open


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "not enough memory or free disk space"),
        (errno.EDQUOT, "not enough memory or free disk space"),
        (errno.EIO, "can no longer be read"),
        (errno.ENOENT, "can no longer be read"),
    ],
)
def test_a_full_disk_is_no_unreadable_file(opened: Open, number: int, what: str) -> None:
    table = opened("a,b\n1,2\n")
    with pytest.raises(FileError, match=what), table.work():
        raise OSError(number, "as the system says")


def test_too_little_memory_is_said(opened: Open) -> None:
    table = opened("a,b\n1,2\n")
    with table.cursor() as settings:
        settings.execute("SET memory_limit = '20MB'")
    with pytest.raises(FileError, match="not enough memory"), table.work() as work:
        work.execute("SELECT list(i) FROM range(5000000) t(i)")


def test_a_full_disk_is_said_when_the_database_finds_it(opened: Open) -> None:
    table = opened("a,b\n1,2\n")
    with pytest.raises(FileError, match="not enough memory or free disk space"), table.work():
        raise duckdb.IOException(f'Could not write file "x": {os.strerror(errno.ENOSPC)}')
    with pytest.raises(FileError, match="cannot be read as a table"), table.work():
        raise duckdb.IOException('Could not read file "x": Input/output error')
