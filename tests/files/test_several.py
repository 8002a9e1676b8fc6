"""Folders and patterns: several files as one table, whose rows are named by file and number."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.support.tables import staged_rows
from tests.support.workbooks import workbook
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.row_names import ROWS_A_FILE
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.identity import Stamp
from tiktok_tui.files.source.source import FileSource, SourceRef, source_of
from tiktok_tui.files.table import Column, Kind, Row

Write = Callable[..., Path]


def rows_of(table: Table) -> list[Row]:
    return staged_rows(table, table.stage([column.name for column in table.columns]))


def test_a_pattern_is_one_table_in_the_order_of_the_names(write: Write, tmp_path: Path, scratch: Path) -> None:
    write("id,email\n3,c\n", "orders-2.csv")
    write(gzip.compress(b"email;id\na;1\nb;2\n"), "orders-1.csv.gz")
    write("id,phone\n9,9\n", "clients.csv")
    with open_table(str(tmp_path / "orders-*.csv*"), scratch=scratch) as table:
        assert (table.name, table.format) == ("orders-*.csv*", "2 files, of several formats")
        assert table.notes[0] == "2 files read: orders-1.csv.gz, orders-2.csv"
        assert table.paths == (tmp_path / "orders-1.csv.gz", tmp_path / "orders-2.csv")
        second = ROWS_A_FILE + 2
        expected = [Row(2, ("a", "1")), Row(3, ("b", "2")), Row(second, ("c", "3"))]
        assert rows_of(table) == list(table.sample()) == expected
        assert [table.row_name(row.number) for row in expected] == [
            "orders-1.csv.gz row 2",
            "orders-1.csv.gz row 3",
            "orders-2.csv row 2",
        ]
        assert list(table.pick([3, second, 99 * ROWS_A_FILE])) == expected[1:]
        assert staged_rows(table, table.stage(["id"], limit=2)) == [Row(2, ("1",)), Row(3, ("2",))]
        assert table.value_counts("id") == [("1", 1), ("2", 1), ("3", 1)]
        tables = "SELECT count(*) FROM duckdb_tables() WHERE starts_with(table_name, 'part')"
        assert table.cursor().execute(tables).fetchone() == (0,)  # each file's own table is dropped
        one = table.fingerprint()
    write("id,email\n4,c\n", "orders-2.csv")
    with open_table(str(tmp_path / "orders-*.csv*"), scratch=scratch) as table:
        assert table.fingerprint() != one


def test_a_folder_is_its_files_and_says_which_are_not_read(write: Write, tmp_path: Path, scratch: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, content in {
        "a.csv": "x,y\n1,2\n",
        "b.CSV": "x,y\n3,4\n",
        "notes.pdf": "%PDF",
        ".hidden.csv": "z\n",
        "~$c.xlsx": "kept by Excel beside an open workbook",
    }.items():
        (folder / name).write_text(content)
    with open_table(str(folder), scratch=scratch) as table:
        assert table.name == "exports"
        assert table.notes == ("2 files read: a.csv, b.CSV", "1 file in the folder not read: notes.pdf")
        assert [row.cells for row in rows_of(table)] == [("1", "2"), ("3", "4")]


def test_files_of_one_name_are_named_with_their_folders(tmp_path: Path, scratch: Path) -> None:
    for month, rows in (("05", "1,2\n"), ("06", "")):
        (tmp_path / month).mkdir()
        (tmp_path / month / "orders.csv").write_text(f"x,y\n{rows}")
    with open_table(str(tmp_path / "*" / "orders.csv"), scratch=scratch) as table:
        assert table.notes == ("2 files read: 05/orders.csv, 06/orders.csv", "1 file without rows: 06/orders.csv")
        assert table.row_name(2) == "05/orders.csv row 2"
    (tmp_path / "05" / "orders.csv").write_text("x,y\n")
    with open_table(str(tmp_path / "*" / "orders.csv"), scratch=scratch) as table:
        assert table.notes == (
            "2 files read: 05/orders.csv, 06/orders.csv",
            "It has column names and no rows, so there is nothing to send",
        )


def test_typed_columns_that_differ_keep_the_type_of_each_cell(write: Write, tmp_path: Path, scratch: Path) -> None:
    """A number of a workbook and a text of CSV in one column: only the first is a number whatever the style."""
    write('total,email\n"1.234,56",a\n', "day-1.csv")
    write(workbook({"Orders": [["email", "total"], ["b", 1234.5], ["c", "n/a"]]}), "day-2.xlsx")
    target = tmp_path / "day-3.parquet"
    duckdb.execute(f"COPY (SELECT 2.5 AS total, 'd' AS email) TO '{target}'")
    with open_table(str(tmp_path / "day-?.*"), scratch=scratch) as table:
        assert table.columns == (Column("total", Kind.TEXT, mixed=True), Column("email"))
        assert [row.cells[0] for row in rows_of(table)] == ["1.234,56", "1234.5", "n/a", "2.5"]
        numbers = [row.number for row in table.sample()]
        kinds = [Kind.TEXT, Kind.NUMBER, Kind.TEXT, Kind.NUMBER]
        assert [row.kinds[0] for row in table.sample()] == kinds
        assert [row.kinds[0] for row in table.pick(numbers)] == kinds
        staged = table.stage(["total"])
        assert table.cursor().execute(f"SELECT k0 FROM {staged.name} ORDER BY row").fetchall() == [(k,) for k in kinds]


def test_a_column_that_is_mixed_in_a_later_file_alone_keeps_the_type_of_each_cell(
    write: Write, tmp_path: Path, scratch: Path
) -> None:
    write('{"total": "1.5"}\n{"total": "n/a"}\n', "day-1.jsonl")
    write('{"total": 1.5}\n{"total": "n/a"}\n', "day-2.jsonl")
    with open_table(str(tmp_path / "day-?.jsonl"), scratch=scratch) as table:
        assert table.columns == (Column("total", Kind.TEXT, mixed=True),)
        kinds = [Kind.TEXT, Kind.TEXT, Kind.NUMBER, Kind.TEXT]
        assert [row.kinds[0] for row in table.sample()] == kinds
        staged = table.stage(["total"])
        assert table.cursor().execute(f"SELECT k0 FROM {staged.name} ORDER BY row").fetchall() == [(k,) for k in kinds]


def test_a_column_of_lists_and_texts_is_one_of_lists(write: Write, tmp_path: Path, scratch: Path) -> None:
    write('{"id": 1, "items": "a mug"}\n', "day-1.jsonl")
    write('{"id": 2, "items": [{"sku": "x"}]}\n', "day-2.jsonl")
    with open_table(str(tmp_path / "day-?.jsonl"), scratch=scratch) as table:
        assert table.columns[1] == Column("items", Kind.LIST, mixed=True)


def test_broken_lines_keep_their_file(write: Write, tmp_path: Path, scratch: Path) -> None:
    write("a,b\n1,2\n3\n", "x-1.csv")
    write("a,b\n1\n5,6\n", "x-2.csv")
    with open_table(str(tmp_path / "x-*.csv"), scratch=scratch) as table:
        staged = table.stage(["a"])
        assert [table.row_name(line.number) for line in staged.broken] == ["x-1.csv row 3", "x-2.csv row 2"]
        assert staged.rows == 2


def test_files_with_other_columns_are_named(write: Write, tmp_path: Path, scratch: Path) -> None:
    write("id,email\n1,a\n", "o-1.csv")
    write("id,email\n1,a\n", "o-2.csv")
    write("id,mail,phone\n1,a,2\n", "o-3.csv")
    with pytest.raises(FileError) as caught:
        open_table(str(tmp_path / "o-*.csv"), scratch=scratch)
    assert caught.value.what == (
        "The files have different columns. Compared with o-1.csv: "
        "o-3.csv lacks “email” and has “mail”, “phone” besides."
    )
    assert list(scratch.iterdir()) == []


def test_errors_say_which_file_or_that_none_matches(write: Write, tmp_path: Path, scratch: Path) -> None:
    with pytest.raises(FileError, match="No file matches"):
        open_table(str(tmp_path / "none-*.csv"), scratch=scratch)
    write("id,email\n1,a\n", "o-1.csv")
    bad = write("", "o-2.csv")
    with pytest.raises(FileError, match="is empty") as caught:
        open_table(str(tmp_path / "o-*.csv"), scratch=scratch)
    assert caught.value.where == str(bad)


def test_a_name_with_brackets_is_a_file(write: Write, tmp_path: Path) -> None:
    path = write("id,email\n1,a\n", "orders [1].csv")
    kinds: dict[str, SourceRef] = {
        "orders [1].csv": FileSource(path),
        "orders [2].csv": FilesSource(str(tmp_path / "orders [2].csv")),
        "*.csv": FilesSource(str(tmp_path / "*.csv")),
        ".": FilesSource(str(tmp_path)),
        "orders.csv": FileSource(tmp_path / "orders.csv"),
    }
    assert {text: source_of(text, tmp_path) for text in kinds} == kinds


def test_the_stamp_is_that_of_all_files(write: Write, tmp_path: Path) -> None:
    source = FilesSource(str(tmp_path / "o-*.csv"))
    assert not source.is_still_there()
    with pytest.raises(OSError, match="o-"):
        source.stamp()
    sizes = [write("id,email\n1,a\n" * n, f"o-{n}.csv").stat().st_size for n in (1, 2)]
    os.utime(tmp_path / "o-1.csv", (2_000_000_000, 2_000_000_000))
    assert source.stamp() == Stamp(sum(sizes), 2_000_000_000)
    assert source.is_still_there()


def test_two_stars_reach_into_folders_within_folders(tmp_path: Path, scratch: Path) -> None:
    for folder in ("a", "a/b/c"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "orders.csv").write_text("x,y\n1,2\n")
    with open_table(str(tmp_path / "**" / "orders.csv"), scratch=scratch) as table:
        assert table.notes == ("2 files read: b/c/orders.csv, orders.csv",)


def test_the_sheet_that_is_named_is_read_of_each_workbook(write: Write, tmp_path: Path, scratch: Path) -> None:
    for number in (1, 2):
        write(
            workbook({"May": [["x", "y"], ["may", number]], "June": [["x", "y"], ["june", number]]}), f"o-{number}.xlsx"
        )
    with open_table(str(tmp_path / "o-*.xlsx"), scratch=scratch, sheet="June") as table:
        assert [row.cells for row in rows_of(table)] == [("june", "1"), ("june", "2")]


@pytest.mark.parametrize("said", [("Currency: EUR", "Currency: USD"), ("Time zone: UTC", "Time zone: Asia/Tokyo")])
def test_files_that_state_something_else_above_their_headers_are_refused(
    write: Write, tmp_path: Path, scratch: Path, said: tuple[str, str]
) -> None:
    for number, line in enumerate(said, 1):
        write(f"{line}\n\nid,email,total\n1,a@b.cd,5\n2,c@d.ef,6\n", f"orders-{number}.csv")
    with pytest.raises(FileError, match=r"orders-2\.csv states another time zone or currency"):
        open_table(str(tmp_path / "orders-*.csv"), scratch=scratch)


@pytest.mark.parametrize(("count", "said"), [(1000, "holds a single column"), (1001, "1,001 files match")])
def test_a_thousand_files_are_read_and_no_more(tmp_path: Path, scratch: Path, count: int, said: str) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.csv").write_text("one\n1\n")
    with pytest.raises(FileError, match=said):
        open_table(str(folder), scratch=scratch)


def test_rows_and_broken_lines_of_the_second_file_are_told_apart_from_the_first_s(
    write: Write, tmp_path: Path, scratch: Path
) -> None:
    write("a,b\n1,2\nlonely\n", "o-1.csv")
    write("a,b\nlonely\n3,4\n", "o-2.csv")
    with open_table(str(tmp_path / "o-*.csv"), scratch=scratch) as table:
        assert [row.number for row in table.sample()] == [2, ROWS_A_FILE + 3]
        assert [row.number for row in table.sample(1)] == [2]
        assert [line.number for line in table.stage(["a"]).broken] == [3, ROWS_A_FILE + 2]
        assert table.rows_are_named
        assert table.row_name(2 * ROWS_A_FILE + 7) == "row file 3: 7"
        assert table.row_name(1234) == "o-1.csv row 1,234"


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("nothing-*.csv", "No file matches."),
        ("empty", "There is no file in the folder that can be read."),
        ("none at all", "The folder cannot be read: No such file or directory."),
    ],
)
def test_files_that_are_not_there_are_asked_for_in_vain(tmp_path: Path, scratch: Path, pattern: str, what: str) -> None:
    (tmp_path / "empty").mkdir()
    source = FilesSource(str(tmp_path / pattern))
    with pytest.raises(FileError) as caught:
        open_table(source, scratch=scratch)
    assert (caught.value.what, caught.value.where) == (what, source.where)


def test_a_broken_line_among_the_first_rows_is_named_by_its_file(write: Write, tmp_path: Path, scratch: Path) -> None:
    write("id,email\n1,a\n", "orders-1.csv")
    write("id,email\n2,b\n3\n4,d\n", "orders-2.csv")
    with open_table(str(tmp_path / "orders-*.csv"), scratch=scratch) as table:
        for staged in (table.stage(["id"], limit=4), table.stage(["id"])):
            assert [line.number for line in staged.broken] == [ROWS_A_FILE + 3]
            numbers = [row.number for row in staged_rows(table, staged)]
            assert numbers == [2, ROWS_A_FILE + 2, ROWS_A_FILE + 4]


@pytest.mark.parametrize("count", [5, 6, 7])
def test_up_to_five_names_are_listed(write: Write, tmp_path: Path, scratch: Path, count: int) -> None:
    """Of the files that are read, that are not, and that have no rows."""
    (tmp_path / "exports").mkdir()
    write("id,email\n1,a\n", "exports/z.csv")
    for place in range(count):
        write("id,email\n", f"exports/e{place}.csv")
        write("x", f"exports/n{place}.doc")
    more = f" and {count - 5} more" if count > 5 else ""
    with open_table(str(tmp_path / "exports"), scratch=scratch) as table:
        assert table.notes[:3] == (
            f"{count + 1} files read: e0.csv, e1.csv, e2.csv, e3.csv, e4.csv and {count - 4} more",
            f"{count} files in the folder not read: n0.doc, n1.doc, n2.doc, n3.doc, n4.doc{more}",
            f"{count} files without rows: e0.csv, e1.csv, e2.csv, e3.csv, e4.csv{more}",
        )


@pytest.mark.parametrize("count", [5, 6, 7])
def test_up_to_five_differences_are_named(write: Write, tmp_path: Path, scratch: Path, count: int) -> None:
    write("id,email\n1,a\n", "a.csv")
    for place in range(count):
        write(f"id,email,{','.join(f'x{column}' for column in range(count))}\n", f"f{place}.csv")
    with pytest.raises(FileError) as refused, open_table(str(tmp_path / "*.csv"), scratch=scratch):
        pass
    columns = "“x0”, “x1”, “x2”, “x3”, “x4”" + (" …" if count > 5 else "")
    more = f"; {count - 5} more differ" if count > 5 else ""
    files = "; ".join(f"f{place}.csv has {columns} besides" for place in range(5))
    assert refused.value.what == f"The files have different columns. Compared with a.csv: {files}{more}."
