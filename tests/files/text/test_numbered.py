"""The lines of a scratch copy are clean CSV, whatever a cell holds."""

from __future__ import annotations

import csv
import io

from tiktok_tui.files.table import Kind, Row
from tiktok_tui.files.text.numbered import as_lines

CELLS = ("plain", "a, b", 'the "best"', "two\nlines", "two\rlines", " before", "behind ", " ", None, "in side", "é,")


def test_every_cell_comes_back_from_its_line() -> None:
    ((number, line),) = as_lines([Row(7, CELLS)])
    assert number == 7
    read = next(csv.reader(io.StringIO(line.decode(), newline=""), strict=True))
    assert read == [cell or "" for cell in CELLS]


def test_only_cells_that_need_quotes_have_them() -> None:
    ((_, line),) = as_lines([Row(1, ("plain", "in side", " before", "behind ", "a,b", None))])
    assert line == b'plain,in side," before","behind ","a,b",'


def test_half_a_character_of_json_ends_no_reading() -> None:
    ((_, line),) = as_lines([Row(1, ("a\ud83db", "1"))])
    assert line == b"a?b,1"


def test_the_kinds_are_one_more_cell() -> None:
    ((_, line),) = as_lines([Row(1, ("a", "1", None), (Kind.TEXT, Kind.NUMBER, Kind.TIME))])
    assert line == b"a,1,,tnd"
