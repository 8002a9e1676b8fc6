"""The rows of a MySQL answer become a Parquet file with the types that the protocol names."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import cast

import pymysql
import pytest

from tests.support.copies import cells_of, kinds_of
from tiktok_tui.events.errors import FileError
from tiktok_tui.sources.databases.database import Answer
from tiktok_tui.sources.databases.mysql_rows import copy_rows
from tiktok_tui.sources.transfer import Transfer

TEXT = 253


class Cursor:
    """A cursor over rows that notes how many it was asked for each time, and the permissions of what is written."""

    def __init__(self, codes: Sequence[int], rows: Iterator[tuple[str | bytes, ...]], path: Path) -> None:
        self.description = [(f"c{index}", code) for index, code in enumerate(codes)]
        self.asked: list[int] = []
        self.permissions: set[int] = set()
        self._rows, self._path = rows, path

    def fetchmany(self, size: int) -> list[tuple[str | bytes, ...]]:
        self.asked.append(size)
        self.permissions |= {each.stat().st_mode & 0o777 for each in self._path.parent.iterdir()}
        return list(islice(self._rows, size))

    def copied(self, limit: int | None = None) -> Answer:
        """Copy the rows as those of PyMySQL's cursor."""
        return copy_rows(cast("pymysql.cursors.SSCursor", self), self._path, Transfer(), limit, "connection shop")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answer.parquet"


@pytest.mark.parametrize(
    ("codes", "cell", "text", "kind"),
    [
        ((0, 246), "1.50", "1.5", "number"),
        ((1, 2, 3, 9, 13), "-7", "-7", "number"),
        ((8,), "18446744073709551615", "18446744073709551615", "number"),
        ((16,), b"\1\0", "256", "number"),
        ((4, 5), "12.5", "12.5", "number"),
        ((7,), "2026-06-11 20:05:00", "2026-06-11T20:05:00+00:00", "time"),
        ((10, 14), "2026-06-11", "2026-06-11", "time"),
        ((12,), "2026-06-11 20:05:00", "2026-06-11T20:05:00", "time"),
        ((TEXT, 252, 11), "x" * 3_000_000, "x" * 3_000_000, "text"),
    ],
)
def test_each_code_of_the_protocol_is_its_type(
    path: Path, codes: tuple[int, ...], cell: str | bytes, text: str, kind: str
) -> None:
    cursor = Cursor(codes, iter([(cell,) * len(codes)]), path)
    assert cursor.copied() == Answer(1)
    assert cells_of(path) == [(text,) * len(codes)]
    assert [*kinds_of(path).values()] == [kind] * len(codes)
    assert cursor.permissions == {0o600}


def test_no_more_rows_are_asked_for_than_are_wanted(path: Path) -> None:
    cursor = Cursor([TEXT], ((str(number),) for number in range(10000)), path)
    assert cursor.copied(2001).rows == 2001
    assert cursor.asked == [2000, 1]


def test_dates_that_are_none_are_counted(path: Path) -> None:
    cursor = Cursor([10, TEXT], (("0000-00-00", "-00") for _ in range(1234)), path)
    assert cursor.copied().notes == ("1,234 dates without a day or a month (0000-00-00) are read as empty",)


def test_what_finds_no_room_is_given_up_and_removed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.0001")
    cursor = Cursor([TEXT], (("x" * 100,) for _ in range(10000)), path)
    with pytest.raises(FileError, match="temporary disk space") as caught:
        cursor.copied()
    assert caught.value.where == "connection shop"
    assert len(cursor.asked) == 1
    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_disk_that_fills_up_is_said_and_nothing_stays(path: Path) -> None:
    path.with_suffix(".csv").symlink_to("/dev/full")
    with pytest.raises(FileError) as caught:
        Cursor([TEXT], (("x" * 100,) for _ in range(10000)), path).copied()
    assert caught.value.what == "There is not enough free disk space for the rows."
    assert caught.value.where == "connection shop"
    assert list(path.parent.iterdir()) == []
