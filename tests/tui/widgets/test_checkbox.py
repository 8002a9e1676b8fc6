"""A checkbox that can be read without colour."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.color import Color
from textual.style import Style

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
        lit = box.render().spans
        pilot.app.set_focus(None)
        await pilot.pause()
        assert [span.end for span in lit] == [span.end for span in box.render().spans] == [3, 16]
        assert lit[1].style != box.render().spans[1].style, "the label shows where the focus is"
        for value, colour in ((True, "accent"), (False, "foreground-muted")):
            box.value = value
            await pilot.pause()
            style = box.render().spans[0].style
            assert isinstance(style, Style)
            assert style.foreground == Color.parse(pilot.app.get_css_variables()[colour])
        assert screen_text(pilot.app).rstrip() == "[ ] All of them"
