"""The state of each field under a mapping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.setups import SHOP
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
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
    ("count", "words"),
    [(0, ""), (99_999, "99,999"), (100_000, "100k"), (999_999, "999k"), (1_000_000, "1.0M"), (2_500_000, "2.5M")],
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
        ("value", FieldSource(columns=("a",), unit=CENTS), "a  in cents"),
        ("event", FieldSource(columns=("kind",), values={"sale": "Purchase"}), "kind  1 changed"),
        ("contents", FieldSource(columns=("items",), fields={"price": "p", "brand": "b"}), "items  2 keys"),
        ("contents", FieldSource(columns=("items",), fields={"price": "p"}), "items  1 key"),
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
        (
            Mapping({"brand": FieldSource(value="x")}, leave_out={"state": ("void",)}),
            "each row is one event with one item, filtered",
        ),
        (Mapping({"price": FieldSource(value="1")}, group_by="order"), "one order, one event"),
    ],
)
def test_how_rows_become_events_is_said(mapping: Mapping, words: str) -> None:
    assert grouped_words(mapping) == words


@pytest.mark.parametrize(
    ("country", "column", "words"),
    [
        ("FR", None, "phone  in FR"),
        ("FR", "Land", "phone  in Land"),
        ("", "Land", "phone  in Land"),
        ("", None, "phone"),
    ],
)
def test_the_country_of_phones_is_said(country: str, column: str | None, words: str) -> None:
    mapping = Mapping({"phone": FieldSource(columns=("phone",))}, phone_country=column)
    found = field_lines(mapping, replace(SHOP, phone_country=country), {}, ["phone", "Land"])
    assert {line.field.name: line.filled_by for line in found}["phone"] == words


def test_a_line_says_by_its_mark_what_is_filled_missing_wrong_or_not_used() -> None:
    mapping = Mapping(
        {
            "email": FieldSource(columns=("email",)),
            "value": FieldSource(columns=("value",)),
            "brand": FieldSource(columns=("Zebra",)),
            "agent": FieldSource(columns=("agent",)),
        }
    )
    shop = replace(SHOP, fixed_event="Lead", currency="")
    rules = {"value.unreadable": 2, "event.unknown": 3, "phone.unparseable": 1, "timestamp.missing": 4}
    found = field_lines(mapping, shop, rules, ["email", "value", "agent"])
    lines = {line.field.name: (line.glyph, line.tone, line.trouble) for line in found}
    assert "event_source" not in lines
    assert {name: lines[name] for name in ("email", "value", "event", "event_id", "phone", "shop_id")} == {
        "email": ("✓", Tone.DONE, ""),
        "value": ("!", Tone.WARNING, "2"),
        "event": ("!", Tone.WARNING, "3"),
        "event_id": ("✓", Tone.DONE, ""),
        "phone": ("○", Tone.QUIET, "1"),
        "shop_id": ("○", Tone.QUIET, ""),
    }
    assert lines["currency"] == lines["timestamp"] == ("!", Tone.WARNING, "needed")
    assert (lines["brand"], lines["agent"]) == (("✗", Tone.ERROR, "wrong"), ("–", Tone.QUIET, "unused"))
    assert {line.field.name: line.wrong for line in found if line.wrong} == {
        "brand": "The file has no column “Zebra”. It has email, value, agent.",
        "agent": "agent is for web events only and is left out for offline.",
    }


@pytest.mark.parametrize("amount", ["value", "price", "contents"])
def test_an_amount_needs_a_currency(amount: str) -> None:
    mapping = Mapping({amount: FieldSource(columns=(amount,))})
    found = field_lines(mapping, replace(SHOP, currency=""), {}, [amount])
    assert {line.field.name: line.trouble for line in found}["currency"] == "needed"


def test_a_line_is_found_by_its_field_by_what_fills_it_and_by_its_help() -> None:
    line = lines("value")["value"]
    line = replace(line, filled_by="Total  2 changed")
    assert [line.matches([word]) for word in ("value", "total", "order's", "changed", "Total")] == [True] * 4 + [False]
