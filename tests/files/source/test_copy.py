"""Rows that are copied first: the table is that of the copy, under the name of the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tables import staged_rows
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.copy import PrivateCopy, named
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.table import Row

ORDERS = DatabaseSource("warehouse", "SELECT * FROM orders", title="orders")


def test_a_copy_is_read_under_the_name_of_its_source_and_removed(scratch: Path) -> None:
    def fetch(folder: Path) -> PrivateCopy:
        path = folder / "rows"
        path.write_text("a,b\n1,2\n")
        return PrivateCopy(path, "PostgreSQL query", ("Times are UTC.",))

    with open_table(ORDERS, scratch=scratch, fetch=fetch) as table:
        assert (table.name, table.format, table.notes) == ("warehouse orders", "PostgreSQL query", ("Times are UTC.",))
        assert staged_rows(table, table.stage(["b"])) == [Row(2, ("2",))]
        assert table.rows_are_named, "a number alone finds no row of an answer that may change"
        one = table.fingerprint()
    assert not list(scratch.glob("table-*"))

    def other(folder: Path) -> PrivateCopy:
        path = folder / "rows"
        path.write_text("a,b\n1,3\n", encoding="utf-16-le")
        return PrivateCopy(path, notes=("Times are UTC.",))

    with open_table(ORDERS, scratch=scratch, fetch=other) as table:
        assert (table.format, table.notes) == ("CSV, comma separated, UTF-16", ("Times are UTC.", "UTF-16 text"))
        assert table.fingerprint() != one, "the same query gave other rows"


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("a@b.co,12.50\n", "no header", "warehouse orders"),
        ("a,b\n1,2,3\n4,5,6\n", "the rows have 3 cells", "warehouse orders, row 1"),
    ],
)
def test_errors_name_the_source_and_not_the_copy(scratch: Path, text: str, what: str, where: str) -> None:
    def fetch(folder: Path) -> PrivateCopy:
        path = folder / "rows"
        path.write_text(text)
        return PrivateCopy(path)

    with pytest.raises(FileError, match=what) as caught:
        open_table(ORDERS, scratch=scratch, fetch=fetch)
    assert caught.value.where == where
    assert not list(scratch.glob("table-*"))


@pytest.mark.parametrize(
    ("where", "named_as"),
    [("/tmp/rows", "warehouse orders"), ("/tmp/rows, row 7", "warehouse orders, row 7"), ("/tmp/b", "/tmp/b")],
)
def test_an_error_about_another_place_keeps_its_name(where: str, named_as: str) -> None:
    for copy, expected in ((PrivateCopy(Path("/tmp/rows")), named_as), (None, where)):
        with pytest.raises(FileError) as caught, named(ORDERS, copy):
            raise FileError("It is wrong.", where=where)
        assert caught.value.where == expected
