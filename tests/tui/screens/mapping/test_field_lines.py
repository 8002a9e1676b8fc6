"""The state of each field under a mapping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.setups import SHOP
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.screens.mapping.field_lines import FieldLine, field_lines, grouped_words
from tiktok_tui.tui.widgets.tone import Tone


def lines(*fields: str, rules: dict[str, int] | None = None) -> dict[str, FieldLine]:
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in fields})
    found = field_lines(mapping, replace(SHOP, fixed_event=""), rules or {}, list(fields))
    return {line.field.name: line for line in found}


def test_of_email_and_phone_both_are_needed_until_one_is_there() -> None:
    assert {name for name, line in lines().items() if line.trouble == "needed"} == {
        "event",
        "timestamp",
        "email",
        "phone",
    }
    assert "needed" not in {lines("email")["phone"].trouble, lines("phone")["email"].trouble}


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (99_999, "99,999"), (100_000, "100k"), (999_999, "999k"), (2_500_000, "2.5M")]
)
def test_rows_with_problems_are_counted_at_their_field_in_six_characters(count: int, words: str) -> None:
    line = lines("value", rules={"value.unreadable": count})["value"]
    assert (line.trouble, line.tone) == (words, Tone.WARNING if count else Tone.DONE)


def test_all_problems_of_a_field_count_at_it() -> None:
    rules = {"value.unreadable": 3, "value.negative": 4, "currency.missing": 9}
    assert lines("value", rules=rules)["value"].trouble == "7"


def test_a_web_field_is_listed_last_as_unused_for_an_offline_destination() -> None:
    found = list(lines("agent", "email").values())
    assert (found[-1].field.name, found[-1].trouble) == ("agent", "unused")


def test_every_word_must_be_somewhere_in_the_line() -> None:
    line = lines("value")["value"]
    assert line.matches(["val"])
    assert line.matches([])
    assert not line.matches(["val", "zebra"])


@pytest.mark.parametrize(
    ("field", "source", "words"),
    [
        ("value", FieldSource(value="5"), "= 5"),
        ("email", FieldSource(columns=("a", "b")), "a + b"),
        ("timestamp", FieldSource(columns=("at",), format="%d/%m/%Y", zone="tz"), "at  %d/%m/%Y  @ tz"),
        ("timestamp", FieldSource(columns=("at",), time_zone="UTC"), "at  @ UTC"),
        ("event", FieldSource(columns=("kind",), values={"sale": "Purchase"}), "kind  1 changed"),
        ("contents", FieldSource(columns=("items",), fields={"price": "p", "brand": "b"}), "items  2 keys"),
    ],
)
def test_what_fills_a_field_is_said(field: str, source: FieldSource, words: str) -> None:
    (line,) = (
        line
        for line in field_lines(Mapping({field: source}), SHOP, {}, ["a", "b", "at", "tz", "kind", "items"])
        if line.field.name == field
    )
    assert line.filled_by == words


@pytest.mark.parametrize(
    ("mapped", "field", "words"),
    [
        ((), "event", "= Lead"),
        ((), "event_id", "made from the event"),
        (("order_id",), "event_id", "made from the order"),
        ((), "currency", "–"),
        (("price",), "currency", "= EUR"),
        (("price",), "value", "–"),
        (("price", "quantity"), "value", "price × quantity"),
        ((), "event_set_id", "= Tills"),
        ((), "brand", "–"),
    ],
)
def test_what_stands_in_for_a_field_that_is_not_mapped_is_said(mapped: tuple[str, ...], field: str, words: str) -> None:
    shop = replace(SHOP, fixed_event="Lead", currency="EUR", event_set_name="Tills")
    found = field_lines(Mapping({name: FieldSource(columns=(name,)) for name in mapped}), shop, {}, mapped)
    assert {line.field.name: line.filled_by for line in found}[field] == words


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (Mapping(), "each row is one event"),
        (Mapping({"price": FieldSource(value="1")}), "each row is one event with one item"),
        (Mapping(group_by="order", only={"state": ("paid",)}), "one order, one event, filtered"),
        (Mapping(leave_out={"state": ("void",)}), "each row is one event, filtered"),
    ],
)
def test_how_rows_become_events_is_said(mapping: Mapping, words: str) -> None:
    assert grouped_words(mapping) == words
