"""The table of fields: what a person should expect to be hidden is."""

from __future__ import annotations

import re
from pathlib import Path

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELD, FIELDS, Part
from tiktok_tui.events.names import LEGACY, STANDARD

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference.md").read_text("utf-8")

OPEN = {"locale"}
"""Fields of a user that say nothing about the person."""


def test_a_field_about_the_customer_or_the_page_is_personal() -> None:
    about_people = {field.name for field in FIELDS if field.hashed or field.part in (Part.USER, Part.PAGE)}
    assert {field.name for field in FIELDS if field.personal} == about_people - OPEN


def test_names_and_paths_occur_once() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert len({(field.part, field.key) for field in FIELDS}) == len(FIELDS)


def names(*, share: float) -> set[str]:
    return {field.name for field in FIELDS if field.share == share}


def test_the_reference_says_of_each_field_what_the_table_says() -> None:
    for field in FIELDS:
        sources = ", ".join(source for source in EventSource if source in field.sources)
        assert f"| `{field.name}` | {sources} | {field.help} | `{field.path}` |\n" in REFERENCE, field.name


def test_fields_that_an_event_needs_that_take_several_columns_and_that_are_sent_as_they_stand() -> None:
    required = {field.name for field in FIELDS if field.required}
    several = {field.name for field in FIELDS if field.several}
    verbatim = {field.name for field in FIELDS if field.verbatim}
    assert required == {"event", "timestamp", "page_url", "event_set_id"}
    assert several == {field.name for field in FIELDS if field.hashed} == {"email", "phone", "external_id"}
    assert verbatim == {
        "order_id", "shop_id", "content_id", "content_name", "content_category", "brand", "description",
        "search_string", "agent", "cookie_id",
    }  # fmt: skip


def test_a_column_fits_by_most_of_its_cells_an_identifier_by_half_a_click_id_by_a_fifth() -> None:
    assert names(share=0.5) == {"email", "phone"}
    assert names(share=0.2) == {"tiktok_click_id"}
    assert names(share=0.7) == {"value", "currency", "contents", "price", "quantity"}
    assert names(share=0.6) == {
        "event", "content_type", "agent", "ip", "page_url", "referrer_url", "event_channel", "event_set_id",
    }  # fmt: skip
    assert {field.share for field in FIELDS} == {0.2, 0.5, 0.6, 0.7, 0.8}


SHAPES = {
    "event": ("event",),
    "timestamp": ("time",),
    "email": ("email", "hash", "other_hash"),
    "phone": ("phone", "hash", "other_hash"),
    "external_id": ("id", "email"),
    "value": ("amount",),
    "currency": ("currency",),
    "order_id": ("id",),
    "event_id": ("id",),
    "contents": ("list",),
    **dict.fromkeys(("content_id", "content_name", "content_category", "brand", "shop_id", "cookie_id"), ("text",)),
    "price": ("amount",),
    "quantity": ("count",),
    "content_type": ("content_type",),
    **dict.fromkeys(("description", "search_string", "event_source"), ()),
    "agent": ("agent",),
    "ip": ("ip",),
    "tiktok_click_id": ("click",),
    "locale": ("locale",),
    **dict.fromkeys(("page_url", "referrer_url"), ("address",)),
    "event_channel": ("channel",),
    "event_set_id": ("pixel",),
}
"""For each field, the shapes that its cells have."""


def test_a_column_fits_by_the_shape_of_its_cells() -> None:
    assert {field.name: field.expected for field in FIELDS} == SHAPES


def test_the_fields_are_listed_in_the_order_of_the_reference() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (?:offline|web)", REFERENCE, re.MULTILINE)
    assert [field.name for field in FIELDS] == list(FIELD) == listed


def test_values_that_tiktok_lists_are_taken_and_elsewhere_any_text_is() -> None:
    assert FIELD["event"].taken == (*STANDARD, *LEGACY)
    assert FIELD["currency"].taken == tuple(sorted(CURRENCIES))
    assert {field.name for field in FIELDS if field.taken} == {"event", "currency", "content_type", "event_channel"}


def test_a_type_of_content_and_a_channel_are_those_that_tiktok_lists() -> None:
    assert FIELD["content_type"].taken == ("product", "product_group")
    assert FIELD["event_channel"].taken == ("email", "website", "phone_call", "in_store", "crm", "other")


def test_a_path_is_as_tiktok_writes_it() -> None:
    assert [part.value for part in Part] == ["event", "user", "properties", "contents", "page", "routing"]
    paths = {name: FIELD[name].path for name in ("event", "email", "value", "price", "page_url", "event_set_id")}
    assert paths == {
        "event": "event",
        "email": "user.email",
        "value": "properties.value",
        "price": "properties.contents[].price",
        "page_url": "page.url",
        "event_set_id": "event_source_id",
    }
