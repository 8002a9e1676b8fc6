"""The progress bar: halves of a cell, and refused events that show however few they are."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.support.pilot import screen_text
from tiktok_tui.tui.widgets.bar import Bar

ACCENT, RED, REST, WORDS = "$accent", "$error", "$border-blurred", "$foreground"

DRAWN: dict[tuple[int, int, int, str], list[tuple[str, str]]] = {
    (0, 0, 0, ""): [("─" * 20, REST)],
    (7, 0, 0, "7 rows"): [("─" * 12, REST), ("  7 rows", WORDS)],
    (1, 0, 40, ""): [("╸", ACCENT), ("─" * 19, REST)],
    (2, 0, 40, ""): [("━", ACCENT), ("─" * 19, REST)],
    (39, 0, 40, ""): [("━" * 19, ACCENT), ("╸", ACCENT)],
    (40, 0, 40, ""): [("━" * 20, ACCENT)],
    (50, 50, 100, ""): [("━" * 10, ACCENT), ("━" * 10, RED)],
    (0, 1, 9_000, ""): [("━", RED), ("─" * 19, REST)],
    (8_999, 1, 9_000, ""): [("━" * 19, ACCENT), ("━", RED)],
    (2, 1, 40, ""): [("━", RED), ("╸", RED), ("─" * 18, REST)],
    (0, 5, 40, ""): [("━━", RED), ("╸", RED), ("─" * 17, REST)],
    (0, 990, 1_000, ""): [("━" * 20, RED)],
    (5, 300, 100, ""): [("━" * 20, RED)],
    (5, 2, 10, "x" * 25): [("  " + "x" * 25, WORDS)],
    (30, 0, 40, "30 of 40"): [("━" * 7, ACCENT), ("╸", ACCENT), ("──", REST), ("  30 of 40", WORDS)],
}
"""Good, bad, total and caption, and what is drawn of them in twenty cells."""


class _OneBar(App[None]):
    def compose(self) -> ComposeResult:
        yield Bar()


async def test_what_is_done_is_drawn_to_half_a_cell_and_what_is_refused_always() -> None:
    async with _OneBar().run_test(size=(20, 4)) as pilot:
        bar, drawn = pilot.app.query_one(Bar), {}
        for good, bad, total, caption in DRAWN:
            bar.good, bar.bad, bar.total, bar.caption = good, bad, total, caption
            shown = bar.render()
            parts = [(shown.plain[span.start : span.end], str(span.style)) for span in shown.spans]
            drawn[good, bad, total, caption] = [part for part in parts if part[0]]
        assert drawn == DRAWN
        assert bar.size.height == 1
        changes = {
            "caption": ("31 of 40", "━━━━━━━╸──  31 of 40"),
            "good": (36, "━━━━━━━━━─  31 of 40"),
            "total": (72, "━━━━━─────  31 of 40"),
            "bad": (36, "━━━━━━━━━━  31 of 40"),
        }
        for part, (value, drawn_now) in changes.items():
            await pilot.pause()
            setattr(bar, part, value)
            await pilot.pause()
            assert screen_text(pilot.app).split("\n")[0] == drawn_now, part
