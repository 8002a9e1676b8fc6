"""Files that are no table: each is refused with what, where and what to do now."""

from __future__ import annotations

import gzip
import io
import os
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import zstandard
from syrupy.assertion import SnapshotAssertion

from tests.support.privileges import ordinary_user
from tests.support.workbooks import workbook
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.kinds import WORKBOOK, container_of
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.source import FileSource

Write = Callable[..., Path]
NOISE = random.Random(1).randbytes(50_000)
CSV = b"a,b\n" + b"1,2\n" * 50_000


def refusal(source: str, scratch: Path, sheet: str | None = None) -> str:
    """Open and read the source, and give the error for people."""
    with pytest.raises(FileError) as caught, open_table(source, scratch=scratch, sheet=sheet) as table:
        table.stage([column.name for column in table.columns])
    error = caught.value
    assert error.what.endswith(".")
    assert error.where
    assert error.remedy.endswith(".")
    assert list(scratch.iterdir()) == []
    return error.explanation


BOOK = workbook({"Orders": [["a", "b"], *([n, n * 1.5] for n in range(500))]})


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "a,b\n1,2\n")
    return out.getvalue()


def of_a_later_zip(content: bytes) -> bytes:
    """The archive, said to need version 11.6 of ZIP where its directory lists the first file."""
    place = content.index(b"PK\x01\x02") + 6
    return content[:place] + bytes([116]) + content[place + 1 :]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("x.csv", b"", "is empty"),
        ("x.csv", b"\n \n\r\n", "is empty"),
        ("x.csv", b"a@b.co,12.50\n", "one row and no header"),
        ("x.csv", b"email\na@b.co\nc@d.co\n", "a single column"),
        ("x.csv", b"x" * 10_000_000, "a single column"),
        ("x.csv", b"a,b\n1,2,3\n4,5,6\n", "names 2 columns, but the rows have 3 cells"),
        ("x.csv", b"a,b,c\n1,2\n4,5\n", "names 3 columns, but the rows have 2 cells"),
        ("x.csv", b"a," * 20_000 + b"\n1,2\n", "more than 16,384 columns"),
        ("x.csv", b"\x89PNG\r\n\x1a\n" + NOISE, "a picture"),
        ("x.csv", b"\x7fELF" + NOISE, "a program"),
        ("x.csv", NOISE, "a binary file"),
        ("x.csv", b"%PDF-1.7\n%" + NOISE, "a PDF document"),
        ("x.csv", b"SQLite format 3\0" + bytes(500), "SQLite cannot read the table"),
        ("x.csv", bytes(8) + b"DUCK" + bytes(500), "The database cannot be opened"),
        ("x.xls", b"<html><table><tr><td>a</td></tr></table></html>", "a web page"),
        ("x.csv.gz", gzip.compress(CSV + NOISE)[:-5000], "damaged, cut short"),
        ("x.csv.gz", gzip.compress(CSV)[:10] + NOISE, "damaged, cut short"),
        ("x.csv.zst", zstandard.compress(CSV + NOISE)[:-5000], "damaged, cut short"),
        ("x.zip", archive("a.csv", "b.csv"), "holds 2 files"),
        ("x.zip", archive("a.csv")[:60], "damaged, cut short"),
        ("x.zip", of_a_later_zip(archive("a.csv")), "damaged, cut short"),
        ("x.zip", archive("é.csv").replace("é".encode(), b"\xff\xff"), "damaged, cut short"),
        ("x.parquet", b"PAR1" + NOISE, "Parquet file is damaged"),
        ("x.parquet", b"PARE" + NOISE, "an encrypted Parquet file"),
        (
            "x.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password",
        ),
        ("x.xlsx", BOOK[:3000], "workbook is damaged"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "workbook is damaged"),
        ("x.numbers", archive("Index/Document.iwa"), "a Numbers document"),
        ("x.json", b"hello", "neither JSON Lines"),
        ("x.json", b'{"a":1,\n "b":2}\n', "neither JSON Lines"),
        ("x.json", b'{"orders":[{"a":1}],"customers":[{"a":2}]}', "neither JSON Lines"),
        ("x.json", b"[1,2,3]", "neither JSON Lines"),
        ("x.json", b"[]", "neither JSON Lines"),
        ("x.json", b'[{"a":1},{"a":', "cut short"),
        ("x.json", b'[{"a":1},]x]', "neither JSON Lines"),
        ("x.jsonl", b"{}\n{}\n", "neither JSON Lines"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused(
    write: Write, scratch: Path, name: str, content: bytes, what: str, snapshot: SnapshotAssertion
) -> None:
    refused = refusal(str(write(content, name)), scratch)
    assert what in refused
    # Whole: what to do is as much read as what happened.
    assert refused == snapshot


@pytest.mark.parametrize(
    ("begin", "name"),
    [
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"Obj\x01", "an Avro file"),
        (b"ORC", "an ORC file"),
        (b"ARROW1\0\0", "an Arrow file"),
        (b"PARE", "an encrypted Parquet file"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
    ],
)
def test_files_of_other_kinds_are_called_by_their_names(write: Write, begin: bytes, name: str) -> None:
    with pytest.raises(FileError) as caught:
        container_of(write(begin + bytes(100), "orders.csv"))
    assert caught.value.what == f"The file is {name}, not a table."


@pytest.mark.parametrize("name", ["x.xlsx", "x.XLSM", "x.xlsb", "x.ods", "x.zip"])
def test_a_damaged_workbook_is_known_by_the_name_of_its_file(write: Write, name: str) -> None:
    assert container_of(write(BOOK[:3000], name)) == (None if name == "x.zip" else WORKBOOK)


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path, scratch: Path) -> None:
    assert refusal(str(tmp_path / "none.csv"), scratch) == "There is no such file. Check the spelling and the folder."
    assert refusal(str(tmp_path), scratch) == (
        "There is no file in the folder that can be read. Check the spelling; in a shell, put a pattern in quotes."
    )
    assert "cannot be opened" in refusal("x" * 5000, scratch)
    assert refusal("a\0b", scratch)
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(str(tmp_path / "pipe.csv"), scratch) == ("This is no ordinary file. Save the data to a file first.")
    with pytest.raises(FileError) as caught, open_table(FileSource(tmp_path), scratch=scratch):
        pass
    assert caught.value.explanation == "This is a folder, not a file. Choose a file in it."


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_file_without_permission_is_refused(write: Write, scratch: Path) -> None:
    path = write("a,b\n1,2\n")
    path.chmod(0)
    with ordinary_user():
        assert refusal(str(path), scratch) == (
            "The file cannot be opened: Permission denied. Check its permissions, or copy it elsewhere."
        )


def test_a_sheet_is_asked_for_in_vain(write: Write, scratch: Path) -> None:
    for sheet in ("Orders", ""):
        assert "no sheets or tables" in refusal(str(write("a,b\n1,2\n")), scratch, sheet=sheet)
    assert "no sheet 'Ordres'" in refusal(str(write(BOOK, "x.xlsx")), scratch, sheet="Ordres")


def test_an_unknown_column_is_refused(write: Write, scratch: Path) -> None:
    with (
        open_table(str(write("a,b\n1,2\n")), scratch=scratch) as table,
        pytest.raises(FileError, match="no column 'c'"),
    ):
        table.stage(["a", "c"])


@pytest.mark.parametrize("name", [b"x\xff.csv", b"x\xff.csv.gz", b"x\xff.parquet", b"fold\xff/x.csv"])
def test_a_name_that_is_no_text_is_refused(tmp_path: Path, scratch: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("a,b\n1,2\n")
    assert "not UTF-8 text" in refusal(str(path), scratch)


@pytest.mark.parametrize("path", ["/proc/self/status", "/dev/zero", "/dev/null"])
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux has these files")
def test_files_that_are_none_are_refused(scratch: Path, path: str) -> None:
    assert "no ordinary file" in refusal(path, scratch)


def test_a_parquet_column_whose_name_is_no_text_is_refused(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "x.parquet"
    duckdb.connect().execute(f"COPY (SELECT 1 AS columnname, 2 AS b) TO '{path}'")
    path.write_bytes(path.read_bytes().replace(b"columnname", b"column\xffame"))
    assert "a column whose name is not UTF-8 text" in refusal(str(path), scratch)


def test_a_name_that_begins_with_a_tilde_is_a_name(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "~x.csv").write_text("a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    with open_table("~x.csv", scratch=scratch) as table:
        assert table.name == "~x.csv"


@pytest.mark.parametrize(
    "address", ["ftp://reader:hunter2@example.com/orders.csv", "s3://bucket", "postgresql://db/shop"]
)
def test_an_address_that_cannot_be_read_is_no_missing_file(scratch: Path, address: str) -> None:
    with pytest.raises(FileError, match="no address that can be read") as caught:
        open_table(address, scratch=scratch)
    assert caught.value.where == f"{address.partition('/')[0]}//…"


def test_the_ending_before_that_of_a_compression_says_that_it_should_be_json(write: Write, scratch: Path) -> None:
    assert "neither JSON Lines" in refusal(str(write(gzip.compress(b"a,b\n1,2\n"), "x.json.gz")), scratch)
