"""Every field of the table reaches its place in the event, and is masked in a preview where it is personal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELDS, Part
from tiktok_tui.mapping.model import FieldSource, Mapping

CELLS = {
    "event": "Lead",
    "timestamp": "2026-11-20",
    "email": "a@b.cd",
    "phone": "+12133734253",
    "external_id": "customer-1",
    "value": "12.5",
    "currency": "EUR",
    "order_id": "order-1",
    "event_id": "event-1",
    "contents": '[{"content_id": "S1"}]',
    "content_id": "S1",
    "content_name": "Mug",
    "content_category": "Kitchen",
    "brand": "Ours",
    "price": "3",
    "quantity": "2",
    "content_type": "product",
    "shop_id": "shop-1",
    "description": "a mug",
    "search_string": "mugs",
    "agent": "Mozilla/5.0",
    "ip": "8.8.8.8",
    "cookie_id": "cookie-1",
    "tiktok_click_id": "click-1",
    "locale": "en-US",
    "page_url": "https://shop.example/",
    "referrer_url": "https://search.example/",
    "event_channel": "in_store",
    "event_set_id": "1" * 19,
}
"""A good cell for each field that a column can fill."""


def _at(event: dict[str, Any], path: str) -> object:
    found: Any = event
    for key in path.split("."):
        found = found[key.removesuffix("[]")]
        found = found[0] if key.endswith("[]") else found
    return found


WITH_A_LIST = ("event", "timestamp", "email", "currency", "contents")
"""A list of items stands for the columns of items."""
MAPPED = {
    "offline": [field for field in FIELDS if EventSource.OFFLINE in field.sources and field.name != "contents"],
    "offline with a list": [field for field in FIELDS if field.name in WITH_A_LIST],
    "web": [field for field in FIELDS if EventSource.WEB in field.sources and field.name != "contents"],
}


def test_every_field_is_mapped_somewhere() -> None:
    assert {field for fields in MAPPED.values() for field in fields} == {*FIELDS}


@pytest.mark.parametrize("case", MAPPED)
def test_each_field_is_sent_and_masked(check: Check, case: str) -> None:
    mapped = [field for field in MAPPED[case] if field.name != "event_source"]
    source = EventSource(case.split()[0])
    prepared = check(
        tuple(field.name for field in mapped),
        [CELLS[field.name] for field in mapped],
        mapping=Mapping({field.name: FieldSource(columns=(field.name,)) for field in mapped}),
        **{"event_source": source, "send_event_channel": True, "restrict_pii": True},
    )
    ((event,),) = prepared.events()
    preview = prepared.preview(2)
    assert preview is not None
    shown = {found.field: found.raw for found in preview.fields}
    for field in mapped:
        if field.part is Part.ROUTING:
            assert event.event_set_id == CELLS[field.name]
        else:
            assert _at(json.loads(event.body), field.path), field.name
        assert (shown[field.name] == ("•••",)) == (field.personal or "@" in CELLS[field.name]), field.name


def test_what_says_something_about_a_person_is_personal() -> None:
    open_ = {field.name for field in FIELDS if field.part in (Part.USER, Part.PAGE) and not field.personal}
    assert open_ == {"locale"}
    assert all(field.personal for field in FIELDS if field.hashed)
