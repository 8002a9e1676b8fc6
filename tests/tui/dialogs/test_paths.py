"""Paths as terminals and people give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.tui.dialogs.paths import Entry, dropped, entries, file_stem, folder_and_start, matching, size_in_words


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("/tmp/orders.csv", "/tmp/orders.csv"),
        ("'/tmp/my orders.csv' ", "/tmp/my orders.csv"),
        ('"/tmp/my orders.csv"', "/tmp/my orders.csv"),
        (r"/tmp/my\ orders\ \(1\).csv ", "/tmp/my orders (1).csv"),
        ("file:///tmp/a%20b.csv", "/tmp/a b.csv"),
        ("SELECT 'a' FROM 'b.csv'", "SELECT 'a' FROM 'b.csv'"),
        ("'/tmp/open", "'/tmp/open"),
        (r"/tmp/a\ 'b", r"/tmp/a\ 'b"),
    ],
)
def test_a_dropped_path_loses_its_quotes_and_escapes(pasted: str, path: str) -> None:
    assert dropped(pasted) == path


def test_what_is_typed_splits_into_folder_and_beginning(tmp_path: Path) -> None:
    assert folder_and_start("", tmp_path) == (tmp_path, "")
    assert folder_and_start("or", tmp_path) == (tmp_path, "or")
    assert folder_and_start("sub/", tmp_path) == (tmp_path / "sub", "")
    assert folder_and_start("/etc/ho", tmp_path) == (Path("/etc"), "ho")


def test_folders_come_first_then_readable_files_and_hidden_ones_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.csv", "a.pdf", ".hidden.csv", "[red]c.CSV"):
        (tmp_path / name).write_text("x")
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere")
    found = entries(tmp_path)
    assert [entry.name for entry in matching(found, "")] == ["sub", "[red]c.CSV", "b.csv", "dangling.csv", "a.pdf"]
    assert matching(found, ".")[0].name == ".hidden.csv"
    assert [entry.name for entry in matching(found, "C.c")] == ["[red]c.CSV"]
    assert [entry.name for entry in matching(found, "[re")] == ["[red]c.CSV"]
    assert [entry.name for entry in matching(found, "*.csv")] == ["b.csv", "dangling.csv"]


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


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (2_500_000_000_000, "2500.0 GB")]
)
def test_sizes_are_for_people(size: int, words: str) -> None:
    assert size_in_words(size) == words
