"""Keys that come faster than the app answers, as over a slow line, count in the order in which they are typed."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import Final

from textual import events, on
from textual.message import Message

from tiktok_tui.tui.terminal_app import TerminalApp

_PATIENCE: Final = 0.25
"""Seconds for a key to go its way; then the next one goes, since a widget on that way may be gone."""

Typed = events.Key | events.Paste


class _Passed(Message):
    """Goes the way of a key, right behind it."""

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        self.typed = typed


class KeysInOrder(TerminalApp):
    """Gives a key or a paste to the focus once the one before has gone its way, through all parents up to the app.

    Textual gives it to the focus at the time it comes. The keys of bindings take longer than letters, so that letters
    after Tab went to the line that Tab leaves, and a new value after Ctrl+U was deleted with the old one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[Typed] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed until it is its turn; everything else is as ever."""
        if isinstance(event, Typed) and not event.is_forwarded:
            self._typed.append(event)
            if len(self._typed) == 1:
                await self._give(event)
        else:
            await super().on_event(event)

    async def _give(self, typed: Typed) -> None:
        way = self.focused or self.screen
        await super().on_event(typed)
        self.set_timer(_PATIENCE, partial(self._next_after, typed))
        if not way.post_message(_Passed(typed)):
            await self._next_after(typed)

    @on(_Passed)
    async def _arrived(self, message: _Passed) -> None:
        await self._next_after(message.typed)

    async def _next_after(self, typed: Typed) -> None:
        """Give what was typed after `typed`, unless that has happened."""
        if self._typed and self._typed[0] is typed:
            self._typed.popleft()
            if self._typed:
                await self._give(self._typed[0])
