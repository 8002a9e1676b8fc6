"""Paths as terminals and people give them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tiktok_tui.files.source.copied import AddressSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef
from tiktok_tui.tui.dialogs.paths import (
    Entry,
    can_be_opened,
    dropped,
    dropped_source,
    entries,
    file_stem,
    folder_and_start,
    folder_in_words,
    is_elsewhere,
    matching,
    size_in_words,
)


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("/tmp/orders.csv", "/tmp/orders.csv"),
        ("'/tmp/my orders.csv' ", "/tmp/my orders.csv"),
        ('"/tmp/my orders.csv"', "/tmp/my orders.csv"),
        (r"/tmp/my\ orders\ \(1\).csv ", "/tmp/my orders (1).csv"),
        ("file:///tmp/a%20b.csv", "/tmp/a b.csv"),
        ("SELECT 'a' FROM 'b.csv'", "SELECT 'a' FROM 'b.csv'"),
        (r"SELECT replace(id, '\(', '') FROM 'b.csv'", r"SELECT replace(id, '\(', '') FROM 'b.csv'"),
        ("'/tmp/open", "'/tmp/open"),
        (r"/tmp/a\ 'b", r"/tmp/a\ 'b"),
        ("'/tmp/one\"", "'/tmp/one\""),
        ("'", "'"),
        ("''", ""),
        (" file:///tmp/%C3%A9.csv\n", "/tmp/é.csv"),
        ("file://[", "file://["),
        (r"/tmp/a\b.csv", r"/tmp/a\b.csv"),  # no sign that has to be escaped
        (r"/tmp/a\&b.csv", "/tmp/a&b.csv"),
        ("/tmp/my orders.csv ", "/tmp/my orders.csv "),
    ],
)
def test_a_dropped_path_loses_its_quotes_and_escapes(pasted: str, path: str) -> None:
    assert dropped(pasted) == path


@pytest.mark.parametrize(
    ("pasted", "source"),
    [
        ("'/tmp/my orders.csv' ", FileSource(Path("/tmp/my orders.csv"))),
        ("file:///tmp/a%20b.csv", FileSource(Path("/tmp/a b.csv"))),
        ("orders.csv", None),
        ("SELECT 1", None),
        ("/tmp/a.csv\n/tmp/b.csv", None),
    ],
)
def test_only_a_whole_path_is_a_dropped_source(pasted: str, source: FileSource | None) -> None:
    assert dropped_source(pasted) == source


def test_what_is_typed_splits_into_folder_and_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder_and_start("", tmp_path) == (tmp_path, "")
    assert folder_and_start("or", tmp_path) == (tmp_path, "or")
    assert folder_and_start("sub/", tmp_path) == (tmp_path / "sub", "")
    assert folder_and_start("/etc/ho", tmp_path) == (Path("/etc"), "ho")
    assert folder_and_start("sub/or", tmp_path) == (tmp_path / "sub", "or")
    assert folder_and_start("..", tmp_path) == (tmp_path / "..", "")
    assert folder_and_start("/", tmp_path) == (Path("/"), "")
    assert folder_and_start(".hid", tmp_path) == (tmp_path, ".hid")
    monkeypatch.setenv("HOME", "/home/ada")
    assert folder_and_start("~/or", tmp_path) == (Path("/home/ada"), "or")
    assert folder_and_start("~/", tmp_path) == (Path("/home/ada"), "")


def test_folders_come_first_then_readable_files_and_hidden_ones_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "Another.csv").mkdir()
    for name in ("b.csv", "a.pdf", "B.PDF", ".hidden.csv", "[red]c.CSV"):
        (tmp_path / name).write_text("x")
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere")
    found = entries(tmp_path)
    assert [entry.name for entry in matching(found, "")] == [
        "Another.csv",
        "sub",
        "[red]c.CSV",
        "b.csv",
        "dangling.csv",
        "a.pdf",
        "B.PDF",
    ]
    assert [entry.readable for entry in matching(found, "")] == [False, False, True, True, True, False, False]
    assert [entry.name for entry in matching(found, "b")] == ["b.csv", "B.PDF", "sub"]
    assert [entry.name for entry in matching(found, "B")] == ["b.csv", "B.PDF", "sub"]
    assert [entry.name for entry in matching(found, "a")] == ["Another.csv", "a.pdf", "dangling.csv"]
    assert matching(found, ".")[0].name == ".hidden.csv"
    assert [entry.name for entry in matching(found, "C.c")] == ["[red]c.CSV"]
    assert [entry.name for entry in matching(found, "[re")] == ["[red]c.CSV"]
    assert [entry.name for entry in matching(found, "*.csv")] == ["Another.csv", "b.csv", "dangling.csv"]
    assert [(entry.size, entry.changed is None) for entry in found if entry.name in {"b.csv", "dangling.csv"}] == [
        (1, False),
        (0, True),
    ]


def test_what_a_pattern_matches_is_listed_once() -> None:
    found = [Entry(name, Path("/data", name), folder=False) for name in ("a-*.csv", "b.csv", "*.txt")]
    assert [entry.name for entry in matching(found, "*")] == ["*.txt", "a-*.csv", "b.csv"]


def test_a_file_about_a_source_is_named_after_it() -> None:
    assert [file_stem(label) for label in ("my orders.csv", "SELECT * FROM 'orders.csv'", "")] == [
        "my orders",
        "query",
        "query",
    ]


def test_a_folder_that_cannot_be_read_offers_nothing(tmp_path: Path) -> None:
    assert entries(tmp_path / "nowhere") == ()
    assert entries(Path("/\0")) == ()


def test_of_a_folder_of_tens_of_thousands_only_so_many_are_listed(tmp_path: Path) -> None:
    for number in range(5_001):
        os.mknod(tmp_path / f"{number:05}.csv")
    assert len(entries(tmp_path)) == 5_000


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("/data", "/data"),
        ("/data/../srv/", "/srv"),
        ("/" + "d" * 47, "/" + "d" * 47),
        ("/a/" + "d" * 46 + "/e", "…/" + "d" * 46 + "/e"),
        ("/home/ada", "~"),
        ("/home/ada/exports", "~/exports"),
        ("/home/adam", "/home/adam"),
    ],
)
def test_a_folder_is_shown_as_one_knows_it(folder: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert folder_in_words(Path(folder)) == words
    monkeypatch.setenv("HOME", "/")
    assert folder_in_words(Path("/data")) == "~/data"


def test_what_can_be_taken_at_once_is_there_or_is_looked_for_later(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    (tmp_path / "sub").mkdir()
    sources: dict[SourceRef, bool] = {
        FileSource(tmp_path / "a.csv"): True,
        FileSource(tmp_path / "b.csv"): False,
        FilesSource(str(tmp_path / "*.csv")): True,
        FilesSource(str(tmp_path / "*.tsv")): False,
        FilesSource(str(tmp_path / "**/*.tsv")): True,
        FilesSource(str(tmp_path / "sub")): False,
        QuerySource("SELECT 1"): True,
        AddressSource("https://files.example.com/a.csv"): True,
    }
    assert {source: can_be_opened(source) for source in sources} == sources


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("orders.csv", False),
        ("/data/select.csv", False),
        ("SELECT 1", True),
        ("https://files.example.com/a.csv", True),
        ("s3://bucket/a.csv", True),
    ],
)
def test_a_query_an_address_and_an_object_are_in_no_folder(text: str, elsewhere: bool) -> None:
    assert is_elsewhere(text) is elsewhere


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (999_900, "999.9 kB"),
        (1_000_000, "1.0 MB"),
        (1_000_000_000, "1.0 GB"),
        (2_500_000_000_000, "2500.0 GB"),
    ],
)
def test_sizes_are_for_people(size: int, words: str) -> None:
    assert size_in_words(size) == words
