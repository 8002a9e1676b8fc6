"""Sentences about amounts that can be read in two ways."""

from __future__ import annotations

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.explain.money_words import both_readings, currency_hint
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


def test_the_column_of_an_amount_is_named_where_only_its_header_has_a_sign(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email")}
    fields["value"] = FieldSource(columns=("Total (kr)",))
    row = ("Purchase", "2026-11-20", "a@b.cd", "5")
    (problem,) = check(
        ("event", "timestamp", "email", "Total (kr)"), row, mapping=Mapping(fields), currency=""
    ).problems()
    assert (problem.rule.name, problem.column, problem.value) == ("currency.unclear", "Total (kr)", "5")
