"""Keys and clicks that come in one piece, as over a slow line, count in the order they came in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from tests.support.pilot import until
from tiktok_tui.tui.keys_in_order import KeysInOrder
from tiktok_tui.tui.widgets.text_line import TextLine


class _Go(Static):
    """Leads to the second line, a while after it was clicked."""

    async def on_click(self) -> None:
        await asyncio.sleep(0)
        self.screen.set_focus(self.screen.query_one("#second"))


class _Form(KeysInOrder):
    """Two lines, some way below the app; F8 takes the one with the focus away."""

    BINDINGS = [Binding("f8", "drop", id="form.drop")]

    def compose(self) -> ComposeResult:
        with Vertical(), Vertical():
            yield TextLine("first", id="first")
            yield TextLine("second", id="second")
            yield _Go("go", id="go")

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
        (["click go", "n", "e", "w"], {"first": "first", "second": "new"}),
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
        await until(pilot, lambda: {line.id: line.value for line in app.query(TextLine)} == values)


def _events(app: _Form, word: str) -> list[events.Event]:
    """A key, a click on the end of a line, or words as a paste."""
    if word.startswith("click "):
        line = app.query_one(f"#{word.removeprefix('click ')}").region
        place = (None, line.right - 2, line.y, 0, 0, 1, False, False, False)
        return [events.MouseDown(*place), events.MouseUp(*place)]
    return [events.Paste(word) if " " in word else events.Key(word, word if len(word) == 1 else None)]


class _Slow(Static, can_focus=True):
    """Takes a key only when it is let go, and gives the focus on then, as Tab does."""

    def __init__(self) -> None:
        super().__init__("slow", id="slow")
        self.go = asyncio.Event()
        self.got: list[str] = []
        self.gone = False

    @property
    def is_attached(self) -> bool:
        return not self.gone and super().is_attached

    async def on_key(self, event: events.Key) -> None:
        self.got.append(event.key)
        await asyncio.wait_for(self.go.wait(), 30)
        self.screen.set_focus(self.screen.query_one("#second"))
        event.stop()


class _Held(_Form):
    """Its timers do not run by themselves: a test calls them when it is their time."""

    BINDINGS = [Binding("f9", "open", id="form.open")]

    def __init__(self) -> None:
        super().__init__()
        self.looks: list[tuple[float, Callable[[], Awaitable[None]]]] = []

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield _Slow()

    def set_timer(self, delay: float, callback: Any = None, **more: Any) -> Timer:
        self.looks.append((delay, callback))
        return super().set_timer(3_600, None, **more)

    async def action_open(self) -> None:
        self.screen.set_focus(self.query_one("#second"))


async def comes(condition: Callable[[], object]) -> None:
    """Wait for `condition` beside the app: a pilot would wait for the slow widget too."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_key_waits_for_the_one_before_and_a_late_look_at_an_earlier_one_changes_nothing() -> None:
    app = _Held()
    async with app.run_test():
        first, second, slow = (app.query_one(name) for name in ("#first", "#second", "#slow"))
        assert isinstance(first, TextLine)
        assert isinstance(second, TextLine)
        assert isinstance(slow, _Slow)
        app.screen.set_focus(first)
        app.post_message(events.Key("a", "a"))
        await comes(lambda: first.value == "a")
        ((glance, look),) = app.looks
        await look()
        patience, give_up = app.looks.pop()
        assert (glance, patience) == (0.25, 2.0)
        app.screen.set_focus(slow)
        app.looks.clear()
        for key in "bc":
            app.post_message(events.Key(key, key))
        await comes(lambda: slow.got == ["b"] and app.looks)
        await give_up()
        slow.go.set()
        await comes(lambda: second.value == "c")
        assert slow.got == ["b"]


@pytest.mark.parametrize(("gone", "more"), [(True, [0.25]), (False, [2.0])])
async def test_a_widget_that_is_gone_is_waited_for_a_glance_and_one_that_is_busy_two_seconds_more(
    gone: bool, more: list[float]
) -> None:
    app = _Held()
    async with app.run_test():
        slow = app.query_one(_Slow)
        app.screen.set_focus(slow)
        app.looks.clear()
        for key in "bc":
            app.post_message(events.Key(key, key))
        await comes(lambda: slow.got == ["b"] and app.looks)
        slow.gone = gone
        (_, look) = app.looks.pop()
        await look()
        assert [delay for delay, _ in app.looks] == more, "the look after the next key, or a longer one after this"
        (_, last) = app.looks.pop()
        await last()
        slow.gone = False
        slow.go.set()
        await comes(lambda: slow.got == ["b", "c"])


async def test_where_nothing_has_the_focus_a_key_is_waited_for_as_well() -> None:
    app = _Held()
    async with app.run_test() as pilot:
        app.screen.set_focus(None)
        for key in ("f9", "x"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: app.query_one("#second", TextLine).value == "x")


class _Opened(Screen[None]):
    """Acts on the line that it holds."""

    def compose(self) -> ComposeResult:
        yield TextLine()

    def action_fill(self) -> None:
        self.query_one(TextLine).value = "filled"


async def test_an_action_of_a_screen_that_is_opening_waits_for_it_and_no_key_is_taken_after_the_end() -> None:
    app, opened = KeysInOrder(), _Opened()
    async with app.run_test() as pilot:
        app.push_screen(opened)
        assert await app.run_action("fill", opened)
        assert not opened.is_mounted
        await until(pilot, lambda: opened.is_mounted and opened.query_one(TextLine).value == "filled")
    assert app.screen_stack == []
    await app.on_event(events.Key("a", "a"))
