"""The table of fields: what a person should expect to be hidden is."""

from __future__ import annotations

from tiktok_tui.events.fields import FIELDS, Part

OPEN = {"locale"}
"""Fields of a user that say nothing about the person."""


def test_a_field_about_the_customer_or_the_page_is_personal() -> None:
    about_people = {field.name for field in FIELDS if field.hashed or field.part in (Part.USER, Part.PAGE)}
    assert {field.name for field in FIELDS if field.personal} >= about_people - OPEN
    assert not {field.name for field in FIELDS if field.personal} & OPEN


def test_names_and_paths_occur_once() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert len({(field.part, field.key) for field in FIELDS}) == len(FIELDS)
