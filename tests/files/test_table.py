"""Every table has stagings that are shared, work that can be stopped and watched, and an identity."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.files.conftest import Open
from tests.support.tables import staged_rows
from tiktok_tui.events.errors import FileError
from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scratch.database import ScratchDatabase
from tiktok_tui.files.table import Row

CSV = "a,b,c\n1,2,3\n4,5,6\n4,8,9\n"


def test_columns_are_staged_in_the_order_asked_for(opened: Open) -> None:
    table = opened(CSV)
    assert staged_rows(table, table.stage(["c", "a"])) == [Row(2, ("3", "1")), Row(3, ("6", "4")), Row(4, ("9", "4"))]
    assert staged_rows(table, table.stage(["b"], limit=2)) == [Row(2, ("2",)), Row(3, ("5",))]
    assert staged_rows(table, table.stage(["a", "a"]))[0] == Row(2, ("1", "1"))


def test_a_staging_can_be_asked_for_its_rowids_and_columns(opened: Open) -> None:
    table = opened("x,y\n1,2\n\n3,4\n")
    staged = table.stage(["y"])
    found = table.cursor().execute(f"SELECT row, c0 FROM {staged.name} WHERE rowid >= 0 ORDER BY rowid").fetchall()
    assert found == [(2, "2"), (4, "4")]
    described = table.cursor().execute(f"DESCRIBE SELECT row, c0 FROM {staged.name}").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [("row", "BIGINT"), ("c0", "VARCHAR")]


def test_a_small_file_is_read_once(opened: Open, tmp_path: Path) -> None:
    table = opened(CSV)
    table.stage(["a"])
    (tmp_path / "orders.csv").unlink()
    assert staged_rows(table, table.stage(["c", "b"]))[0] == Row(2, ("3", "2"))
    assert table.value_counts("a") == [("4", 2), ("1", 1)]


def test_value_counts_are_the_most_frequent_first(opened: Open) -> None:
    table = opened("k,v\n" + "x,1\n" * 3 + ",2\n" * 2 + "y,3\n")
    assert table.value_counts("k") == [("x", 3), ("", 2), ("y", 1)]
    assert table.value_counts("k", limit=1) == [("x", 3)]


def test_only_the_rows_that_filters_keep_are_counted(opened: Open) -> None:
    table = opened("k,state,kind\nx,paid,a\nx,open,a\ny,paid,\n,paid,it's\n")
    paid = ("state", ("paid",), True)
    assert table.value_counts("k", filters=[paid]) == [("", 1), ("x", 1), ("y", 1)]
    assert table.value_counts("k", filters=[paid, ("kind", ("", "it's"), False)]) == [("x", 1)]
    assert table.value_counts("k", filters=[("kind", ("", "it's"), True)]) == [("", 1), ("y", 1)]
    assert table.value_counts("state", filters=[("state", ("open",), False)]) == [("paid", 3)]
    assert table.value_counts("k", filters=[("kind", (), False)], limit=1) == [("x", 2)]
    assert table.value_counts("k", filters=[("kind", (), True)]) == []


def test_broken_lines_do_not_use_up_the_first_rows(opened: Open) -> None:
    assert opened("a,b\n" + "1\n" * 40 + "1,2\n" * 9).sample(1) == (Row(42, ("1", "2")),)


def test_rows_are_picked_in_the_order_of_the_file(opened: Open) -> None:
    table = opened(CSV)
    assert list(table.pick([4, 2, 2, 1, 99, 0, -5])) == [Row(2, ("1", "2", "3")), Row(4, ("4", "8", "9"))]
    assert list(table.pick([])) == []
    long = opened("a,b\n" + f"{'1' * 1000},2\n" * 3000, "long.csv")
    assert [row.number for row in long.pick([2500, 2, 2500])] == [2, 2500], "far apart in the file"


def test_cursors_have_the_sessions_settings(opened: Open, scratch: Path) -> None:
    table = opened(CSV)
    settings = ("TimeZone", "python_enable_replacements", "autoload_known_extensions", "autoinstall_known_extensions")
    for _ in range(2):
        cursor = table.cursor()
        found = [cursor.execute(f"SELECT current_setting('{name}')::VARCHAR").fetchone() for name in settings]
        assert found == [("UTC",), ("false",), ("false",), ("false",)]
        folder = cursor.execute("SELECT current_setting('temp_directory')").fetchone()
        assert folder is not None
        assert Path(folder[0]).parent == scratch


def test_limits_are_passed_on(write: Callable[..., Path], scratch: Path) -> None:
    with open_table(str(write(CSV)), scratch=scratch, memory_limit="200MB") as table:
        assert table.cursor().execute("SELECT current_setting('memory_limit')").fetchone() == ("190.7 MiB",)


def test_threads_may_use_one_table_at_once(opened: Open) -> None:
    table = opened("a,b\n" + "".join(f"{n},{n % 7}\n" for n in range(20_000)))
    failures: list[BaseException] = []

    def use() -> None:
        try:
            assert table.stage(["b", "a"]).rows == 20_000
            assert len(table.sample(10)) == 10
            assert [row.cells[0] for row in table.pick([10_001])] == ["9999"]
            assert len(table.value_counts("b")) == 7
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


LINE = b"1234567,some words,more words,and still more words\n"


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("large") / "orders.csv"
    path.write_bytes(b"a,b,c,d\n" + LINE * 2_000_000)
    yield path
    path.unlink()


@pytest.fixture
def large(large_file: Path, scratch: Path) -> Table:
    return open_table(str(large_file), scratch=scratch)


def test_a_staging_can_be_watched_and_stopped_from_another_thread(large: Table) -> None:
    seen: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            if (share := large.progress()) is not None:
                seen.append(share)
                if share > 0.05:
                    large.interrupt()
            done.wait(0.001)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with large, pytest.raises(Cancelled):
            large.stage(["a", "d"])
    finally:
        done.set()
        watcher.join()
    assert seen == sorted(seen)
    assert all(0 <= share <= 1 for share in seen)


def test_work_continues_after_it_was_stopped(large: Table) -> None:
    with large:
        stopper = threading.Timer(0.05, large.interrupt)
        stopper.start()
        with pytest.raises(Cancelled):
            for _ in large.pick(range(2, 2_000_000)):
                pass
        stopper.join()
        large.interrupt()
        assert large.stage(["a"]).rows == 2_000_000
        assert large.progress() is None


def test_a_stopped_staging_leaves_no_table_behind(large: Table) -> None:
    with large:
        stopper = threading.Timer(0.15, large.interrupt)
        stopper.start()
        with pytest.raises(Cancelled):
            large.stage(["a"])
        stopper.join()
        assert large.cursor().execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (0,)


def test_the_fingerprint_is_that_of_the_content(write: Callable[..., Path], scratch: Path) -> None:
    prints = []
    for content, name in ((CSV, "a.csv"), (CSV, "b.csv"), (CSV.replace("9", "8"), "a.csv"), (CSV + "\n", "a.csv")):
        with open_table(str(write(content, name)), scratch=scratch) as table:
            assert table.fingerprint() == table.fingerprint()
            prints.append(table.fingerprint())
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


def test_the_header_key_is_that_of_the_names(opened: Open) -> None:
    keys = [opened(text).header_key() for text in ("a,b\n1,2\n", "a;b\n3;4\n5;6\n", "b,a\n1,2\n", "ab,\n1,2\n")]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
    # The mappings that people have kept are found again by this very key.
    assert keys[0] == hashlib.sha256(b"a\0b").hexdigest()
    in_euros = opened("Currency: EUR\na,b\n1,2\n")
    assert in_euros.header_key() == hashlib.sha256(b"a\0b\0currency=EUR").hexdigest()
    rejects = opened(",".join(("a", "b", *OWN_COLUMNS)) + "\n" + ",".join("1" * (2 + len(OWN_COLUMNS))) + "\n")
    assert rejects.header_key() == keys[0]


def test_a_closed_table_is_closed(opened: Open, scratch: Path) -> None:
    table = opened(CSV)
    table.stage(["a"])
    table.close()
    table.close()
    assert list(scratch.iterdir()) == []
    with pytest.raises(duckdb.Error):
        table.cursor()


def test_a_file_that_changes_or_goes_away_is_noticed(write: Callable[..., Path], scratch: Path) -> None:
    with open_table(str(write(CSV)), scratch=scratch) as table:
        path = write(CSV + "7,8,9\n")
        with pytest.raises(FileError, match="changed since it was opened"):
            table.stage(["a"])
        with pytest.raises(FileError, match="changed since it was opened"):
            list(table.pick([2]))
        path.unlink()
        with pytest.raises(FileError, match="can no longer be read"):
            table.stage(["a"])


def test_counting_does_not_push_out_what_is_in_use(opened: Open) -> None:
    table = opened(b"a,b,c,d\n" + LINE * 9)
    for _ in range(10):
        for column in ("a", "b"):
            assert table.stage([column], limit=5).rows == 5
    staged = table.stage(["a"])
    assert table.value_counts("c") == [("more words", 9)]
    assert table.cursor().execute(f"SELECT count(*) FROM {staged.name}").fetchone() == (9,)


@pytest.mark.parametrize(("content", "later"), [(CSV, 1), (CSV + "7,8,9\n", 0)], ids=["time", "size"])
def test_another_time_or_another_size_is_a_change(opened: Open, tmp_path: Path, content: str, later: int) -> None:
    path = tmp_path / "orders.csv"
    table = opened(CSV)
    changed = path.stat().st_mtime_ns
    table.refuse_changes()
    path.write_text(content)
    os.utime(path, ns=(changed + later, changed + later))
    with pytest.raises(FileError, match="changed since it was opened"):
        table.refuse_changes()


def test_a_header_alone_says_that_there_is_nothing_to_send(opened: Open) -> None:
    table = opened("a,b\n")
    assert table.is_empty
    assert table.notes == ("It has column names and no rows, so there is nothing to send",)
    assert not opened("a,b\n1,2\n", "more.csv").is_empty


def test_the_number_of_a_row_of_one_file_says_it_all(opened: Open) -> None:
    table = opened("a,b\n1,2\n")
    assert not table.rows_are_named
    assert table.row_name(2) == ""
    assert table.is_small


def test_values_that_are_as_frequent_stand_in_their_own_order(opened: Open) -> None:
    values = [f"v{number * 37 % 101:03}" for number in range(101)]
    table = opened("id,b\n" + "".join(f"{value},x\n" for value in values) + "last,x\n" * 2)
    assert table.value_counts("id") == [("last", 2), *((value, 1) for value in sorted(values))]
    assert table.value_counts("id", 2) == [("last", 2), ("v000", 1)]


def test_a_source_that_cannot_be_opened_leaves_no_database_open(
    write: Callable[..., Path], scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[ScratchDatabase] = []
    close = ScratchDatabase.close

    def closing(self: ScratchDatabase) -> None:
        closed.append(self)
        close(self)

    monkeypatch.setattr(ScratchDatabase, "close", closing)
    with pytest.raises(FileError):
        open_table(str(write("a@b.co,5\n")), scratch=scratch)
    assert len(closed) == 1
