"""Values of a stream come together, a few times a second, and not to a widget that is gone."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.tui.jobs import delivery
from tiktok_tui.tui.jobs.delivery import PACE, Delivery, call_in, stays


def test_what_comes_at_once_is_one_list_and_the_next_list_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [True]
    monkeypatch.setattr(delivery, "stays", lambda _: there[0])
    now, received, waits = [50.0], list[list[int]](), list[float]()
    called = list[Callable[[], None]]()
    monkeypatch.setattr(delivery, "time", SimpleNamespace(monotonic=lambda: now[0]))
    owner = SimpleNamespace(call_later=called.append, set_timer=lambda wait, _: waits.append(wait))
    stream: Delivery[int] = Delivery(cast("Widget", owner), received.append)
    stream.put(1)
    stream.put(2)
    (soon,) = called
    soon()
    assert (received, waits) == ([[1, 2]], [])
    now[0] += 0.25 * PACE
    stream.put(3)
    called[-1]()
    assert received == [[1, 2]]
    assert waits == [pytest.approx(0.75 * PACE)] == [pytest.approx(0.075)], "ten times a second at most"
    stream.deliver()
    stream.deliver()
    assert received == [[1, 2], [3]]
    there[0] = False
    stream.put(4)
    stream.deliver()
    assert received == [[1, 2], [3]]


async def test_what_is_being_left_gets_nothing_and_a_screen_that_is_kept_does() -> None:
    app, called = App[None](), list[str]()
    kept, opened, part = Screen[None](), Screen[None](), Static()
    async with app.run_test() as pilot:
        app.install_screen(kept, "kept")
        await app.push_screen(kept)
        await app.push_screen(opened)
        await opened.mount(part)
        assert [stays(node) for node in (app, kept, opened, part)] == [True] * 4
        call_in(part, called.append, "there")
        await pilot.pause()
        left = app.pop_screen()
        call_in(part, called.append, "being left")
        assert [stays(node) for node in (app, kept, opened, part)] == [True, True, False, False]
        await left
        await app.pop_screen()
        assert stays(kept)
        call_in(kept, called.append, "kept")
        await pilot.pause()
    assert (called, stays(app)) == (["there", "kept"], False)
