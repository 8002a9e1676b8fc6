"""A line to type into: its own keys and letters count in the order in which they are typed."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical

from tests.support.pilot import until
from tiktok_tui.tui.widgets.text_line import TextLine


class _Form(App[None]):
    """A line some way below the app, as in a form."""

    def compose(self) -> ComposeResult:
        with Vertical(), Vertical(), Vertical():
            yield TextLine("the old value")


async def test_a_value_typed_right_after_the_line_is_emptied_is_kept() -> None:
    app = _Form()
    async with app.run_test() as pilot:
        line = app.query_one(TextLine)
        await until(pilot, lambda: line.has_focus)
        for key, character in (("ctrl+u", None), ("n", "n"), ("e", "e"), ("x", "x"), ("backspace", None), ("w", "w")):
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: line.value.endswith("w") or not line.value)
        await pilot.pause()
        assert line.value == "new"
