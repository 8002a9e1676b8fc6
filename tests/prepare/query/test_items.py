"""Items of a list are read by their keys, whatever these are called."""

from __future__ import annotations

import json

from tests.prepare.conftest import Check
from tiktok_tui.mapping.model import FieldSource, Mapping


def test_keys_with_quotes_and_backslashes_are_found(check: Check) -> None:
    keys = {"content_id": 'the "id"', "content_name": "a\\b"}
    fields = {name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email")}
    fields["contents"] = FieldSource(columns=("list",), fields=keys)
    listed = json.dumps([{keys["content_id"]: "S1", keys["content_name"]: "Mug"}])
    row = ("Lead", "2026-11-20", "a@b.cd", listed)
    ((event,),) = check(("event", "timestamp", "email", "list"), row, mapping=Mapping(fields)).events()
    assert json.loads(event.body)["properties"]["contents"] == [{"content_id": "S1", "content_name": "Mug"}]
