"""JSON Lines and JSON arrays: fields by path, values as they were written, numbers of lines."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files.conftest import Open
from tests.support.tables import all_rows, cells, staged_rows
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.table import Column, Kind, Row


def kinds(table: Table) -> dict[str, str]:
    return {column.name: column.kind.value for column in table.columns}


def test_nested_fields_are_columns_by_path(opened: Open) -> None:
    table = opened(
        '{"id":1234567890123456789,"customer":{"email":"a@b.co","emails":["x","y"],"address":{"zip":"007"}},'
        '"items":[{"sku":"a","price":1.50}],"paid":true,"value":19.90,"none":null}\n'
        '{"id":2,"customer":null,"items":[],"late":"2026-06-01"}\n',
        "orders.jsonl",
    )
    assert kinds(table) == {
        "id": Kind.NUMBER,
        "customer.email": Kind.TEXT,
        "customer.emails": Kind.LIST,
        "customer.address.zip": Kind.TEXT,
        "items": Kind.LIST,
        "paid": Kind.TEXT,
        "value": Kind.NUMBER,
        "none": Kind.TEXT,
        "late": Kind.TEXT,
    }
    first = (
        "1234567890123456789",
        "a@b.co",
        '["x","y"]',
        "007",
        '[{"sku":"a","price":1.5}]',
        "true",
        "19.9",
        None,
        None,
    )
    assert all_rows(table) == [Row(1, first), Row(2, ("2", None, None, None, "[]", None, None, None, "2026-06-01"))]


def test_numbers_are_plain(opened: Open) -> None:
    numbers = {
        "12345678901234567890123": "12345678901234567890123",
        "12025550123.0": "12025550123",
        "1e16": "1E+16",
        "1.5e22": "1.5E+22",
        "1e-7": "0.0000001",
        "0.1": "0.1",
        "-0.5": "-0.5",
    }
    columns = ",".join(f'"column {place}":{written}' for place, written in enumerate(numbers))
    ((text, *found),) = cells(opened(f'{{"a":"x",{columns}}}\n', "x.jsonl"))
    assert (text, dict(zip(numbers, found, strict=True))) == ("x", numbers)


def test_strings_stay_as_they_are(opened: Open) -> None:
    texts = [
        "007",
        "2026-06-01T00:00:00+02:00",
        "1e5",
        "12025550123.0",
        "true",
        "null",
        " x ",
        "a\nb",
        "é😀",
        "[1]",
        "",
    ]
    table = opened("".join(json.dumps({"a": text}) + "\n" for text in texts), "x.ndjson")
    staged = table.stage(["a"])
    assert [row.cells[0] for row in staged_rows(table, staged)] == [text or None for text in texts]


def test_odd_keys_are_distinguished(opened: Open) -> None:
    keys = ["a.b", 'q"q', "it's", "x/y~z", "$", "*", "", "Email", "email", "[0]", "col\n"]
    record: dict[str, object] = {key: str(place) for place, key in enumerate(keys)}
    record["a"] = {"b": "nested"}
    table = opened(json.dumps(record) + "\n", "x.jsonl")
    assert [column.name for column in table.columns] == [*keys[:6], "column 7", *keys[7:], "a.b_2"]
    assert cells(table) == [(*map(str, range(len(keys))), "nested")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_rows_number_is_its_line(opened: Open, newline: str) -> None:
    lines = ['{"a":1}', "", '{"a":', "[1]", "  ", '{"a":2}', '"text"', '{"a":3}{"a":4}', '{"a":5}', "x\x01y", '{"a":6}']
    table = opened(newline.join(lines), "x.jsonl")
    assert all_rows(table) == [Row(1, ("1",)), Row(6, ("2",)), Row(9, ("5",)), Row(11, ("6",))]
    reasons = {line.number: line.reason for line in table.stage(["a"]).broken}
    invalid, other = "The line is not valid JSON.", "The line is JSON, but no object."
    assert reasons == {3: invalid, 4: other, 7: other, 8: invalid, 10: invalid}


def test_mixed_newlines_and_damaged_bytes(opened: Open, scratch: Path) -> None:
    content = b'{"a":"\xc3\xa9"}\r\n{"a":"x"}\n' + b'{"a":"\xc3\xbc"}\n' * 5 + b'{"a":"\xff"}\n{"a":"y"}\r\n'
    table = opened(content, "x.jsonl")
    staged = table.stage(["a"])
    assert [line.number for line in staged.broken] == [8]
    assert [row.number for row in staged_rows(table, staged)] == [1, 2, 3, 4, 5, 6, 7, 9]
    assert [path.stat().st_mode & 0o777 for path in scratch.rglob("lines.jsonl")] == [0o600]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_compression(opened: Open, encoding: str) -> None:
    content = '{"name":"Zoë"}\n{"name":"Ærø"}\n'.encode(encoding)
    assert cells(opened(content, "a.jsonl")) == [("Zoë",), ("Ærø",)]
    assert cells(opened(gzip.compress(content), "b.jsonl.gz")) == [("Zoë",), ("Ærø",)]


def test_a_field_that_comes_late_in_a_large_file_is_a_column(opened: Open) -> None:
    early = '{"order":1,"note":"' + "x" * 200 + '"}\n'
    table = opened(early * 50_000 + '{"order":2,"phone":"+1206"}\n' * 2, "x.jsonl")
    assert "phone" in kinds(table)
    assert table.value_counts("phone", 2) == [("", 50_000), ("+1206", 2)]


def test_one_array_is_read(opened: Open) -> None:
    table = opened(
        '\n[ {"id": 1,\n "v": 19.90}, {"id": 12345678901234567890, "c": {"e": "a\\nb"}},\n 7, {"id":3} ]\n', "x.json"
    )
    assert table.format == "JSON array, UTF-8"
    assert [row.number for row in all_rows(table)] == [1, 2, 4]
    assert cells(table)[:2] == [("1", "19.9", None), ("12345678901234567890", None, "a\nb")]
    assert [(line.number, line.reason) for line in table.stage(["id"]).broken] == [
        (3, "The line is JSON, but no object.")
    ]


def test_a_field_that_comes_late_in_an_array_is_a_column(opened: Open) -> None:
    assert "phone" in kinds(opened("[" + '{"id": 1}, ' * 5000 + '{"phone": "+1206"}]', "x.json"))


@pytest.mark.parametrize("text", ['[{"a": 1}, 7, {"a": 3}]', '{"a": 1}\n7\n{"a": 3}\n'])
def test_what_is_no_row_cannot_be_picked(opened: Open, text: str) -> None:
    assert list(opened(text, "x.json").pick([1, 2, 3, 9])) == [Row(1, ("1",)), Row(3, ("3",))]


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
)


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), SCALARS, max_size=4),
        min_size=1,
        max_size=15,
    )
)
def test_every_scalar_is_the_text_of_its_json(records: list[dict[str, object]]) -> None:
    records[0]["key"] = "first"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.jsonl")
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        with open_table(str(path), scratch=Path(folder)) as table:
            found = all_rows(table)
            keys = list(dict.fromkeys(key for record in records for key in record))
    assert [row.number for row in found] == list(range(1, len(records) + 1))
    for record, row in zip(records, found, strict=True):
        for key, cell in zip(keys, row.cells, strict=True):
            value = record.get(key)
            plain = value if value is None or isinstance(value, str) else json.dumps(value)
            assert cell == (plain or None)


def kinds_of(table: Table, column: str) -> list[tuple[str | None, str | None]]:
    staged = table.stage([column])
    found = table.cursor().execute(f"SELECT c0, k0 FROM {staged.name} ORDER BY rowid").fetchall()
    assert [(row.cells, row.kinds) for row in table.sample()] == [
        (row.cells, row.kinds) for row in table.pick([row.number for row in table.sample()])
    ]
    return [(text, kind) for text, kind in found]


@pytest.mark.parametrize("form", ["{}", "[{}]"])
def test_the_cells_of_a_mixed_column_say_what_they_are(opened: Open, form: str) -> None:
    items = ['{"a": [1, "x"], "n": 12.50}', '{"a": "x", "n": "12,50"}', '{"a": null, "n": 1e2}', '{"a": "", "n": true}']
    text = "[" + ",".join(items) + "]" if form == "[{}]" else "\n".join(items)
    table = opened(text, "x.json")
    assert table.columns == (Column("a", Kind.LIST, mixed=True), Column("n", Kind.TEXT, mixed=True))
    assert kinds_of(table, "a") == [('[1,"x"]', "list"), ("x", "text"), (None, None), (None, "text")]
    assert [kind for _, kind in kinds_of(table, "n")] == ["number", "text", "number", "text"]
    assert [text for text, _ in kinds_of(table, "n")] == ["12.5", "12,50", "100", "true"]


def test_heads_and_views_of_mixed_columns_have_their_kinds(opened: Open) -> None:
    table = opened('{"b": 1, "a": ["x"]}\n{"b": 2, "a": "y"}\n', "x.jsonl")
    for staged in (table.stage(["a"], limit=2), table.stage(["b", "a"]), table.stage(["a"])):
        place = staged.columns.index("a")
        found = table.cursor().execute(f"SELECT k{place} FROM {staged.name} ORDER BY rowid").fetchall()
        assert found == [("list",), ("text",)]


def test_a_number_that_has_lost_its_end_does_not_look_exact(opened: Open) -> None:
    table = opened('{"id": 7.123456789012346e18, "n": 1}\n{"id": 7123456789012345678, "n": 1e2}\n', "x.jsonl")
    assert cells(table) == [("7.12345678901235E+18", "1"), ("7123456789012345678", "100")]


@pytest.mark.parametrize(("first", "second"), [("\n", "\r\n"), ("\r\n", "\n"), ("\r", "\n")])
def test_newlines_that_change_after_a_megabyte(opened: Open, first: str, second: str) -> None:
    """As where two exports were put together."""
    table = opened(f'{{"a": "{"x" * 60_000}"}}{first}' * 18 + f'{{"a": "y"}}{second}' * 3, "x.jsonl")
    assert [row.number for row in all_rows(table)] == list(range(1, 22))
    assert cells(table)[-1] == ("y",)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_of_some_megabytes_is_a_row_in_every_way_to_read_it(opened: Open, newline: str) -> None:
    long = "x" * 5_000_000
    table = opened(f'{{"a": "short", "b": 1}}\n{{"a": "{long}", "b": 2}}{newline}', "x.jsonl")
    assert cells(table) == [("short", "1"), (long, "2")]


@pytest.mark.parametrize("text", ['{"a": 1}\n' * 5, "[" + ", ".join(['{"a": 1}'] * 5) + "]"])
def test_no_more_rows_are_staged_than_are_asked_for(opened: Open, text: str) -> None:
    assert opened(text, "x.json").stage(["a"], limit=2).rows == 2


def test_a_single_object_of_nothing_but_tables_is_no_row(opened: Open) -> None:
    assert opened('{"id": 5, "items": [{"a": 1}]}\n', "x.json").columns[0] == Column("id", Kind.NUMBER)
    with pytest.raises(FileError, match="if it holds one array of objects"):
        opened('{"items": [{"a": 1}], "more": [{"a": 1}]}\n', "y.json")


def test_an_object_beyond_the_eighth_level_is_a_text_among_numbers(opened: Open) -> None:
    lines = [(7 * '{"a":') + '{"a": ' + value + "}" * 8 for value in ("1", '{"b":2}')]
    table = opened("\n".join(lines), "x.jsonl")
    assert kinds_of(table, ".".join("a" * 8)) == [("1", "number"), ('{"b":2}', "text")]


@pytest.mark.parametrize("blank", [" ", "\t", " \t ", "\f"])
def test_blanks_before_an_object_and_in_a_line_of_nothing_else_break_nothing(opened: Open, blank: str) -> None:
    before = "" if blank == "\f" else blank  # JSON knows no form feed
    table = opened(f'{{"a":1}}\n{before}{{"a":2}}\n{blank}\n{{"a":3}}', "x.jsonl")
    assert all_rows(table) == [Row(1, ("1",)), Row(2, ("2",)), Row(4, ("3",))]
    assert len(table.stage(["a"]).broken) == 0
