"""Compressed files are unpacked as a stream, within what a file may grow to and what the disk has left."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.text import compression

Write = Callable[..., Path]


def test_a_file_that_grows_beyond_all_measure_is_refused(write: Write, scratch: Path) -> None:
    small = gzip.compress(b"a,b\n" + b"0,0\n" * (2 << 20), 9)
    path = write(small * 80, "bomb.csv.gz")
    with open_table(str(path), scratch=scratch) as table, pytest.raises(FileError, match="more than 200 times"):
        table.stage(["a"])
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("grown", [False, True])
def test_a_file_may_grow_by_its_measure_and_a_small_one_further(
    write: Write, scratch: Path, monkeypatch: pytest.MonkeyPatch, grown: bool
) -> None:
    rows = b"0,0\n" * 100_000
    small, large = write(gzip.compress(rows), "small.gz"), write(gzip.compress(rows, 0), "large.gz")
    monkeypatch.setattr(compression, "_ALWAYS_ALLOWED", len(rows) - grown)
    monkeypatch.setattr(compression, "_MOST_GROWTH", 1)

    def unpacked(path: Path) -> int:
        return sum(map(len, compression.content_of(path, "gzip", room=scratch)))

    assert unpacked(large) == len(rows), "it is as large itself"
    if grown:
        with pytest.raises(FileError, match="grows to more than 1 times"):
            unpacked(small)
    else:
        assert unpacked(small) == len(rows)


def test_unpacking_stops_before_the_disk_is_full(write: Write, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(scratch)
    monkeypatch.setattr(compression, "_ALWAYS_ALLOWED", 1 << 20)
    monkeypatch.setattr(compression, "_MOST_GROWTH", 1 << 20)
    path = write(gzip.compress(b"a,b\n" + b"0,0\n" * (2 << 20)), "orders.csv.gz")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=255 << 20))
    with open_table(str(path), scratch=scratch) as table, pytest.raises(FileError) as caught:
        table.stage(["a"])
    assert caught.value.explanation == (
        "There is not enough free disk space to unpack the file. "
        "Free some space, or set TIKTOK_TUI_HOME to a folder on a larger disk."
    )
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=257 << 20))
    with open_table(str(path), scratch=scratch) as table:
        assert table.stage(["a"]).rows == 2 << 20


def test_a_damaged_frame_is_no_end_of_the_file(write: Write, scratch: Path) -> None:
    whole = zstandard.compress(b"a,b\n" + b"0,0\n" * 1000)
    for damaged in (whole[:-1], whole + b"no frame", b"\x28\xb5\x2f\xfd" + b"\xff" * 40):
        with pytest.raises(FileError, match="zstd file is damaged"):
            list(compression.content_of(write(damaged, "orders.csv.zst"), "zstd", room=scratch))


def test_a_mark_that_comes_byte_by_byte_is_no_text(write: Write, scratch: Path) -> None:
    frames = b"".join(zstandard.compress(bytes([byte])) for byte in "\ufeffa,b\n1,2\n".encode())
    with open_table(str(write(frames, "orders.csv.zst")), scratch=scratch) as table:
        assert [column.name for column in table.columns] == ["a", "b"]
        assert [row.cells for row in table.sample()] == [("1", "2")]


@pytest.mark.parametrize("compression_of_file", ["gzip", "bzip2", "xz", "zip"])
def test_whatever_is_damaged_in_a_file_is_said_in_the_same_words(
    write: Write, scratch: Path, compression_of_file: str
) -> None:
    content = b"".join(b"%d,%d\n" % (number, number * number) for number in range(2000))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orders.csv", content)
    pack: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "bzip2": bz2.compress,
        "xz": lzma.compress,
        "zip": lambda _: out.getvalue(),
    }
    whole = pack[compression_of_file](content)

    def found(place: int) -> bytes | str:
        path = write(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :], "orders.packed")
        try:
            return b"".join(compression.content_of(path, compression_of_file, room=scratch))
        except FileError as error:
            return error.what

    said = f"The {compression_of_file} file is damaged, cut short or protected by a password."
    damaged = {found(place) for place in range(0, len(whole), len(whole) // 50)}
    assert damaged - {content} == {said}, "some bytes mean nothing, as the time in a header"


def test_what_a_mac_adds_to_an_archive_is_no_second_file(write: Write, scratch: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("exports/", "__MACOSX_orders.csv", "__MACOSX/exports/._orders.csv"):
            packed.writestr(name, "" if name.endswith("/") else "a,b\n1,2\n")
    with open_table(str(write(out.getvalue(), "orders.zip")), scratch=scratch) as table:
        assert [row.cells for row in table.sample()] == [("1", "2")]
