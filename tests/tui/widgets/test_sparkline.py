"""Drawings of blocks: scaled to the greatest value, or to one that is given, and cut to their room."""

from __future__ import annotations

import pytest

from tiktok_tui.tui.widgets.sparkline import AgeHistogram, sparkline


@pytest.mark.parametrize(
    ("values", "highest", "drawn"),
    [
        ([], None, ""),
        ([0, 0], None, "  "),
        ([1, 2, 3, 4, 5, 6, 7, 8], None, "▁▂▃▄▅▆▇█"),
        ([0, 0.01, 100], None, " ▁█"),
        ([4], 8, "▄"),
        ([9], 8, "█"),
        ([4], 0, " "),
    ],
)
def test_a_block_for_each_value(values: list[float], highest: float | None, drawn: str) -> None:
    assert sparkline(values, highest) == drawn


def histogram(*outside: int) -> str:
    widget = AgeHistogram()
    widget.set_reactive(AgeHistogram.ages, (8, *[0] * 26, 4, *outside))
    return widget.render().plain


def test_ages_run_to_today_and_those_outside_are_counted() -> None:
    days = f"▄{' ' * 26}█"
    assert histogram() == histogram(0, 0) == f"28 d │{days}│ today"
    assert histogram(1200, 0) == f"✗ 1,200 older 28 d │{days}│ today"
    assert histogram(0, 3) == f"28 d │{days}│ today ✗ 3 in the future"
    assert AgeHistogram().render().plain == ""
