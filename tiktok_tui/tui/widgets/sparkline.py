"""Small drawings made of block characters: a rate over time, events by age."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.tiktok.limits import MAX_AGE_DAYS

_BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], highest: float | None = None) -> str:
    """Return a block for each value, a blank for 0, scaled to `highest` (by default the greatest value).

    >>> sparkline([0, 1, 4, 8])
    ' ▁▄█'
    """
    top = max(values, default=0.0) if highest is None else highest
    if top <= 0:
        return " " * len(values)
    steps = [min(len(_BLOCKS), max(1, round(value / top * len(_BLOCKS)))) if value > 0 else 0 for value in values]
    return "".join(_BLOCKS[step - 1] if step else " " for step in steps)


class Sparkline(Widget):
    """The last values of a rate, the newest at the right edge."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Sparkline { height: 1; width: 1fr; color: $accent; }"

    values: reactive[tuple[float, ...]] = reactive(())

    def render(self) -> Content:
        """As many of the newest values as there are cells."""
        width = self.size.width
        return Content(sparkline(self.values[-width:] if width else ()).rjust(width))


class AgeHistogram(Widget):
    """Events by days of age against the 28 days that TikTok credits: `ages  ▁▂▃▇ │28 d  812 older  3 ahead`.

    `ages` holds the events of each day of age 0 to 27, then those older, then those in the future. The newest day
    is at the right, next to the limit's far side being at the left, so that time runs as one reads.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "AgeHistogram { height: 1; width: 1fr; }"

    ages: reactive[tuple[int, ...]] = reactive((), layout=True)

    def render(self) -> Content:
        """The histogram with its limit, and in words what lies outside of it."""
        days = self.ages[:MAX_AGE_DAYS]
        if not days:
            return Content("")
        older, ahead = (*self.ages[MAX_AGE_DAYS:], 0, 0)[:2]
        bars = [
            (f"{MAX_AGE_DAYS} d │", "$foreground-muted"),
            (sparkline(days[::-1]), "$accent"),
            ("│", "$foreground-muted"),
        ]
        inside = [*bars, (" today", "$foreground-muted")]
        before = [(f"✗ {older:,} older ", "$error")] if older else []
        after = [(f" ✗ {ahead:,} in the future", "$error")] if ahead else []
        forms = [Content.assemble(*form) for form in ([*before, *inside, *after], inside, bars)]
        width = self.size.width or forms[0].cell_length
        return next((form for form in forms if form.cell_length <= width), forms[-1])
