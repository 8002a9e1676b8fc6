"""Quotes that reach from one piece of a file into the next."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from tiktok_tui.files.text import survey as module
from tiktok_tui.files.text.survey import Positions, blank_rows, newline_of, survey


@pytest.mark.parametrize(
    ("content", "stray", "rows"),
    [
        (b'a,b\n1,"x\ny\nz"\n3,4\n', False, 3),
        (b'a,b\n1,"x\n""y""\nz"\n3,4\n', False, 3),
        (b'a,b\n1,"x\ny" z\n3,4\n', True, 3),
        (b'a,b\n1,"x\ny"z"\n3,4\n', True, 2),
        (b'a,b\n1,"x\ny\n', True, 1),
    ],
)
@pytest.mark.parametrize("chunk", [1, 6, 1 << 20])
def test_a_quote_may_be_closed_in_a_later_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, stray: bool, rows: int, chunk: int
) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    shares: list[float | None] = []
    found = survey(path, 0, shares.append, delimiter=",")
    assert found.stray is stray
    assert shares[-1] == 1.0
    if not stray:
        assert found.rows == rows


@pytest.mark.parametrize("chunk", [1, 6, 1 << 20])
def test_blank_rows_are_found_in_every_piece_and_not_within_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    path = tmp_path / "a.csv"
    path.write_bytes(b'a,b\n\n1,"x\n\ny"\n\n\n3,4\n\n')
    shares: list[float | None] = []
    assert blank_rows(path, 0, shares.append) == [2, 4, 5, 7]
    assert shares == sorted(share or 0.0 for share in shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("chunk", [1, 6])
def test_a_piece_that_ends_within_a_cell_is_the_place_of_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    path = tmp_path / "a.csv"
    path.write_bytes(b'a,b\n1,"x\ny\nz"\n3,4\n')
    places = survey(path, 0, lambda share: None, delimiter=",").positions
    found = dict(zip(places.numbers, places.offsets, strict=True))
    assert found.items() <= {1: 0, 2: 4, 3: 14, 4: 18}.items()
    assert len(found) > 1


@pytest.mark.parametrize(
    ("text", "within", "without"),
    [
        (b"a\nb\n", "\n", "\n"),
        (b"a\r\nb\r\nc\n", "\r\n", "\r\n"),
        (b"a\r\nb\nc\n", "\n", "\n"),
        (b"a\r\nb\n", "\n", "\n"),
        (b"a\rb\r", "\r", "\r"),
        (b"a\rb\n", "\n", "\n"),
        (b'a,"\r\n\r\n"\nb\n', "\n", "\n"),
        (b'a,"\n\n\n"\r\nb\r\n', "\r\n", "\n"),
        (b'a,"\n"\rb\r', "\r", "\n"),
    ],
)
def test_most_lines_say_how_all_of_them_end(text: bytes, within: str, without: str) -> None:
    assert (newline_of(text, quotes=True), newline_of(text, quotes=False)) == (within, without)


def test_a_long_line_is_in_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 1)
    path = tmp_path / "a.csv"
    path.write_text("x" + "é" * 100_000 + ",b\n1,2\n", encoding="utf-8")
    assert not survey(path, 0, lambda share: None, delimiter=",").damaged


def test_only_the_stretches_that_hold_wanted_rows_are_read() -> None:
    positions = Positions(array("q", [1, 5, 9]), array("q", [0, 40, 80]))
    assert list(positions.stretches([6, 7])) == [(5, 40, 80, {6, 7})]
    assert list(positions.stretches([1, 9])) == [(1, 0, 40, {1}), (9, 80, None, {9})]
