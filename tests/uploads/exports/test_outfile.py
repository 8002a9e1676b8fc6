"""Files that a person asked for: whole or not at all, for their owner alone, and never in place of the export."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tiktok_tui.events.errors import FileError
from tiktok_tui.uploads.exports.outfile import replacing


def test_it_is_its_owner_s_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "out.csv") as stream:
        stream.write(b"new")
    assert (tmp_path / "out.csv").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600


def test_half_a_file_is_never_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def fail() -> None:
        with replacing(path) as stream:
            stream.write(b"half of it")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("lead", ["itself", "another path", "a link", "a hard link"])
def test_the_export_is_never_overwritten(tmp_path: Path, lead: str) -> None:
    first, export = tmp_path / "first.csv", tmp_path / "orders.csv"
    for path in (first, export):
        path.write_bytes(b"orders")
    (tmp_path / "folder").mkdir()
    ways = {
        "itself": export,
        "another path": tmp_path / "folder" / ".." / "orders.csv",
        "a link": tmp_path / "link.csv",
        "a hard link": tmp_path / "hard.csv",
    }
    ways["a link"].symlink_to(export)
    ways["a hard link"].hardlink_to(export)
    with pytest.raises(FileError, match="export itself") as raised, replacing(ways[lead], keep=[first, export]):
        pass
    assert (raised.value.where, raised.value.remedy) == (str(ways[lead]), "Name another file.")
    assert export.read_bytes() == b"orders"


def test_a_file_that_was_read_and_is_gone_is_in_nobody_s_way(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_bytes(b"old")
    with replacing(out, keep=[tmp_path / "gone.csv", tmp_path / "orders.csv"]) as stream:
        stream.write(b"new")
    assert out.read_bytes() == b"new"


def test_a_link_laid_by_somebody_else_is_replaced_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    out = tmp_path / "out.csv"
    out.symlink_to(precious)
    with replacing(out) as stream:
        stream.write(b"new")
    assert (precious.read_bytes(), out.read_bytes(), out.is_symlink()) == (b"precious", b"new", False)


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with replacing(pipe) as stream:
            stream.write(b"rows")
        assert os.read(reader, 99) == b"rows"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "why"), [("missing/out.csv", "No such file or directory"), ("x" * 300, "File name too long")]
)
def test_a_place_that_cannot_be_written_to_is_named(name: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written") as raised, replacing(tmp_path / name):
        pass
    assert raised.value.what == f"The file cannot be written: {why}."
    assert (raised.value.where, raised.value.remedy) == (str(tmp_path / name), "Name another place.")
