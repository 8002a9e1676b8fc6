"""Items of a list are read by their keys, whatever these are called."""

from __future__ import annotations

import json
from itertools import permutations

import duckdb

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.query.items import aggregates


def test_keys_with_quotes_and_backslashes_are_found(check: Check) -> None:
    keys = {"content_id": 'the "id"', "content_name": "a\\b\\"}
    fields = {name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email")}
    fields["contents"] = FieldSource(columns=("list",), fields=keys)
    listed = json.dumps([{keys["content_id"]: "S1", keys["content_name"]: "Mug"}])
    row = ("Lead", "2026-11-20", "a@b.cd", listed)
    ((event,),) = check(("event", "timestamp", "email", "list"), row, mapping=Mapping(fields)).events()
    assert json.loads(event.body)["properties"]["contents"] == [{"content_id": "S1", "content_name": "Mug"}]


def test_a_number_of_a_list_has_a_point_whatever_the_style_of_texts(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email")}
    fields["contents"] = FieldSource(columns=("list",))
    listed = '[{"price":1.250,"quantity":2},{"price":"1.250,5","quantity":"1"},{"price":1.25e1,"quantity":1}]'
    row = ("Lead", "2026-11-20", "a@b.cd", listed)
    header, style = ("event", "timestamp", "email", "list"), NumberStyle.COMMA
    ((event,),) = check(header, row, mapping=Mapping(fields), number_style=style).events()
    assert [item["price"] for item in json.loads(event.body)["properties"]["contents"]] == [1.25, 1250.5, 12.5]


def test_an_item_s_id_is_read_as_an_id_and_its_other_texts_as_they_stand(check: Check) -> None:
    texts = ("content_name", "content_category", "brand")
    header = ("event", "timestamp", "email", "content_id", *texts)
    ((event,),) = check(header, ("Lead", "2026-11-20", "a@b.cd", *["'1001"] * 4)).events()
    (item,) = json.loads(event.body)["properties"]["contents"]
    assert item == {"content_id": "1001"} | dict.fromkeys(texts, "'1001")


def test_items_stand_in_the_order_of_their_rows_however_these_come(rules: duckdb.DuckDBPyConnection) -> None:
    wanted = aggregates("row", ("items", "item_content"))
    lines = ["(1, 'a', 7::UBIGINT)", "(2, 'b', 8::UBIGINT)", "(3, NULL, NULL)", "(4, 'c', 9::UBIGINT)"]
    found = {
        rules.execute(
            f"SELECT {', '.join(wanted.values())} FROM (VALUES {', '.join(each)}) AS each(row, item_json, item_content)"
        ).fetchone()
        for each in permutations(lines)
    }
    ((items, content),) = filter(None, found)
    assert (items, content is None) == ("a,b,c", False)
