"""Keys and clicks that come faster than the app answers, as over a slow line, count in the order they came in."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from functools import partial
from typing import Final

from textual import events, on
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from tiktok_tui.tui.terminal_app import TerminalApp

_GLANCE: Final = 0.25
"""Seconds until it is looked whether the widget that a key went to is gone: then the next one goes."""

_PATIENCE: Final = 2.0
"""Seconds more for a key whose widget is there, on a busy machine."""

_OPENING: Final = 0.02
"""Seconds between two looks whether a screen has come up."""

Input = events.InputEvent | events.Paste


class _Passed(Message):
    """Goes the way of a key, right behind it."""

    def __init__(self, behind: Input) -> None:
        super().__init__()
        self.behind = behind


class KeysInOrder(TerminalApp):
    """Gives on a key, a paste or a click once the one before has gone its way, through all parents up to the app.

    Textual gives it to the focus at the time it comes. The keys of bindings take longer than letters, so that letters
    after Tab went to the line that Tab leaves, a new value after Ctrl+U was deleted with the old one, and the last
    letters before a click went to the line that was clicked.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Input] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed and clicked until it is its turn; everything else is as ever."""
        if isinstance(event, Input) and not event.is_forwarded:
            self._waiting.append(event)
            if len(self._waiting) == 1:
                await self._give()
        else:
            await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; one of a screen that is just opening waits for it, since it acts on what the screen holds."""
        if isinstance(default_namespace, Screen) and not default_namespace.is_mounted:
            self.set_timer(_OPENING, partial(self.run_action, action, default_namespace, namespaces))
            return True
        return await super().run_action(action, default_namespace, namespaces)

    async def _give(self) -> None:
        """Give what waits, up to the first whose way the rest has to await; nothing once the app is taken down."""
        while self._waiting and self.screen_stack:
            event = self._waiting[0]
            way = self._way(event)
            await super().on_event(event)
            if way is not None and way.post_message(_Passed(event)):
                self.set_timer(_GLANCE, partial(self._look_at_way, event, way))
                return
            self._waiting.popleft()

    def _way(self, event: Input) -> Widget | None:
        """The widget at which the way of `event` begins; None for the mouse unless a button is let go: it moves."""
        if not isinstance(event, events.MouseEvent):
            return self.focused or self.screen
        if not isinstance(event, events.MouseUp):
            return None
        try:
            return self.get_widget_at(event.x, event.y)[0]
        except NoWidget:
            return None

    async def _look_at_way(self, event: Input, way: Widget) -> None:
        if way.is_attached:
            self.set_timer(_PATIENCE, partial(self._next_after, event))
        else:
            await self._next_after(event)

    @on(_Passed)
    async def _arrived(self, message: _Passed) -> None:
        await self._next_after(message.behind)

    async def _next_after(self, event: Input) -> None:
        """Give what came after `event`, unless that has happened."""
        if self._waiting and self._waiting[0] is event:
            self._waiting.popleft()
            await self._give()
