"""Sentences about amounts that can be read in two ways."""

from __future__ import annotations

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.prepare.explain.money_words import both_readings


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
