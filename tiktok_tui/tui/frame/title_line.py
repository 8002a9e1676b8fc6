"""The line at the top of every screen: the app on the left, the current location on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.tui.widgets.safe_text import fitted, safe_text

_NAME = "tiktok-tui"
_EXAMPLE = (
    "tiktok-tui · Example: nothing leaves this machine, x leaves it",
    "tiktok-tui · Example, x leaves it",
    "tiktok-tui · Example",
)


class TitleLine(Widget):
    """One row: the app's name, and `location` (the keyring in use, the destination) flush right.

    In the example, the name says so. A location that is too long is cut; the name never is.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TitleLine {
        dock: top;
        height: 2;
        padding: 0 1;
        border-bottom: solid $border-blurred;
        background: $background;
        color: $foreground;
    }
    """

    location: reactive[str] = reactive("")

    def __init__(self, *, example: bool = False) -> None:
        super().__init__()
        self._example = example

    def render(self) -> Content:
        """The name in bold, blanks, the location."""
        whole = cell_len(safe_text(self.location))
        name = self._name_beside(whole)
        location = fitted(self.location, min(max(0, self.size.width - cell_len(name) - 2), whole))
        blanks = " " * max(0, self.size.width - cell_len(name) - cell_len(location))
        return Content.assemble((name, "bold $accent"), blanks, (location, "$foreground-muted"))

    async def on_click(self, event: events.Click) -> None:
        """A click on the name leaves the example."""
        offset = event.get_content_offset(self)
        if self._example and offset is not None and offset.x < cell_len(_EXAMPLE[-1]):
            await self.app.run_action("app.leave_example")

    def _name_beside(self, location: int) -> str:
        """Return the longest name that leaves `location` cells."""
        names = _EXAMPLE if self._example else (_NAME,)
        return next((name for name in names if cell_len(name) + 2 + location <= self.size.width), names[-1])
