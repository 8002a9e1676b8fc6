"""Writing rows to a private Parquet file."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.copies import cells_of, kinds_of
from tests.support.waiting import InThread, until
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.sources.databases import parquet
from tiktok_tui.sources.databases.parquet import write_parquet
from tiktok_tui.sources.transfer import Transfer

ALONE = """
import sys
from pathlib import Path
from tiktok_tui.sources.databases.parquet import write_parquet
from tiktok_tui.sources.transfer import Transfer
select = "SELECT current_setting('enable_progress_bar') AS bar"
write_parquet(None, Path(sys.argv[1]), Transfer(), select=select, where="shop")
"""


def test_a_long_copy_draws_no_bar_on_stdout(tmp_path: Path) -> None:
    """DuckDB would, in a program that has no file of its own: it takes that for a person at a prompt."""
    subprocess.run([sys.executable, "-c", ALONE, str(tmp_path / "a.parquet")], check=True)
    assert cells_of(tmp_path / "a.parquet") == [("false",)]


def test_rows_are_written_to_a_private_file_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    select = "SELECT 'a' AS name, '1.234' AS value"
    transfer = Transfer()
    assert write_parquet(None, path, transfer, select=select, numbers=["value"], where="shop") == 1
    assert cells_of(path) == [("a", "1.234")]
    assert kinds_of(path) == {"name": "text", "value": "number"}
    assert path.stat().st_mode & 0o777 == 0o600
    assert (transfer.rows, transfer.size) == (1, path.stat().st_size)


def test_what_does_not_fit_into_memory_goes_into_the_private_folder_and_nothing_is_installed(tmp_path: Path) -> None:
    names = ["temp_directory", "memory_limit", "preserve_insertion_order", "autoinstall_known_extensions"]
    names += ["autoload_known_extensions", "python_enable_replacements", "async_threads"]
    select = "SELECT " + ", ".join(f"current_setting('{name}')::text AS {name}" for name in names)
    write_parquet(None, tmp_path / "a.parquet", Transfer(), select=select, where="shop")
    assert cells_of(tmp_path / "a.parquet") == [(str(tmp_path), "476.8 MiB", "true", "false", "false", "false", "0")]


def test_the_limit_of_disk_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.001")
    long = "SELECT hash(i) AS a, hash(i + 1) AS b FROM range(20000000) AS t(i)"
    for number in range(5):  # with threads for writing, DuckDB stood still at about one interrupt in fifty
        with pytest.raises(FileError, match="limit"):
            write_parquet(None, tmp_path / f"{number}.parquet", Transfer(), select=long, where="shop")


def test_the_limit_of_disk_space_is_not_exceeded_by_what_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.0009")
    rows = "SELECT hash(i) AS a FROM range(130000) AS t(i)"  # a group of rows, of which a million bytes are written
    then = "SELECT max(hash(i)) FROM range(10000000000) AS t(i)"
    writing = InThread(
        lambda: write_parquet(None, tmp_path / "a.parquet", Transfer(), select=f"{rows} UNION ALL {then}", where="shop")
    )
    assert isinstance(writing.outcome(), FileError)


@pytest.mark.parametrize(
    ("select", "words"),
    [
        (
            "SELECT list(hash(i)) AS a FROM range(40000000) AS t(i)",
            "The rows of the answer are too wide for the memory. Let the query name only the columns that are mapped, "
            "without long texts.",
        ),
        (
            "SELECT INTERVAL '-1 day' AS a",
            "The rows of the answer cannot be copied. Let the query make texts of unusual columns: "
            "CAST(column AS text).",
        ),
    ],
)
def test_rows_that_cannot_be_written(tmp_path: Path, select: str, words: str) -> None:
    with pytest.raises(FileError) as caught:
        write_parquet(None, tmp_path / "a.parquet", Transfer(), select=select, where="shop")
    assert str(caught.value) == f"shop: {words}"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that has no room")
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    path.symlink_to("/dev/full")
    monkeypatch.setattr(parquet, "open_private", lambda path: path.open("wb"))
    with pytest.raises(FileError) as caught:
        write_parquet(None, path, Transfer(), select="SELECT 1 AS a", where="shop")
    assert (caught.value.what, caught.value.where) == ("There is not enough free disk space for the rows.", "shop")
    assert caught.value.remedy == "Free some space, or set TIKTOK_TUI_HOME to a folder on a larger disk."


class Held(Transfer):
    """A fetch whose size cannot be noted, by the thread that measures it, before `go`."""

    def __init__(self) -> None:
        self.measured, self.ended, self.go = threading.Event(), threading.Event(), threading.Event()
        super().__init__()

    def __setattr__(self, name: str, value: object) -> None:
        if name == "size" and threading.current_thread().name == "fetch-size":
            self.measured.set()
            assert self.go.wait(60)
        super().__setattr__(name, value)

    @contextmanager
    def interrupted_by(self, interrupt: Callable[[], object]) -> Iterator[None]:
        self.interrupt = interrupt
        with super().interrupted_by(interrupt):
            yield
        self.ended.set()


def test_nothing_measures_a_file_that_may_be_gone_and_a_late_cancel_finds_nothing_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_LOOK_EVERY", 0)
    transfer = Held()
    select = "SELECT sum(hash(i)) AS a FROM range(50000000) AS t(i)"
    copying = InThread(lambda: write_parquet(None, tmp_path / "a.parquet", transfer, select=select, where="shop"))
    until(transfer.measured.is_set)
    until(transfer.ended.is_set)
    with pytest.raises(AssertionError, match="nothing ended the wait"):
        copying.outcome(0.1)
    transfer.go.set()
    assert copying.outcome() == 1
    transfer.interrupt()


def test_a_copy_that_is_cancelled_stops_the_server_first(tmp_path: Path) -> None:
    path, transfer = tmp_path / "a.parquet", Transfer()
    stopped: list[bool] = []
    endless = "SELECT hash(i) AS a FROM range(10000000000) AS t(i)"
    copying = InThread(
        lambda: write_parquet(
            None, path, transfer, select=endless, cancel=lambda: stopped.append(transfer.cancelled), where="shop"
        )
    )
    until(lambda: transfer.size)
    transfer.cancel()
    assert isinstance(copying.outcome(), Cancelled)
    assert stopped == [True]
    assert "fetch-size" not in {thread.name for thread in threading.enumerate()}


def test_a_cancelled_transfer_writes_nothing(tmp_path: Path) -> None:
    transfer = Transfer()
    transfer.cancel()
    with pytest.raises(Cancelled):
        write_parquet(None, tmp_path / "a.parquet", transfer, select="SELECT 1 AS a", where="shop")
