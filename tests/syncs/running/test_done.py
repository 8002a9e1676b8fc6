"""Files are moved once everything of them was sent."""

from __future__ import annotations

import os
import resource
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tiktok_tui.files.source.copied import AddressSource, PipeSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource, QuerySource
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.running.done import files_of, move_sent
from tiktok_tui.syncs.settings.sync import PathSource, Sync

NIGHT = Night(1, datetime(2026, 11, 27, 3, tzinfo=UTC), state=NightState.SENT)


@pytest.fixture
def sync(tmp_path: Path) -> Sync:
    return Sync("nightly", "Nightly", "shop", PathSource(str(tmp_path / "*.csv")), done=tmp_path / "sent")


def test_only_files_are_moved(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("x")
    assert files_of(FileSource(tmp_path / "a.csv")) == (tmp_path / "a.csv",)
    assert files_of(FilesSource(str(tmp_path / "*.csv"))) == (tmp_path / "a.csv", tmp_path / "b.csv")
    assert files_of(QuerySource(f"SELECT * FROM '{tmp_path}/a.csv'")) == ()
    assert files_of(AddressSource("https://shop.example/a.csv")) == ()
    assert files_of(PipeSource()) == ()
    assert files_of(DatabaseSource("shop", "SELECT 1")) == ()


@pytest.mark.parametrize(
    ("night", "moved"),
    [
        (NIGHT, True),
        (replace(NIGHT, state=NightState.RELEASED), True),
        (replace(NIGHT, rejected=1), True),
        (replace(NIGHT, state=NightState.NOTHING), True),
        (replace(NIGHT, state=NightState.NOTHING, rejected=1), False),
        *((replace(NIGHT, state=state), False) for state in (NightState.FAILED, NightState.HELD, NightState.DROPPED)),
    ],
)
def test_a_file_is_moved_if_nothing_of_it_is_left_to_send(
    sync: Sync, tmp_path: Path, night: Night, moved: bool
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("x")
    assert move_sent(replace(sync, done=None), night, [path]) == ()
    assert path.exists()
    assert move_sent(sync, night, [path]) == ()
    assert path.exists() is not moved
    if moved:
        assert stat.S_IMODE((tmp_path / "sent").stat().st_mode) == 0o700


def test_a_file_never_takes_the_place_of_another(sync: Sync, tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        path = tmp_path / "orders.2026.csv"
        path.write_text(text)
        assert move_sent(sync, NIGHT, [path]) == ()
    assert {path.name: path.read_text() for path in (tmp_path / "sent").iterdir()} == {
        **{"orders.2026.csv": "one", "orders.2026 (2).csv": "two", "orders.2026 (3).csv": "three"},
    }


def test_files_of_one_name_from_several_folders_are_all_kept(sync: Sync, tmp_path: Path) -> None:
    paths = [tmp_path / shop / "orders.csv" for shop in ("north", "south", "west")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(path.parent.name)
    assert move_sent(sync, NIGHT, paths) == ()
    assert {path.name: path.read_text() for path in (tmp_path / "sent").iterdir()} == {
        **{"orders.csv": "north", "orders (2).csv": "south", "orders (3).csv": "west"},
    }


def test_each_file_that_cannot_be_moved_is_named_and_the_others_are_moved(sync: Sync, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("x")
    (said,) = move_sent(sync, NIGHT, [tmp_path / "gone.csv", tmp_path / "b.csv"])
    assert said == f"gone.csv is sent, but could not be moved to {sync.done}: No such file or directory."
    assert (tmp_path / "sent" / "b.csv").read_text() == "x"
    (tmp_path / "sent.csv").touch()
    (tmp_path / "a.csv").write_text("y")
    (said,) = move_sent(replace(sync, done=tmp_path / "sent.csv" / "of May"), NIGHT, [tmp_path / "a.csv"])
    assert said.startswith("a.csv is sent, but could not be moved. ")
    assert "Cannot make the folder: " in said
    assert str(tmp_path / "sent.csv") in said
    assert (tmp_path / "a.csv").read_text() == "y"


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder on another file system than the tests' own."""
    if not os.path.isdir("/dev/shm"):
        pytest.skip("needs a second file system")
    with TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


def test_a_file_is_moved_to_another_file_system_whole_or_not_at_all(
    sync: Sync, tmp_path: Path, elsewhere: Path
) -> None:
    away = replace(sync, done=elsewhere / "sent")
    path = tmp_path / "orders.csv"
    path.write_bytes(b"x" * 100_000)
    os.utime(path, (1e9, 1e9))
    if path.stat().st_dev == elsewhere.stat().st_dev:
        pytest.skip("needs a second file system")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
        (said,) = move_sent(away, NIGHT, [path])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert said == f"orders.csv is sent, but could not be moved to {away.done}: File too large."
    assert list((elsewhere / "sent").iterdir()) == [], "half of it would be taken for sent"
    path.chmod(0o640)
    assert move_sent(away, NIGHT, [path]) == ()
    (moved,) = (elsewhere / "sent").iterdir()
    status = moved.stat()
    assert (moved.name, status.st_size, status.st_mtime) == ("orders.csv", 100_000, 1e9)
    assert stat.S_IMODE(status.st_mode) == 0o640
    assert not path.exists()


def test_a_file_system_that_keeps_no_modes_and_times_takes_files_all_the_same(
    sync: Sync, tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_supported(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    path = tmp_path / "orders.csv"
    path.write_text("x")
    monkeypatch.setattr("shutil.copystat", not_supported)
    assert move_sent(replace(sync, done=elsewhere), NIGHT, [path]) == ()
    assert ([each.read_text() for each in elsewhere.iterdir()], path.exists()) == (["x"], False)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that nobody may remove")
def test_a_file_that_cannot_leave_its_place_is_not_in_two(sync: Sync, tmp_path: Path, elsewhere: Path) -> None:
    path = Path("/proc/self/status")  # it can be read, and not removed
    (said,) = move_sent(replace(sync, done=elsewhere), NIGHT, [path])
    assert said == f"status is sent, but could not be moved to {elsewhere}: Operation not permitted."
    assert list(elsewhere.iterdir()) == []
