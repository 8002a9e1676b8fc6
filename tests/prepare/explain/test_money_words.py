"""Sentences about amounts that can be read in two ways."""

from __future__ import annotations

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.rules import RULE
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.prepare.explain.money_words import both_readings, cents_hint, currency_hint, money_text
from tiktok_tui.prepare.query.plan import Plan


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("€ 1.250", " It could be 1250 or 1.25."),
        ("1.000", " It could be 1000 or 1."),
        ("10.000", " It could be 10000 or 10."),
        ("125.125 USD", " It could be 125125 or 125.125."),
        ("12.5", ""),
        (None, ""),
    ],
)
def test_both_readings_are_named(text: str | None, said: str) -> None:
    assert both_readings(text) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("¥ 5", "¥ can be JPY or CNY."),
        ("kr 5", "kr can be SEK or NOK or DKK or another."),
    ],
)
def test_up_to_three_currencies_of_a_sign_are_named(check: Check, cell: str, said: str) -> None:
    header = ("event", "timestamp", "email", "value")
    (problem,) = check(header, ("Purchase", "2026-11-20", "a@b.cd", cell), currency="").problems()
    assert said in f"{problem.reason} {problem.remedy}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5 €", ""),
        ("5", ""),
        (None, ""),
        ("¥ 5", " ¥ can be JPY or CNY."),
        ("5 元", " 元 can be CNY or TWD or HKD."),
        ("5 € or 5 ¥", " ¥ can be JPY or CNY."),
        ("kr 5", " kr can be SEK or NOK or DKK or another."),
    ],
)
def test_a_sign_of_several_currencies_is_explained(text: str | None, said: str) -> None:
    plan = Plan(Mapping({}), Destination("shop", "Shop"), (), defused=False)
    assert currency_hint("currency.unclear", plan, text) == said


@pytest.mark.parametrize(
    ("rule", "cells", "shown"),
    [
        ("currency.disagrees", {"total": "5 €", "unit": "5 €", "code": "USD"}, "5 € · USD"),
        ("currency.disagrees", {"total": "5 €", "unit": "$5", "code": "USD"}, "5 € · $5 · USD"),
        ("currency.disagrees", {"total": "5", "unit": "5 €", "code": "USD"}, "5 € · USD"),
        ("currency.disagrees", {"total": "5 €", "unit": "", "code": None}, "5 €"),
        ("currency.unclear", {"total": "5 kr", "unit": "5 €", "code": "USD"}, "5 kr"),
    ],
)
def test_each_cell_that_names_a_currency_is_shown_once(rule: str, cells: dict[str, str | None], shown: str) -> None:
    columns = {"value": "total", "price": "unit", "currency": "code"}
    fields = {field: FieldSource(columns=(column,)) for field, column in columns.items()}
    plan = Plan(Mapping(fields), Destination("shop", "Shop"), (), defused=False)
    assert money_text(rule, "total", plan, cells) == shown


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (("value", "price"), {"value.unreadable", "price.unreadable"}),
        (("price",), {"price.unreadable"}),
        (("contents",), {"price.unreadable"}),
        ((), set()),
    ],
)
def test_only_what_cannot_be_read_is_said_to_be_mapped_as_cents(source: tuple[str, ...], said: set[str]) -> None:
    fields = {field: FieldSource(columns=(field,), unit=CENTS) for field in source}
    plan = Plan(Mapping(fields), Destination("shop", "Shop"), (), defused=False)
    assert {rule for rule in RULE if cents_hint(rule, plan)} == said
    assert {cents_hint(rule, plan) for rule in said} <= {" It is mapped as whole cents."}


def test_the_column_of_an_amount_is_named_where_only_its_header_has_a_sign(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email")}
    fields["value"] = FieldSource(columns=("Total (kr)",))
    row = ("Purchase", "2026-11-20", "a@b.cd", "5")
    (problem,) = check(
        ("event", "timestamp", "email", "Total (kr)"), row, mapping=Mapping(fields), currency=""
    ).problems()
    assert (problem.rule.name, problem.column, problem.value) == ("currency.unclear", "Total (kr)", "5")
