from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tiktok_tui.events import private_file


def test_the_file_is_its_owner_s_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        private_file.write(tmp_path / "a.toml", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.toml").read_bytes() == b"new"
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


def test_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_bytes(b"old")
    link = tmp_path / "link.toml"
    link.symlink_to(real)
    private_file.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


HALF = """
import os, signal, sys
from pathlib import Path
from tiktok_tui.events import private_file
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


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        private_file.write(tmp_path / "missing" / "a.toml", b"new")
