"""Keys and clicks that come in one piece, as over a slow line, count in the order they came in."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tests.support.pilot import until
from tiktok_tui.tui.keys_in_order import KeysInOrder
from tiktok_tui.tui.widgets.text_line import TextLine


class _Form(KeysInOrder):
    """Two lines, some way below the app; F8 takes the one with the focus away."""

    BINDINGS = [Binding("f8", "drop", id="form.drop")]

    def compose(self) -> ComposeResult:
        with Vertical(), Vertical():
            yield TextLine("first", id="first")
            yield TextLine("second", id="second")

    def action_drop(self) -> None:
        assert self.focused is not None
        self.focused.remove()


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        (["ctrl+u", "n", "e", "w"], {"first": "new", "second": "second"}),
        (["tab", "ctrl+u", "n", "e", "w"], {"first": "first", "second": "new"}),
        (["a", "tab", "shift+tab", "end", "b", "backspace", "c"], {"first": "ac", "second": "second"}),
        (["tab", "ctrl+u", "a pasted word", "shift+tab", "end", "x"], {"first": "firstx", "second": "a pasted word"}),
        (["f8", "tab", "ctrl+u", "x"], {"second": "x"}),
        (["end", "a", "click second", "ctrl+u", "b", "click first", "c"], {"first": "firstac", "second": "b"}),
    ],
    ids=" ".join,
)
async def test_what_is_typed_in_one_piece(typed: list[str], values: dict[str, str]) -> None:
    app = _Form()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.focused is not None)
        app.screen.set_focus(app.query_one("#first"))
        for word in typed:
            for event in _events(app, word):
                app.post_message(event)
        await until(pilot, lambda: {line.id: line.value for line in app.query(TextLine)} == values, within=5)


def _events(app: _Form, word: str) -> list[events.Event]:
    """A key, a click on the end of a line, or words as a paste."""
    if word.startswith("click "):
        line = app.query_one(f"#{word.removeprefix('click ')}").region
        place = (None, line.right - 2, line.y, 0, 0, 1, False, False, False)
        return [events.MouseDown(*place), events.MouseUp(*place)]
    return [events.Paste(word) if " " in word else events.Key(word, word if len(word) == 1 else None)]
