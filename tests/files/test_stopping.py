"""Work that would run for minutes is stopped at once, and what it had written is removed."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.conftest import Open
from tests.support.slow import slow_query
from tests.support.waiting import InThread
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.progress import Cancelled, stop_all, stopped_at_exit
from tiktok_tui.files.scratch.database import ScratchDatabase

Stop = Callable[[list[ScratchDatabase]], object]


@pytest.mark.parametrize("stop", [lambda begun: begun[0].stop(), lambda _: stop_all()], ids=["one", "all"])
def test_a_query_is_stopped_while_it_is_opened(stop: Stop, tmp_path: Path, scratch: Path) -> None:
    query = slow_query(tmp_path)
    begun: list[ScratchDatabase] = []
    ready = threading.Event()

    def started(database: ScratchDatabase) -> None:
        begun.append(database)
        ready.set()

    opening = InThread(lambda: open_table(query, scratch=scratch, started=started))
    assert ready.wait(60)
    assert list(scratch.glob("table-*"))
    stop(begun)
    assert isinstance(opening.outcome(), Cancelled)
    assert list(scratch.iterdir()) == []


def test_what_is_stopped_for_good_begins_nothing_more(opened: Open) -> None:
    table = opened("a,b\n1,2\n")
    stop_all()
    with pytest.raises(Cancelled):
        table.sample()
    with table.work() as work:
        work.drop("nothing")


def test_a_join_that_grows_beyond_the_limit_is_refused_with_the_way_out(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.01")
    (tmp_path / "a.csv").write_text("x,y\n" + "".join(f"{number},customer\n" for number in range(2000)))
    query = f"SELECT md5(a.x || b.x) AS m, md5(b.x || a.x) AS n FROM '{tmp_path}/a.csv' a, '{tmp_path}/a.csv' b"
    with pytest.raises(FileError, match=r"more than 0\.01 GB of temporary disk space, which is the limit") as caught:
        open_table(query, scratch=scratch, memory_limit="60MB")
    assert "JOIN" in caught.value.remedy
    assert "TIKTOK_TUI_SCRATCH_GB" in caught.value.remedy
    assert list(scratch.iterdir()) == []


def test_a_file_that_unpacks_beyond_the_limit_is_refused(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.01")
    path = tmp_path / "orders.csv.gz"
    with gzip.open(path, "wt") as packed:
        packed.write("a,b\n" + "1,2\n" * 3_000_000)
    with open_table(str(path), scratch=scratch) as table, pytest.raises(FileError, match=r"0\.01 GB"):
        table.stage(["a"])


@pytest.mark.parametrize("text", ["much", "-1", "0", "nan"])
def test_a_limit_that_is_no_number_is_named(opened: Open, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", text)
    with pytest.raises(SettingsError, match="gigabytes") as caught:
        opened("a,b\n1,2\n")
    assert caught.value.where == "TIKTOK_TUI_SCRATCH_GB"


class Recorded:
    """Work that notes that it was stopped, or fails to stop."""

    def __init__(self, *, fails: bool) -> None:
        self.stopped = False
        self._fails = fails
        stopped_at_exit(self)

    def stop(self) -> None:
        self.stopped = True
        if self._fails:
            raise RuntimeError


def test_one_that_cannot_be_stopped_does_not_keep_the_others_running() -> None:
    works = [Recorded(fails=True) for _ in range(3)]
    stop_all()
    assert [work.stopped for work in works] == [True, True, True]
