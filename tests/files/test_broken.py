"""Broken lines: each says why, and there may be any number of them."""

from __future__ import annotations

import pytest

from tests.files.conftest import Open
from tests.support.tables import all_rows
from tiktok_tui.files.broken import BrokenLine, BrokenLines, Reason, broken
from tiktok_tui.files.text.records import LONGEST


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1,f\xfcr,3", "not UTF-8"),
        (b'1,"open,3', "opened in this line and never closed"),
        (b'1,"q"uote,3', "text after a closing quote"),
        (b"1,2", "2 cells, fewer than the 3 columns"),
        (b"1", "1 cell, fewer than the 3 columns"),
        (b"1,2,3,4", "4 cells, more than the 3 columns"),
        (b"1,2," + b"x" * LONGEST, "longer than 2 MB"),
    ],
)
def test_each_reason_is_a_sentence_of_its_own(opened: Open, line: bytes, reason: str) -> None:
    table = opened(b"a,b,c\n" + "é,2,3\n".encode() * 3 + line + b"\n7,8,9\n")
    (broken,) = table.stage(["a"]).broken
    assert reason in broken.reason
    assert broken.number == 5
    assert broken.reason[0].isupper()
    assert broken.reason.endswith(".")
    assert broken.remedy.endswith(".")
    assert [row.number for row in all_rows(table)] == [2, 3, 4, 6]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b" a\tb \r\n", " a\tb "),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 200 + "…"),
        (b"x" * 1000, "x" * 200 + "…"),
        (b"f\xfcr", "f\N{REPLACEMENT CHARACTER}r"),
    ],
)
def test_a_line_is_shown_as_it_stands_and_a_long_one_by_its_beginning(line: bytes | str, text: str) -> None:
    assert broken(3, Reason.NOT_JSON, line).text == text


@pytest.mark.parametrize(("count", "stray"), [(101_000, ""), (11_000, 'x"y"z,"1" 2\n')])
def test_every_broken_line_is_kept_however_many(opened: Open, count: int, stray: str) -> None:
    table = opened("a,b\n" + "1,2\n" * 250 + stray + "lonely\n" * count + "3,4\n")
    staged = table.stage(["a", "b"])
    after = 252 + bool(stray) + count
    assert [line.number for line in staged.broken] == list(range(252, after))
    assert len(staged.broken) == after - 252
    assert staged.rows == 251
    assert set(staged.broken.at([2, 252, after - 1, after])) == {252, after - 1}


@pytest.mark.parametrize("text", ['a,b\n"q"x,"1,2', 'a,b\r"q\n'])
def test_a_file_of_broken_lines_alone_has_no_rows_to_pick(opened: Open, text: str) -> None:
    table = opened(text)
    staged = table.stage(["a", "b"])
    assert (staged.rows, len(staged.broken), table.is_empty) == (0, 1, False)
    assert list(table.pick([2, 3])) == []


def test_every_line_of_json_that_is_no_object_is_kept(opened: Open) -> None:
    table = opened('{"a": 1}\n' + "oops\n" * 21_000, "x.jsonl")
    broken = table.stage(["a"]).broken
    assert len(broken) == 21_000
    assert [line.number for line in broken] == list(range(2, 21_002))


def test_broken_lines_go_to_the_database_by_the_thousand(opened: Open) -> None:
    with opened("a,b\n1,2\n").work() as work:
        lines = BrokenLines(work)
        for number in range(2500):
            lines.add(BrokenLine(number, "", "", ""))
        assert len(lines) == 2500
        assert work.number(f"SELECT count(*) FROM {lines.table}") == 2000
        lines.flush()
        assert [line.number for line in lines] == list(range(2500))


def test_no_lines_are_found_where_none_are_asked_for_or_there_are_none(opened: Open) -> None:
    broken = opened("a,b\n1\n2,3\n").stage(["a"]).broken
    assert broken.at([]) == {}
    assert list(broken.at([2, 3])) == [2]
    assert opened("a,b\n1,2\n", "sound.csv").stage(["a"]).broken.at([2]) == {}
