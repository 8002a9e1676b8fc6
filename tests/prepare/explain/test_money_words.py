"""Sentences about amounts that can be read in two ways."""

from __future__ import annotations

import pytest

from tiktok_tui.prepare.explain.money_words import both_readings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("€ 1.250", " It could be 1250 or 1.25."),
        ("1.000", " It could be 1000 or 1."),
        ("125.125 USD", " It could be 125125 or 125.125."),
        ("12.5", ""),
        (None, ""),
    ],
)
def test_both_readings_are_named(text: str | None, said: str) -> None:
    assert both_readings(text) == said
