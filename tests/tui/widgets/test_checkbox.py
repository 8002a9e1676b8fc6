"""A checkbox that can be read without colour."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.support.pilot import screen_text
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox


class _OneBox(App[None]):
    def compose(self) -> ComposeResult:
        yield PlainCheckbox("All of them")


async def test_the_mark_says_what_is_chosen_and_the_box_takes_one_line() -> None:
    async with _OneBox().run_test(size=(30, 4)) as pilot:
        box, seen = pilot.app.query_one(PlainCheckbox), []
        for _ in range(3):
            await pilot.pause()
            seen.append(screen_text(pilot.app).rstrip())
            await pilot.press("space")
        assert seen == ["[ ] All of them", "[x] All of them", "[ ] All of them"]
        assert (box.region.x, box.region.y, box.region.height) == (0, 0, 1)
