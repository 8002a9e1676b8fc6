"""A screen that closes itself and nothing else, however often it is asked to, and however early."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete

from tiktok_tui.tui.widgets.styled_once import StyledOnce

Result = TypeVar("Result")


class ClosesOnce(StyledOnce[Result]):
    """Keys that were typed fast still reach a screen that has just closed; Textual would then close the one below.

    It is named behind the kind of screen (`class Dialog(ModalScreen, ClosesOnce)`): styles follow the first base.
    """

    _filled = False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with `result`, and the screens on top (the help) too. Only once: a double click chooses twice."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        while self.app.screen is not self:
            self.app.screen.dismiss()
        return super().dismiss(result)

    async def on_event(self, event: events.Event) -> None:
        """Do not fill a screen that is opened while the app is being left: what it consists of never comes up."""
        if isinstance(event, events.Mount):
            self._filled = self.is_attached and self.app.is_running
        if self._filled or not isinstance(event, events.Mount | events.ScreenResume):
            await super().on_event(event)
