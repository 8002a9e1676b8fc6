"""Values of a stream come together, a few times a second, and not to a widget that is gone."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from textual.widget import Widget

from tiktok_tui.tui.jobs import delivery
from tiktok_tui.tui.jobs.delivery import PACE, Delivery


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
    assert waits == [pytest.approx(0.75 * PACE)]
    stream.deliver()
    stream.deliver()
    assert received == [[1, 2], [3]]
    there[0] = False
    stream.put(4)
    stream.deliver()
    assert received == [[1, 2], [3]]
