"""Which sources are queries, which may answer otherwise the next time, and what is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tiktok_tui.files.source.copied import AddressSource, PipeSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.object_storage import ObjectSource, is_object
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef, source_from_json, source_of

FILE, QUERY = FileSource(Path("/data/a.csv")), QuerySource("SELECT 1")
DATABASE, FILES = DatabaseSource("shop", "SELECT 2", title="orders"), FilesSource("/data/o-*.csv")
PIPE, ADDRESS = PipeSource(), AddressSource("https://x.example/o.csv")
OBJECT = ObjectSource("s3://bucket/may/orders.parquet")


@pytest.mark.parametrize(
    ("source", "is_query", "is_live"),
    [
        (FILE, False, False),
        (QUERY, True, False),
        (DATABASE, True, True),
        (FILES, False, False),
        (PIPE, False, False),
        (ADDRESS, False, False),
        (OBJECT, False, False),
    ],
)
def test_a_database_alone_may_give_its_rows_in_another_order(source: SourceRef, is_query: bool, is_live: bool) -> None:
    assert (source.is_query, source.is_live) == (is_query, is_live)
    assert (source.lost == "") is (source is not PIPE)


def test_a_source_is_what_a_person_types(tmp_path: Path) -> None:
    assert source_of("-") == PIPE
    assert source_of("/dev/stdin") == PIPE
    assert source_of("HTTPS://x.example/o.csv") == AddressSource("HTTPS://x.example/o.csv")
    assert source_of(OBJECT.url) == OBJECT
    assert source_of(str(tmp_path)) == FilesSource(str(tmp_path))
    assert source_of("o-*.csv", tmp_path) == FilesSource(str(tmp_path / "o-*.csv"))
    assert source_of("o.csv", tmp_path) == FileSource(tmp_path / "o.csv")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("s3://b/k", True),
        ("S3A://b/k/l.csv", True),
        ("gs://b/k", True),
        ("abfss://b/k", True),
        ("s3://b", False),
        ("s3://b/", False),
        ("s3://b/k?x=1", False),
        ("ftp://b/k", False),
        (" s3://b/k", False),
    ],
)
def test_the_address_of_an_object_has_a_bucket_and_a_key(text: str, is_one: bool) -> None:
    assert is_object(text) is is_one


def test_objects_and_databases_are_named_kept_and_there() -> None:
    assert (OBJECT.text, OBJECT.where, OBJECT.label) == (OBJECT.url, OBJECT.url, "orders.parquet")
    assert source_from_json(OBJECT.to_json()) == OBJECT
    assert json.loads(OBJECT.to_json()) == {"kind": "object", "url": OBJECT.url}
    assert (DATABASE.text, DATABASE.label, DATABASE.where) == ("SELECT 2", "shop orders", "shop orders")
    assert DatabaseSource("shop", "SELECT 2").label == "shop"
    assert OBJECT.is_still_there()
    assert DATABASE.is_still_there()


@pytest.mark.parametrize("source", [FILE, QUERY, DATABASE, FILES, PIPE, ADDRESS, OBJECT])
def test_other_columns_are_another_content(source: SourceRef) -> None:
    assert source.fingerprint(["a"], [], lambda: None) != source.fingerprint(["b"], [], lambda: None)


def test_another_window_or_connection_is_another_answer_of_the_same_query() -> None:
    first, later = (datetime(2026, 6, day, tzinfo=UTC) for day in (1, 2))
    sources = [
        DatabaseSource("shop", "SELECT :since", since=first),
        DatabaseSource("shop", "SELECT :since", since=later),
        DatabaseSource("shop", "SELECT :since", since=first, until=later),
        DatabaseSource("web", "SELECT :since", since=first),
    ]
    assert len({source.fingerprint(["a"], [], lambda: None) for source in sources}) == 4
    assert [source_from_json(source.to_json()) for source in sources] == sources


def test_a_pattern_is_named_by_its_last_part_and_gone_with_its_last_file(tmp_path: Path) -> None:
    assert (FILES.text, FILES.where, FILES.label) == ("/data/o-*.csv", "/data/o-*.csv", "o-*.csv")
    assert FilesSource("/data/exports/").label == "exports"
    pattern = FilesSource(str(tmp_path / "o-*.csv"))
    assert not pattern.is_still_there()
    assert not FilesSource(str(tmp_path / "no folder")).is_still_there()
    assert not FilesSource(str(tmp_path / "no\0folder")).is_still_there()
    (tmp_path / "o-1.csv").write_text("a,b\n")
    assert pattern.is_still_there()
    (tmp_path / "o-1.csv").unlink()
    with pytest.raises(FileNotFoundError):
        pattern.stamp()
