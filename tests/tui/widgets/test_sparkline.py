"""Drawings of blocks: scaled to the greatest value, or to one that is given, and cut to their room."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content

from tiktok_tui.tui.widgets.sparkline import AgeHistogram, Sparkline, sparkline


@pytest.mark.parametrize(
    ("values", "highest", "drawn"),
    [
        ([], None, ""),
        ([0, 0], None, "  "),
        ([1, 2, 3, 4, 5, 6, 7, 8], None, "▁▂▃▄▅▆▇█"),
        ([0, 0.01, 100], None, " ▁█"),
        ([1.6, 8], None, "▂█"),
        ([4], 8, "▄"),
        ([9], 8, "█"),
        ([4], 0, " "),
    ],
)
def test_a_block_for_each_value(values: list[float], highest: float | None, drawn: str) -> None:
    assert sparkline(values, highest) == drawn


def drawn(*outside: int) -> Content:
    widget = AgeHistogram()
    widget.set_reactive(AgeHistogram.ages, (8, *[0] * 26, 4, *outside))
    return widget.render()


def histogram(*outside: int) -> str:
    return drawn(*outside).plain


def test_ages_run_to_today_and_those_outside_are_counted() -> None:
    days = f"▄{' ' * 26}█"
    assert histogram() == histogram(0, 0) == f"28 d │{days}│ today"
    assert histogram(1200, 0) == f"✗ 1,200 older 28 d │{days}│ today"
    assert histogram(0, 3_000) == f"28 d │{days}│ today ✗ 3,000 in the future"
    assert AgeHistogram().render().plain == ""
    older, *inside, ahead = [str(span.style) for span in drawn(1, 1).spans]
    assert (older, ahead) == ("$error", "$error")
    assert inside == ["$foreground-muted", "$accent", "$foreground-muted", "$foreground-muted"]


class _Both(App[None]):
    def compose(self) -> ComposeResult:
        yield Sparkline()
        yield AgeHistogram()


async def test_in_little_room_the_newest_and_the_histogram_itself_stay() -> None:
    app = _Both()
    async with app.run_test(size=(80, 4)) as pilot:
        rate, ages = app.query_one(Sparkline), app.query_one(AgeHistogram)
        rate.values = (8, 8, 1, 4, 8)
        ages.ages = (8, *[0] * 26, 4)
        await pilot.pause()
        ages.ages = (8, *[0] * 26, 4, 1_200, 3)
        await pilot.pause()
        assert ages.render().plain.startswith("✗ 1,200 older"), "it has its room from the beginning"
        rate.styles.width = 3
        seen = {}
        for width in (73, 72, 41, 40, 35, 34, 2):
            ages.styles.width = width
            await pilot.pause()
            seen[width] = ages.render().plain
        assert rate.render().plain == "▁▄█"
        assert rate.styles.color == Color.parse(app.get_css_variables()["accent"])
        rate.styles.width = 8
        await pilot.pause()
        assert rate.render().plain == "   ██▁▄█"
        days = f"28 d │▄{' ' * 26}█│"
        whole = f"✗ 1,200 older {days} today ✗ 3 in the future"
        assert len(whole) == 73
        forms = [whole, *[f"{days} today"] * 2, *[days] * 4]
        assert list(seen.values()) == forms
        styles = [str(span.style) for span in ages.render().spans]
        assert styles == ["$foreground-muted", "$accent", "$foreground-muted"]
