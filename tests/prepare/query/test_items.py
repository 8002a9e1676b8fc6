"""Items of a list are read by their keys, whatever these are called."""

from __future__ import annotations

import json

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.mapping.model import FieldSource, Mapping


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
