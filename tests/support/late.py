"""An answer that arrives after a later one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

from textual.pilot import Pilot

from tests.support.pilot import screen_text, shows, until

P = ParamSpec("P")
T = TypeVar("T")


class Late(Generic[P, T]):
    """Calls the function; the first call does so at once, and returns what it found when it is let go."""

    def __init__(self, function: Callable[P, T]) -> None:
        self._function = function
        self.found, self._let_go = threading.Event(), threading.Event()

    def __call__(self, *given: P.args, **named: P.kwargs) -> T:
        first = not self.found.is_set()
        found = self._function(*given, **named)
        if first:
            self.found.set()
            assert self._let_go.wait(60)
        return found

    async def comes_last(
        self, pilot: Pilot[Any], ask: Callable[[], object], change: Callable[[], object], words: str
    ) -> None:
        """Ask, change what is asked for, and ask again; the `words` of the change stay when the first answer comes."""
        ask()
        await until(pilot, self.found.is_set)
        change()
        ask()
        await shows(pilot, words)
        self._let_go.set()
        await pilot.app.workers.wait_for_complete()
        for _ in range(2):  # it is delivered, then drawn
            await pilot.pause()
        assert words in screen_text(pilot.app)
