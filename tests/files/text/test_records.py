"""Records of delimited text: what is broken is told with its reason, and what follows is read."""

from __future__ import annotations

import pytest

from tiktok_tui.files.broken import BrokenLine
from tiktok_tui.files.text.records import LONGEST, lines, records

Found = list[str] | str


def found(text: bytes, width: int, longest: int = LONGEST) -> list[tuple[int, Found]]:
    """The records of a text: their cells, or why they are broken."""
    return [
        (number, cells.reason if isinstance(cells, BrokenLine) else cells)
        for number, cells in records([text], ",", width=width, longest=longest)
    ]


def test_a_quote_that_swallowed_rows_was_not_closed_and_they_are_read_again() -> None:
    assert found(b'1,"open\n2,3\n4,",5\n6,7\n', 2) == [
        (1, "A quote is opened in this line and never closed."),
        (2, ["2", "3"]),
        (3, "A quote is opened in this line and never closed."),
        (4, ["6", "7"]),
    ]


@pytest.mark.parametrize(
    ("third", "reason"),
    [
        ("4,5", "A quote is opened in this line and never closed."),
        ('4,5" x', "There is text after a closing quote."),
        ("4,a longer text", "A quote is opened in this line and not closed within 2 MB."),
    ],
)
def test_the_lines_behind_a_broken_one_are_read_again_in_their_order(third: str, reason: str) -> None:
    assert found(f'1,"open\n2,3\n{third}\n6,7\n'.encode(), 2, longest=25) == [
        (1, reason),
        (2, ["2", "3"]),
        (3, third.split(",")),
        (4, ["6", "7"]),
    ]


@pytest.mark.parametrize("cell", [b"two\nlines", b"a, list, of\nmore, than, two"])
def test_a_cell_of_several_lines_in_a_record_of_too_many_cells(cell: bytes) -> None:
    assert found(b'1,2,"%b"\n4,5\n' % cell, 2) == [
        (1, "The line has 3 cells, more than the 2 columns of the header."),
        (2, ["4", "5"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"1234567,9\n", [(1, ["1234567", "9"])]),
        (b"12345678,9\n1,2\n", [(1, "The line is longer than 2 MB."), (2, ["1", "2"])]),
        (b'"123\n56",9', [(1, ["123\n56", "9"])]),
        (b'"123\n56\n",9\n', [(1, "A quote is opened in this line and not closed within 2 MB."), (2, "…"), (3, "…")]),
    ],
)
def test_a_record_has_so_many_bytes_at_most(text: bytes, expected: list[tuple[int, Found]]) -> None:
    read = found(text, 2, longest=10)
    assert [number for number, _ in read] == [number for number, _ in expected]
    assert all(one == other for (_, one), (_, other) in zip(read, expected, strict=True) if other != "…")


def test_of_a_longer_line_only_the_beginning_is_kept() -> None:
    assert list(lines([b"ab\ncd", b"\r", b"\nef\rg"])) == [b"ab\n", b"cd\r\n", b"ef\r", b"g"]
    read = list(lines([b"x" * (LONGEST + 2), b"y" * 10, b"z\nnext\n"]))
    assert [len(line) > LONGEST for line in read] == [True, False]
    assert len(read[0]) < LONGEST + 20
    assert read[1] == b"next\n"
    cut = b"x" * 4
    assert list(lines([b"x" * 9 + b"\r", b"b\r"], longest=3)) == [cut + b"\r", b"b\r"], "a CR at the end of a piece"
    assert list(lines([b"x" * 9 + b"\r", b"\nb"], longest=3)) == [cut + b"\r\n", b"b"]
    assert list(lines([b"xxx\r", b"\nb"], longest=3)) == [b"xxx\r\n", b"b"]


def test_the_line_that_opens_a_quote_is_no_whole_row_inside_of_it() -> None:
    [(_, found)] = records([b'a,"b,c\nd"\n'], ",", width=3)
    assert isinstance(found, BrokenLine)
    assert found.reason == "The line has 2 cells, fewer than the 3 columns of the header."
