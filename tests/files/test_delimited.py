"""Delimited text as exports really are: delimiters, encodings, titles, broken lines, quotes that are never closed."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.files.conftest import Open
from tests.support.hostile import HOSTILE
from tests.support.tables import all_rows, cells, staged_rows
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.layout.header import LOOKS_LIKE_DATA
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.table import Row
from tiktok_tui.files.text import content
from tiktok_tui.files.text.records import LONGEST
from tiktok_tui.files.text.survey import Survey, survey


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def broken(table: Table) -> list[tuple[int, str]]:
    return [(line.number, line.reason) for line in table.stage(names(table)).broken]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", ":"])
def test_the_delimiter_is_found(opened: Open, mark: str) -> None:
    table = opened(f"order{mark}email\n1{mark}a\n2{mark}b\n")
    assert names(table) == ["order", "email"]
    assert cells(table) == [("1", "a"), ("2", "b")]


def test_a_mark_of_utf_8_is_believed_whatever_the_lines_hold(opened: Open) -> None:
    table = opened(codecs.BOM_UTF8 + b"a,b\n" + b"f\xfcr,1\n" * 3 + b"x,2\n")
    assert [number for number, reason in broken(table) if "not UTF-8" in reason] == [2, 3, 4]
    assert (cells(table), table.format) == ([("x", "2")], "CSV, comma separated, UTF-8")


def test_western_text_at_the_very_end_of_a_large_file_is_seen_when_it_is_opened(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "_WHOLE", 5000)
    monkeypatch.setattr(content, "_WINDOW", 500)
    assert "Windows-1252" in opened(b"a,b\n" + b"x,2\n" * 300_000 + b"f\xfcr,1\n" + b"y,3\n" * 5).format


def test_decimal_commas_and_times_do_not_make_a_delimiter(opened: Open) -> None:
    assert names(opened("name;price;at\nx, y;1,5;10:01\nz, w;2,5;10:02\n")) == ["name", "price", "at"]
    assert names(opened("who\tnote\na\tone, two, three\nb\tfour, five, six\n", "x.tsv")) == ["who", "note"]


@pytest.mark.parametrize(
    ("encoding", "mark", "label", "newlines"),
    [
        ("utf-8", b"", "UTF-8", ["\n", "\r\n", "\r"]),
        ("utf-8", codecs.BOM_UTF8, "UTF-8", ["\n", "\r\n", "\r"]),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16", ["\n", "\r\n", "\r"]),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16", ["\r\n"]),
        ("utf-16-le", b"", "UTF-16", ["\r"]),
        ("utf-16-be", b"", "UTF-16", ["\n"]),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32", ["\r\n"]),
        ("latin-1", b"", "Windows-1252", ["\n", "\r\n", "\r"]),
        ("cp1252", b"", "Windows-1252", ["\n"]),
    ],
)
def test_every_encoding_is_read(opened: Open, encoding: str, mark: bytes, label: str, newlines: list[str]) -> None:
    for newline in newlines:
        text = newline.join(["naïve,city", 'Müller,"São, Paulo"', "Ærø,Łódź" if "utf" in encoding else "Ærø,Lodz", ""])
        table = opened(mark + text.encode(encoding))
        assert names(table) == ["naïve", "city"], repr(newline)
        assert cells(table)[0] == ("Müller", "São, Paulo"), repr(newline)
        assert table.format.endswith(label)


def test_windows_quotes_and_euro_signs_are_read(opened: Open) -> None:
    assert cells(opened("a,b\n“x”,5 €\n".encode("cp1252"))) == [("“x”", "5 €")]


@pytest.mark.parametrize("end", ["é", "é\n", "é,x\n", "ü€"])
@pytest.mark.parametrize("rows", [3, 30_000])
def test_a_western_letter_at_the_very_end_is_found(opened: Open, end: str, rows: int) -> None:
    table = opened(b"a,b\n" + b"1,plain words\n" * rows + f"2,Zo{end}".replace("x", "").encode("cp1252"))
    staged = table.stage(["b"])
    last = table.cursor().execute(f"SELECT row, c0 FROM {staged.name} ORDER BY rowid DESC LIMIT 1").fetchone()
    assert last == (rows + 2, "Zo" + end.rstrip("\n,x"))


@pytest.mark.parametrize("shift", [0, 1, 2])
def test_characters_across_the_windows_do_not_make_a_file_western(opened: Open, shift: int) -> None:
    table = opened(b"a,b\n" + b"x" * shift + "€".encode() * 3_000_000 + b",1\n" * 2 + "é,ü\n".encode() * 400_000)
    assert "UTF-8" in table.format


def test_a_western_letter_late_in_a_large_file_is_found(opened: Open) -> None:
    # The beginning, the end and the windows between are ASCII.
    filler = b"1,plain\n" * 1_500_000
    table = opened(b"a,b\n" + filler[: 5 << 20] + "2,Zoë\n".encode("cp1252") + filler)
    assert "UTF-8" in table.format
    staged = table.stage(["b"])
    row = table.cursor().execute(f"SELECT row, c0 FROM {staged.name} WHERE c0 <> 'plain'").fetchone()
    assert row == ((5 << 20) // 8 + 2, "Zoë")
    assert len(staged.broken) == 0
    assert "Windows-1252 text" in table.notes
    assert list(table.pick([row[0]])) == [Row(row[0], ("2", "Zoë"))]


def test_a_few_damaged_bytes_do_not_make_a_file_western(opened: Open) -> None:
    table = opened(b"a,b\n" + "é,ü\n".encode() * 20 + b"x,\xff\n" + "ö,1\n".encode())
    assert broken(table) == [(22, "The line holds bytes that are not UTF-8 text, as the rest of the file is.")]
    assert all_rows(table)[-1] == Row(23, ("ö", "1"))


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/orders.csv", content)
        archive.writestr("__MACOSX/._orders.csv", b"junk")
    return out.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, bz2.compress, lzma.compress, zipped])
@pytest.mark.parametrize("name", ["orders.csv", "orders.csv.gz"])
def test_compressed_files_are_recognised_by_their_content(
    opened: Open, pack: Callable[[bytes], bytes], name: str
) -> None:
    table = opened(pack("a;b\n1;Zoë\n".encode("utf-16")), name)
    assert cells(table) == [("1", "Zoë")]


def test_several_frames_are_one_file(opened: Open) -> None:
    frames = zstandard.compress(b"a,b\n1,2\n") + zstandard.compress(b"3,4\n")
    assert cells(opened(frames, "x.zst")) == [("1", "2"), ("3", "4")]
    members = gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"3,4\n")
    assert cells(opened(members, "x.gz")) == [("1", "2"), ("3", "4")]


def test_title_lines_are_skipped_noted_and_counted(opened: Open) -> None:
    table = opened("Orders of May;;\n\n;;\nname;price;when\na;1;2\n\nb;;1\n")
    assert names(table) == ["name", "price", "when"]
    assert all_rows(table) == [Row(5, ("a", "1", "2")), Row(7, ("b", None, "1"))]
    assert table.notes == ("1 line above the header, left out: “Orders of May”",)


def test_a_blank_line_and_the_header_are_no_rows_to_pick(opened: Open) -> None:
    assert [row.number for row in opened("a,b\n1,2\n\n3,4\n").pick([1, 2, 3, 4])] == [2, 4]


def test_empty_columns_and_rows_at_the_end_are_left_out(opened: Open) -> None:
    table = opened("a,b,,\n1,2,,\n,,,\n3,4,,\n" + ",,,\n" * 50_000 + '"",,,\n')
    assert names(table) == ["a", "b"]
    assert all_rows(table) == [Row(2, ("1", "2")), Row(3, (None, None)), Row(4, ("3", "4"))]
    assert table.notes == ("2 empty columns at the end, left out",)


def test_a_delimiter_after_each_row_is_borne_with(opened: Open) -> None:
    assert all_rows(opened("a,b\n1,2,\n3,4,\n")) == [Row(2, ("1", "2")), Row(3, ("3", "4"))]


def test_names_are_kept_as_they_are_and_made_unique(opened: Open) -> None:
    header = '"; DROP TABLE x --",a\'b,"x""y",[/b],e\x07,"two\nlines", Email ,email,email,email_2,,Email,€😀'
    table = opened(header + "\n" + ",".join("abcdefghijklm") + "\n")
    assert names(table) == [
        *("; DROP TABLE x --", "a'b", 'x"y', "[/b]", "e\x07", "two\nlines", " Email ", "email", "email_3", "email_2"),
        *("column 11", "Email", "€😀"),
    ]
    assert cells(table) == [tuple("abcdefghijklm")]


def test_hostile_names_and_cells_are_data(opened: Open) -> None:
    hostile = [text for text in HOSTILE if text.strip() and "\ud800" not in text]
    quoted = ",".join('"' + text.replace('"', '""') + '"' for text in hostile)
    table = opened(f"{quoted},'); SELECT 1; --\n{quoted},x\n")
    assert names(table) == [*hostile, "'); SELECT 1; --"]
    assert cells(table) == [(*hostile, "x")]
    for text in hostile:
        assert table.value_counts(text) == [(text, 1)]


@pytest.mark.parametrize("first", ["a@b.co,12", "2026-01-01,x", "15.50,77"])
def test_a_first_row_that_looks_like_data_is_noted(opened: Open, first: str) -> None:
    assert LOOKS_LIKE_DATA in opened(f"{first}\n{first}\n").notes


def test_ordinary_names_do_not_look_like_data(opened: Open) -> None:
    assert opened("email,phone 2,2026 total\n1,2,3\n").notes == ()


@pytest.mark.parametrize(
    "name", ["it's.csv", "a*b.csv", "[x].csv", "q?.csv", "{a,b}.csv", "f0=v/x.csv", "a\\b.csv", "é😀.csv"]
)
def test_any_file_name_is_that_one_file(opened: Open, tmp_path: Path, name: str) -> None:
    (tmp_path / "f0=v").mkdir()
    for decoy in ("aXb.csv", "x.csv", "qq.csv", "a.csv"):
        (tmp_path / decoy).write_text("a,b\nwrong,wrong\n")
    table = opened("a,b\n1,2\n", name)
    assert cells(table) == [("1", "2")]
    assert names(table) == ["a", "b"]


def test_a_quote_that_is_never_closed_costs_one_line(opened: Open) -> None:
    table = opened('a,b,c\n1,2,3\n4,"open,6\n7,8,9\n' + "x,y,z\n" * 100)
    assert broken(table) == [(3, "A quote is opened in this line and never closed.")]
    assert len(all_rows(table)) == 102


def test_a_quote_that_is_closed_rows_later_costs_one_line(opened: Open) -> None:
    table = opened('a,b,c\n1,"open,3\n4,5,6\n7,"8",9\n"10",11,12\n')
    assert [number for number, _ in broken(table)] == [2]
    assert [row.number for row in all_rows(table)] == [3, 4, 5]


def test_a_quote_that_is_closed_at_the_end_of_another_row_costs_one_line(opened: Open) -> None:
    table = opened('a,b,c\n1,"open,3\n4,5,6"\n7,8,9\n')
    assert [number for number, _ in broken(table)] == [2]
    assert all_rows(table) == [Row(3, ("4", "5", '6"')), Row(4, ("7", "8", "9"))]


def test_a_quote_that_swallows_more_than_a_record_may_hold(opened: Open) -> None:
    line = f"{'x' * 1000},89\n"
    rows = LONGEST // len(line) + 100
    table = opened('a,b\n1,"open\n' + line * rows)
    staged = table.stage(["a", "b"])
    assert [line.number for line in staged.broken] == [2]
    assert staged.rows == rows


def test_an_endless_line_is_broken_and_the_rest_is_read(opened: Open) -> None:
    table = opened(b"a,b\n1,2\n3," + b"x" * 10_000_000 + b"\n5,6\n")
    assert broken(table) == [(3, "The line is longer than 2 MB.")]
    assert all_rows(table) == [Row(2, ("1", "2")), Row(4, ("5", "6"))]
    assert len(next(iter(table.stage(["a"]).broken)).text) < 300


def test_inch_marks_do_not_hide_blank_lines(opened: Open) -> None:
    # Counting quotes alone, the blank line and the row that the mark swallows cancel out.
    table = opened('a,b\n1,2\n\n3,5" screen\n4,5\n')
    assert [row.number for row in all_rows(table)] == [2, 4, 5]


@pytest.mark.parametrize("text", ["a,b\n1,2\r\n3,4\n", "a,b\r\n1,2\n3,4\r\n", "a,b\n1,2\r3,4\n", "a,b\r1,2\n3,4\r\n"])
def test_mixed_newlines_are_read(opened: Open, text: str) -> None:
    assert all_rows(opened(text)) == [Row(2, ("1", "2")), Row(3, ("3", "4"))]


def test_a_large_file_of_many_megabytes_keeps_its_numbers(opened: Open) -> None:
    """DuckDB reads it in several pieces at once, with line feeds within cells at every seam."""
    text, wanted, lost, number = ["key,note,more\r\n"], [], [], 1
    for index in range(120_000):
        number += 1
        if index % 997 == 5:
            text.append("\r\n")
        elif index % 1009 == 7:
            text.append("too,few\r\n")
            lost.append(number)
        else:
            note = f'"para\n\ngraph, ""{index}"""' if index % 3 == 0 else "plain " * 30
            text.append(f"{index},{note},x\r\n")
            wanted.append((number, str(index)))
    table = opened("".join(text))
    staged = table.stage(["key"])
    assert [(row.number, row.cells[0]) for row in staged_rows(table, staged)] == wanted
    assert [line.number for line in staged.broken] == lost
    some = [number for number, _ in wanted[:: len(wanted) // 50]]
    assert [(row.number, row.cells[0]) for row in table.pick(some[::-1])] == wanted[:: len(wanted) // 50]


def test_a_preview_reads_no_more_than_it_shows(opened: Open) -> None:
    # What comes after the head is no gzip at all: whoever reads on finds out.
    rows = b"".join(b"%d,%d\n" % (n, n * 7919 % 1000003) for n in range(200_000))
    content = gzip.compress(b"a,b\n" + rows, compresslevel=1)
    table = opened(content[: len(content) // 2] + b"\0" * 1000, "x.csv.gz")
    assert table.stage(["b", "a"], limit=3).rows == 3
    assert len(table.sample(200)) == 200
    with pytest.raises(FileError, match="damaged"):
        table.stage(["a"])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_original_is_read_where_it_lies(opened: Open, scratch: Path, newline: str) -> None:
    """Blank and broken lines, line feeds in cells and a byte order mark are no reason to copy a file."""
    lines = ["Report", "a,b,c", '"x\n\ny",2,"""q"""', "", "3", '4,"5\r\n6",7', "", ",,"]
    table = opened("\ufeff" + newline.join(lines) + newline)
    assert [row.number for row in all_rows(table)] == [3, 6]
    assert [path.name for path in scratch.rglob("*") if path.is_file()] == ["owner.lock"]


def test_the_scratch_folder_is_private_and_goes_away(write: Callable[..., Path], scratch: Path) -> None:
    with open_table(str(write("a,b\n1,Zoë\n".encode("cp1252"))), scratch=scratch) as table:
        table.stage(["a"])
        (folder,) = scratch.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "content.txt").stat().st_mode & 0o777 == 0o600
        assert {path.name for path in folder.iterdir() if path.is_file()} == {"content.txt", "owner.lock"}
    assert list(scratch.iterdir()) == []


def test_a_header_with_one_name_is_no_title(opened: Open) -> None:
    table = opened("email,\na@b.co,15\nc@d.co,16\n")
    assert names(table) == ["email", "column 2"]
    assert all_rows(table) == [Row(2, ("a@b.co", "15")), Row(3, ("c@d.co", "16"))]


@pytest.mark.parametrize("quoted", ['="{}"', '"=""{}"""'])
def test_text_that_a_formula_keeps_is_the_text(opened: Open, quoted: str) -> None:
    header, row = (",".join(quoted.format(cell) for cell in cells) for cells in (("Order ID", "Zip"), ("00123", "007")))
    table = opened(f"{header},Note\n{row},=1+1\n{row},\n")
    assert names(table) == ["Order ID", "Zip", "Note"]
    assert cells(table) == [("00123", "007", "=1+1"), ("00123", "007", None)]
    assert table.value_counts("Zip") == [("007", 2)]


def test_an_empty_formula_is_nothing(opened: Open) -> None:
    assert cells(opened('a,b\n="",x\n="1 ""2""",y\n'))[0] == (None, "x")


def test_counts_that_do_not_add_up_are_not_trusted(
    opened: Open, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def miscounted(*args: Any, **options: Any) -> Survey:
        found = survey(*args, **options)
        return replace(found, rows=found.rows + 1)

    table = opened("a,b\n1,2\n\n3,4\n")
    monkeypatch.setattr(content, "survey", miscounted)
    assert all_rows(table) == [Row(2, ("1", "2")), Row(4, ("3", "4"))]
    assert "numbered.csv" in {path.name for path in scratch.rglob("*")}


@pytest.mark.parametrize("newline", ["\n", "\r"])
def test_a_line_as_long_as_one_may_be_is_a_row(opened: Open, newline: str) -> None:
    """Also in the copy of a file that DuckDB cannot read, where each line begins with its number."""
    long = "x" * (LONGEST - 3)
    assert cells(opened(f"a,b{newline}{long},y{newline}1,2{newline}")) == [(long, "y"), ("1", "2")]
