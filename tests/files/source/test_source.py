"""Sources as values: a path and a query distinguished in one place, kept as JSON, and read from older ledgers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.copied import AddressSource, PipeSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.identity import digest_of
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef, is_query, source_from_json, source_of

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("SELECT * FROM 'a.csv'", True),
        ("select*from 'a.csv'", True),
        ("SELECT'x' AS a", True),
        ("select\"id\" from 'a.csv'", True),
        ("select(1)", True),
        ("with a as (select 1) select * from a", True),
        ("\n\t select\n1", True),
        ("-- the tills\nSELECT 1", True),
        ("/* the\ntills */ select 1", True),
        ("select", True),
        (" ;;SELECT 1", True),
        ("-- the tills\n; /* all */ select 1", True),
        (";orders.csv", False),
        ("select.csv", False),
        ("selected.csv", False),
        ("with-tax.csv", False),
        ("with_tax.csv", False),
        ("/data/select 1.csv", False),
        ("query", False),
        ("", False),
    ],
)
def test_a_query_and_a_path_are_distinguished(text: str, query: bool) -> None:
    assert is_query(text) is query
    assert isinstance(source_of(text), QuerySource) is query


def test_a_file_that_is_there_goes_before_a_query(tmp_path: Path) -> None:
    assert source_of("select orders.csv", tmp_path) == QuerySource("select orders.csv")
    (tmp_path / "select orders.csv").touch()
    assert source_of("select orders.csv", tmp_path) == FileSource(tmp_path / "select orders.csv")


def test_a_path_is_absolute_from_the_folder_or_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert source_of("~/a.csv") == FileSource(tmp_path / "a.csv")
    assert source_of("./query") == FileSource(tmp_path / "query")
    assert source_of("a.csv", Path("/data")) == FileSource(Path("/data/a.csv"))
    assert source_of("/b.csv", Path("/data")) == FileSource(Path("/b.csv"))


def test_a_tilde_that_is_no_home_is_a_name(tmp_path: Path) -> None:
    assert source_of("~x.csv", tmp_path) == FileSource(tmp_path / "~x.csv")


@pytest.mark.parametrize(
    "source",
    [
        *(FileSource(Path(path)) for path in ("/data/query", "/data/select 1", '/data/{"kind"', "/data/\udcff.csv")),
        QuerySource("SELECT 'é\"' AS a"),
        DatabaseSource("warehouse", "SELECT * FROM orders WHERE at >= :since", NOW - timedelta(days=3), NOW, "orders"),
        DatabaseSource("warehouse", "SELECT 1"),
        FilesSource("/data/orders-*.csv"),
        PipeSource(),
        PipeSource(Path("/run/nightly")),
        AddressSource("https://files.example.com/orders.csv"),
    ],
)
def test_the_ledger_gives_back_what_it_was_given(source: SourceRef) -> None:
    assert source_from_json(source.to_json()) == source
    assert source.to_json().isascii()


def test_the_ledger_gets_no_signature() -> None:
    kept = AddressSource("https://me:SECRET@files.example.com/orders.csv?sig=SECRET").to_json()
    assert "SECRET" not in kept
    known = source_from_json(kept)
    assert known == AddressSource("https://files.example.com/orders.csv", forgotten=True)
    assert "signed address" in known.lost
    assert not known.is_still_there()


@pytest.mark.parametrize(
    ("kept", "source"),
    [
        ("/data/orders.csv", FileSource(Path("/data/orders.csv"))),
        ("/data/query", FileSource(Path("/data/query"))),
        ("./query", FileSource(Path("query"))),
        ("SELECT * FROM 'orders.csv'", QuerySource("SELECT * FROM 'orders.csv'")),
    ],
)
def test_sources_of_older_ledgers_are_read(kept: str, source: SourceRef) -> None:
    assert source_from_json(kept) == source


def test_labels_places_and_stamps(tmp_path: Path) -> None:
    path = tmp_path / "query"
    path.write_text("a,b\n1,2\n")
    file, query = FileSource(path), QuerySource("SELECT 1 AS a")
    assert (file.label, file.where) == ("query", str(path))
    assert (query.label, query.where, query.text) == ("SELECT 1 AS a", "query", "SELECT 1 AS a")
    assert (file.stamp().size, file.stamp().changed) == (8, path.stat().st_mtime)
    assert (query.stamp().size, query.stamp().changed) == (0, 0.0)
    assert FileSource(Path("/data/\udcffa.csv")).label == "\N{REPLACEMENT CHARACTER}a.csv"
    assert file.is_still_there()
    assert query.is_still_there()
    path.unlink()
    assert not file.is_still_there()


def test_a_file_called_query_is_a_file(tmp_path: Path) -> None:
    """Its fingerprint is that of its content, as for any file, and not that of its name as well."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    prints = []
    for name in ("query", "orders.csv"):
        (tmp_path / name).write_text("a,b\n1,2\n")
        with open_table(FileSource(tmp_path / name), scratch=scratch) as table:
            assert (table.name, table.paths) == (name, (tmp_path / name,))
            prints.append(table.fingerprint())
    assert prints[0] == prints[1]


def test_a_byte_that_moves_from_one_file_to_the_next_makes_another_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    digests = set()
    for one, other in (("ab", "c"), ("a", "bc"), ("abc", ""), ("", "abc")):
        first.write_text(one)
        second.write_text(other)
        digests.add(digest_of((), "", [first, second], lambda: None))
    assert len(digests) == 4
