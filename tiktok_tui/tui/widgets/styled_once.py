"""A screen whose widgets are styled once when it opens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual import events
from textual.screen import Screen

Result = TypeVar("Result")


class StyledOnce(Screen[Result]):
    """Textual styles all widgets of a new screen again when it comes up, and when it learns how much room there is.

    How much room there is (`-narrow` or `-wide`, `-low` or `-high`) is known before there are widgets, so these two
    find nothing to change.
    """

    async def on_event(self, event: events.Event) -> None:
        """Say how much room there is before the widgets come."""
        if isinstance(event, events.Compose):
            width, height = self.app.size
            self.update_classes(_room(width, self.app.HORIZONTAL_BREAKPOINTS), update=False)
            self.update_classes(_room(height, self.app.VERTICAL_BREAKPOINTS), update=False)
            self.app.stylesheet.apply(self)
        elif isinstance(event, events.ScreenResume):
            event.refresh_styles = False
        await super().on_event(event)


def _room(cells: int, breakpoints: Iterable[tuple[int, str]] | None) -> dict[str, bool]:
    fitting = [name for least, name in sorted(breakpoints or ()) if cells >= least]
    return dict.fromkeys(fitting[-1:], True)
