from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tiktok_tui.events.system import private_file


def test_the_file_is_its_owner_s_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        private_file.write(tmp_path / "a.toml", b" new\r\n\n")
    finally:
        os.umask(before)
    assert (tmp_path / "a.toml").read_bytes() == b" new\r\n\n"
    assert stat.S_IMODE((tmp_path / "a.toml").stat().st_mode) == 0o600


def test_the_old_file_stays_whole_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")

    def fail() -> None:
        with private_file.replacing(path) as stream:
            stream.write(b"half of the n")
            assert path.read_bytes() == b"old"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.toml"]


def test_content_and_name_are_synced_in_that_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        size = os.fstat(descriptor).st_size
        done.append("folder" if is_folder else f"{size} bytes")
        sync(descriptor)

    def replaced(source: Path, target: Path) -> None:
        done.append("renamed")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    private_file.write(tmp_path / "a.toml", b"new")
    assert done == ["3 bytes", "renamed", "folder"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_nothing_stays_open(tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    private_file.write(tmp_path / "a.toml", b"new")
    assert os.listdir("/proc/self/fd") == before


def test_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_bytes(b"old")
    link = tmp_path / "link.toml"
    link.symlink_to(real)
    private_file.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_link_that_leads_in_a_circle_is_replaced(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.symlink_to(other)
    other.symlink_to(one)
    private_file.write(one, b"new")
    assert one.read_bytes() == other.read_bytes() == b"new"


def test_a_link_that_is_not_followed_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with private_file.replacing(link, follow=False) as stream:
        stream.write(b"new")
    assert (link.is_symlink(), link.read_bytes(), real.read_bytes()) == (False, b"new", b"old")


@pytest.mark.skipif(sys.platform == "win32", reason="modes")
def test_a_file_system_without_nameless_files_has_a_hidden_one_of_the_owner_s_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "isdir", lambda path: False)
    before = os.umask(0)
    try:
        with private_file.replacing(tmp_path / "a.toml") as stream:
            stream.write(b"new")
            (beside,) = tmp_path.iterdir()
            assert re.fullmatch(r"\.a\.toml\.[0-9a-f]{12}", beside.name)
            assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.toml": b"new"}


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
def test_a_folder_that_refuses_nameless_files_takes_named_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.open
    refused: list[Path] = []

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            refused.append(path)
            raise OSError(errno.EOPNOTSUPP, "Operation not supported")
        return original(path, flags, mode)

    monkeypatch.setattr(os, "open", opened)
    private_file.write(tmp_path / "a.toml", b"new")
    assert refused == [tmp_path]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.toml": b"new"}


def test_a_file_that_somebody_put_in_the_place_of_the_hidden_one_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "isdir", lambda path: False)
    monkeypatch.setattr(os, "urandom", bytes)
    planted = tmp_path / ".a.toml.000000000000"
    planted.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        private_file.write(tmp_path / "a.toml", b"new")
    assert planted.read_bytes() == b"theirs"


def test_only_files_of_a_killed_writer_are_removed(tmp_path: Path) -> None:
    now = time.time()
    for name, age in {
        ".a.0123456789ab": 3700,
        ".a.0123456789ac": 3500,
        ".a.0123456789a": 3700,
        ".a.0123456789abc": 3700,
        ".a.0123456789aG": 3700,
        ".b.0123456789ab": 3700,
    }.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now, now - age))
    (tmp_path / ".a.0123456789ad").mkdir()
    os.utime(tmp_path / ".a.0123456789ad", (now, now - 3700))
    (tmp_path / ".a.0123456789ae").symlink_to(".b.0123456789ab")
    private_file.remove_abandoned(tmp_path, ".a.")
    assert {path.name for path in tmp_path.iterdir()} == {
        ".a.0123456789ae",
        *(".a.0123456789ac", ".a.0123456789a", ".a.0123456789abc", ".a.0123456789aG", ".b.0123456789ab"),
        ".a.0123456789ad",
    }


HALF = """
import os, signal, sys
from pathlib import Path
from tiktok_tui.events.system import private_file
if sys.argv[2] == "named":
    private_file._NAMELESS = 0
with private_file.replacing(Path(sys.argv[1])) as stream:
    stream.write(b"alice@example.com")
    stream.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _killed(path: Path, how: str) -> None:
    subprocess.run([sys.executable, "-c", HALF, str(path), how], check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
def test_a_process_that_is_killed_amid_writing_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_bytes(b"old")
    _killed(tmp_path / "out.csv", "nameless")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out.csv": b"old"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_what_a_killed_process_left_elsewhere_is_removed_when_the_file_is_written_again(tmp_path: Path) -> None:
    path, other = tmp_path / "out [1].csv", tmp_path / ".out [1].csv.notes"
    other.touch()
    _killed(path, "named")
    (left,) = set(tmp_path.iterdir()) - {other}
    private_file.write(path, b"new")
    assert left.exists(), "it might still be written to"
    for each in (left, other):
        os.utime(each, (0, 0))
    private_file.write(path, b"new")
    assert set(tmp_path.iterdir()) == {path, other}


def test_a_file_that_cannot_take_its_name_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        private_file.write(tmp_path / "a.toml", b"new")
    assert os.listdir(tmp_path) == ["a.toml"]
    assert (tmp_path / "a.toml").is_dir()


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        private_file.write(tmp_path / "missing" / "a.toml", b"new")
