"""Any source is opened as a table: a file where it is, everything else by way of a private copy."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.support.uploads import home
from tests.support.workbooks import workbook
from tiktok_tui.accounts.home import Home
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scratch.threads import Config, open_in_memory
from tiktok_tui.files.source.copied import AddressSource, PipeSource
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.object_storage import ObjectSource
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef
from tiktok_tui.sources.open_source import open_source
from tiktok_tui.sources.transfer import Transfer

__all__ = ["home"]


def first(home: Home, source: SourceRef) -> str | None:
    """The first cell of the source."""
    with open_source(home, source) as table:
        return table.sample(1)[0].cells[0]


def test_files_are_read_where_they_are(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("id,x\no1,2\n")
    for source in (FileSource(path), FilesSource(str(tmp_path / "*.csv")), QuerySource(f"SELECT * FROM '{path}'")):
        assert first(home, source) == "o1"


@pytest.mark.parametrize("gives_way", [True, False])
def test_the_work_on_a_table_gives_way_to_the_screen_where_there_is_one(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gives_way: bool
) -> None:
    asked: list[bool] = []

    def opened(config: Config, *, gives_way: bool) -> DuckDBPyConnection:
        asked.append(gives_way)
        return open_in_memory(config, gives_way=gives_way)

    monkeypatch.setattr("tiktok_tui.files.scratch.database.open_in_memory", opened)
    (tmp_path / "orders.csv").write_text("id,x\no1,2\n")
    open_source(home, FileSource(tmp_path / "orders.csv"), gives_way=gives_way).close()
    assert asked == [gives_way]


def test_the_sheet_of_a_workbook(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(workbook({"May": [("id", "x"), ("o1", "2")], "June": [("id", "x"), ("o2", "3")]}))
    with open_source(home, FileSource(path), sheet="June") as table:
        assert table.sample(1)[0].cells == ("o2", "3")


def test_a_pipe_is_copied(home: Home, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("id,x\no1,2\n",))
    writer.start()
    assert first(home, PipeSource(pipe)) == "o1"
    writer.join()


@pytest.mark.parametrize(
    ("source", "fetch"),
    [
        (AddressSource("https://shop.example/orders.csv"), "address.AddressFetch"),
        (ObjectSource("s3://bucket/orders.csv"), "object_storage.ObjectFetch"),
    ],
)
def test_what_is_elsewhere_is_fetched_and_its_reading_can_be_stopped(
    home: Home, monkeypatch: pytest.MonkeyPatch, source: SourceRef, fetch: str
) -> None:
    def fetched(folder: Path, transfer: Transfer) -> PrivateCopy:
        transfer.advance(rows=2, size=10)
        (folder / "copy.csv").write_text("id,x\no1,2\n")
        return PrivateCopy(folder / "copy.csv", "", ("A note",))

    monkeypatch.setattr(f"tiktok_tui.sources.{fetch}", lambda given: fetched if given == source else None)
    transfer = Transfer()
    with open_source(home, source, transfer=transfer) as table:
        assert (transfer.rows, transfer.size, table.notes) == (2, 10, ("A note",))
        assert table.sample(1)[0].cells == ("o1", "2")
        transfer.cancel()
        with pytest.raises(Cancelled):
            table.sample(1)
    assert list(home.scratch.iterdir()) == []
