"""Files in a watched folder: when they are complete, and which never are."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.syncs.watching.complete import CompleteFiles, is_open_for_writing, is_temporary


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(tmp_path: Path, clock: Clock) -> CompleteFiles:
    return CompleteFiles(FilesSource(str(tmp_path)), 5.0, clock)


def test_a_file_is_complete_when_it_has_not_changed_for_some_seconds(
    tmp_path: Path, files: CompleteFiles, clock: Clock
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("a\n")
    assert files.look() == []
    clock.now += 4
    path.write_text("a\n1\n")
    clock.now += 4
    assert files.look() == [], "it has grown"
    clock.now += 4.9
    assert files.look() == []
    clock.now += 0.1
    assert files.look() == [path]
    assert files.look() == [], "once"
    files.again(path)
    clock.now += 5
    assert files.look() == []
    clock.now += 5
    assert files.look() == [path]
    path.write_text("a\n1\n2\n")
    files.look()
    clock.now += 5
    assert files.look() == [path], "with another content"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_that_is_open_for_writing_is_not_complete(tmp_path: Path, files: CompleteFiles, clock: Clock) -> None:
    path = tmp_path / "orders.csv"
    with path.open("w") as stream:
        stream.write("a\n")
        stream.flush()
        files.look()
        clock.now += 3600
        assert files.look() == [], "the writer only pauses"
        before = len(os.listdir("/proc/self/fd"))
        assert is_open_for_writing(path)
        assert len(os.listdir("/proc/self/fd")) == before
    assert not is_open_for_writing(path)
    with path.open() as _:
        assert not is_open_for_writing(path), "a reader is no writer"
    assert files.look() == [path]
    with path.open("a") as _:
        written = path.stat().st_mtime_ns - 60_000_000_000
        os.utime(path, ns=(written, written))
        assert files.look() == [], "it looks as if it was renamed into place, and somebody writes to it"
    assert files.look() == [path]


def test_a_file_that_is_renamed_into_place_is_complete_at_once(tmp_path: Path, files: CompleteFiles) -> None:
    for part in (".orders.csv.aB3", "orders.csv.part", "orders.csv.crdownload"):
        (tmp_path / part).write_text(part)
        assert files.look() == []
        (tmp_path / part).rename(tmp_path / "orders.csv")
        assert files.look() == [tmp_path / "orders.csv"], part


def test_a_file_that_was_written_elsewhere_is_complete_at_once(
    tmp_path: Path, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = tmp_path_factory.mktemp("elsewhere") / "orders.csv"
    made.write_text("a\n")
    written = made.stat().st_mtime_ns - 60_000_000_000
    os.utime(made, ns=(written, written))
    files = CompleteFiles(FilesSource(str(tmp_path)), 5.0, clock)
    made.rename(tmp_path / "orders.csv")
    assert files.look() == [tmp_path / "orders.csv"]


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("orders.csv", False),
        ("part.csv", False),
        ("orders.csv.gz", False),
        ("orders.csv.part", True),
        ("orders.csv.PARTIAL", True),
        ("orders.csv~", True),
        ("orders.tmp", True),
        (".orders.csv.k2Jd1x", True),
        ("~$orders.xlsx", True),
        ("orders.csv.filepart", True),
        *((f"orders.csv{end}", True) for end in (".temp", ".Tmp", ".crdownload", ".download", ".swp", ".partial")),
        *((name, False) for name in ("orders.parts.csv", "orders.temporary", "download", "~orders.csv", "$orders")),
    ],
)
def test_temporary_names(tmp_path: Path, clock: Clock, name: str, never: bool) -> None:
    assert is_temporary(name) is never
    files = CompleteFiles(FilesSource(str(tmp_path / "*")), 0.0, clock)
    (tmp_path / name).write_text("a\n")
    assert files.look() == ([] if never else [tmp_path / name])


def test_an_empty_file_is_not_complete_yet(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "orders.csv").touch()
    assert CompleteFiles(FilesSource(str(tmp_path)), 0.0, clock).look() == []


def test_the_folder_of_each_source(tmp_path: Path) -> None:
    for source in (FileSource(tmp_path / "a.csv"), FilesSource(str(tmp_path)), FilesSource(f"{tmp_path}/a-*/**/*.csv")):
        assert CompleteFiles(source, 1.0).folder == tmp_path


def test_what_is_gone_or_of_which_the_system_tells_nothing_is_open_for_nobody(tmp_path: Path) -> None:
    assert not is_open_for_writing(tmp_path / "none.csv")
    assert not is_open_for_writing(tmp_path), "there is no lease for a folder"


def test_a_file_named_by_itself_is_returned_again_when_it_is_written_again(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "orders.csv"
    files = CompleteFiles(FileSource(path), 5.0, clock)
    assert files.look() == [], "it is not there yet"
    path.write_text("a\n")
    (tmp_path / "other.csv").write_text("b\n")
    assert files.look() == []
    clock.now += 5
    assert files.look() == [path]
    path.unlink()
    assert files.look() == []
    path.write_text("a\n")
    assert files.look() == []
    clock.now += 5
    assert files.look() == [path]
    files.again(tmp_path / "other.csv")
    assert files.look() == []


def test_files_are_returned_by_name_and_a_change_begins_the_wait_anew(tmp_path: Path, clock: Clock) -> None:
    files = CompleteFiles(FilesSource(str(tmp_path / "*.csv")), 5.0, clock)
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).write_text("1\n")
    assert files.look() == []
    clock.now += 4
    status = (tmp_path / "b.csv").stat()
    (tmp_path / "b.csv").write_text("2\n")  # as long as before, and changed since
    os.utime(tmp_path / "b.csv", ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert files.look() == []
    clock.now += 1
    assert files.look() == [tmp_path / "a.csv"]
    clock.now += 4
    assert files.look() == [tmp_path / "b.csv"]
    for name in ("b.csv", "a.csv"):
        files.again(tmp_path / name)
    files.look()
    clock.now += 5
    assert files.look() == [tmp_path / "a.csv", tmp_path / "b.csv"]


def test_a_file_that_took_the_place_of_another_is_another(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("1\n")
    files = CompleteFiles(FilesSource(str(tmp_path)), 5.0, clock)
    files.look()
    clock.now += 5
    assert files.look() == [path]
    status = path.stat()
    copy = tmp_path / "copy.part"
    copy.write_text("2\n")
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
    copy.rename(path)
    clock.now += 5
    files.look()
    clock.now += 5
    assert files.look() == [path]


def test_a_folder_that_cannot_be_read_is_an_error_and_a_name_of_a_folder_no_file(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "a.csv").mkdir()
    assert CompleteFiles(FilesSource(str(tmp_path / "*.csv")), 0.0, clock).look() == []
    with pytest.raises(FileNotFoundError):
        CompleteFiles(FilesSource(str(tmp_path / "gone" / "*.csv")), 0.0, clock).look()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_whoever_opens_a_file_that_is_looked_at_ends_nothing(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("a\n")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        assert not is_open_for_writing(path)
        path.write_text("b\n")
    assert len(os.listdir("/proc/self/fd")) == before, "nothing stays open"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_whoever_opens_a_file_just_while_it_is_looked_at_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    path = tmp_path / "orders.csv"
    path.write_text("a\n")
    asked, told = fcntl.fcntl, list[int]()

    def asked_while_somebody_opens_it(descriptor: int, command: int, value: int) -> int:
        found = asked(descriptor, command, value)
        if (command, value) == (fcntl.F_SETLEASE, fcntl.F_RDLCK):
            with pytest.raises(BlockingIOError):
                os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        return found

    monkeypatch.setattr(fcntl, "fcntl", asked_while_somebody_opens_it)
    before = {
        each: signal.signal(each, lambda number, _: told.append(number)) for each in (signal.SIGIO, signal.SIGURG)
    }
    try:
        assert not is_open_for_writing(path)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert told == [signal.SIGURG], "SIGIO ends a process that does not expect it"


class Vanishing(FilesSource):
    """The first file is gone as soon as the folder was read."""

    def paths(self) -> tuple[Path, ...]:
        found = super().paths()
        found[0].unlink()
        return found


def test_a_file_that_goes_away_meanwhile_keeps_no_other_one_waiting(tmp_path: Path, clock: Clock) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("a\n")
    assert CompleteFiles(Vanishing(str(tmp_path)), 0.0, clock).look() == [tmp_path / "b.csv"]
