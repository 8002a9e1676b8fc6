"""The files of a folder: those that can be opened, by their suffixes, and those that are passed over."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.files.source.files import FilesSource

OPENED = (
    *("a.csv", "a.tsv", "a.tab", "a.txt", "a.json", "a.jsonl", "a.ndjson", "a.parquet", "a.pq", "a.xlsx", "a.xlsm"),
    *("a.xls", "a.csv.gz", "a.csv.zst", "a.csv.bz2", "a.csv.xz", "a.zip", "a.db", "a.sqlite", "a.sqlite3", "a.duckdb"),
    *("B.CSV", "~a.csv"),
)


def test_every_file_that_can_be_opened_is_one_of_the_folder_and_the_others_are_named(tmp_path: Path) -> None:
    for name in (*OPENED, ".hidden.csv", "~$a.xlsx", ".hidden.pdf", "a.pdf", "README"):
        (tmp_path / name).touch()
    (tmp_path / "folder.csv").mkdir()
    source = FilesSource(str(tmp_path))
    assert [path.name for path in source.paths()] == sorted(OPENED)
    assert source.skipped() == ("README", "a.pdf")


def test_two_stars_reach_into_folders(tmp_path: Path) -> None:
    (tmp_path / "may" / "first").mkdir(parents=True)
    for name in ("a.csv", "may/b.csv", "may/first/c.csv"):
        (tmp_path / name).touch()
    found = FilesSource(str(tmp_path / "**" / "*.csv")).paths()
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.csv", "may/b.csv", "may/first/c.csv"]
