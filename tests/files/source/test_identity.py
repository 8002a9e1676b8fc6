"""The identity of a source changes with its layout, its text and its bytes, and finding it out can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.source.identity import digest_of, printable


def test_layout_text_and_bytes_are_parts_of_the_identity(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    digests = [
        digest_of(layout, text, paths, lambda: None)
        for layout in (["a", "b"], ["ab"])
        for text in ("", "SELECT 1")
        for paths in ([one], [two], [one, two], [two, one])
    ]
    assert len(set(digests)) == len(digests)


def test_where_one_file_ends_is_part_of_the_identity(tmp_path: Path) -> None:
    digests = []
    for place in range(4):
        paths = tmp_path / "one", tmp_path / "two"
        for path, content in zip(paths, (b"abc"[:place], b"abc"[place:]), strict=True):
            path.write_bytes(content)
        digests.append(digest_of(["a"], "", paths, lambda: None))
    assert len(set(digests)) == 4


def test_a_long_reading_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(bytes(3 << 20))
    calls: list[int] = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        digest_of(["a"], "", [path], check)


def test_bytes_of_a_name_that_are_no_text_are_marked() -> None:
    assert printable("a\udcff.csv") == "a\N{REPLACEMENT CHARACTER}.csv"
