"""The list of records within one object, as interfaces answer."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.files.conftest import Open
from tests.support.tables import all_rows
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.json_files.within import LARGEST
from tiktok_tui.files.table import Row

A = {"id": 1, "email": "a@b.co", "total": 12.5}
B = {"id": 2, "email": None, "total": 7}
ROWS = [Row(1, ("1", "a@b.co", "12.5")), Row(2, ("2", None, "7"))]


@pytest.mark.parametrize(
    ("answer", "name", "more"),
    [
        ({"data": [A, B]}, "data", ""),
        ({"object": "list", "url": "/v1/charges", "has_more": False, "data": [A, B]}, "data", ""),
        ({"object": "list", "has_more": True, "data": [A, B]}, "data", "has_more"),
        ({"has_more": "no", "data": [A, B]}, "data", ""),
        ({"orders": [A, B], "next": "/orders?page=2"}, "orders", "next"),
        ({"orders": [A, B], "next": None, "previous": "/orders?page=1"}, "orders", ""),
        ({"@odata.context": "x", "value": [A, B], "@odata.nextLink": "y"}, "value", "@odata.nextLink"),
        ({"data": [A, B], "meta": {"page": 1, "next_page": 2}}, "data", "meta.next_page"),
        ({"data": {"orders": [A, B], "pageInfo": {"hasNextPage": True}}}, "data.orders", "data.pageInfo.hasNextPage"),
        (
            {"data": [A, B]} | {key: [{"id": 3}] for key in "errors Warnings messages included includes links".split()},
            "data",
            "",
        ),
        ({"shop": None, "exported": "", "a/b~": [A, B]}, "a/b~", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("indent", [None, 2])
def test_the_one_list_is_the_table(opened: Open, answer: object, name: str, more: str, indent: int | None) -> None:
    table = opened(json.dumps(answer, indent=indent), "answer.json")
    assert [column.name for column in table.columns] == ["id", "email", "total"]
    assert all_rows(table) == ROWS
    *others, last = table.notes
    assert last == f"The rows are the list “{name}” of the file's one object"
    said = f"“{more}” says that there is more than this file holds: what follows is not in it"
    assert others == ([said] if more else [])


def test_what_stands_beside_the_list_is_read_and_told(opened: Open) -> None:
    answer = {
        "shop": "Berlin",
        "meta": {"timeZone": "Europe/Berlin", "test": False},
        "currency": "NOK",
        "orders": [A, B],
    }
    table = opened(json.dumps(answer), "answer.json")
    assert (table.facts.currency, table.facts.time_zone) == ("NOK", "Europe/Berlin")
    assert table.notes == (
        "“meta.timeZone” says that times are in Europe/Berlin: “meta timeZone, Europe/Berlin”.",
        "“currency” says that amounts are in NOK: “currency, NOK”.",
        "2 fields beside the list, left out: “shop, Berlin” “meta test, false”",
        "The rows are the list “orders” of the file's one object",
    )
    assert not opened(json.dumps([A, B]), "rows.json").facts.currency


def test_it_is_found_whatever_the_file_is_called_and_compressed_with(opened: Open) -> None:
    text = json.dumps({"orders": [A, B]})
    assert all_rows(opened(text, "answer")) == ROWS
    assert all_rows(opened(json.dumps({"orders": [A, B]}, indent=2), "answer.csv")) == ROWS
    assert all_rows(opened(gzip.compress(text.encode()), "answer.txt.gz")) == ROWS
    assert all_rows(opened("\ufeff" + text, "answer.json")) == ROWS


def test_numbers_and_texts_stay_as_they_were_written(opened: Open) -> None:
    table = opened('{"data":[{"id":12345678901234567890123,"a":"1e5","b":1.10,"c":"07 ","d":{"e":[1]}}]}', "x.json")
    assert all_rows(table) == [Row(1, ("12345678901234567890123", "1e5", "1.1", "07 ", "[1]"))]


def test_an_order_with_its_items_is_a_row(opened: Open) -> None:
    order = {"id": 1, "email": "a@b.co", "items": [{"sku": "x", "gift_for": "c@d.co"}]}
    assert [row.cells[:2] for row in all_rows(opened(json.dumps(order), "x.json"))] == [("1", "a@b.co")]
    guest = {"id": 1, "phone": "+12025550123", "items": [{"sku": "x"}]}
    assert [row.cells[:2] for row in all_rows(opened(json.dumps(guest), "x.json"))] == [("1", "+12025550123")]


def test_several_objects_are_rows_each(opened: Open) -> None:
    pages = '{"id":1,"items":[{"sku":"x"}]}\n{"id":2,"items":[{"sku":"y"}]}\n'
    assert [row.cells[0] for row in all_rows(opened(pages, "x.jsonl"))] == ["1", "2"]


@pytest.mark.parametrize(
    "answer",
    [
        {"orders": [A], "customers": [B]},
        {"data": []},
        {"data": [1, 2]},
        {"data": [[A]]},
    ],
)
def test_what_has_no_one_list_is_refused(opened: Open, answer: object) -> None:
    with pytest.raises(FileError, match="neither JSON Lines"):
        opened(json.dumps(answer, indent=1), "x.json")


@pytest.mark.parametrize("depth", [8, 9])
def test_a_list_is_found_down_to_the_eighth_level(opened: Open, depth: int) -> None:
    text = '{"a":' * depth + json.dumps([A, B]) + "}" * depth
    if depth == 8:
        assert all_rows(opened(text, "x.json")) == ROWS
    else:
        assert opened(text, "x.json").columns[0].name == ".".join("a" * 8)


@pytest.mark.parametrize("depth", [300, 600, 900])
@pytest.mark.parametrize(("begin", "end"), [('{"a":', "}"), ("[", "]")])
def test_what_lies_ever_deeper_breaks_nothing(opened: Open, begin: str, end: str, depth: int) -> None:
    table = opened('{"foo":1,"data":[{"x":' + begin * depth + "1" + end * depth + "}]}", "x.json")
    assert table.columns[0].name == "foo"


@pytest.mark.parametrize(("beyond", "read"), [(0, True), (1, False)])
def test_an_object_is_read_whole_up_to_16_mb(opened: Open, beyond: int, read: bool) -> None:
    text = json.dumps({"data": [{"email": "a@b.co", "note": ""}]})
    text = text.replace('""', '"' + "x" * (LARGEST - len(text) + beyond) + '"')
    if read:
        ((number, cells),) = [(row.number, row.cells) for row in all_rows(opened(text, "x.json"))]
        assert (number, cells[0]) == (1, "a@b.co")
    else:
        with pytest.raises(FileError, match="neither JSON Lines"):
            opened(text, "x.json")
